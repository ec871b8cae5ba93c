"""How long people were there, by the plan: the one rule of hours, for certificates and for figures.

A list of a stop lasts as long as its stop. A list of a whole day, and of a stop without hours, lasts as long as the
event, when that lasts a day; otherwise the span of the day's stops, or of the day's programme. A day without hours in
the plan has none.

A day has its hours once: a whole day holds its stops. Who is on the day's list and on lists of its stops was there
for the longer of the two: the day, or those stops together. Stops of different hours add up; days always do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery

from events.attendance.models import Attendance, Session
from events.programme.hours import between
from events.programme.models import ProgrammeItem, Stop


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
    """How long each of these lists lasts; one query."""
    span = {"event": OuterRef("event"), "day": OuterRef("day")}
    stops = Stop.objects.filter(**span).order_by().values("day")
    items = ProgrammeItem.objects.filter(**span).order_by().values("day")
    found = sessions.order_by().values_list(
        "pk",
        "event_id",
        "day",
        "event__starts_on",
        "event__ends_on",
        "stop__starts_at",
        "stop__ends_at",
        "event__starts_at",
        "event__ends_at",
        Subquery(stops.annotate(at=Min("starts_at")).values("at")),
        Subquery(stops.annotate(at=Max("ends_at")).values("at")),
        Subquery(items.annotate(at=Min("starts_at")).values("at")),
        Subquery(items.annotate(at=Max("ends_at")).values("at")),
    )
    return Hours({row[0]: Lasting(row[1], row[2], *_minutes(*row[3:])) for row in found.iterator(2000)})


def _minutes(first: date, last: date, *hours: time | None) -> tuple[int, bool]:
    """Of pairs of hours (stop, event, day's stops, day's programme) the first that says something; is it the stop's."""
    if own := between(*hours[0:2]):
        return own, True
    pairs = [hours[2:4] if first == last else (None, None), hours[4:6], hours[6:8]]
    return next((n for start, end in pairs if (n := between(start, end))), 0), False
