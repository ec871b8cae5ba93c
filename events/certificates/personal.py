"""What certificates put on a person's own page, and into what a person may ask about their data."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.extension_points import PersonalData, Subject
from events.certificates.models import Certificate
from events.certificates.queries import certificates_of
from events.registration.extension_points import OwnPaper
from events.registration.models import Participant
from files.deletion import discard


def own_papers(participants: Sequence[Participant]) -> dict[int, OwnPaper]:
    """The certificate of each participant who has a valid one. One query."""
    tokens = {one.pk: one.token for one in participants}
    return {
        pk: OwnPaper(
            title=_("Certificate no. %(number)s") % {"number": row.number},
            url=reverse("certificates:download", args=[tokens[pk]]),
            check_url=reverse("certificates:check", args=[row.code]),
        )
        for pk, row in certificates_of(participants).items()
        if row.content
    }


def _of(subject: Subject) -> QuerySet[Certificate]:
    mine = Q(participant__key__in=subject.keys)
    if subject.email:
        mine |= Q(participant__email__iexact=subject.email)
    return Certificate.objects.filter(mine).select_related("event")


def _export(subject: Subject) -> list[dict[str, Any]]:
    return [
        {"number": row.number, "event": str(row.event), "issued_at": row.issued_at, "state": row.state}
        for row in _of(subject).order_by("pk")
    ]


def _erase(subject: Subject) -> int:
    """The paper and the initials go; number, event and date stay, so that a paper in somebody's hand can be checked."""
    rows = list(_of(subject).exclude(content="", initials=""))
    discard(storage="private", paths=[str(row.content.name) for row in rows if row.content])
    return Certificate.objects.filter(pk__in=[row.pk for row in rows]).update(content="", initials="")


def _retain(today: date) -> int:
    """Certificates are kept as long as the person criteria: they are theirs."""
    return 0


CERTIFICATES = PersonalData(
    key="certificates",
    title=gettext_lazy("Certificates"),
    export=_export,
    erase=_erase,
    retain=_retain,
    by_link=True,
)
