"""Rows that wait for a worker: taken for a while, by a lease that runs out when the worker dies."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone


@dataclass(frozen=True)
class Lease:
    """How the rows of one queue are held: how long, how often they are tried, and in which columns this stands.

    A lease is known by its secret; where the rows have no column for one, by the moment at which it ends.
    """

    lasts: timedelta
    attempts: int = 3
    order: tuple[str, ...] = ("attempts", "pk")
    until_column: str = "leased_until"
    attempts_column: str = "attempts"
    lease_column: str = "lease"

    @transaction.atomic
    def take(self, waiting: QuerySet[Any], *, clear: Callable[[str], None] | None = None, **changes: Any) -> Any:
        """The first of these rows that nobody holds, held from now on, with these `changes`; None when there is none.

        `clear` is told the secret of the lease before, to throw away what a dead worker left.
        """
        now, until = timezone.now(), self.until_column
        free = Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__lte": now})
        rows = waiting.filter(free).order_by(*self.order)
        row = rows.select_for_update(of=("self",), skip_locked=True).first()
        if row is None:
            return None
        if clear is not None and (former := getattr(row, self.lease_column)):
            clear(former)
        changes |= {until: now + self.lasts, self.attempts_column: getattr(row, self.attempts_column) + 1}
        if self.lease_column:
            changes[self.lease_column] = secrets.token_hex(16)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(update_fields=list(changes))
        return row

    def is_worn_out(self, row: Any) -> bool:
        """Whether a row that was just taken ended all its attempts without a word: it may kill its workers."""
        return bool(getattr(row, self.attempts_column) > self.attempts)

    def held(self, row: Any) -> QuerySet[Any]:
        """The row, as long as the lease under which it was taken is still good: of nobody else."""
        name = self.lease_column or self.until_column
        return type(row)._default_manager.filter(pk=row.pk, **{name: getattr(row, name)})

    def still_held(self, row: Any) -> Any:
        """The row as it stands now, locked until the end of the transaction; None when it is not ours any more."""
        return self.held(row).select_for_update(of=("self",)).first()

    def give_back(self, row: Any) -> None:
        """It did not work this time: another worker may take the row at once."""
        self.held(row).update(**{self.until_column: timezone.now()})
