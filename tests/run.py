"""`make test`: the suite on SQLite, then on PostgreSQL with Redis and Chromium; says aloud what it leaves out.

    python -m tests.run all|sqlite|postgres|soak [arguments of pytest]
    python -m tests.run fast events [arguments of pytest]

`all` asks each question of one database (tests/conftest.py says of which), `sqlite`, `postgres` everything of the one
named, `soak` everything of both, with the long walks, then the crowds alone on the machine. `fast` asks what one app's
tests say on SQLite, while one works on it, but those marked `slow`; its database is migrated once and kept until a
migration changes.

OWES_REQUIRE_ALL=1 (.ci/run) turns an omission into a failure. OWES_TEST_WORKERS: how many processes (default: a core
each).
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.servers import Postgres, Redis, chromium_program, postgres_folder, redis_program, running

ROOT = Path(__file__).resolve().parents[1]
NO_TESTS_COLLECTED = 5
# What the database of the tests is made from: a change of these makes it anew.
SCHEMA = ("*/migrations/*.py", "*/reference_data.py", "*/*/reference_data.py", "common/db/*.py")
TEMPLATE, DEMO = "owes_template", "owes_demo"
# Their times are judged: nothing else may run beside them.
CROWDS = ["-n", "0", "-s", "tests/load"]
# `make soak` watches there in which order rows are locked (tests/lock_order.py).
WATCHED = "tests/events/registration/ tests/events/attendance/ tests/events/participation/"


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def missing() -> list[str]:
    """What this machine does not have, in words."""
    wanted = {
        "PostgreSQL (initdb, postgres)": postgres_folder(),
        "Redis (redis-server)": redis_program(),
        "Chromium": chromium_program(),
        "gettext (xgettext), for the check of translations": shutil.which("xgettext"),
    }
    return [name for name, found in wanted.items() if not found]


def pytest(scratch: str, *arguments: str, workers: str = "auto", **environment: str) -> int:
    """One run of pytest; its closing line is the last thing it prints."""
    workers = os.environ.get("OWES_TEST_WORKERS", workers)
    # A few long walks in the browser among many short tests: who is idle takes work from the other.
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "worksteal", *arguments]
    code = subprocess.run(
        command, env={**os.environ, "OWES_TEST_RUN": "1", "OWES_TEST_SCRATCH": scratch, **environment}
    ).returncode
    return 0 if code == NO_TESTS_COLLECTED and len(sys.argv) > 2 else code


def on_sqlite(arguments: list[str], *, half: str = "") -> int:
    """Everything without a browser; as the `first` half of `make test`, without what the second answers."""
    say("== SQLite (a file), jobs in memory")
    with tempfile.TemporaryDirectory(prefix="owes-test-") as scratch:
        template = f"{scratch}/template.sqlite3"
        manage(scratch, {"OWES_TEST_DATABASE_URL": f"sqlite:///{template}"}, "migrate", "-v0")
        environment = {"OWES_TEST_HALF": half, "OWES_TEST_TEMPLATE": template}
        return pytest(scratch, "--reuse-db", "-m", "not browser", *arguments, **environment)


def fast(arguments: list[str]) -> int:
    """The tests of one app (`events`, `events/registration`; none: all) on SQLite, without a browser."""
    app, more = (arguments[0], arguments[1:]) if arguments and not arguments[0].startswith("-") else ("", arguments)
    with tempfile.TemporaryDirectory(prefix="owes-test-") as scratch:
        choice = ["--reuse-db", "-m", "not browser and not slow"]
        return pytest(scratch, *choice, f"tests/{app}", *more, OWES_TEST_TEMPLATE=kept_template())


def kept_template() -> str:
    """Path of a migrated SQLite database, made when there is none of the present migrations."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SCHEMA for path in ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    kept = ROOT / "var" / "test-fast" / f"{digest.hexdigest()[:16]}.sqlite3"
    if not kept.exists():
        shutil.rmtree(kept.parent, ignore_errors=True)
        kept.parent.mkdir(parents=True)
        with tempfile.TemporaryDirectory(prefix="owes-test-") as scratch:
            made = Path(scratch, "template.sqlite3")
            manage(scratch, {"OWES_TEST_DATABASE_URL": f"sqlite:///{made}"}, "migrate", "-v0")
            shutil.move(made, kept)
    return str(kept)


@dataclass(frozen=True)
class PostgresReady:
    """Servers that run and templates that are migrated: what the tests on PostgreSQL start from."""

    scratch: str
    environment: dict[str, str]
    version: str


