"""Decisions of staff: who is accepted, put on the waiting list or refused; many in one step, under the event's lock."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from common.db.states import change_state
from common.web.versions import bump
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import lock_event
from events.catalogue.states import EventState
from events.registration.decision_emails import mail_decided
from events.registration.models import Participant
from events.registration.places import TAKES_PLACE, number_people, recount
from events.registration.queries import ACTIVE
from events.registration.services import promote_waiting
from events.registration.states import PARTICIPANT_MOVES, ParticipantState

DATES = {
    ParticipantState.CONFIRMED: "confirmed_at",
    ParticipantState.WAITING: "waiting_since",
    ParticipantState.REFUSED: "refused_at",
}


@dataclass(frozen=True)
class Candidate:
    """A person with what a decision about a study visit rests on."""

    person: Participant
    kind: str
    county: str
    earlier: int  # confirmed participations in other events


def candidates(event: Event) -> list[Candidate]:
    """Everyone who may be decided about, in order of arrival. Two queries, however many people."""
    open_states = [
        ParticipantState.PENDING,
        ParticipantState.WAITING,
        ParticipantState.CONFIRMED,
        ParticipantState.REFUSED,
    ]
    people = list(
        Participant.objects.filter(event=event, state__in=open_states, erased_at__isnull=True)
        .select_related("entity__county", "entity_kind", "registration")
        .order_by("queue_number")
        .defer("needs")
    )
    earlier = dict(
        Participant.objects.filter(
            ~Q(event=event), person__in={one.person_id for one in people}, state=ParticipantState.CONFIRMED
        )
        .order_by()
        .values_list("person")
        .annotate(n=Count("pk"))
    )
    return [
        Candidate(
            person=one,
            kind=str(one.entity_kind or ""),
            county=one.entity.county.label if one.entity and one.entity.county else "",
            earlier=earlier.get(one.person_id, 0),
        )
        for one in people
    ]


def above_limit(event: Event) -> list[tuple[str, int]]:
    """Entities of which more people have a place, wait or are undecided than the event wishes: (name, how many)."""
    if event.entity_limit is None:
        return []
    rows = Participant.objects.filter(event=event, state__in=ACTIVE, entity__isnull=False).order_by()
    counted = rows.values("entity__name", "entity").annotate(n=Count("pk")).filter(n__gt=event.entity_limit)
    return [(row["entity__name"], row["n"]) for row in counted.order_by("-n", "entity__name")]


@transaction.atomic
def decide(
    *, event_id: int, participant_ids: Collection[int], to: ParticipantState, by: int | None
) -> list[Participant]:
    """Accept, put on the waiting list or refuse these people of the event; each whose state changes is told by mail.

    Accepting takes places: raises EventRefused when there are fewer than people, and changes nobody then.
    """
    event = lock_event(event_id)
    if event.state != EventState.PUBLISHED:
        raise EventRefused(Refusal.UNDECIDABLE)
    if to not in DATES:
        raise ValueError(f"Not a decision: {to}.")
    rows = Participant.objects.filter(event=event, pk__in=set(participant_ids)).exclude(state=to)
    people = [
        one
        for one in rows.select_related("registration").order_by("queue_number")
        if to in PARTICIPANT_MOVES[one.state]
    ]
    _check_places(event, people, to)
    now, seated = timezone.now(), {one.pk for one in people if one.state == ParticipantState.CONFIRMED}
    if to == ParticipantState.WAITING:  # who had a place goes to the end, or would be the first to get it back
        moved = [one for one in people if one.pk in seated]
        number_people(event, moved)
        Participant.objects.bulk_update(moved, ["queue_number"])
    for one in people:
        change_state(one, to, allowed=PARTICIPANT_MOVES, by=by, left="", **{DATES[to]: now})
    if people and recount(event):
        bump("events")
    mail_decided(people, event, seated=seated)
    if seated:
        # To the list, and at once back from it: that is no decision. Others may have the place.
        promote_waiting(event=event, by=by, passing=seated if to == ParticipantState.WAITING else ())
    return people


def _check_places(event: Event, people: Collection[Participant], to: ParticipantState) -> None:
    if to != ParticipantState.CONFIRMED or event.capacity is None:
        return
    wanted = sum(one.role in TAKES_PLACE for one in people)
    if wanted > max(0, event.capacity + event.places_over - event.taken):
        raise EventRefused(Refusal.FEWER_PLACES)
