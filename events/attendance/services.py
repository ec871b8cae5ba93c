"""Presence: sessions, marks at the door, people without registration, closing the list."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from common.acts.services import record
from common.nudge import nudge
from common.states import change_state
from entities.directory.models import Entity
from events.attendance.models import Attendance, Method, Session
from events.catalogue.models import Event
from events.catalogue.services import EventRefused, lock_event, show_event
from events.catalogue.states import EVENT_MOVES, EventState
from events.registration.models import Participant, Source
from events.registration.services import NewPerson, Registrant, Terms, register
from events.registration.states import ParticipantState


@transaction.atomic
def open_sessions(*, event_id: int) -> list[Session]:
    """The sessions of an event, one for each of its days; made at the first asking, the same ever after."""
    event = lock_event(event_id)
    if event.state not in (EventState.PUBLISHED, EventState.COMPLETED):
        raise EventRefused("not-published")
    days = (event.ends_on - event.starts_on).days + 1
    for ahead in range(days):
        Session.objects.get_or_create(event=event, day=event.starts_on + timedelta(days=ahead), stop=None)
    return list(Session.objects.filter(event=event))


@transaction.atomic
def check_in(
    *, participant_id: int, session_id: int, by: int | None, method: Method = Method.TAP, at: datetime | None = None
) -> Attendance:
    """Mark a participant present at a session. Marked again, or by two at once: the first mark stands.

    Raises EventRefused for a participant of another event, or one who has no place (a waiting person who came gets
    the place first).
    """
    participant = Participant.objects.select_for_update(of=("self",)).get(pk=participant_id)
    session = Session.objects.get(pk=session_id)
    if participant.event_id != session.event_id:
        raise EventRefused("other-event")
    if participant.state != ParticipantState.CONFIRMED:
        raise EventRefused("no-place")
    attendance, created = Attendance.objects.get_or_create(
        participant=participant,
        session=session,
        defaults={"marked_at": at or timezone.now(), "marked_by_id": by, "method": method},
    )
    if created and session.closed_at:
        record(verb="attendance.corrected", obj=participant, by=by, after={"session": session.pk, "present": True})
    return attendance


@transaction.atomic
def undo_check_in(*, participant_id: int, session_id: int, by: int | None) -> bool:
    """Take a mark back; True when there was one. The log keeps that it stood."""
    found = Attendance.objects.filter(participant_id=participant_id, session_id=session_id).first()
    if found is None:
        return False
    record(
        verb="attendance.undone",
        obj=found.participant,
        by=by,
        before={"session": session_id, "marked_at": found.marked_at.isoformat(), "method": found.method},
    )
    found.delete()
    return True


@transaction.atomic
def add_walk_in(
    *, session_id: int, person: NewPerson, entity: Entity | None, by: int | None, form_key: str = ""
) -> Attendance:
    """Somebody came without a registration: first a registration (above the places if need be), then presence."""
    session = Session.objects.get(pk=session_id)
    terms = Terms(source=Source.WALK_IN, by=by, above_capacity=True)
    if form_key:
        terms = Terms(source=Source.WALK_IN, by=by, above_capacity=True, form_key=form_key)
    registration = register(
        event_id=session.event_id,
        entity=entity,
        registrant=Registrant(first_name=person.first_name, last_name=person.last_name),
        people=[person],
        terms=terms,
    )
    participant = registration.participants.get()
    return check_in(participant_id=participant.pk, session_id=session_id, by=by, method=Method.WALK_IN)


@transaction.atomic
def complete_event(*, event_id: int, by: int | None) -> Event:
    """Close the lists: the event is over and its figures are ready for the report."""
    event = lock_event(event_id)
    now = timezone.now()
    Session.objects.filter(event=event, closed_at__isnull=True).update(closed_at=now)
    change_state(event, EventState.COMPLETED, allowed=EVENT_MOVES, by=by, completed_at=now)
    show_event(event)
    nudge("events.figures.refresh")
    return event
