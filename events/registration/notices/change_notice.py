"""A published event has another day, hour, place or link: staff tell those registered, or say that it was a typo."""

from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from common.auditlog.services import log_action
from events.catalogue.changes import ChangedFacts, Facts
from events.catalogue.models import Event
from events.catalogue.services import lock_event, touch_event
from events.catalogue.states import EventState
from events.registration.emails import mail_changed
from events.registration.models import Registration
from events.registration.queries import ACTIVE
from events.registration.states import ParticipantState


def untold(event: Event) -> ChangedFacts | None:
    """The change about which nobody has been told yet."""
    was = Facts.kept(event)
    if was is None or event.state != EventState.PUBLISHED:
        return None
    return ChangedFacts(was, Facts.of(event))


def to_be_told(event: Event) -> QuerySet[Registration]:
    """Registrations in which somebody has a place, waits for one, or waits for a decision.

    Another link is news only for those with a place: nobody else was given the earlier one.
    """
    change = untold(event)
    states = ACTIVE if change is None or change.is_of_time_or_place else [ParticipantState.CONFIRMED]
    rows = event.registrations.filter(erased_at__isnull=True, participants__state__in=states)
    return rows.distinct().order_by("pk")


@transaction.atomic
def must_ask(*, event_id: int) -> bool:
    """After a change: whether staff must say if people are told. Where nobody registered, there is nothing to tell."""
    event = lock_event(event_id)
    if untold(event) is None:
        return False
    if to_be_told(event).exists():
        return True
    _settle(event, is_change=True)
    return False


@transaction.atomic
def tell_change(*, event_id: int, seen: str, note: str, by: int | None) -> int | None:
    """Mail the change to everyone registered, with a newer calendar entry for who has a place; once for each change.

    `seen` is what the preview showed (`fingerprint`): None, and nothing is sent, when it has changed since.
    """
    event = lock_event(event_id)
    change = untold(event)
    if change is None or fingerprint(event) != seen:
        return None
    rows = list(to_be_told(event).prefetch_related("participants"))
    for registration in rows:
        mail_changed(registration, event, change=change, note=note)
    _settle(event, is_change=True)
    log_action(verb="event.tell", obj=event, by=by, before=change.was.as_row(), after={"registrations": len(rows)})
    return len(rows)


@transaction.atomic
def keep_quiet(*, event_id: int, by: int | None) -> None:
    """It was a typo: nobody is told."""
    event = lock_event(event_id)
    if change := untold(event):
        _settle(event, is_change=False)
        log_action(verb="event.keep_quiet", obj=event, by=by, before=change.was.as_row(), after=change.now.as_row())


def fingerprint(event: Event) -> str:
    """The day, hours, place and link that a preview shows, in short."""
    return sha256(repr(Facts.of(event)).encode()).hexdigest()[:32]


def _settle(event: Event, *, is_change: bool) -> None:
    """Nothing is left to be told. `is_change`: no typo, so another beginning is kept as the previous one."""
    was = Facts.kept(event)
    if is_change and was is not None and (was.starts_on, was.starts_at) != (event.starts_on, event.starts_at):
        event.previous_starts_on, event.previous_starts_at = was.starts_on, was.starts_at
    event.told = {}
    event.save(update_fields=["told", "previous_starts_on", "previous_starts_at"])
    touch_event(event, listed=False)
