"""Letting people in: register, give up, promote from the waiting list, change the places, cancel the event."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.consents import keep_consents
from common.auditlog.services import log_action
from common.db.compiled_queries import Prepared
from common.db.fields import new_token
from common.db.states import change_state
from common.outbox.causes import STAFF, Cause, by_account, by_stranger
from common.outbox.services import queue_mails
from common.web.versions import bump
from entities.directory.models import Entity, EntityKind
from entities.directory.services import propose_entity, same_entity
from entities.territory.models import County
from events.catalogue.booking import is_over
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import lock_event, show_event
from events.catalogue.states import EVENT_MOVES, EventState
from events.registration.address_quota import to_be_decided
from events.registration.emails import confirmation, mail_cancelled_event, mail_promoted, mail_resigned
from events.registration.models import ForWhom, Participant, ParticipantRole, Person, Registration, RegistrationSource
from events.registration.person_details import PersonDetails, Registrant, details_of
from events.registration.persons import identify
from events.registration.places import next_to_promote, number_people, recount, seat
from events.registration.queries import live_registrations
from events.registration.questions import save_answers
from events.registration.repeat_submission import sent_anew
from events.registration.self_service import introduce
from events.registration.states import PARTICIPANT_MOVES, ParticipantState

_KNOWN = Prepared(lambda event, key: Registration.objects.filter(event=event, form_key=key))


@dataclass(frozen=True, kw_only=True)
class NewPerson(PersonDetails):
    """One person of a registration, as typed."""

    role: ParticipantRole = ParticipantRole.PARTICIPANT
    needs: str = ""
    # To the event's questions of each person, by the question's key.
    answers: Mapping[int, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class NewEntity:
    """An entity that the directory does not know yet, as typed."""

    name: str
    kind: EntityKind
    county: County | None
    country: str = "PL"


@dataclass(frozen=True)
class Terms:
    """Under which terms people are registered."""

    source: RegistrationSource = RegistrationSource.WEB
    for_whom: ForWhom = ForWhom.SELF
    all_or_none: bool = False
    rules_id: int | None = None
    # The information notice (art. 13) that the registrant saw.
    notice_id: int | None = None
    by: int | None = None
    # Staff may give a place above the capacity (a walk-in stands in the room already).
    above_capacity: bool = False
    form_key: str = field(default_factory=new_token)
    # To the event's questions of the whole registration.
    answers: Mapping[int, Any] = field(default_factory=dict)


@transaction.atomic
def register(
    *,
    event_id: int,
    entity: Entity | None,
    registrant: Registrant,
    people: Sequence[NewPerson],
    terms: Terms | None = None,
    new_entity: NewEntity | None = None,
) -> Registration:
    """Register people for an event; each has a place, or waits in order, when this returns.

    A `new_entity` is proposed for the directory; staff look at it later. The same form posted again returns the first
    registration and changes nothing. A form of the public from an address of which somebody already comes registers
    nobody: the owner of the address is mailed the link to that registration, which is returned. Raises EventRefused
    when registration is closed, when nobody is named, or when the entity already has as many people as it may.
    """
    terms = terms or Terms()
    event = lock_event(event_id)
    if known := _KNOWN(event_id, terms.form_key):
        return known[0]
    _check_window(event, terms, timezone.now())
    if new_entity is not None:
        entity = same_entity(**vars(new_entity))
    check_people(event, entity, people, terms.source, is_new=new_entity is not None)
    if terms.source == RegistrationSource.WEB and (earlier := live_registrations(event, registrant.email)):
        return sent_anew(event, earlier, people, terms.form_key)
    if new_entity is not None:
        entity = propose_entity(**vars(new_entity), by=terms.by)
    registration = _written(event, entity, registrant, terms)
    participants = admit(
        event,
        registration,
        people,
        together=terms.all_or_none,
        above_capacity=terms.above_capacity,
        is_public=terms.source == RegistrationSource.WEB,
        answers=terms.answers,
    )
    keep_consents(subject=registration.key, notice_ids=[terms.rules_id, terms.notice_id], source=terms.source)
    log_action(verb="registration.register", obj=registration, by=terms.by, after={"people": len(participants)})
    _tell(registration, event, participants, terms)
    return registration


def admit(
    event: Event,
    registration: Registration,
    people: Sequence[NewPerson],
    *,
    together: bool,
    above_capacity: bool = False,
    joined_later: bool = False,
    is_public: bool = False,
    known: Person | None = None,
    answers: Mapping[int, Any] | None = None,
) -> list[Participant]:
    """Write these people into the registration, each with a place or in the queue. The caller holds the lock.

    `is_public`: strangers registered them; who is above the limit of one address waits for a decision.
    `known`: who they are, when that is certain. `above_capacity`: they have a place whatever the limit, and whether or
    not people wait for a decision here (they stand in the room).
    """
    participants = _participants(event, registration, people, known)
    for person in participants:
        person.joined_later = joined_later
    undecided = _above_limit(event, registration, participants, together) if is_public else []
    if above_capacity:
        if event.capacity is not None:
            event.places_over += max(0, event.taken + len(participants) - event.capacity - event.places_over)
            event.save(update_fields=["places_over"])
        for person in participants:
            person.state, person.confirmed_at = ParticipantState.CONFIRMED, timezone.now()
    else:
        for person in undecided:
            person.state = ParticipantState.PENDING
        seat(event, [one for one in participants if one not in undecided], together=together)
    number_people(event, participants)
    Participant.objects.bulk_create(participants)
    save_answers(registration, answers or {}, list(zip(participants, [one.answers for one in people], strict=True)))
    recounted(event)
    return participants


def _above_limit(
    event: Event, registration: Registration, participants: Sequence[Participant], together: bool
) -> list[Participant]:
    """Who waits for the staff's decision, since their address has as many places as one may have; a group whole."""
    above = to_be_decided(event, registration.email, [one.email for one in participants])
    if together and any(above):
        return list(participants)
    return [one for one, is_above in zip(participants, above, strict=True) if is_above]


