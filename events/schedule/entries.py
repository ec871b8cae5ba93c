"""What a schedule of support says of one event, as data: its days with hours and places. Made from the event's plan.

The hours of a day are counted as for certificates and figures (`events/programme/hours.py`). An event without stops
stands where its row says; its one stop is the place of all its days. Of an event longer than a week only the days with
something planned are named.
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any

from events.catalogue.models import Event
from events.catalogue.states import EventState
from events.catalogue.wording import first_place, line
from events.programme.hours import EventHours, Span, between, first_span, hours_of_plan, span_of

LONG = 7  # days


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where one goes, and when, in the order of the day."""

    text: str
    starts_at: time | None = None
    ends_at: time | None = None


@dataclass(frozen=True, slots=True)
class ScheduledDay:
    """A day of the event (or, where nothing is planned by days, all of them together)."""

    first: date
    last: date
    starts_at: time | None
    ends_at: time | None
    places: tuple[EntryPlace, ...]
    # Minutes, where they are others than from its first to its last hour: something is not counted, or set by hand.
    counted: int | None = None

    @property
    def minutes(self) -> int:
        """How long it lasts; nothing where the plan does not say."""
        if self.counted is not None:
            return self.counted
        return between(self.starts_at, self.ends_at) if self.first == self.last else 0


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of the schedule. `kind` is the kind of support. A better translation is no change of it."""

    kind: str
    title: str
    theme: str
    title_en: str = field(compare=False)
    theme_en: str = field(compare=False)
    is_online: bool
    is_cancelled: bool
    days: tuple[ScheduledDay, ...]

    def as_json(self) -> dict[str, Any]:
        """For keeping in the log."""
        return _plain(asdict(self))

    @classmethod
    def of_json(cls, row: dict[str, Any]) -> "Entry":
        """The entry that `as_json()` wrote."""
        days = tuple(
            ScheduledDay(
                first=date.fromisoformat(day["first"]),
                last=date.fromisoformat(day["last"]),
                starts_at=_hour(day["starts_at"]),
                ends_at=_hour(day["ends_at"]),
                places=tuple(
                    EntryPlace(one["text"], _hour(one["starts_at"]), _hour(one["ends_at"])) for one in day["places"]
                ),
                counted=day.get("counted"),
            )
            for day in row["days"]
        )
        return cls(**{**row, "days": days})


def entry_of(event: Event) -> Entry:
    """What the schedule says of the event now; its stops and programme should be prefetched."""
    counted = hours_of_plan(event)
    days = tuple(_counted(_day(event, first, last), counted) for first, last in _days(event))
    return Entry(
        kind=event.kind,
        title=event.title,
        theme=event.theme,
        title_en=event.title_en,
        theme_en=event.theme_en,
        is_online=bool(event.online_url) and not any(day.places for day in days),
        is_cancelled=event.state == EventState.CANCELLED,
        days=days,
    )


def _counted(day: ScheduledDay, hours: EventHours) -> ScheduledDay:
    minutes = sum(n for when, n in hours.days.items() if day.first <= when <= day.last)
    return day if minutes == day.minutes else replace(day, counted=minutes)


def _days(event: Event) -> list[tuple[date, date]]:
    length = (event.ends_on - event.starts_on).days + 1
    if length > LONG:
        planned = sorted({row.day for row in [*event.stops.all(), *event.items.all()]})
        return [(day, day) for day in planned] if len(planned) > 1 else [(event.starts_on, event.ends_on)]
    return [(day, day) for ahead in range(length) if (day := event.starts_on + timedelta(days=ahead))]


def _day(event: Event, first: date, last: date) -> ScheduledDay:
    stops = sorted(event.stops.all(), key=lambda stop: (stop.day, stop.position, stop.pk))
    here = [stop for stop in stops if first <= stop.day <= last]
    starts_at, ends_at = first_span(_spans(event, here, first, last))
    named = here or (stops if len(stops) == 1 else [])
    places = tuple(
        # The hours of a day's only place are those of the day.
        EntryPlace(line(stop.name, stop.address, stop.town), *(_hours(stop) if len(here) > 1 else (None, None)))
        for stop in named
    )
    if not stops and (text := first_place(event, None)):
        places = (EntryPlace(text),)
    return ScheduledDay(first, last, starts_at, ends_at, places)


def _spans(event: Event, here: list[Any], first: date, last: date) -> list[Span]:
    items = [_hours(item) for item in event.items.all() if first <= item.day <= last]
    whole: Span = (
        (event.starts_at, event.ends_at) if first == event.starts_on and last == event.ends_on else (None, None)
    )
    # What the event says of its first and last day helps where nothing else does.
    ends: Span = (
        event.starts_at if first == event.starts_on else None,
        event.ends_at if last == event.ends_on else None,
    )
    return [whole, span_of(_hours(stop) for stop in here), span_of(items), ends]


def _hours(row: Any) -> Span:
    return row.starts_at, row.ends_at


def _hour(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, (date, time)) else value
