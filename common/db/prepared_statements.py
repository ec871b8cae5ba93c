"""Statements that PostgreSQL keeps: taken apart and planned once in a session, not at each asking.

For the small joins of our pages planning costs PostgreSQL several times what running does. PREPARE needs a session of
one's own: behind a pooler that lends sessions by the transaction set DISABLE_SERVER_SIDE_CURSORS, as Django itself
asks for; then, and on SQLite, the SQL goes as it is.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any

from django.db import connection

_numbers = count(1)


class _Mark:
    """`$1` in place of a value: an argument that psycopg2 is to write down as it stands."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __conform__(self, _protocol: object) -> "_Mark":
        return self

    def getquoted(self) -> bytes:
        """As psycopg2 asks for it."""
        return f"${self.number}".encode()


class Statement:
    """SQL whose every `%s` has its place: the number of an argument, or None for the constant of `params`."""

    def __init__(self, sql: str, params: Sequence[Any], places: Sequence[int | None]) -> None:
        self.name = f"kept_{next(_numbers)}"
        self.sql, self._params, self._places = sql, tuple(params), tuple(places)
        self._used = [place for place in places if place is not None]
        marks = ", ".join(["%s"] * len(self._used))
        self._call = f"EXECUTE {self.name}({marks})" if marks else f"EXECUTE {self.name}"

    def rows(self, given: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows for these arguments."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql" and not connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
                self._keep(cursor)
                cursor.execute(self._call, [given[place] for place in self._used])
            else:
                filled = zip(self._params, self._places, strict=True)
                cursor.execute(self.sql, [const if place is None else given[place] for const, place in filled])
            return cursor.fetchall()

    def _keep(self, cursor: Any) -> None:
        """Once in a session, which is the life of a connection; a rolled back transaction takes nothing back."""
        names: set[str]
        session, names = getattr(connection, "kept_statements", (None, set()))
        if session is not connection.connection:
            session, names = connection.connection, set()
            connection.kept_statements = session, names  # type: ignore[attr-defined]
        if self.name in names:
            return
        marks = (_Mark(number) for number in count(1))
        params = [
            const if place is None else next(marks) for const, place in zip(self._params, self._places, strict=True)
        ]
        # Past Django's counting of queries: it belongs to the session, not to the page.
        with connection.wrap_database_errors:
            raw = cursor.cursor
            raw.execute(f"PREPARE {self.name} AS {raw.mogrify(self.sql, params).decode()}")
        names.add(self.name)
