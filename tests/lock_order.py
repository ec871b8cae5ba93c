"""Watches in which order the transactions of the portal lock and write rows on PostgreSQL."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.transaction import Atomic

# Who locks rows of several of these takes them from the left to the right.
ORDER = [
    "accounts.ErasureRequest",
    "files.StoredImage",
    "news.TakedownRequest",
    "news.Article",
    "news.Gallery",
    "partnerships.LocalPartnership",
    "events.Event",
    "entities.Entity",
    "events.Person",
]
# Rows of one event, taken in any order by who holds the event's row; who does not hold it takes rows of one of these
# models and of no other. So two that want the same rows meet at the event, and no two wait for each other.
OF_ONE_EVENT = ["events.Session", "events.Registration", "events.Participant"]
GUARD = "events.Event"
LOCKING = re.compile(r'FROM "(\w+)".*FOR (?:NO KEY )?UPDATE', re.DOTALL)
WRITING = re.compile(r'UPDATE "(\w+)"')


def _table(label: str) -> str:
    return apps.get_model(label)._meta.db_table


@contextmanager
def locks_watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Gathers what was locked or written after something that comes later in the order, within one transaction.

    The transaction of the test itself is none. A statement that met no row holds nothing: a picture tells every app
    that might show it.
    """
    places = {_table(label): place for place, label in enumerate(ORDER)}
    of_event = {_table(label) for label in OF_ONE_EVENT}
    places |= dict.fromkeys(of_event, len(places))
    guard = _table(GUARD)
    held: list[str] = []
    found: list[str] = []
    enter = Atomic.__enter__

    def is_open() -> bool:
        return any(not block._from_testcase for block in connection.atomic_blocks)

    def begun(atomic: Atomic) -> None:
        if not is_open():
            held.clear()
        enter(atomic)

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        match = LOCKING.search(str(sql)) or WRITING.match(str(sql))
        table = match[1] if match and "SKIP LOCKED" not in str(sql) else ""
        result = execute(sql, params, many, context)
        if table in places and table not in held and is_open() and context["cursor"].rowcount:
            found.extend(f"{table} after {one}" for one in held if places[one] > places[table])
            if guard not in held and table in of_event:
                found.extend(f"{table} and {one} without {guard}" for one in held if one in of_event)
            held.append(table)
        return result

    # As behind a pooler: a prepared question would only be called by its name.
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    monkeypatch.setattr(Atomic, "__enter__", begun)
    with connection.execute_wrapper(look):
        yield found
