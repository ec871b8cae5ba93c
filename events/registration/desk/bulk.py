"""Acts of staff on several people of an event at once: whole, or not at all."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused
from events.catalogue.services import lock_event
from events.registration.desk.moving import move_person
from events.registration.models import Participant
from events.registration.queries import ACTIVE, participants_of
from events.registration.services import give_up
from events.registration.states import ParticipantState

WRITE, MOVE, GIVE_UP = "write", "move", "give_up"
DECISIONS = {
    ParticipantState.CONFIRMED.value: _("Accept"),
    ParticipantState.WAITING.value: _("Put on the waiting list"),
    ParticipantState.REFUSED.value: _("Refuse"),
}
ACTS = {WRITE: _("Write to them"), **DECISIONS, MOVE: _("Move to another event"), GIVE_UP: _("Gives up")}


class MoveStopped(Exception):
    """Nobody was moved; says who could not be, and why."""


def ticked_people(event: Event, ids: Collection[int]) -> list[Participant]:
    """Of these people those of the event, in Polish order; who is erased is left out."""
    return list(participants_of(event).filter(pk__in=set(ids), erased_at__isnull=True))


@transaction.atomic
def give_up_many(*, event_id: int, participant_ids: Collection[int], by: int | None) -> list[Participant]:
    """These people give up; those who wait first, so that none of them is given a place on the way.

    Who has given up already is left out. Returns those who gave up now.
    """
    event = lock_event(event_id)
    rows = Participant.objects.filter(event=event, pk__in=set(participant_ids), state__in=ACTIVE)
    people = sorted(rows, key=lambda one: (one.state == ParticipantState.CONFIRMED, -one.queue_number))
    for one in people:
        give_up(participant_id=one.pk, by=by)
    return people


@transaction.atomic
def move_many(*, participant_ids: Sequence[int], to_event_id: int, may_wait: bool, by: int | None) -> list[Participant]:
    """These people move to the other event, in their order of arrival. Raises MoveStopped, and moves nobody then."""
    people = list(Participant.objects.filter(pk__in=participant_ids).order_by("queue_number"))
    moved = []
    for one in people:
        try:
            moved.append(move_person(participant_id=one.pk, to_event_id=to_event_id, may_wait=may_wait, by=by))
        except EventRefused as refused:
            raise MoveStopped(f"{one}: {refused}") from refused
    return moved
