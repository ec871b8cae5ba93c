"""The schedule and its log in words, in the language of the page: for the page, the paper and the sheet alike."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.templatetags.portal import clock
from common.text.bilingual import BilingualText, bilingual
from common.text.polish import HARD, bind, date_range, number, weekday
from common.web.links import prefix
from events.catalogue.kinds import EventKind
from events.catalogue.models import Event
from events.catalogue.wording import days_and_hours, hours
from events.schedule.entries import Entry, EntryPlace, ScheduledDay, entry_of
from events.schedule.models import ChangeKind, ScheduleChange


def in_hours(minutes: int) -> str:
    """`7`, `3,5`: hours with at most one decimal."""
    hours = round(minutes / 60, 1)
    return number(hours, 0 if hours == int(hours) else 1)


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One day of an event, as a line of the schedule. `note` says which of its days."""

    url: str
    kind: str
    word: str
    title: BilingualText
    theme: BilingualText
    day: str
    weekday: str
    hours: str
    count: str
    places: list[str]
    note: str
    is_cancelled: bool


def rows_of(events: Iterable[Event]) -> list[ScheduleRow]:
    """A line for each day of each event."""
    return [row for event in events for row in _rows(event)]


def _rows(event: Event) -> list[ScheduleRow]:
    entry = entry_of(event)
    several = len(entry.days)
    return [
        ScheduleRow(
            url=f"{prefix()}/wydarzenia/{event.slug}/",
            kind=entry.kind,
            word=kind_word(entry.kind),
            title=bilingual(bind(entry.title), bind(entry.title_en)),
            theme=bilingual(bind(entry.theme), bind(entry.theme_en)),
            day=date_range(day.first, day.last),
            weekday=weekday(day.first) if day.first == day.last else "",
            hours=hours(day.starts_at, day.ends_at, is_one_day=day.first == day.last),
            count=in_hours(day.minutes) if day.minutes or day.counted is not None else "",
            places=places_of(entry, day),
            note=_("day %(n)s of %(all)s") % {"n": n, "all": several} if several > 1 else "",
            is_cancelled=entry.is_cancelled,
        )
        for n, day in enumerate(entry.days, start=1)
    ]


def kind_word(kind: str) -> str:
    """`Study visit`."""
    return capfirst(str(EventKind(kind).label)) if kind in EventKind.values else kind


def places_of(entry: Entry, day: ScheduledDay) -> list[str]:
    """The places of the day in their order, with their hours where there are several; or that it is online."""
    told = [_place(place) for place in day.places]
    return told or ([_("online")] if entry.is_online else [])


def _place(place: EntryPlace) -> str:
    at = clock(place.starts_at, place.ends_at)
    return f"{at}{HARD}{place.text}" if at else place.text


# --- the log ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ChangedFact:
    """One thing that changed."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ScheduleChangeRow:
    """A change of the schedule in words. `facts`: what was added or taken off, where there is nothing to compare."""

    day: str
    hour: str
    url: str
    title: BilingualText
    what: str
    tint: str
    facts: str
    differences: list[ChangedFact]


TINTS = {
    ChangeKind.ADDED: "partnership",
    ChangeKind.CHANGED: "study_visit",
    ChangeKind.CANCELLED: "networking",
    ChangeKind.REMOVED: "networking",
}


def told_of(changes: Iterable[ScheduleChange]) -> list[ScheduleChangeRow]:
    """Each change: when, of what, what stood there before and what stands there now."""
    return [_told(row) for row in changes]


def _told(row: ScheduleChange) -> ScheduleChangeRow:
    before, after = (Entry.of_json(side) if side else None for side in (row.before, row.after))
    shown = after or before
    both = before is not None and after is not None
    facts = [_when(shown), _where(shown)] if shown and (not both or row.what == ChangeKind.CANCELLED) else []
    return ScheduleChangeRow(
        day=date_range(timezone.localdate(row.at)),
        hour=clock(row.at),
        # An event stays public once it was: its page is there even when the project pays for it no more.
        url=f"{prefix()}/wydarzenia/{row.event.slug}/",
        title=bilingual(bind(shown.title), bind(shown.title_en))
        if shown
        else bilingual(row.event.title, row.event.title_en),
        what=str(ChangeKind(row.what).label),
        tint=TINTS[ChangeKind(row.what)],
        facts="; ".join(fact for fact in facts if fact),
        differences=_differences(before, after) if before and after else [],
    )


def _differences(before: Entry, after: Entry) -> list[ChangedFact]:
    pairs = [
        (_("Date and hours"), _when(before), _when(after)),
        (_("How many hours"), _how_long(before), _how_long(after)),
        (_("Place"), _where(before), _where(after)),
        (_("Kind of support"), kind_word(before.kind), kind_word(after.kind)),
        (_("Topic"), _topic(before), _topic(after)),
    ]
    return [ChangedFact(what, was or "–", now or "–") for what, was, now in pairs if was != now]


def _when(entry: Entry) -> str:
    """`12 maja 2026 r., wtorek, godz. 9.00–15.00`; of several days one after another where they have hours."""
    if any(day.starts_at or day.ends_at for day in entry.days):
        return "; ".join(days_and_hours(day.first, day.last, day.starts_at, day.ends_at) for day in entry.days)
    return days_and_hours(entry.days[0].first, entry.days[-1].last) if entry.days else ""


def _how_long(entry: Entry) -> str:
    """`6; 4`, day by day, where they are others than the hours say."""
    if all(day.counted is None for day in entry.days):
        return ""
    return "; ".join(in_hours(day.minutes) for day in entry.days)


def _where(entry: Entry) -> str:
    return "; ".join(dict.fromkeys(place for day in entry.days for place in places_of(entry, day)))


def _topic(entry: Entry) -> str:
    return ". ".join(part.rstrip(".") for part in (entry.title, entry.theme) if part)
