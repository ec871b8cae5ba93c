"""Writing to the log of acts."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from common.acts.models import Act


def record(
    *,
    verb: str,
    obj: models.Model | None,
    by: int | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> Act:
    """Write one act in the caller's transaction. `by` is the user's id, None for the system. No personal data."""
    return Act.objects.create(
        actor_id=by,
        verb=verb,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=obj.pk if obj is not None else None,
        before=before or {},
        after=after or {},
        note=note,
    )


def record_many(acts: Iterable[Act]) -> None:
    """Write many acts at once, in the caller's transaction; `act_on` makes them."""
    Act.objects.bulk_create(acts, batch_size=1000)


def act_on(*, verb: str, obj: models.Model, by: int | None, note: str = "", **told: dict[str, Any]) -> Act:
    """An act that is not written yet (`before`, `after`): for `record_many`."""
    return Act(actor_id=by, verb=verb, object_type=obj._meta.label_lower, object_id=obj.pk, note=note, **told)
