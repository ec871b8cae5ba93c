"""Presence: sessions, marks at the door, people without registration or place, closing the list."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.states import change_state
from common.web.versions import bump
from common.worker.wake import wake_worker
from entities.directory.models import Entity
from entities.directory.services import Proposed, entity_of
from events.attendance.marking import NewMark, Taken, lock_session, take_marks
from events.attendance.models import Attendance, DoorLink, Mark, Method, Session
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import lock_event, show_event
from events.catalogue.states import EVENT_MOVES, EventState
from events.programme.models import Stop
from events.registration.models import Participant, RegistrationSource
from events.registration.person_details import Registrant
from events.registration.places import recount
from events.registration.questions import Answers
from events.registration.services import NewPerson, Terms, register
from events.registration.states import PARTICIPANT_MOVES, ParticipantState


def days_of(event: Event) -> list[date]:
    """The days of the event."""
    return [event.starts_on + timedelta(days=ahead) for ahead in range((event.ends_on - event.starts_on).days + 1)]


@transaction.atomic
def open_sessions(*, event_id: int) -> list[Session]:
    """The sessions of an event: one for each day, or for the stops that staff chose; a day without any gets its own.

    A list of a day that is no longer the event's goes, unless somebody is marked on it.
    """
    event = _lock_held(event_id)
    days = days_of(event)
    stops = dict(Stop.objects.filter(event=event).values_list("pk", "day"))
    for one in Session.objects.filter(~Q(day=F("stop__day")), event=event, stop__isnull=False):
        one.day = stops.get(one.stop_id or 0, one.day)  # the stop was moved to another day
        one.save(update_fields=["day"])
    _unmarked(event).filter(~Q(day__in=days)).delete()
    listed = set(Session.objects.filter(event=event).values_list("day", flat=True))
    for day in days:
        if day not in listed:
            Session.objects.get_or_create(event=event, day=day, stop=None)
    return list(Session.objects.filter(event=event))


@transaction.atomic
def choose_sessions(
    *, event_id: int, days: Collection[date], stops: Collection[int], by: int | None
) -> tuple[list[Session], list[Session]]:
    """Keep a list for these whole days and these stops. Gives all lists, and those kept because somebody is marked.

    A day for which nothing is chosen keeps a list of the whole day: there is always where to mark.
    """
    event = _lock_held(event_id)
    chosen = list(Stop.objects.filter(event=event, pk__in=stops))
    bare = set(days_of(event)) - set(days) - {stop.day for stop in chosen}
    whole = {day for day in days_of(event) if day in days} | bare
    wanted = [Session.objects.get_or_create(event=event, day=day, stop=None)[0].pk for day in sorted(whole)]
    for stop in chosen:
        session, _new = Session.objects.get_or_create(event=event, stop=stop, defaults={"day": stop.day})
        if session.day != stop.day:
            session.day = stop.day
            session.save(update_fields=["day"])
        wanted.append(session.pk)
    _unmarked(event).exclude(pk__in=wanted).delete()
    sessions = list(Session.objects.filter(event=event).select_related("stop"))
    log_action(verb="event.sessions", obj=event, by=by, after={"sessions": [one.pk for one in sessions]})
    return sessions, [one for one in sessions if one.pk not in wanted]


def days_to_open(event: Event) -> list[date]:
    """Days of the event for which no list stands yet. Raises EventRefused where there can be none."""
    _refuse_unheld(event)
    listed = set(Session.objects.filter(event=event).values_list("day", flat=True))
    return [day for day in days_of(event) if day not in listed]


def _lock_held(event_id: int, why: Refusal = Refusal.NO_LIST) -> Event:
    event = lock_event(event_id)
    _refuse_unheld(event, why)
    return event


def _refuse_unheld(event: Event, why: Refusal = Refusal.NO_LIST) -> None:
    if event.state not in (EventState.PUBLISHED, EventState.COMPLETED):
        raise EventRefused(why)


def _unmarked(event: Event) -> QuerySet[Session]:
    return Session.objects.filter(event=event, attendances__isnull=True, marks__isnull=True)


@transaction.atomic
def check_in(
    *, participant_id: int, session_id: int, by: int | None, method: Method = Method.TAP, at: datetime | None = None
) -> Attendance:
    """Mark a participant present at a session. Marked again, or by two at once: the first mark stands.

    Raises EventRefused for a participant of another event, or one who has no place (a waiting person who came gets
    the place first: `let_in`).
    """
    _mark_now(participant_id, session_id, by, is_here=True, method=method, at=at)
    return Attendance.objects.get(participant_id=participant_id, session_id=session_id)


@transaction.atomic
def undo_check_in(*, participant_id: int, session_id: int, by: int | None) -> bool:
    """Take a mark back; True when there was one. The log keeps that it stood."""
    lock_session(session_id)
    if not Attendance.objects.filter(participant_id=participant_id, session_id=session_id).exists():
        return False
    _mark_now(participant_id, session_id, by, is_here=False, method=Method.TAP, at=None)
    return True


def _mark_now(
    participant_id: int, session_id: int, by: int | None, *, is_here: bool, method: Method, at: datetime | None
) -> None:
    session = lock_session(session_id)
    ms = int((at or timezone.now()).timestamp() * 1000)
    if at is None:  # what is done now comes after all that was done before, also within a millisecond
        latest = Mark.objects.filter(session=session, participant=participant_id).aggregate(ms=Max("device_ms"))["ms"]
        ms = max(ms, (latest or 0) + 1)
    mark = NewMark(participant_id=participant_id, is_here=is_here, device_ms=ms, method=method)
    outcome = take_marks(session_id=session_id, marks=[mark], by=by)[mark.key]
    if outcome == Taken.UNKNOWN:
        raise EventRefused(Refusal.OTHER_EVENT)
    if outcome == Taken.NO_PLACE:
        raise EventRefused(Refusal.NO_PLACE)


@transaction.atomic
def let_in(*, participant_id: int, session_id: int, by: int | None, link: DoorLink | None = None) -> Attendance:
    """Somebody without a place came (waiting, not decided, given up): the place first, then presence.

    The place is given above the capacity when there is no other: the person stands in the room already.
    """
    event_id = Session.objects.values_list("event_id", flat=True).get(pk=session_id)
    event = _lock_held(event_id, Refusal.NOT_PUBLISHED)
    person = Participant.objects.filter(event=event, erased_at__isnull=True).get(pk=participant_id)
    if person.state != ParticipantState.CONFIRMED:
        if event.capacity is not None:
            event.places_over += max(0, event.taken + 1 - event.capacity - event.places_over)
            event.save(update_fields=["places_over"])
        change_state(
            person,
            ParticipantState.CONFIRMED,
            allowed=PARTICIPANT_MOVES,
            by=by,
            note=_at_the_door(link),
            confirmed_at=timezone.now(),
            left="",
        )
        if recount(event):
            bump("events")
    return check_in(participant_id=person.pk, session_id=session_id, by=by, method=Method.WALK_IN)


def _at_the_door(link: DoorLink | None) -> str:
    """For the log: who has no account is named by the number of their link."""
    return "came to the door" if link is None else f"came to the door; link {link.pk}"


@transaction.atomic
def add_walk_in(
    *,
    session_id: int,
    person: NewPerson,
    entity: Entity | Proposed | None,
    by: int | None,
    registrant: Registrant | None = None,
    answers: Answers | None = None,
    at: datetime | None = None,
    form_key: str = "",
    link: DoorLink | None = None,
) -> Attendance:
    """Somebody came without a registration: first a registration (above the places if need be), then presence.

    An entity that the directory lacks is proposed. The form sent again adds nobody. `answers`: to what is asked once of
    a registration. `at`: when they came, where a device kept them for a time; now, when empty.
    """
    session = Session.objects.get(pk=session_id)
    terms = Terms(source=RegistrationSource.WALK_IN, by=by, above_capacity=True, answers=answers or {})
    participant = None
    if form_key:
        terms = replace(terms, form_key=form_key)
        lock_event(session.event_id)
        participant = Participant.objects.filter(event=session.event_id, registration__form_key=form_key).first()
    if participant is None:
        registration = register(
            event_id=session.event_id,
            entity=entity_of(entity, by=by),
            registrant=registrant or Registrant(first_name=person.first_name, last_name=person.last_name),
            people=[person],
            terms=terms,
        )
        participant = registration.participants.get()
        if link is not None:
            log_action(verb="attendance.added", obj=participant, by=None, note=_at_the_door(link))
    return check_in(participant_id=participant.pk, session_id=session_id, by=by, method=Method.WALK_IN, at=at)


@transaction.atomic
def complete_event(*, event_id: int, by: int | None) -> Event:
    """Close the lists: the event is over and its figures are ready for the report."""
    event = lock_event(event_id)
    now = timezone.now()
    Session.objects.filter(event=event, closed_at__isnull=True).update(closed_at=now)
    change_state(event, EventState.COMPLETED, allowed=EVENT_MOVES, by=by, completed_at=now)
    show_event(event)
    wake_worker("events.figures.refresh")
    return event
