"""What stands about a person beside the audit log: for their copy, and gone with them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from common.auditlog.models import PersonalChange
from common.auditlog.services import forget_changes
from common.extension_points import PersonalData, Subject


def _export(subject: Subject) -> list[dict[str, Any]]:
    rows = PersonalChange.objects.filter(subject__in=subject.keys).select_related("entry").order_by("pk")
    return [{"at": row.entry.at, "column": row.column, "before": row.before, "after": row.after} for row in rows]


def _erase(subject: Subject) -> int:
    return forget_changes(subject.keys)


def _retain(today: date) -> int:
    """Whoever keeps the names forgets their changes with them (events/registration/personal.py)."""
    return 0


CHANGES = PersonalData(
    key="changes", title=_("Corrections of your data"), export=_export, erase=_erase, retain=_retain, by_link=True
)
