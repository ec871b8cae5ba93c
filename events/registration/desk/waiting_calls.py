"""Calling those who wait, after the hour at which places stop passing on by themselves (docs/WAITING_LIST.md, 6)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.states import change_state
from common.web.versions import bump
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import lock_event
from events.catalogue.states import EventState
from events.registration.emails import mail_promoted
from events.registration.models import CallOutcome, Participant, PhoneCall
from events.registration.places import Party, recount, waiting_parties
from events.registration.services import give_up
from events.registration.states import PARTICIPANT_MOVES, ParticipantState


@dataclass
class ToCall:
    """One line of the list: who waits together, how often nobody answered, and whether the free places fit them."""

    party: Party
    calls: list[PhoneCall]
    fits: bool

    @property
    def first(self) -> Participant:
        """The person by whom the line is known."""
        return self.party.people[0]


def calls_open(event: Event) -> bool:
    """Whether it is time to call: the hour has passed, the event is still to come."""
    stops = event.promotion_stops_at
    return event.state == EventState.PUBLISHED and stops is not None and stops <= timezone.now()


def call_list(event: Event) -> list[ToCall]:
    """Whom to call, the next one on top: those whom the free places fit, the least often called first, by arrival."""
    parties = waiting_parties(event)
    calls: dict[int, list[PhoneCall]] = {party.people[0].pk: [] for party in parties}
    for call in PhoneCall.objects.filter(participant__in=calls).select_related("called_by"):
        calls[call.participant_id].append(call)
    free = sum(party.size for party in parties) if event.free is None else event.free
    lines = [ToCall(party, calls[party.people[0].pk], fits=party.size <= free) for party in parties]
    return sorted(lines, key=lambda line: (not line.fits, len(line.calls)))


@transaction.atomic
def record_call(*, participant_id: int, outcome: CallOutcome, by: int | None) -> PhoneCall:
    """Write what the person said, and do it: the place is theirs, or they leave the list, or they are called later.

    Who registered as "all or none" answers for the whole group. Raises EventRefused before the hour,
    when they do not wait any more, or when the free places do not fit them.
    """
    event = lock_event(Participant.objects.values_list("event_id", flat=True).get(pk=participant_id))
    if not calls_open(event):
        raise EventRefused(Refusal.TOO_EARLY)
    party = next((found for found in waiting_parties(event) if found.people[0].pk == participant_id), None)
    if party is None:
        raise EventRefused(Refusal.NOT_WAITING)
    if outcome == CallOutcome.CONFIRMS:
        _let_in(event, party, by)
    elif outcome == CallOutcome.GIVES_UP:
        for person in party.people:
            give_up(participant_id=person.pk, by=by, note="by phone")
    call = PhoneCall.objects.create(
        registration=party.registration, participant=party.people[0], outcome=outcome, called_by_id=by
    )
    log_action(verb=f"participant.call.{outcome}", obj=party.people[0], by=by)
    return call


def _let_in(event: Event, party: Party, by: int | None) -> None:
    if event.free is not None and party.size > event.free:
        raise EventRefused(Refusal.PARTY_TOO_BIG)
    now = timezone.now()
    for person in party.people:
        change_state(person, ParticipantState.CONFIRMED, allowed=PARTICIPANT_MOVES, by=by, confirmed_at=now)
    if recount(event):
        bump("events")
    mail_promoted(party.people, event)
