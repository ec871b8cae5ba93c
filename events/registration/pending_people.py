"""People typed into a second form from the same address: kept until the event is over, and their owner's to erase."""

import json
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.extension_points import PersonalData, Subject
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
    """Their own forms, and their row in the forms of others: the people are encrypted, so each kept form is read."""
    gone = _of(subject).update(people="")
    for row in _held().order_by("pk"):
        people = json.loads(row.people)
        others = [one for one in people if not _is(one, subject)]
        if len(others) < len(people):
            row.people = json.dumps(others) if others else ""
            row.save(update_fields=["people"])
            gone += 1
    return gone


def _is(person: dict[str, str], subject: Subject) -> bool:
    """Whether the row names them: by their address, or their whole name without another one."""
    address = person["email"].casefold()
    name = f"{person['first_name']} {person['last_name']}"
    return (bool(address) and address == subject.email.casefold()) or (not address and name in subject.names)


def _retain(today: date) -> int:
    """Once the event is over nobody can be added any more; the key stays, so that the form stays one."""
    return _held().filter(event__ends_on__lt=today).update(people="")


FURTHER_FORMS = PersonalData(
    key="further-forms",
    title=_("People typed and not added"),
    export=_export,
    erase=_erase,
    retain=_retain,
    by_link=True,
)
