"""A copy of an event on other days: all that was planned, nothing that happened."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from common.auditlog.services import log_action
from common.db.fields import new_token
from common.slugs.services import free_slug
from entities.centres.permissions import CentrePermission
from events.catalogue.models import Event, EventDocument, EventEntity
from events.catalogue.states import EventState
from events.programme.models import Appearance, Point, PointKind, PointList, ProgrammeItem, Stop
from events.registration.models import Question
from partnerships.agreements.permissions import partnerships_for
from partnerships.projects.permissions import projects_for

# What happened, is counted, or belongs to one event only.
NOT_COPIED: dict[str, Any] = {
    "pk": None, "state": EventState.DRAFT, "taken": 0, "waiting": 0, "places_over": 0, "queue_next": 1,
    "headcount": None, "headcount_source": "", "page_version": 1, "published_at": None, "completed_at": None,
    "cancelled_at": None, "cancel_reason": "", "assumption": "", "told": {}, "follows": None,
    "previous_starts_on": None, "previous_starts_at": None,
}  # fmt: skip
# Lists that are written before an event; conclusions and commitments come of it.
PLANNED = (PointKind.TOPIC, PointKind.QUESTION, PointKind.ELEMENT)


@transaction.atomic
def duplicate_event(*, event_id: int, starts_on: date, by: int | None) -> Event:
    """The same event on other days, as a draft: without registrations, headcount, evidence and what came of it.

    Local hours stay local hours: a registration that closed at noon closes at noon, whatever the clocks did between.
    """
    event = Event.objects.get(pk=event_id)
    source, days = event.pk, starts_on - event.starts_on
    for name, value in NOT_COPIED.items():
        setattr(event, name, value)
    event._state.adding = True
    event.slug = free_slug(Event, f"{event.title} {starts_on.year}")
    event.preview_token, event.created_by_id = new_token(), by
    _drop_foreign(event, by)
    event.starts_on, event.ends_on = starts_on, event.ends_on + days
    event.answers_by = event.answers_by and event.answers_by + days
    for name in ("opens_at", "closes_at", "promotion_stops_at"):
        setattr(event, name, _later(getattr(event, name), days))
    event.save(force_insert=True)
    _copy_plan(source, event, days)
    log_action(verb="event.duplicate", obj=event, by=by, after={"of": source})
    return event


def _drop_foreign(event: Event, by: int | None) -> None:
    """A project or partnership in which this person plans no events stays with the old event."""
    user = User.objects.filter(pk=by).first()
    if user is None:
        return
    if not projects_for(user, CentrePermission.RUN_EVENTS).filter(pk=event.project_id).exists():
        event.project = None
    if not partnerships_for(user, CentrePermission.RUN_EVENTS).filter(pk=event.partnership_id).exists():
        event.partnership = None


def _copy_plan(source: int, event: Event, days: timedelta) -> None:
    stops = _copy(Stop, source, event, days=days)
    items = _copy(ProgrammeItem, source, event, days=days, stop=stops)
    _copy(Appearance, source, event, stop=stops, item=items)
    lists = _copy(PointList, source, event, stop=stops, only={"kind__in": PLANNED})
    for point in Point.objects.filter(list__in=lists):
        Point.objects.create(list=lists[point.list_id], text=point.text, position=point.position)
    _copy(EventEntity, source, event)
    _copy(Question, source, event)
    # What is not public is evidence of the old event (signed lists).
    _copy(EventDocument, source, event, only={"is_public": True})


def _copy(
    model: type[Model], source: int, event: Event, *, days: timedelta | None = None, only: Any = None, **links: Any
) -> dict[int, Any]:
    """Rows of the old event for the new one, by their old ids; links between rows lead to the copies."""
    copies = {}
    for row in model._default_manager.filter(event=source, **(only or {})):
        old: Any = row.pk
        row.pk, row._state.adding, row.event = None, True, event  # type: ignore[attr-defined]
        if days is not None:
            row.day += days  # type: ignore[attr-defined]
        for name, targets in links.items():
            setattr(row, name, targets.get(getattr(row, f"{name}_id")))
        row.save(force_insert=True)
        copies[old] = row
    return copies


def _later(moment: datetime | None, days: timedelta) -> datetime | None:
    """The same local hour so many days later."""
    if moment is None:
        return None
    local = timezone.localtime(moment)
    return timezone.make_aware(datetime.combine(local.date() + days, local.timetz().replace(tzinfo=None)))