def _tell(registration: Registration, event: Event, participants: list[Participant], terms: Terms) -> None:
    """The registrant gets the confirmation, each colleague with an address their own link; nobody once it is over."""
    if is_over(event, timezone.localdate()):
        return
    letters = [
        *confirmation(registration, event, participants),
        *introduce(participants, registration, event),
    ]
    queue_mails(letters, cause=_cause(registration, terms))


def _cause(registration: Registration, terms: Terms) -> Cause:
    """Who sends the form: staff, somebody signed in, or anybody who typed an address."""
    form = f"form:{terms.form_key}"
    if terms.source != RegistrationSource.WEB or terms.by is not None:
        return STAFF
    if registration.user_id is not None:
        return by_account(registration.user_id, form)
    return by_stranger(address=registration.email, form=form)


@transaction.atomic
def give_up(*, participant_id: int, by: int | None, note: str = "", by_registrant: bool = False) -> Participant:
    """A person gives up the place, or leaves the waiting list; the place goes to the first whom it fits.

    `by_registrant`: not the person decided so, but who registered them; the mail to the person says it.
    """
    event_id = Participant.objects.values_list("event_id", flat=True).get(pk=participant_id)
    event = lock_event(event_id)
    participant = Participant.objects.select_related("registration").get(pk=participant_id)
    if participant.state == ParticipantState.CANCELLED:
        return participant
    had_place = participant.state == ParticipantState.CONFIRMED
    change_state(
        participant,
        ParticipantState.CANCELLED,
        allowed=PARTICIPANT_MOVES,
        by=by,
        note=note,
        cancelled_at=timezone.now(),
    )
    recounted(event)
    mail_resigned(participant, event, by=by, had_place=had_place, by_registrant=by_registrant)
    promote_waiting(event=event, by=by)
    return participant


def promote_waiting(*, event: Event, by: int | None, passing: Collection[int] = ()) -> list[Participant]:
    """Give free places to those who wait. The caller holds the event's lock.

    Nothing happens after the hour at which the event stops promoting by itself: then staff call people. Nor when the
    event is over. `passing`: who was just moved to the list by staff, and does not get the place back by this step.
    """
    now = timezone.now()
    if not passes_on(event, now):
        return []
    promoted = next_to_promote(event, passing=passing)
    for person in promoted:
        change_state(person, ParticipantState.CONFIRMED, allowed=PARTICIPANT_MOVES, by=by, confirmed_at=now)
    if promoted:
        recounted(event)
        mail_promoted(promoted, event)
    return promoted


def passes_on(event: Event, now: datetime) -> bool:
    """Whether a freed place goes by itself to who waits: until the event's hour, and not once it is over."""
    if event.state != EventState.PUBLISHED or is_over(event, timezone.localdate(now)):
        return False
    return event.promotion_stops_at is None or event.promotion_stops_at > now


