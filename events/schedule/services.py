"""Keeping the log of the schedules: registered at what follows every change of an event (EVENT_SHOWN)."""

from events.catalogue.models import Event
from events.schedule.entries import Entry, entry_of
from events.schedule.models import ChangeKind, ScheduleChange
from events.schedule.queries import with_plan


def keep_change(event: Event) -> None:
    """Write what changed in the schedule of the event's project, if anything did. The caller holds the event's lock.

    An event that moves to another project is taken off the schedule of the first and added to that of the second.
    """
    last = ScheduleChange.objects.filter(event=event).order_by("-pk").first()
    if last is None and event.project_id is None:
        return
    now = with_plan(Event.objects.filter(pk=event.pk)).get()
    was = Entry.of_json(last.after) if last is not None and last.after else None
    if last is not None and was and last.project_id != now.project_id:
        _write(last.project_id, now, ChangeKind.REMOVED, was, None)
        was = None
    if now.project_id is None:
        return
    entry = entry_of(now)
    if was is None:
        _write(now.project_id, now, ChangeKind.ADDED, None, entry)
    elif was != entry:
        cancelled = entry.is_cancelled and not was.is_cancelled
        _write(now.project_id, now, ChangeKind.CANCELLED if cancelled else ChangeKind.CHANGED, was, entry)


def _write(project_id: int, event: Event, what: ChangeKind, before: Entry | None, after: Entry | None) -> None:
    ScheduleChange.objects.create(
        project_id=project_id,
        event=event,
        what=what,
        before=before.as_json() if before else {},
        after=after.as_json() if after else {},
    )
