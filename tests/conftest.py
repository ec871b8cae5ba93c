"""What every test may ask for. Browser fixtures stand in tests/browser.py, factories in tests/factories.py."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from common.outbox import services as outbox
from common.web.cache import ForgivingRedisCache
from common.worker import wake
from files import renditions

# Imported, not a plugin: only fixtures of a conftest override those of pytest-playwright.
from tests.browser import axe, base_url, both_widths, browser_type_launch_args, context, page, sign_in  # noqa: F401
from tests.cast import Cast, make_cast
from tests.lock_order import locks_watched

SCRATCH_IS_OURS = pytest.StashKey[bool]()
# `make test` asks each question once. PostgreSQL, which production has, answers all that a database may answer
# otherwise; SQLite (quicker, and the demo's) answers what is decided above the database, and as much as shows that the
# demo's database can do what the portal asks of it: every address as every role, the main flow, search, common parts.
# `make soak`, `make test-sqlite` and `make test-postgres` ask everything of one database.
DECIDED_ABOVE = (
    "tests/architecture/",
    "tests/security/test_pictures.py",
    "tests/files/test_decoder.py",
)
ALSO_OF_SQLITE = ("tests/flows/", "tests/common/", "tests/entities/directory/test_search")
# What these say without a database they say on both alike.
WITHOUT_DATABASE = ("tests/common/", "tests/files/", "tests/entities/directory/")
RUNS_THE_PORTAL = ("tests/architecture/test_make.py",)
# Workers and web processes that are killed, brokers that hang: as production has them.
ASKED_OF_POSTGRES = ("tests/common/outbox/test_sending.py",)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what another run answers: of each half what the other says, of both what `make soak` asks.

    In CI a walk in the browser that failed has a second try (two programs on a crowded machine; the closing line counts
    the second tries). At a desk there is none.
    """
    if os.environ.get("OWES_REQUIRE_ALL"):
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.flaky(reruns=1))
    half = os.environ.get("OWES_TEST_HALF")
    left_out = {item for item in items if _is_for_soak(config, item) or (half and _asked_elsewhere(item, half))}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def _is_for_soak(config: pytest.Config, item: pytest.Item) -> bool:
    """Whether only `make soak` asks it, unless its file or name is given by hand."""
    if "OWES_SOAK" in os.environ or not item.get_closest_marker("soak"):
        return False
    return not any(item.path.name in argument for argument in config.args)


def _asked_elsewhere(item: pytest.Item, half: str) -> bool:
    """Whether the other half of `make test` says it (or, in CI, `make check` a minute ago).

    Of the architecture's tests `make check` asks those that need neither a database nor a portal that runs.
    """
    name = item.nodeid
    if half == "check":
        return _asks_a_database(item) or name.startswith(RUNS_THE_PORTAL)
    if half == "second":
        return name.startswith(DECIDED_ABOVE) or (name.startswith(WITHOUT_DATABASE) and not _asks_a_database(item))
    if name.startswith("tests/architecture/") and not _asked_elsewhere(item, "check"):
        return bool(os.environ.get("OWES_ARCHITECTURE_CHECKED"))
    if name.startswith(ASKED_OF_POSTGRES):
        return True
    return not name.startswith(DECIDED_ABOVE + ALSO_OF_SQLITE + WITHOUT_DATABASE) or (
        name.startswith(WITHOUT_DATABASE) and not name.startswith(ALSO_OF_SQLITE) and _asks_a_database(item)
    )


def _asks_a_database(item: pytest.Item) -> bool:
    asking = {"db", "transactional_db", "django_db_setup", "live_server"}
    return item.get_closest_marker("django_db") is not None or bool(asking & set(getattr(item, "fixturenames", ())))


def pytest_configure(config: pytest.Config) -> None:
    """A scratch folder made by a bare `pytest` is this process's to remove."""
    config.stash[SCRATCH_IS_OURS] = "PYTEST_XDIST_WORKER" not in os.environ and "OWES_TEST_RUN" not in os.environ
    if config.stash[SCRATCH_IS_OURS]:
        _compile_messages()


def _compile_messages() -> None:
    """`make test` compiles the catalogues; a bare `pytest` must not run with old ones or none."""
    for po in settings.BASE_DIR.glob("locale/*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime <= po.stat().st_mtime:
            with po.open("rb") as source, mo.open("wb") as target:
                write_mo(target, read_po(source))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the scratch folder (databases, files, mail) of this run."""
    if config.stash.get(SCRATCH_IS_OURS, False):
        shutil.rmtree(os.environ["OWES_TEST_SCRATCH"], ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """At the end a thread of the live server may still hold a line to the database that is to be dropped."""
    yield
    connection.close()  # a test that took a copy of another database may have left a line that is dead
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """No page cached by another test, no memory of a Redis that was away."""
    ForgivingRedisCache.quiet_until = 0.0
    wake.try_again()
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """One person of each role, with their centre and entity (tests/cast.py)."""
    return make_cast()


@pytest.fixture
def sweep_outbox(mailoutbox: list[EmailMessage]) -> Callable[[], list[EmailMessage]]:
    """`sweep_outbox()` sends what waits, as beat would, and gives what was sent by this call."""

    def sweep() -> list[EmailMessage]:
        before = len(mailoutbox)
        outbox.sweep()
        return mailoutbox[before:]

    return sweep


@pytest.fixture
def constant_queries() -> Callable[..., int]:
    """`constant_queries(client, url, add)`: as many queries with 1 row as with 30; `add(n)` makes n more rows.

    The first visit is not counted (it fills caches); the page cache is emptied before each count.
    """

    def check(client: Client, url: str, add: Callable[[int], object]) -> int:
        counts = []
        for more in (1, 29):
            add(more)
            assert client.get(url).status_code == 200, url
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append([query["sql"] for query in queries.captured_queries])
        few, many = counts
        assert len(few) == len(many), f"{url}: {len(few)} queries at 1 row, {len(many)} at 30:\n" + "\n".join(many)
        return len(many)

    return check


@pytest.fixture
def on_postgres() -> bool:
    """Whether this run is on PostgreSQL."""
    return connection.vendor == "postgresql"


@pytest.fixture
def make_renditions() -> Callable[[], int]:
    """`make_renditions()` makes the copies of waiting pictures, as beat would."""
    return renditions.sweep


@pytest.fixture(autouse=bool(os.environ.get("OWES_WATCH_LOCKS")))
def locks_in_order(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """With OWES_WATCH_LOCKS=1 every test on PostgreSQL fails whose acts lock out of order; or those of its folders."""
    folders = os.environ["OWES_WATCH_LOCKS"].split()
    is_watched = folders == ["1"] or request.node.nodeid.startswith(tuple(folders))
    has_database = bool({"db", "transactional_db"} & set(request.fixturenames))
    if connection.vendor != "postgresql" or not (is_watched and has_database):
        yield
        return
    with locks_watched(monkeypatch) as found:
        yield
    assert found == [], "rows are locked in one order (tests/lock_order.py, docs/MECHANISMS.md)"
