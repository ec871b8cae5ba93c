"""Acts at once on PostgreSQL: rows take a while to write, so that those who begin together meet in the middle."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections

SLOW = """
CREATE OR REPLACE FUNCTION slow_row() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_sleep(TG_ARGV[0]::float); RETURN NEW; END $$;
CREATE TRIGGER slow_row BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION slow_row('{seconds}');
"""


@contextmanager
def slow_rows(tables: Mapping[str, float]) -> Iterator[None]:
    """Every row of these tables takes so many seconds to write. The test is left out on SQLite, where one writes after
    the other."""
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once are PostgreSQL's; SQLite lets one in after the other")
    with connection.cursor() as cursor:
        for table, seconds in tables.items():
            cursor.execute(SLOW.format(table=table, seconds=seconds))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"DROP TRIGGER slow_row ON {table}")
            cursor.execute("DROP FUNCTION slow_row()")


def at_once(*acts: Callable[[], Any], refusals: tuple[type[Exception], ...] = ()) -> list[BaseException]:
    """Do all of it at the same time; gives what was raised, but refusals."""
    start, raised = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait()
            act()
        except refusals:
            pass
        except BaseException as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised
