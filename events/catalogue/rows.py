"""Events as lists show them: everything computed here, so that a template only writes it down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.templatetags.portal import clock
from common.text.bilingual import BilingualText, bilingual
from common.text.polish import bind, date_range
from events.catalogue.booking import Booking, booking_of, is_over
from events.catalogue.kinds import EventKind
from events.catalogue.models import Event
from events.catalogue.wording import briefly


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One event in a list: leaf, kind, title, a line of place and hour, a tag where there is something to know."""

    url: str
    title: BilingualText
    kind: str
    word: str
    start: date
    end: date
    year: bool
    note: str
    tag: str
    is_cancelled: bool
    lead: str = ""


def agenda_rows(events: Iterable[Event], *, now: datetime, note: str = "") -> list[AgendaRow]:
    """The rows of these events; past ones show the year on the leaf. `note` stands before place and hour."""
    base, today = reverse("events:list"), timezone.localdate(now)
    words = {kind.value: str(kind.label) for kind in EventKind}
    return [_row(event, base, words, today, now, note) for event in events]


_TAGS = {
    Booking.CANCELLED: gettext_lazy("cancelled"),
    Booking.OPEN: gettext_lazy("free places"),
    Booking.WAITING: gettext_lazy("waiting list"),
    Booking.FULL: gettext_lazy("no free places"),
    Booking.CLOSED: gettext_lazy("registration closed"),
    Booking.FREE_ENTRY: gettext_lazy("no registration needed"),
}


def _row(event: Event, base: str, words: dict[str, str], today: date, now: datetime, note: str) -> AgendaRow:
    booking = booking_of(event, now)
    parts = [note, "" if is_over(event, today) else clock(event.starts_at), briefly(event)]
    return AgendaRow(
        url=f"{base}{event.slug}/",
        title=bilingual(bind(event.title), bind(event.title_en)),
        kind=event.kind,
        word=words[event.kind].capitalize(),
        start=event.starts_on,
        end=event.last_day,
        year=event.starts_on.year != today.year or is_over(event, today),
        note=bind(", ".join(part for part in parts if part)),
        tag=tag_of(event, booking),
        is_cancelled=booking == Booking.CANCELLED,
    )


def tag_of(event: Event, booking: Booking) -> str:
    """What a list says of the places, in a word or two."""
    if booking == Booking.NOT_YET:
        day = timezone.localdate(event.opens_at)
        return _("registration from %(day)s") % {"day": date_range(day)}
    if booking == Booking.OPEN and not event.capacity:
        return _("registration open")
    return str(_TAGS.get(booking, ""))
