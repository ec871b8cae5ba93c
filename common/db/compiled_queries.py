"""Querysets compiled once. Django writes the SQL of a queryset anew at each visit, and PostgreSQL plans it anew, each
at several times the cost of the answer; the queries of a much read page are therefore named and kept, by us and by it:

    PEOPLE = Prepared(lambda event: Appearance.objects.filter(event=event).values_list("name", "function"))
    for name, function in PEOPLE(event.pk): ...

The queryset stays an ordinary one: rows or models, joined, annotated or with `only()`. Its form must not depend on
the arguments, and each argument must reach the database as it is: keys, slugs, codes, days and moments.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators

from common.db.prepared_statements import Statement

Value = int | str | date | datetime


def _mark(value: Value, number: int) -> Value:
    """A value of the same type that no query holds by chance: it shows where the argument stands in the SQL."""
    if isinstance(value, datetime):
        return datetime(1901, 1, 1 + number, tzinfo=UTC)
    if isinstance(value, date):
        return date(1901, 2, 1 + number)
    return f"\ue000{number}" if isinstance(value, str) else 8_999_999_999_999_000_000 + number


def _adapted(value: Value) -> Any:
    """The value as the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


@dataclass(frozen=True)
class CompiledQuery:
    """One compiled queryset."""

    statement: Statement
    converters: tuple[tuple[int, list[Any], Any], ...]
    build: Callable[[Sequence[Any]], Any]


class Prepared:
    """A queryset with arguments; calling it gives the list of its rows."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._plans: dict[tuple[Any, ...], CompiledQuery] = {}

    def __call__(self, *values: Value) -> list[Any]:
        key = (connection.vendor, *map(type, values))
        plan = self._plans.get(key) or self._plans.setdefault(key, self._compile(values))
        rows = plan.statement.rows([_adapted(value) for value in values])
        return [plan.build(_converted(row, plan.converters)) for row in rows]

    def first(self, *values: Value) -> Any:
        """The first row, or None; the queryset itself should be cut to one."""
        return next(iter(self(*values)), None)

    def _compile(self, values: tuple[Value, ...]) -> CompiledQuery:
        marks = [_mark(value, number) for number, value in enumerate(values)]
        queryset = self._build(*marks)
        compiler = queryset.query.get_compiler(using=connection.alias)
        sql, params = compiler.as_sql()
        adapted = [_adapted(mark) for mark in marks]
        places = tuple(adapted.index(param) if param in adapted else None for param in params)
        if missing := set(range(len(marks))).difference(places):
            raise ValueError(f"Arguments {sorted(missing)} do not reach the SQL as they are: {sql}")
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        return CompiledQuery(
            Statement(sql, params, places),
            tuple((at, functions, column) for at, (functions, column) in converters.items()),
            _builder(queryset, compiler),
        )


def _converted(row: Sequence[Any], converters: tuple[tuple[int, list[Any], Any], ...]) -> Sequence[Any]:
    if not converters:
        return row
    values = list(row)
    for at, functions, column in converters:
        for function in functions:
            values[at] = function(values[at], column, connection)
    return values


def _builder(queryset: QuerySet[Any, Any], compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """What makes a row of the answer into what the queryset gives: a tuple, or a model with what is joined to it."""
    if queryset._iterable_class is ValuesListIterable:
        return tuple
    if queryset._iterable_class is not ModelIterable:
        raise TypeError("Only models and values_list() can be prepared.")
    info, select, alias = compiler.klass_info, compiler.select, connection.alias
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in select[first:last]]
    joined = get_related_populators(info, select, alias)  # type: ignore[call-arg]  # the stubs know a later Django
    annotated = tuple(compiler.annotation_col_map.items())

    def build(row: Sequence[Any]) -> Any:
        made = info["model"].from_db(alias, names, row[first:last])
        for one in joined:
            one.populate(row, made)
        for name, at in annotated:
            setattr(made, name, row[at])
        return made

    return build
