"""How long a session lasts by the plan: the one rule of hours, for certificates and for figures.

The hours of its stop; otherwise of the event, when that lasts a day; otherwise the span of the day's stops, or of the
day's programme. A day without hours in the plan has none.
"""

from datetime import date, time

from django.db.models import Max, Min, OuterRef, QuerySet, Subquery

from events.attendance.models import Session
from events.programme.hours import between
from events.programme.models import ProgrammeItem, Stop


def session_minutes(sessions: QuerySet[Session]) -> dict[int, int]:
    """Minutes of each of these sessions; one query."""
    span = {"event": OuterRef("event"), "day": OuterRef("day")}
    stops = Stop.objects.filter(**span).order_by().values("day")
    items = ProgrammeItem.objects.filter(**span).order_by().values("day")
    found = sessions.order_by().values_list(
        "pk",
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
    return {row[0]: _minutes(*row[1:]) for row in found.iterator(2000)}


def _minutes(first: date, last: date, *hours: time | None) -> int:
    """Of pairs of hours (stop, event, day's stops, day's programme) the first that says something."""
    pairs = [hours[0:2], hours[2:4] if first == last else (None, None), hours[4:6], hours[6:8]]
    return next((n for start, end in pairs if (n := between(start, end))), 0)
