"""People typed into a second form from the same address: kept until the event is over, and their owner's to erase."""

import json
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.sockets import PersonalData, Subject
from events.registration.models import FurtherForm


def _held() -> QuerySet[FurtherForm]:
    return FurtherForm.objects.exclude(people="")


def _of(subject: Subject) -> QuerySet[FurtherForm]:
    mine = Q(registration__key__in=subject.keys)
    if subject.email:
        mine |= Q(registration__email__iexact=subject.email)
    return _held().filter(mine)


def _export(subject: Subject) -> list[dict[str, Any]]:
    rows = _of(subject).select_related("event").order_by("pk")
    return [{"event": str(row.event), "sent_at": row.created_at, "people": json.loads(row.people)} for row in rows]


def _erase(subject: Subject) -> int:
    return _of(subject).update(people="")


def _retain(today: date) -> int:
    """Once the event is over nobody can be added any more; the key stays, so that the form stays one."""
    return _held().filter(event__ends_on__lt=today).update(people="")


FURTHER_FORMS = PersonalData(
    key="further-forms", title=_("People typed and not added"), export=_export, erase=_erase, retain=_retain
)
