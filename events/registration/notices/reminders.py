"""Reminders: at nine in the morning, local time, the chosen number of days before; each registration once.

Days are counted on the calendar and the hour is Warsaw's, so a change of clocks between moves nothing.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Prefetch, Q
from django.utils import timezone

from common.auditlog.services import log_action
from events.catalogue.models import Event
from events.catalogue.services import lock_event
from events.catalogue.states import EventState
from events.registration.emails import mail_reminder
from events.registration.models import Participant
from events.registration.states import ParticipantState

HOUR = time(9)
MOST_DAYS = 30


def remind_at(event: Event) -> datetime | None:
    """The moment of the event's reminder; None when none is wanted."""
    if event.remind_days_before is None:
        return None
    day = event.starts_on - timedelta(days=event.remind_days_before)
    return timezone.make_aware(datetime.combine(day, HOUR))


def is_due(event: Event, now: datetime) -> bool:
    """Its moment has come, it has not been sent for this day, and the event has not come yet."""
    moment = remind_at(event)
    return (
        moment is not None
        and event.state == EventState.PUBLISHED
        and event.reminded_for != event.starts_on
        and moment <= now
        and timezone.localdate(now) < event.starts_on
    )


def remind_due() -> int:
    """Write the reminders that are due; returns of how many events. Run twice at once, each is written once."""
    now = timezone.now()
    today = timezone.localdate(now)
    near = Event.objects.filter(
        Q(reminded_for=None) | ~Q(reminded_for=F("starts_on")),
        state=EventState.PUBLISHED,
        remind_days_before__isnull=False,
        starts_on__gt=today,
        starts_on__lte=today + timedelta(days=MOST_DAYS),
    )
    return sum(remind(event_id=event.pk, now=now) for event in near if is_due(event, now))


@transaction.atomic
def remind(*, event_id: int, now: datetime) -> bool:
    """Write the reminders of one event, under its lock; False when somebody else has just done it."""
    event = lock_event(event_id)
    if not is_due(event, now):
        return False
    confirmed = Participant.objects.filter(state=ParticipantState.CONFIRMED).order_by("queue_number")
    rows = event.registrations.filter(erased_at__isnull=True, participants__state=ParticipantState.CONFIRMED).distinct()
    for registration in rows.prefetch_related(Prefetch("participants", queryset=confirmed, to_attr="coming")):
        for person in registration.coming:
            person.registration = registration
        mail_reminder(registration, event, registration.coming)
    event.reminded_for = event.starts_on
    event.save(update_fields=["reminded_for"])
    log_action(verb="event.remind", obj=event, by=None, after={"day": str(event.starts_on)})
    return True


@transaction.atomic
def change_reminder(*, event_id: int, days: int | None, by: int | None) -> Event:
    """How many days before the event people are reminded; None for never."""
    event = lock_event(event_id)
    before, event.remind_days_before = event.remind_days_before, days
    event.save(update_fields=["remind_days_before"])
    log_action(verb="event.reminder", obj=event, by=by, before={"days": before}, after={"days": days})
    return event
