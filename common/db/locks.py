"""Rows are locked in one order everywhere, so that two changes at once wait for each other and never both.

Of one model by their keys, upwards; of several models in the order that docs/MECHANISMS.md tells.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import models, transaction

Row = TypeVar("Row", bound=models.Model)
TRIES = 5


class _Grown(Exception):
    """While the rows were waited for, more came to belong to them."""


def locked(rows: models.QuerySet[Row]) -> list[Row]:
    """These rows, locked until the end of the transaction, by their keys.

    Other transactions may write rows that name them meanwhile (FOR NO KEY UPDATE): who registers people for an entity
    does not wait for who edits its record.
    """
    return list(rows.order_by("pk").select_for_update(of=("self",), no_key=True))


def lock_together(
    model: type[Row], wanted: Callable[[], Iterable[Any]], *, then: Callable[[], Any] = lambda: None
) -> dict[Any, Row]:
    """Lock all rows that `wanted` names, at once and by their keys, before anything is changed; `then` locks what comes
    after them in the order, and by which they are named.

    `wanted` is asked again under the locks: when another transaction, waited for, has made it name more, all are let go
    and taken anew. Raises RuntimeError when that does not end.
    """
    for _ in range(TRIES):
        keys = set(wanted())
        try:
            with transaction.atomic():
                rows = {row.pk: row for row in locked(model._default_manager.filter(pk__in=keys))}
                then()
                if not set(wanted()) <= keys:
                    raise _Grown
                return rows
        except _Grown:
            continue
    raise RuntimeError(f"{model._meta.label}: rows change faster than they can be locked.")
