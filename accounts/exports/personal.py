"""What kept exports hold about a person: anybody may stand in them, so an erasure throws all of them away."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exports.models import StaffExport
from accounts.exports.services import begin_anew, expire_old, throw_away
from common.extension_points import PersonalData, Subject


def _export(subject: Subject) -> list[dict[str, Any]]:
    """The files that this person asked for."""
    rows = StaffExport.objects.filter(asked_by__key__in=subject.keys).order_by("pk")
    return [dict(row) for row in rows.values("title", "name", "asked_at")]


@transaction.atomic
def _erase(subject: Subject) -> int:
    own = throw_away(StaffExport.objects.filter(asked_by__key__in=subject.keys))
    return own + begin_anew()


def _retain(today: date) -> int:
    return expire_old()


EXPORTS = PersonalData("exports", _("Files that staff took from lists"), _export, _erase, _retain)
