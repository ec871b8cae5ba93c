"""Statements have limits by the kind of request; what is too long for a request is refused in words."""

import time

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from common.db.statement_timeouts import RequestKind, _wanted, kind_of, limit_statements
from common.spreadsheets import writer
from common.spreadsheets.writer import SheetTooLong, csv_pieces, xlsx_file
from entities.directory.models import Entity
from tests.factories import EntityFactory, UserFactory

LIMITS = {"public": 0.3, "panel": 0.4, "export": 0.5, "worker": 0.6}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "public"),
        ("/wydarzenia/kalendarz.ics", "public"),
        ("/podmioty/", "public"),
        ("/konto/logowanie/", "public"),
        ("/konto/moje-dane/kopia.json", "export"),
        ("/panel/wydarzenia/", "panel"),
        ("/en/panel/wydarzenia/", "panel"),
        ("/panel/podmioty/eksport.xlsx", "export"),
        ("/panel/liczby.csv", "export"),
        ("/admin/", "panel"),
    ],
)
def test_the_kind_of_a_request_follows_from_its_address(path: str, kind: str) -> None:
    assert kind_of(path) == kind


@pytest.fixture
def limits(settings, transactional_db):
    """Short limits, on PostgreSQL; taken away afterwards."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no limit of a statement")
    settings.STATEMENT_SECONDS = LIMITS
    yield
    settings.STATEMENT_SECONDS = {}
    _wanted.set(None)
    connection.close()


def limit_now() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize("kind", RequestKind)
def test_each_kind_has_its_limit_also_on_a_new_connection(limits, kind: RequestKind) -> None:
    limit_statements(kind)
    first = limit_now()
    connection.close()
    assert first == limit_now() == f"{LIMITS[kind] * 1000:.0f}ms"


def test_the_database_is_told_only_of_a_change(limits, django_assert_num_queries) -> None:
    limit_statements(RequestKind.PUBLIC)
    connection.ensure_connection()
    with django_assert_num_queries(1):
        for kind in (RequestKind.PUBLIC, RequestKind.PUBLIC, RequestKind.PANEL, RequestKind.PANEL):
            limit_statements(kind)


def test_a_page_that_waits_too_long_for_a_lock_is_ended_and_says_so(limits) -> None:
    visitor = Client(raise_request_exception=False)
    visitor.force_login(UserFactory(administrator=True))
    entity = EntityFactory(published=True)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE entities_entity IN ACCESS EXCLUSIVE MODE")
            for path, seconds in ((f"/podmioty/{entity.slug}/", 0.3), (f"/panel/podmioty/{entity.pk}/", 0.4)):
                began = time.monotonic()
                answer = visitor.get(path)
                assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
                assert answer.content.decode().count("<h1>To trwało zbyt długo</h1>") == 1
                assert seconds <= time.monotonic() - began < 10
            assert visitor.get("/healthz").status_code == 200
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert visitor.get(f"/panel/podmioty/{entity.pk}/").status_code == 200


@transaction.atomic
def slow_change(entity: Entity) -> None:
    Entity.objects.filter(pk=entity.pk).update(name="Tartak")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")


def test_what_was_begun_is_undone_when_its_limit_ends_it(limits) -> None:
    limit_statements(RequestKind.PUBLIC)
    entity = EntityFactory(name="Stolarnia")
    with pytest.raises(OperationalError, match="statement timeout"):
        slow_change(entity)
    entity.refresh_from_db()
    assert entity.name == "Stolarnia"


def test_a_sheet_of_more_cells_than_a_request_writes_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(writer, "MOST_XLSX_CELLS", 100)
    with xlsx_file([["a"] * 10] * 10, title="x") as file:
        assert file.read(2) == b"PK"
    with pytest.raises(SheetTooLong):
        xlsx_file([["a"] * 10] * 11, title="x")


def test_a_list_of_more_rows_than_flow_ends_with_a_word(monkeypatch) -> None:
    monkeypatch.setattr(writer, "MOST_CSV_ROWS", 3)
    lines = b"".join(csv_pieces([["a"], ["b"], ["c"], ["d"], ["e"]])).decode("utf-8-sig").split("\r\n")
    assert (lines[:3], len(lines), "kończy" in lines[3]) == (["a", "b", "c"], 5, True)


@pytest.mark.django_db
def test_an_export_that_is_too_long_answers_with_a_page_that_says_what_to_do(client, cast, monkeypatch) -> None:
    monkeypatch.setattr(writer, "MOST_XLSX_CELLS", 10)
    client.force_login(cast.administrator)
    answer = client.get("/panel/podmioty/import/wzor.xlsx")
    assert (answer.status_code, answer.content.decode().count("Arkusz jest za długi")) == (422, 2)
