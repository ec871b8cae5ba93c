"""The two engines behind one expression: PostgreSQL's tsvector and SQLite's FTS5 (their indexes: common/db/sql.py).

The words come folded from Python, letters and digits only, so nothing in a query can be read as an operator.
"""

from typing import Any

from django.db.models import BooleanField, F, Func


class Matches(Func):
    """True where every word of `words` is found, in any of its forms, as a beginning, among the tokens of `column`."""

    output_field = BooleanField()

    def __init__(self, column: str | Any, words: list[list[str]] | None = None, **extra: Any) -> None:
        super().__init__(F(column) if isinstance(column, str) else column, **extra)
        self.words = words or []

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        column: Any = self.source_expressions[0]
        vector = ".".join(map(compiler.quote_name_unless_alias, (column.alias, f"{column.target.column}_vector")))
        wanted = " & ".join("(" + " | ".join(f"'{form}':*" for form in forms) + ")" for forms in self.words)
        return f"({vector} @@ %s::tsquery)", [wanted]

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, tuple[str | int, ...]]:
        column: Any = self.source_expressions[0]
        wanted = " AND ".join("(" + " OR ".join(f'"{form}"*' for form in forms) + ")" for forms in self.words)
        table, key = compiler.quote_name_unless_alias(column.alias), compiler.quote_name_unless_alias("id")
        return (
            f"({table}.{key} IN (SELECT rowid FROM common_search_index WHERE common_search_index MATCH %s))",  # noqa: S608
            (f"{{{column.target.column}}} : ({wanted})",),
        )
