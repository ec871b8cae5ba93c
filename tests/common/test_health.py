"""/healthz and /readyz: what fails is named, nothing more is said, nothing is written, nobody waits."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from common.web import health

# The parts are asked in threads of their own, which see what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer of an earlier test; a busy machine may take longer than a production server."""
    monkeypatch.setattr(health, "PATIENCE", 20.0)
    monkeypatch.setattr(health, "parts", health.Parts())


@pytest.fixture
def unapplied() -> Iterator[Callable[[], None]]:
    """Forgets a migration; after the test it is there again, for the tests that come."""
    rows = list(MigrationRecorder.Migration.objects.filter(app="common"))

    def forget() -> None:
        MigrationRecorder.Migration.objects.filter(app="common").delete()

    yield forget
    MigrationRecorder.Migration.objects.bulk_create(rows, ignore_conflicts=True)


def test_alive_without_asking_anybody(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_ready_when_all_parts_answer(client: Client) -> None:
    response = client.get("/readyz")
    assert response.json() == {"ready": True, "failing": []}
    assert response.status_code == 200


def test_asking_writes_nothing_and_asks_the_database_nothing_in_the_request(
    client: Client, django_assert_num_queries: object
) -> None:
    def files() -> list[tuple[Path, int]]:
        roots = [Path(storages[alias].location) for alias in ("default", "private")]  # type: ignore[attr-defined]
        found = [path for root in roots for path in (root, *root.rglob("*")) if path.exists()]
        return sorted((path, path.stat().st_mtime_ns) for path in found)

    client.cookies["sessionid"] = "somebody"
    before = files()
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert client.get("/readyz").status_code == 200
    assert files() == before


def test_the_parts_are_asked_once_in_a_while_however_many_ask(client: Client, unapplied: Callable[[], None]) -> None:
    assert client.get("/readyz").status_code == 200
    unapplied()
    assert [client.get("/readyz").status_code for _ in range(50)] == [200] * 50
    health.parts = health.Parts()
    assert client.get("/readyz").status_code == 503


def test_a_part_that_hangs_is_named_in_time_and_one_thread_only_waits_for_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    wake = threading.Event()
    monkeypatch.setattr(health, "PATIENCE", 0.2)
    monkeypatch.setattr(health, "FRESH", 0.0)
    monkeypatch.setattr(health, "CHECKS", {"database": wake.wait})
    began, threads = time.monotonic(), threading.active_count()
    assert [client.get("/readyz").json()["failing"] for _ in range(5)] == [["database"]] * 5
    assert time.monotonic() - began < 2
    assert threading.active_count() == threads + 1
    wake.set()


def test_not_ready_with_a_migration_missing(client: Client, unapplied: Callable[[], None]) -> None:
    unapplied()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "failing": ["migrations"]}


def test_not_ready_without_a_place_for_files(client: Client, settings: object, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("")
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "a-file")},
        },
    }
    response = client.get("/readyz")
    assert (response.status_code, response.json()["failing"]) == (503, ["storage"])
    assert str(tmp_path) not in response.content.decode()


def test_not_ready_with_the_broker_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    response = client.get("/readyz")
    assert (response.status_code, response.json()["failing"]) == (503, ["broker"])
    assert "127.0.0.1" not in response.content.decode()
