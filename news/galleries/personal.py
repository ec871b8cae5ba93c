"""What a request to take a photo down says of its writer: kept a year after the answer, for a complaint, no longer."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.extension_points import PersonalData, Subject
from news.galleries.models import TakedownRequest
from news.galleries.states import RequestState

KEEP = timedelta(days=365)


def _held() -> QuerySet[TakedownRequest]:
    return TakedownRequest.objects.exclude(Q(contact="") & Q(reason="") & Q(answer=""))


def _of(subject: Subject) -> list[TakedownRequest]:
    """Theirs: the address is encrypted, so each that is still held is read."""
    address = subject.email.casefold()
    rows = TakedownRequest.objects.exclude(contact="").order_by("pk") if address else TakedownRequest.objects.none()
    return [row for row in rows if row.contact.casefold() == address]


def _export(subject: Subject) -> list[dict[str, Any]]:
    names = ("created_at", "contact", "reason", "answer", "state", "page")
    return [{name: getattr(row, name) for name in names} for row in _of(subject)]


def _erase(subject: Subject) -> int:
    """Of answered ones: who waits for an answer still needs an address for it."""
    keys = [row.pk for row in _of(subject) if row.state != RequestState.NEW]
    return _forget(TakedownRequest.objects.filter(pk__in=keys))


def _retain(today: date) -> int:
    return _forget(_held().filter(decided_at__date__lt=today - KEEP))


def _forget(rows: QuerySet[TakedownRequest]) -> int:
    """That there was a request, about which picture, when and what was decided stays."""
    return rows.update(contact="", reason="", answer="")


def _waiting(subject: Subject) -> list[tuple[str, str]]:
    return [
        (str(_("Your request to take a photo down")), str(_("it waits for an answer, which goes to your address")))
        for row in _of(subject)
        if row.state == RequestState.NEW
    ]


TAKEDOWNS = PersonalData(
    key="takedowns",
    title=_("Requests to take a photo down"),
    export=_export,
    erase=_erase,
    retain=_retain,
    held=_waiting,
)
