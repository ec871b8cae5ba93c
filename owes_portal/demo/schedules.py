"""The logs of the schedules of support: what stands there today was added when it was announced, some of it moved."""

from dataclasses import replace
from datetime import time, timedelta

from events.catalogue.models import Event
from events.catalogue.states import EventState
from events.schedule.entries import Entry, ScheduledDay, entry_of
from events.schedule.models import ChangeKind, ScheduleChange
from events.schedule.queries import with_plan

# Every third event was announced for another day first.
MOVED = 3


def load() -> None:
    """Lines of the log for events of projects that have none yet; a second loading adds nothing."""
    logged = ScheduleChange.objects.values("event")
    rows = Event.objects.public().filter(project__isnull=False).exclude(pk__in=logged).order_by("published_at", "pk")
    lines = [line for number, event in enumerate(with_plan(rows)) for line in _lines(event, number)]
    ScheduleChange.objects.bulk_create(sorted(lines, key=lambda line: line.at))


def _lines(event: Event, number: int) -> list[ScheduleChange]:
    entry, told = entry_of(event), event.published_at
    planned = replace(entry, is_cancelled=False)
    first = _earlier(planned) if number % MOVED == 1 else planned
    lines = [_line(event, ChangeKind.ADDED, told, None, first)]
    if first != planned:
        lines.append(_line(event, ChangeKind.CHANGED, told + timedelta(days=6, hours=3), first, planned))
    if event.state == EventState.CANCELLED:
        lines.append(_line(event, ChangeKind.CANCELLED, told + timedelta(days=9, hours=2), planned, entry))
    return lines


def _line(event: Event, what: ChangeKind, at: object, before: Entry | None, after: Entry) -> ScheduleChange:
    sides = {"before": before.as_json() if before else {}, "after": after.as_json()}
    return ScheduleChange(project_id=event.project_id, event=event, what=what, at=at, **sides)


def _earlier(entry: Entry) -> Entry:
    """The same a week earlier, from nine o'clock where it has hours."""
    week = timedelta(days=7)

    def day(one: ScheduledDay) -> ScheduledDay:
        begins = time(9) if one.starts_at and one.ends_at and one.ends_at > time(9) else one.starts_at
        return replace(one, first=one.first - week, last=one.last - week, starts_at=begins)

    return replace(entry, days=tuple(map(day, entry.days)))
