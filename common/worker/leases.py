"""Rows that wait for a worker: taken for a while, by a lease that runs out when the worker dies."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone


@transaction.atomic
def take(waiting: QuerySet[Any], *, lasts: timedelta) -> Any:
    """The row of these that was tried least and waits longest and that nobody holds, with its lease; None if none.

    The rows have `attempts`, `lease` and `leased_until`; whoever finishes one checks that its `lease` is still theirs.
    """
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    rows = waiting.filter(free).order_by("attempts", "pk")
    row = rows.select_for_update(of=("self",), skip_locked=True).first()
    if row is not None:
        row.attempts += 1
        row.lease, row.leased_until = secrets.token_hex(16), now + lasts
        row.save(update_fields=["attempts", "lease", "leased_until"])
    return row


def give_back(row: Any) -> None:
    """It did not work this time: another worker may take the row at once."""
    type(row)._default_manager.filter(pk=row.pk, lease=row.lease).update(leased_until=timezone.now())
