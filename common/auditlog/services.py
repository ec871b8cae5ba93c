"""Writing to the audit log."""

import json
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import models

from common.auditlog.models import AuditEntry, PersonalChange
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
    told, personal = values or {}, _personal()
    return {name: (value and FILLED) if name in personal else value for name, value in told.items()}


def _personal() -> frozenset[str]:
    return PERSONAL.union(PERSONAL_COLUMNS)


def log_action(
    *,
    verb: str,
    obj: models.Model | None,
    by: int | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
    subject: UUID | None = None,
) -> AuditEntry:
    """Write one act in the caller's transaction. `by` is the user's id, None for the system.

    The entry holds no personal data. `subject`: the key of the person whose columns changed; what they said before and
    say now is kept beside the entry, encrypted, until the person is erased (`forget_changes`).
    """
    entry = AuditEntry.objects.create(
        actor_id=by,
        verb=verb,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=obj.pk if obj is not None else None,
        before=without_people(before),
        after=without_people(after),
        note=note,
    )
    if subject is not None:
        PersonalChange.objects.bulk_create(_changes(entry, subject, before or {}, after or {}))
    return entry


def _changes(entry: AuditEntry, subject: UUID, before: dict[str, Any], after: dict[str, Any]) -> list[PersonalChange]:
    names = [name for name in after if name in _personal() and before.get(name) != after[name]]
    return [
        PersonalChange(
            entry=entry, subject=subject, column=name, before=_kept(before.get(name)), after=_kept(after[name])
        )
        for name in names
    ]


def _kept(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""


def forget_changes(subjects: Collection[UUID], *, column: str = "") -> int:
    """Erase what was kept about these persons beside the log (of one column, where it is named); how many rows."""
    rows = PersonalChange.objects.filter(subject__in=subjects)
    return (rows.filter(column=column) if column else rows).delete()[0]


def log_actions(acts: Iterable[AuditEntry]) -> None:
    """Write many acts at once, in the caller's transaction; `entry_for` makes them."""
    AuditEntry.objects.bulk_create(acts, batch_size=1000)


def entry_for(*, verb: str, obj: models.Model, by: int | None, note: str = "", **told: dict[str, Any]) -> AuditEntry:
    """An act that is not written yet (`before`, `after`): for `log_actions`."""
    kept = {side: without_people(values) for side, values in told.items()}
    return AuditEntry(actor_id=by, verb=verb, object_type=obj._meta.label_lower, object_id=obj.pk, note=note, **kept)
