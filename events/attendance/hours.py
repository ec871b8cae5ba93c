"""How long people were there, by the plan: the one rule of hours, for certificates and for figures.

A list of a stop lasts as long as its stop. A list of a whole day, and of a stop without hours, lasts as long as the day
(`events/programme/hours.py`: the plan without what is not counted, or the hours set by hand).

A day has its hours once: a whole day holds its stops. Who is on the day's list and on lists of its stops was there
for the longer of the two: the day, or those stops together. Stops of different hours add up; days always do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from events.attendance.models import Attendance, Session
from events.programme.hours import EventHours, PlannedRow, apportioned
from events.programme.models import ProgrammeItem, Stop

# The columns of hours that a stop and a point of the programme have.
TIMED = ("day", "starts_at", "ends_at")


class Lasting(NamedTuple):
    """How long a list lasts: by the hours of its own stop, or by those of its whole day."""

    event: int
    day: date
    minutes: int
    is_own: bool


@dataclass(frozen=True)
class Hours:
    """The lists of some events, and how long somebody was there who is on these of them."""

    lists: dict[int, Lasting]
    # Lists of days on which a whole day stands beside its parts: what these last does not simply add up.
    shared: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        days: dict[tuple[int, date], list[int]] = {}
        for key, one in self.lists.items():
            days.setdefault((one.event, one.day), []).append(key)
        mixed = (keys for keys in days.values() if len(keys) > 1 and not all(self.lists[key].is_own for key in keys))
        object.__setattr__(self, "shared", frozenset(key for keys in mixed for key in keys))

    def spent(self, sessions: Iterable[int]) -> int:
        """Minutes of somebody who is on these lists."""
        days: dict[tuple[int, date], tuple[int, int]] = {}
        for one in map(self.lists.__getitem__, set(sessions)):
            whole, stops = days.get((one.event, one.day), (0, 0))
            told = (whole, stops + one.minutes) if one.is_own else (max(whole, one.minutes), stops)
            days[one.event, one.day] = told
        return sum(map(max, days.values()))

    @property
    def whole(self) -> int:
        """Minutes of somebody who was always there."""
        return self.spent(self.lists)

    def of_people(self, rows: QuerySet[Attendance]) -> Iterator[tuple[int, int]]:
        """Minutes that all people of these rows spent together: (event, minutes) piece by piece.

        The rows know who is `someone`; somebody marked twice on a list was there once.
        """
        people = rows.values_list("session_id").annotate(people=Count("someone", distinct=True))
        for session, n in people.iterator(2000):
            if session not in self.shared:
                yield self.lists[session].event, n * self.lists[session].minutes
        if self.shared:
            yield from self._of_shared(rows.filter(session__in=self.shared))

    def _of_shared(self, rows: QuerySet[Attendance]) -> Iterator[tuple[int, int]]:
        marked: dict[tuple[Any, int, date], list[int]] = {}
        for someone, session in rows.order_by().values_list("someone", "session_id"):
            one = self.lists[session]
            marked.setdefault((someone, one.event, one.day), []).append(session)
        for (_someone, event, _day), sessions in marked.items():
            yield event, self.spent(sessions)


def hours_of(sessions: QuerySet[Session]) -> Hours:
    """How long each of these lists lasts; four queries."""
    found = list(sessions.order_by().values_list("pk", "event_id", "day", "stop_id"))
    plans = _plans(sessions)
    lists = {key: _lasting(plans[event], event, day, stop) for key, event, day, stop in found}
    by_hand = {event for event, plan in plans.items() if plan.by_hand is not None}
    return Hours(lists | _shared_by_hand({key: one for key, one in lists.items() if one.event in by_hand}, plans))


def _lasting(plan: EventHours, event: int, day: date, stop: int | None) -> Lasting:
    if own := plan.of_stop(stop) if stop is not None else 0:
        return Lasting(event, day, own, is_own=True)
    return Lasting(event, day, plan.of_day(day), is_own=False)


def _shared_by_hand(lists: dict[int, Lasting], plans: dict[int, EventHours]) -> dict[int, Lasting]:
    """Of events whose hours are set by hand: the lists of stops of a day share what the day has."""
    days: dict[tuple[int, date], list[int]] = {}
    for key, one in lists.items():
        if one.is_own:
            days.setdefault((one.event, one.day), []).append(key)
    told = {}
    for (event, day), keys in days.items():
        parts = apportioned(plans[event].of_day(day), [lists[key].minutes for key in keys])
        told |= {key: lists[key]._replace(minutes=n) for key, n in zip(keys, parts, strict=True)}
    return told


def _plans(sessions: QuerySet[Session]) -> dict[int, EventHours]:
    """What the plan of each event of these lists says of hours."""
    events = sessions.order_by().values("event")
    stops: dict[int, list[PlannedRow]] = {}
    for event, *row in Stop.objects.filter(event__in=events).order_by().values_list("event_id", *TIMED, "pk"):
        stops.setdefault(event, []).append(PlannedRow(*row))
    items: dict[int, list[PlannedRow]] = {}
    points = ProgrammeItem.objects.filter(event__in=events).order_by()
    for event, *row in points.values_list("event_id", *TIMED, "stop_id", "is_counted"):
        items.setdefault(event, []).append(PlannedRow(*row))
    rows = sessions.order_by().values_list(
        "event_id", "event__starts_on", "event__ends_on", "event__starts_at", "event__ends_at", "event__hours_by_hand"
    )
    return {
        event: EventHours(first, last, (start, end), stops.get(event, ()), items.get(event, ()), by_hand)
        for event, first, last, start, end, by_hand in rows.distinct()
    }
