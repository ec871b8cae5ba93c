"""Writing the plan of an event: places and days, points of the programme, people, lists of points, quotations.

Each verb takes all rows of its part, in their order. Rows with an id are kept and changed, the others are new; of the
rows that stood there, those that the writer had seen and does not send any more are removed (`seen`: their ids; None:
all), so that two people who write at once do not undo each other. After publication the page, the lists and the
search follow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import ProtectedError, Q

from common.auditlog.services import log_action
from common.forms.inline_rows import RowValues, SeenIds, keep_rows
from entities.directory.services import entity_of
from events.catalogue.changes import watched
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import change_event, lock_event, plan_event, show_event
from events.programme.models import Appearance, Point, PointList, ProgrammeItem, Quotation, Stop

Rows = Sequence[RowValues]
M = TypeVar("M", bound=models.Model)


@transaction.atomic
def plan_with_place(*, by: int | None, town: str = "", venue: str = "", county: Any = None, **fields: Any) -> Event:
    """A new draft; the place that was given with it is its first stop."""
    event = plan_event(by=by, **fields)
    if town:
        stop = {"day": event.starts_on, "name": venue or town, "town": town, "county": county}
        set_stops(event_id=event.pk, stops=[stop], by=by)
        event.refresh_from_db()
    return event


@transaction.atomic
def set_stops(*, event_id: int, stops: Rows, by: int | None, seen: SeenIds = None) -> list[Stop]:
    """The places of the event, day by day. Venue, town and county of the event are those of the first one.

    Raises EventRefused when one that goes has a list with somebody marked.
    """
    event = lock_event(event_id)
    rows = [{**row, "host": entity_of(row.get("host"), by=by)} for row in stops]
    with watched(event):
        try:
            kept = keep_rows(Stop, event, "event", rows, seen=seen)
        except ProtectedError as marked:  # somebody was present there: what happened is not planned away
            raise EventRefused(Refusal.STOP_IN_USE) from marked
        log_action(verb="event.stops", obj=event, by=by, after={"stops": [stop.pk for stop in kept]})
        # What is said at a stop is said on its day.
        for stop in kept:
            ProgrammeItem.objects.filter(stop=stop).exclude(day=stop.day).update(day=stop.day)
        _follow_first_stop(event, by=by)
    show_event(Event.objects.get(pk=event.pk))
    return kept


@transaction.atomic
def set_programme(*, event_id: int, items: Rows, by: int | None, seen: SeenIds = None) -> list[ProgrammeItem]:
    """The points of the programme in their order; one at a stop takes the day of the stop."""
    event = lock_event(event_id)
    rows = [{**row, "day": stop.day if (stop := row.get("stop")) else row["day"]} for row in items]
    return _set(ProgrammeItem, event, rows, verb="event.programme", by=by, seen=seen)


@transaction.atomic
def set_people(*, event_id: int, people: Rows, by: int | None, seen: SeenIds = None) -> list[Appearance]:
    """Who appears, with their function at this event."""
    event = lock_event(event_id)
    rows = [{**row, "entity": entity_of(row.get("entity"), by=by)} for row in people]
    return _set(Appearance, event, rows, verb="event.people", by=by, seen=seen)


@transaction.atomic
def set_point_lists(*, event_id: int, lists: Rows, by: int | None, seen: SeenIds = None) -> list[PointList]:
    """Titled lists of points; `points` of a row are texts in their order. A text that stays keeps its row."""
    event = lock_event(event_id)
    texts = [row["points"] for row in lists]
    plain = [{name: value for name, value in row.items() if name != "points"} for row in lists]
    kept = keep_rows(PointList, event, "event", plain, seen=seen)
    for owner, points in zip(kept, texts, strict=True):
        _set_points(owner, points)
    log_action(verb="event.point_lists", obj=event, by=by, after={"lists": [one.pk for one in kept]})
    show_event(event)
    return kept


@transaction.atomic
def set_quotations(*, event_id: int, quotations: Rows, by: int | None, seen: SeenIds = None) -> list[Quotation]:
    """What was said at the event, and by whom."""
    event = lock_event(event_id)
    return _set(Quotation, event, quotations, verb="event.quotations", by=by, seen=seen)


@dataclass(frozen=True)
class FallenOff:
    """Places and points of days that the event would not have any more, in the order of the plan."""

    stops: list[Stop]
    items: list[ProgrammeItem]

    def __bool__(self) -> bool:
        return bool(self.stops or self.items)


def falls_off(*, event_id: int, first: date, last: date) -> FallenOff:
    """What falls off the plan when the event lasts from `first` to `last`; the plan moves with the first day."""
    event = Event.objects.get(pk=event_id)
    off = ~Q(day__range=(first - (moved := first - event.starts_on), last - moved))
    return FallenOff(list(Stop.objects.filter(off, event=event)), list(ProgrammeItem.objects.filter(off, event=event)))


@transaction.atomic
def replan_event(*, event_id: int, by: int | None, drops: bool = False, **fields: Any) -> Event:
    """Change plain fields; when the event moves to other days, its places and programme move with it.

    What falls off a shortened event moves to its last day, or goes (`drops`). Raises EventRefused where a place that
    goes has a list with somebody marked.
    """
    event = lock_event(event_id)
    first, last = fields.get("starts_on", event.starts_on), fields.get("ends_on", event.ends_on)
    with watched(event):
        if drops:
            _drop(falls_off(event_id=event_id, first=first, last=last), event, by=by)
        # First: what follows the change (the schedule's log) sees the event with its places as they will stand.
        for model in (Stop, ProgrammeItem):
            for row in model.objects.filter(event=event):
                day = min(max(row.day + (first - event.starts_on), first), last)
                if day != row.day:
                    model.objects.filter(pk=row.pk).update(day=day)
        changed = change_event(event_id=event_id, by=by, **fields)
        if drops:
            _follow_first_stop(changed, by=by)
    return changed


def _drop(fallen: FallenOff, event: Event, *, by: int | None) -> None:
    for item in fallen.items:
        item.delete()
    for stop in fallen.stops:
        try:
            stop.delete()
        except ProtectedError as marked:  # somebody was present there: what happened is not planned away
            raise EventRefused(Refusal.STOP_IN_USE) from marked
    told = {"stops": [str(stop) for stop in fallen.stops], "items": [str(item) for item in fallen.items]}
    log_action(verb="event.shortened", obj=event, by=by, before=told)


def _set(model: type[M], event: Event, rows: Rows, *, verb: str, by: int | None, seen: SeenIds) -> list[M]:
    kept = keep_rows(model, event, "event", rows, seen=seen)
    log_action(verb=verb, obj=event, by=by, after={"rows": [row.pk for row in kept]})
    show_event(event)
    return kept


def _set_points(owner: PointList, texts: Sequence[str]) -> None:
    old: dict[str, list[Point]] = {}
    for point in owner.points.all():
        old.setdefault(point.text, []).append(point)
    for place, text in enumerate(texts):
        point = old[text].pop(0) if old.get(text) else Point(list=owner, text=text)
        point.position = place
        point.save()
    Point.objects.filter(pk__in=[point.pk for points in old.values() for point in points]).delete()


def _follow_first_stop(event: Event, *, by: int | None) -> None:
    """What lists show and filter by: the place of the first stop."""
    first = Stop.objects.filter(event=event).order_by("day", "position", "id").first()
    place: dict[str, Any] = {"venue": "", "town": "", "county": None}
    if first is not None:
        venue = "" if first.name == first.town else first.name
        place = {"venue": venue, "town": first.town, "county": first.county}
    change_event(event_id=event.pk, by=by, **place)
