"""Paging by the last row seen, not by counting: page 2,000 costs what page 2 costs, and nothing is shown twice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.crypto import constant_time_compare, salted_hmac

M = TypeVar("M", bound=Model)
# After / before the row with this key, and the mark of a row that the portal itself showed.
CURSOR = re.compile(r"(po|przed)-([1-9][0-9]{0,17})(?:-([0-9a-f]{32}))?")


@dataclass(frozen=True)
class Page(Generic[M]):
    """One page of rows and the cursors of its neighbours (None where there is none)."""

    rows: list[M]
    next: str | None
    previous: str | None


def keyset(queryset: QuerySet[M], *, order: Sequence[str], cursor: str | None, size: int) -> Page[M]:
    """The page of `queryset` in `order` (("-published_at", "title_key"); the primary key decides between equals).

    `cursor` is `po-123-…` or `przed-123-…`: after or before the row with that key, so it says nothing about the row.
    What follows the key marks a row that was shown: only such a one still keeps its place after it has left the list,
    for where it would stand tells what is in it. Anything else, or a row that is gone, gives the first page.
    Columns of `order` must not be null.
    """
    order = _with_key(order)
    match = CURSOR.fullmatch(cursor or "")
    start = _position(queryset, order, int(match[2]), match[3]) if match else None
    if match is None or start is None:
        return _first(queryset, order, size)
    if match[1] == "po":
        rows = list(queryset.filter(_beyond(order, start)).order_by(*order)[: size + 1])
        return _page(rows[:size], more=len(rows) > size, earlier=True) if rows else _first(queryset, order, size)
    back = _reversed(order)
    rows = list(queryset.filter(_beyond(back, start)).order_by(*back)[: size + 1])
    if len(rows) <= size:  # the beginning is near: show it as a full first page
        return _first(queryset, order, size)
    return _page(rows[size - 1 :: -1], more=True, earlier=True)


def cut(rows: list[M], size: int) -> Page[M]:
    """The first page from its rows and one more, where they were read otherwise."""
    return _page(rows[:size], more=len(rows) > size, earlier=False)


def _first(queryset: QuerySet[M], order: list[str], size: int) -> Page[M]:
    return cut(list(queryset.order_by(*order)[: size + 1]), size)


def _page(rows: list[M], *, more: bool, earlier: bool) -> Page[M]:
    return Page(
        rows=rows,
        next=f"po-{rows[-1].pk}-{_mark(type(rows[-1]), rows[-1].pk)}" if more else None,
        previous=f"przed-{rows[0].pk}-{_mark(type(rows[0]), rows[0].pk)}" if earlier else None,
    )


def _mark(model: type[Model], key: int) -> str:
    """The mark of a row that a page showed: 128 bits that nobody else can make."""
    return salted_hmac("common.web.paging", f"{model._meta.label}:{key}").hexdigest()[:32]


def _with_key(order: Sequence[str]) -> list[str]:
    """The order, ended by the primary key in the direction of the last column (one index serves both)."""
    names = list(order)
    if not {"pk", "-pk", "id", "-id"}.intersection(names):
        names.append("-pk" if names and names[-1].startswith("-") else "pk")
    return names


def _reversed(order: list[str]) -> list[str]:
    return [name[1:] if name.startswith("-") else f"-{name}" for name in order]


def _position(queryset: QuerySet[M], order: list[str], key: int, mark: str | None) -> tuple[Any, ...] | None:
    """Where the row stands: in the list, or, when it was shown and has just left the list, where it would stand."""
    names = [name.lstrip("-") for name in order]
    found = queryset.order_by().filter(pk=key).values_list(*names).first()
    shown = mark is not None and constant_time_compare(mark, _mark(queryset.model, key))
    if found is None and shown and not queryset.query.annotations:
        found = queryset.model._base_manager.filter(pk=key).values_list(*names).first()
    return None if found is None or None in found else found


def _beyond(order: list[str], start: tuple[Any, ...]) -> Q | TupleGreaterThan | TupleLessThan:
    """Rows after `start`. One direction: the rows' comparison (a, b) > (x, y), which begins inside an index.

    Mixed directions: a > x or (a = x and b < y) …; there the bound on the first column lets the index begin near.
    """
    falling = [name.startswith("-") for name in order]
    if len(set(falling)) == 1:
        columns = Tuple(*(F(name.removeprefix("-")) for name in order))
        return TupleLessThan(columns, start) if falling[0] else TupleGreaterThan(columns, start)
    condition, equal = Q(), Q()
    for name, value in zip(order, start, strict=True):
        column, word = (name[1:], "lt") if name.startswith("-") else (name, "gt")
        condition |= equal & Q(**{f"{column}__{word}": value})
        equal &= Q(**{column: value})
    first = order[0]
    bound = Q(**{f"{first.lstrip('-')}__{'lte' if first.startswith('-') else 'gte'}": start[0]})
    return bound & condition
