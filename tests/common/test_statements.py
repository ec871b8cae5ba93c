"""Statements that PostgreSQL keeps: they give what the SQL gives, whatever becomes of the session."""

import threading

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from common.db.prepared_statements import Statement
from tests.factories import CategoryFactory
from tests.settings import ON_POSTGRES

postgres = pytest.mark.skipif(not ON_POSTGRES, reason="SQLite keeps no statements")
NAMES = 'SELECT "name" FROM "news_category" WHERE "slug" = %s OR "slug" = %s ORDER BY 1'


def kept() -> int:
    """How many statements the server keeps in this session."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'kept%%'", ())
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_constants_and_arguments_stand_in_their_places(django_assert_num_queries):
    CategoryFactory(slug="a-100%", name="A 'to'")
    CategoryFactory(slug="wizyty", name="Wizyty")
    found = Statement(NAMES, ("wizyty", None), (None, 1))

    with django_assert_num_queries(1):
        assert found.rows(["not used", "a-100%"]) == [("A 'to'",), ("Wizyty",)]
    assert found.rows(["not used", "'; DROP TABLE news_category; --"]) == [("Wizyty",)]


@pytest.mark.django_db
def test_without_arguments():
    CategoryFactory(slug="wizyty", name="Wizyty")
    assert Statement(NAMES, ("wizyty", "100%"), (None, None)).rows([]) == [("Wizyty",)]


@postgres
@pytest.mark.django_db(transaction=True)
def test_a_statement_is_kept_once_and_anew_in_a_new_session():
    found = Statement(NAMES, (None, None), (0, 1))
    connection.close()
    assert kept() == 0
    found.rows(["a", "b"])
    found.rows(["c", "d"])
    assert kept() == 1
    connection.close()
    assert found.rows(["a", "b"]) == []
    assert kept() == 1


@postgres
@pytest.mark.django_db(transaction=True)
def test_a_transaction_rolled_back_takes_nothing_back():
    found, broken = Statement(NAMES, (None, None), (0, 1)), Statement("SELECT nothing", (), ())
    with transaction.atomic():
        found.rows(["a", "b"])
        transaction.set_rollback(True)
    with pytest.raises(ProgrammingError), transaction.atomic():
        broken.rows([])
    assert found.rows(["a", "b"]) == []


@postgres
@pytest.mark.django_db(transaction=True)
def test_each_thread_has_a_session_of_its_own():
    found, got = Statement(NAMES, (None, None), (0, 1)), []
    CategoryFactory(slug="wizyty", name="Wizyty")

    def ask() -> None:
        got.append(found.rows(["wizyty", ""]))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [[("Wizyty",)]] * 4


@postgres
@pytest.mark.django_db(transaction=True)
def test_behind_a_pooler_nothing_is_kept(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    CategoryFactory(slug="wizyty", name="Wizyty")
    connection.close()
    assert Statement(NAMES, (None, "b"), (0, None)).rows(["wizyty"]) == [("Wizyty",)]
    assert kept() == 0
