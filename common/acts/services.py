"""Writing to the log of acts."""

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