def prepare_postgres(stack: contextlib.ExitStack) -> PostgresReady | None:
    """PostgreSQL migrated once into a template that every worker's database is cloned from; Redis where found.

    They run until the stack is closed. None where PostgreSQL was not found.
    """
    folder, redis_path = postgres_folder(), redis_program()
    if not folder:
        return None
    scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="owes-test-"))
    postgres = Postgres(folder)
    stack.enter_context(running(postgres))
    environment = {"OWES_TEST_DATABASE_URL": postgres.url(TEMPLATE)}
    if redis_path:
        redis = Redis(redis_path)
        stack.enter_context(running(redis))
        environment["OWES_TEST_REDIS_URL"] = redis.url
    postgres.create(TEMPLATE)
    manage(scratch, environment, "migrate", "-v0")
    if chromium_program():  # what the walks through the demo start from: loaded once, cloned for each
        postgres.create(DEMO, template=TEMPLATE)
        loading = {**environment, "OWES_TEST_DATABASE_URL": postgres.url(DEMO), "PYTEST_XDIST_WORKER": "demo"}
        manage(scratch, loading, "load_demo", "-v0")
        environment["OWES_TEST_DEMO"] = DEMO
    environment["OWES_TEST_DATABASE_URL"] = postgres.url("owes")
    return PostgresReady(scratch, environment, folder.parent.name)


def on_postgres(arguments: list[str], *, half: str = "", ready: PostgresReady | None = None) -> int:
    """As the `second` half of `make test` it leaves out what the first has said already (tests/conftest.py)."""
    with contextlib.ExitStack() as stack:
        found = ready or prepare_postgres(stack)
        if found is None:
            say("== PostgreSQL: left out, its programs were not found.")
            return 0
        say(f"== PostgreSQL {found.version}, {'Redis' if redis_program() else 'no Redis'}")
        environment = found.environment | {"OWES_TEST_HALF": half, "OWES_TEST_TEMPLATE": TEMPLATE}
        choice = [] if chromium_program() else ["-m", "not browser"]
        # One more than cores: a third of the time is waiting for the browser, for web processes and for those killed.
        workers = str((os.cpu_count() or 1) + 1)
        return pytest(found.scratch, *choice, *arguments, workers=workers, **environment)


def on_both(arguments: list[str]) -> list[int]:
    """Each question of one database. PostgreSQL is made ready while SQLite is asked; after a failure it is still asked.

    Returns the exit code of each.
    """
    with contextlib.ExitStack() as stack, ThreadPoolExecutor(1) as beside:
        ready = beside.submit(prepare_postgres, stack)
        code = on_sqlite(arguments, half="first" if postgres_folder() else "")
        return [code, on_postgres(arguments, half="second", ready=ready.result())]


def manage(scratch: str, environment: dict[str, str], *command: str) -> None:
    """A management command of the portal under the tests' settings."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "OWES_TEST_SCRATCH": scratch}
    subprocess.run([sys.executable, "manage.py", *command], check=True, env={**os.environ, **environment, **settings})


def _ended(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)


def main(which: str, *arguments: str) -> int:
    """Run what is asked for; the exit code is the first failure's."""
    signal.signal(signal.SIGTERM, _ended)
    left_out = missing()
    for name in left_out:
        say(f"LEFT OUT: {name} was not found on this machine.")
    if left_out and os.environ.get("OWES_REQUIRE_ALL") == "1":
        say("OWES_REQUIRE_ALL=1: leaving out is a failure.")
        return 1
    runs: dict[str, list[Callable[[list[str]], int]]] = {
        "sqlite": [on_sqlite],
        "fast": [fast],
        "postgres": [on_postgres],
        "soak": [on_sqlite, lambda more: on_postgres([*more, "--ignore=tests/load"]), lambda _: on_postgres(CROWDS)],
    }
    if which == "soak":
        os.environ |= {"OWES_SOAK": "1", "OWES_WATCH_LOCKS": os.environ.get("OWES_WATCH_LOCKS", WATCHED)}
    codes = on_both(list(arguments)) if which == "all" else [run(list(arguments)) for run in runs[which]]
    if any(codes) and not codes[-1]:
        say("FAILED on SQLite (see above).")
    return next(filter(None, codes), 0)


if __name__ == "__main__":
    try:
        sys.exit(main(*(sys.argv[1:] or ["all"])))
    except KeyboardInterrupt:
        sys.exit(130)
