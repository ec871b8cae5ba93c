"""From one hour to another: what the plan of an event says, for certificates, figures and schedules alike.

`EventHours` is the one place that says how long an event and each of its days last:

- staff may set the hours of the whole event by hand, with a reason: its days share them as the plan divides it;
- otherwise a day lasts as long as the event, when that lasts a day; else from the first to the last of the day's stops,
  or of the day's points; a day without hours in the plan has none;
- points that are not counted (travel, meals, check-in) are taken off; a stop whose every point is such is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone

from events.catalogue.models import Event

Span = tuple[time | None, time | None]
NO_SPAN: Span = (None, None)


class PlannedRow(NamedTuple):
    """A stop or a point of the programme: its day and hours. `stop`: its own key, or the one where the point is."""

    day: date
    starts_at: time | None
    ends_at: time | None
    stop: int | None = None
    is_counted: bool = True

    @property
    def span(self) -> Span:
        return self.starts_at, self.ends_at


def between(start: time | None, end: time | None) -> int:
    """Minutes from one hour to another of the same day; nothing where one is missing."""
    if start is None or end is None or end <= start:
        return 0
    day = timezone.localdate()
    return (datetime.combine(day, end) - datetime.combine(day, start)) // timedelta(minutes=1)


def first_span(spans: Iterable[Span]) -> Span:
    """The first pair of hours that lasts; otherwise the first that knows one of its hours."""
    known = [span for span in spans if span[0] or span[1]]
    return next((span for span in known if between(*span)), known[0] if known else NO_SPAN)


def span_of(rows: Iterable[Span]) -> Span:
    """From the earliest beginning to the latest end of these."""
    pairs = list(rows)
    starts, ends = [one for one, _ in pairs if one], [one for _, one in pairs if one]
    return (min(starts, default=None), max(ends, default=None))


def apportioned(total: int, weights: Sequence[int]) -> list[int]:
    """Whole parts of the total by these weights (alike where all are 0); together they are the total."""
    shares = weights if any(weights) else [1] * len(weights)
    whole, before, parts = sum(shares), 0, []
    passed = 0
    for share in shares:
        passed += share
        until = (2 * total * passed + whole) // (2 * whole)
        parts.append(until - before)
        before = until
    return parts


@dataclass(frozen=True)
class EventHours:
    """How long the event and each of its days last, in minutes. `by_hand`: hours of the whole event, or None."""

    first: date
    last: date
    span: Span
    stops: Sequence[PlannedRow] = ()
    items: Sequence[PlannedRow] = ()
    by_hand: Decimal | None = None

    @property
    def minutes(self) -> int:
        """Of the whole event."""
        return sum(self.days.values())

    @cached_property
    def days(self) -> dict[date, int]:
        """Minutes of each day of the event."""
        planned = {day: self.planned(day) for day in self._all_days}
        if self.by_hand is None:
            return planned
        shared = [day for day in planned if planned[day]] or sorted(self._used & set(planned)) or list(planned)
        parts = apportioned(int(self.by_hand * 60), [planned[day] for day in shared])
        return dict.fromkeys(planned, 0) | dict(zip(shared, parts, strict=True))

    def planned(self, day: date) -> int:
        """Minutes of a day by the plan alone."""
        whole = self.span if self.first == self.last else NO_SPAN
        stops = span_of(row.span for row in self.stops if row.day == day and row.stop not in self._uncounted_stops)
        items = span_of(row.span for row in self.items if row.day == day and row.is_counted)
        return next((self._counted(day, span) for span in (whole, stops, items) if between(*span)), 0)

    def of_day(self, day: date) -> int:
        """Minutes of a day; one on which a list is kept although the event has left it lasts by its plan."""
        return self.days.get(day, 0 if self.by_hand is not None else self.planned(day))

    def of_stop(self, stop: int | None) -> int:
        """Minutes of a stop by its own hours in the plan; nothing where it has none."""
        row = next((row for row in self.stops if row.stop == stop), None)
        if row is None or stop in self._uncounted_stops:
            return 0
        return self._counted(row.day, row.span)

    @cached_property
    def _all_days(self) -> list[date]:
        return [self.first + timedelta(days=ahead) for ahead in range((self.last - self.first).days + 1)]

    @cached_property
    def _used(self) -> set[date]:
        """Days with something that counts."""
        stops = {row.day for row in self.stops if row.stop not in self._uncounted_stops}
        return stops | {row.day for row in self.items if row.is_counted}

    @cached_property
    def _uncounted_stops(self) -> frozenset[int | None]:
        counted = {row.stop for row in self.items if row.is_counted}
        return frozenset(row.stop for row in self.items if row.stop is not None) - counted

    def _counted(self, day: date, span: Span) -> int:
        """The span without the points of the day that are not counted; one without an end lasts until the next."""
        begins, ends = span
        if begins is None or ends is None:
            return 0
        starts = sorted(row.starts_at for row in self.items if row.day == day and row.starts_at)
        off, past = 0, begins
        breaks = [row for row in self.items if row.day == day and not row.is_counted and row.starts_at]
        for row in sorted(breaks, key=lambda row: row.starts_at or begins):
            start = row.starts_at or begins
            end = row.ends_at or next((other for other in starts if other > start), ends)
            start, end = max(start, past), min(end, ends)
            off, past = off + between(start, end), max(past, end)
        return max(0, between(begins, ends) - off)


def hours_of_plan(event: Event) -> EventHours:
    """Of one event, whose stops and points of the programme may be prefetched."""
    return EventHours(
        event.starts_on,
        event.ends_on,
        (event.starts_at, event.ends_at),
        [PlannedRow(stop.day, stop.starts_at, stop.ends_at, stop.pk) for stop in event.stops.all()],
        [PlannedRow(row.day, row.starts_at, row.ends_at, row.stop_id, row.is_counted) for row in event.items.all()],
        event.hours_by_hand,
    )
