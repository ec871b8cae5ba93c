"""/healthz and /readyz: what fails is named, nothing more is said."""

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from common import health

pytestmark = pytest.mark.django_db


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


def test_not_ready_with_a_migration_missing(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="common").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "failing": ["migrations"]}


def test_not_ready_without_a_place_for_files(client: Client, settings: object, tmp_path: object) -> None:
    (tmp_path / "a-file").write_text("")  # type: ignore[operator]
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "a-file")},  # type: ignore[operator]
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
