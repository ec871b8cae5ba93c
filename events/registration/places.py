"""Places and the waiting list: plain rules over participants, called under the lock of the event's row.

The rules in words: docs/WAITING_LIST.md. tests/events/registration/test_places_model.py plays random histories of them
against a model that a person can check by eye.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils import timezone

from common.db.compiled_queries import Prepared
from events.catalogue.models import Event
from events.registration.models import Participant, ParticipantRole, Registration
from events.registration.states import ParticipantState

# Speakers and organisers do not use up the places of the public.
TAKES_PLACE = frozenset({ParticipantRole.PARTICIPANT, ParticipantRole.GUEST})
# After so many times that somebody behind it was let in, free places are kept for a group until it fits.
PASSES = 3


_COUNTS = Prepared(
    lambda event: (
        Participant.objects.filter(event=event, role__in=sorted(TAKES_PLACE))
        .order_by()
        .values_list("event")
        .annotate(
            taken=Count("pk", filter=Q(state=ParticipantState.CONFIRMED)),
            waiting_now=Count("pk", filter=Q(state=ParticipantState.WAITING)),
        )
        .values_list("taken", "waiting_now")
    )
)


@dataclass
class Party:
    """Who waits together: one person, or a whole group of "all or none"."""

    registration: Registration
    people: list[Participant] = field(default_factory=list)
    # Of a form sent as "all or none"; who was added to it later counts alone.
    together: bool = False

    @property
    def size(self) -> int:
        """How many places they need."""
        return sum(person.role in TAKES_PLACE for person in self.people)

    def can_ever_fit(self, event: Event) -> bool:
        """False for a group larger than the whole event: nothing is kept for it, and nobody waits behind it."""
        return event.capacity is None or self.size <= event.capacity


def seat(event: Event, people: list[Participant], *, together: bool) -> None:
    """Decide for newcomers of one form, in their order: a place, the waiting list, or a decision of staff.

    Nobody overtakes the waiting list: as long as somebody waits, newcomers wait behind. With "all or none" (`together`)
    the whole group waits when it does not fit whole.
    """
    now = timezone.now()
    if event.registration_mode == "approval":
        for person in people:
            person.state = ParticipantState.PENDING
        return
    seated = [person for person in people if person.role in TAKES_PLACE]
    free = len(seated) if event.capacity is None else max(0, event.capacity - event.taken)
    if (together and free < len(seated)) or (free and event.waiting and _somebody_waits(event)):
        free = 0
    for person in people:
        if person.role not in TAKES_PLACE or free > 0:
            free -= person.role in TAKES_PLACE
            person.state, person.confirmed_at = ParticipantState.CONFIRMED, now
        else:
            person.state, person.waiting_since = ParticipantState.WAITING, now


def _somebody_waits(event: Event) -> bool:
    """Whether anybody waits who can get a place one day."""
    return any(party.can_ever_fit(event) for party in waiting_parties(event))


def number_people(event: Event, people: list[Participant]) -> None:
    """Give the next queue numbers of the event, in order of arrival."""
    for person in people:
        person.queue_number = event.queue_next
        event.queue_next += 1


def waiting_parties(event: Event) -> list[Party]:
    """Those who wait, in order of arrival; a group of "all or none" stands where its first person stands."""
    waiting = (
        Participant.objects.filter(event=event, state=ParticipantState.WAITING)
        .select_related("registration")
        .order_by("queue_number")
    )
    parties: dict[int, Party] = {}
    for person in waiting:
        together = person.registration.all_or_none and not person.joined_later
        key = person.registration_id if together else -person.pk
        parties.setdefault(key, Party(person.registration, together=together)).people.append(person)
    return list(parties.values())


def next_to_promote(event: Event, *, passing: Collection[int] = ()) -> list[Participant]:
    """Who gets the places that are free now: in order of arrival, each whom they fit.

    A group of "all or none" is taken whole or passed over, at most PASSES times: from then on the free places are kept
    for it and nobody behind it gets one. How often it was passed over is written to its registration. Parties with
    somebody of `passing` are as if not there.
    """
    parties = [one for one in waiting_parties(event) if not {person.pk for person in one.people} & set(passing)]
    promoted, passed = _whom_they_fit(event, parties, taken=event.taken)
    Registration.objects.bulk_update(passed, ["passed_over"])
    return promoted


def next_without(event: Event, leaver: Participant) -> list[Participant]:
    """Who would get a place at once if this person gave theirs up; nothing is written."""
    parties = waiting_parties(event)
    for party in parties:
        party.people = [one for one in party.people if one.pk != leaver.pk]
    frees = leaver.state == ParticipantState.CONFIRMED and leaver.role in TAKES_PLACE
    return _whom_they_fit(event, [one for one in parties if one.people], taken=event.taken - frees)[0]


def _whom_they_fit(event: Event, parties: list[Party], *, taken: int) -> tuple[list[Participant], list[Registration]]:
    """(who gets places, groups that were passed over by it, counted but not saved)."""
    if event.capacity is not None and taken >= event.capacity:
        return [], []
    free = sum(party.size for party in parties) if event.capacity is None else event.capacity - taken
    promoted: list[Participant] = []
    passed: list[Registration] = []
    for party in parties:
        if any(registration.passed_over >= PASSES for registration in passed):
            break
        if party.size <= free:
            free -= party.size
            promoted += party.people
            for registration in passed:
                registration.passed_over += 1
        elif party.together and party.can_ever_fit(event):
            passed.append(party.registration)
        elif not party.together:
            break  # a single person whom nothing fits: there is no free place left
    return promoted, passed


def kept_for(event: Event) -> Party | None:
    """The group for which free places are kept now, if there is one; staff see it."""
    if event.capacity is None or not event.waiting or event.taken >= event.capacity:
        return None
    return next((party for party in waiting_parties(event) if party.can_ever_fit(event)), None)


def recount(event: Event) -> bool:
    """Write the counts of places into the event's row; True when lists must show the event anew (full ↔ free)."""
    was_full = event.capacity is not None and event.taken >= event.capacity
    event.taken, event.waiting = _COUNTS.first(event.pk) or (0, 0)
    if event.capacity is not None:
        event.places_over = min(event.places_over, max(0, event.taken - event.capacity))
    event.page_version += 1
    event.save(update_fields=["taken", "waiting", "places_over", "queue_next", "page_version"])
    is_full = event.capacity is not None and event.taken >= event.capacity
    return was_full != is_full