@transaction.atomic
def change_capacity(*, event_id: int, capacity: int | None, by: int | None) -> Event:
    """Set the number of places. More places go to those who wait; fewer places take nobody's place away."""
    event = lock_event(event_id)
    before = event.capacity
    event.capacity = capacity
    event.places_over = max(0, event.taken - capacity) if capacity is not None else 0
    event.save(update_fields=["capacity", "places_over"])
    log_action(verb="event.capacity", obj=event, by=by, before={"capacity": before}, after={"capacity": capacity})
    promote_waiting(event=event, by=by)
    show_event(event)
    return event


@transaction.atomic
def change_address_limit(*, event_id: int, people: int | None, by: int | None) -> Event:
    """How many people one e-mail address may bring without asking; None for the rule of address_quota.py."""
    event = lock_event(event_id)
    before, event.people_per_address = event.people_per_address, people
    event.save(update_fields=["people_per_address"])
    told = {"people": people}
    log_action(verb="event.people_per_address", obj=event, by=by, before={"people": before}, after=told)
    return event


@transaction.atomic
def cancel_event(*, event_id: int, reason: str, by: int | None) -> Event:
    """Cancel the event with a reason, which everyone registered receives. Registrations are kept as they were."""
    if not reason.strip():
        raise EventRefused(Refusal.CANCEL_REASON)
    event = lock_event(event_id)
    change_state(
        event,
        EventState.CANCELLED,
        allowed=EVENT_MOVES,
        by=by,
        cancelled_at=timezone.now(),
        cancel_reason=reason.strip(),
    )
    for registration in event.registrations.filter(
        participants__state__in=[ParticipantState.CONFIRMED, ParticipantState.WAITING, ParticipantState.PENDING]
    ).distinct():
        mail_cancelled_event(registration, event)
    show_event(event)
    return event


def _written(event: Event, entity: Entity | None, registrant: Registrant, terms: Terms) -> Registration:
    return Registration.objects.create(
        event=event,
        form_key=terms.form_key,
        for_whom=terms.for_whom,
        entity=entity,
        **vars(registrant),
        all_or_none=terms.all_or_none,
        source=terms.source,
        rules_id=terms.rules_id,
    )


def _check_window(event: Event, terms: Terms, now: datetime) -> None:
    if terms.source != RegistrationSource.WEB:
        if event.state not in (EventState.PUBLISHED, EventState.COMPLETED):
            raise EventRefused(Refusal.NOT_PUBLISHED)
    elif not event.registration_open(now):
        raise EventRefused(Refusal.CLOSED)


def check_people(
    event: Event,
    entity: Entity | None,
    people: Sequence[NewPerson],
    source: RegistrationSource,
    *,
    is_new: bool = False,
) -> None:
    """What the public may not do: come without a name, above the entity's limit, or where there is nothing left.

    `is_new`: they come for an entity that is typed now; where the directory knows it, it is `entity`.
    """
    if not people:
        raise EventRefused(Refusal.NOBODY)
    if source != RegistrationSource.WEB:
        return
    if event.entity_limit is not None and (entity is not None or is_new):
        already = entity and (
            Participant.objects.filter(event=event, entity=entity)
            .exclude(state__in=[ParticipantState.CANCELLED, ParticipantState.REFUSED])
            .count()
        )
        above = (already or 0) + len(people) - event.entity_limit
        if above > 0:
            raise EventRefused(Refusal.ENTITY_LIMIT, most=event.entity_limit, there=already or 0, above=above)
    full = event.capacity is not None and event.taken + len(people) > event.capacity
    if full and not event.has_waiting_list and event.registration_mode == "open":
        raise EventRefused(Refusal.FULL)


def _participants(
    event: Event, registration: Registration, people: Sequence[NewPerson], known: Person | None
) -> list[Participant]:
    entity = registration.entity
    entity_id = entity.pk if entity else None
    persons = [known] * len(people) if known else identify(people, entity_id=entity_id)
    return [
        Participant(
            registration=registration,
            event=event,
            person=person,
            **details_of(typed),
            sort_name=typed.sort_name,
            role=typed.role,
            entity=entity,
            entity_kind_id=entity.kind_id if entity else None,
            needs=typed.needs,
        )
        for typed, person in zip(people, persons, strict=True)
    ]


def recounted(event: Event) -> None:
    """Counts on the event's row; the lists are told only when the event became full or free again."""
    if recount(event):
        bump("events")
