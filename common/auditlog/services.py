"""Writing to the audit log."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from common.auditlog.models import AuditEntry
from common.extension_points import PERSONAL_COLUMNS

# Columns whose values are about people: the log is never rewritten, so it says only that they changed. Upper apps
# register further ones (PERSONAL_COLUMNS).
PERSONAL = frozenset(
    {"email", "phone", "first_name", "last_name", "function", "needs"}
    | {f"contact_{part}" for part in ("name", "function", "phone", "email")}
)
FILLED = "…"


def without_people(values: dict[str, Any] | None) -> dict[str, Any]:
    """Before or after of an act, with the values of personal columns left out: only whether something stood there."""
    told, personal = values or {}, PERSONAL.union(PERSONAL_COLUMNS)
    return {name: (value and FILLED) if name in personal else value for name, value in told.items()}


def log_action(
    *,
    verb: str,
    obj: models.Model | None,
    by: int | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> AuditEntry:
    """Write one act in the caller's transaction. `by` is the user's id, None for the system. No personal data."""
    return AuditEntry.objects.create(
        actor_id=by,
        verb=verb,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=obj.pk if obj is not None else None,
        before=without_people(before),
        after=without_people(after),
        note=note,
    )


def log_actions(acts: Iterable[AuditEntry]) -> None:
    """Write many acts at once, in the caller's transaction; `entry_for` makes them."""
    AuditEntry.objects.bulk_create(acts, batch_size=1000)


def entry_for(*, verb: str, obj: models.Model, by: int | None, note: str = "", **told: dict[str, Any]) -> AuditEntry:
    """An act that is not written yet (`before`, `after`): for `log_actions`."""
    kept = {side: without_people(values) for side, values in told.items()}
    return AuditEntry(actor_id=by, verb=verb, object_type=obj._meta.label_lower, object_id=obj.pk, note=note, **kept)
