"""What registrations put on a person's account page."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from common.extension_points import PageSection
from common.web.page_sections import Portion, portion
from events.catalogue.queries import SHOWN
from events.catalogue.rows import AgendaRow, agenda_rows
from events.registration.extension_points import OwnPaper, papers_of
from events.registration.models import Registration
from events.registration.personal import own_participants
from events.registration.states import ParticipantState

SIZE = 10
TEMPLATE = "events/catalogue/section_events.html"
PAST_TEMPLATE = "events/registration/section_past.html"


def coming(user: User, page: int) -> Sequence[Any]:
    """The person's registrations for what is still ahead; the nearest first."""
    rows = _own(user).filter(event__ends_on__gte=timezone.localdate())
    return _rows(rows.order_by("event__starts_on", "pk"), page, _standing)


def past(user: User, page: int) -> Sequence[Any]:
    """The person's registrations for what is over, the latest first, each with their own papers to download."""
    rows = _own(user).filter(event__ends_on__lt=timezone.localdate())
    found, drawn = _page(rows.order_by("-event__starts_on", "-pk"), page, _were)
    people = list(own_participants(user).filter(registration__in=[one.pk for one in found]))
    papers = papers_of(people)
    mine: dict[int, list[OwnPaper]] = {}
    for one in people:
        mine.setdefault(one.registration_id, []).extend(papers.get(one.pk, []))
    pairs = zip(found, drawn, strict=True)
    return Portion([PastRow(row, mine.get(one.pk, [])) for one, row in pairs], more=drawn.more)


class PastRow(NamedTuple):
    """A registration that is over, and what can be downloaded of it."""

    row: AgendaRow
    papers: list[OwnPaper]


def _own(user: User) -> QuerySet[Registration]:
    """Made when signed in, or sent to the person's confirmed address: its links are in that box anyway."""
    return Registration.objects.filter(Q(user=user) | Q(email__iexact=user.email), erased_at__isnull=True)


def _rows(registrations: QuerySet[Registration], page: int, told: Callable[[Any], str]) -> Portion:
    return _page(registrations, page, told)[1]


def _page(
    registrations: QuerySet[Registration], page: int, told: Callable[[Any], str]
) -> tuple[list[Registration], Portion]:
    shown = registrations.select_related("event").only("token", *(f"event__{name}" for name in SHOWN))
    counted = shown.annotate(
        confirmed=_count(ParticipantState.CONFIRMED),
        waiting=_count(ParticipantState.WAITING),
        pending=_count(ParticipantState.PENDING),
    )
    found, now = portion(counted, page, SIZE), timezone.now()
    return found, Portion([_row(registration, now, told(registration)) for registration in found], more=found.more)


def _count(state: ParticipantState) -> Count:
    return Count("participants", filter=Q(participants__state=state))


def _row(registration: Any, now: datetime, told: str) -> AgendaRow:
    """The event's row, but leading to the registration, and saying how it stands."""
    row = agenda_rows([registration.event], now=now)[0]
    url = reverse("registration:own", args=[registration.token])
    return replace(row, url=url, tag=row.tag if row.is_cancelled else told)


def _standing(registration: Any) -> str:
    """`2 osoby mają miejsce, 1 osoba na liście rezerwowej`."""
    confirmed, waiting, pending = registration.confirmed, registration.waiting, registration.pending
    parts = [
        confirmed and ngettext("%(n)s person has a place", "%(n)s persons have a place", confirmed) % {"n": confirmed},
        waiting
        and ngettext("%(n)s person on the waiting list", "%(n)s persons on the waiting list", waiting) % {"n": waiting},
        pending
        and ngettext("%(n)s person waits for a decision", "%(n)s persons wait for a decision", pending)
        % {"n": pending},
    ]
    return ", ".join(part for part in parts if part) or _("you gave up the place")


def _were(registration: Any) -> str:
    """`2 zgłoszone osoby`: what is over leaves no places to have."""
    n = registration.confirmed
    return ngettext("%(n)s registered person", "%(n)s registered persons", n) % {"n": n} if n else ""


COMING = PageSection(title=gettext_lazy("My registrations"), key="zgloszenia", template=TEMPLATE, load=coming)
PAST = PageSection(
    title=gettext_lazy("Past registrations"), key="minione", template="events/registration/section_past.html", load=past
)
