"""Places and the waiting list: plain rules over participants, called under the lock of the event's row."""

from collections import defaultdict

from django.utils import timezone

from events.catalogue.models import Event
from events.registration.models import Participant, ParticipantRole, Registration
from events.registration.states import ParticipantState

# Speakers and organisers do not use up the places of the public.
TAKES_PLACE = frozenset({ParticipantRole.PARTICIPANT, ParticipantRole.GUEST})


def seat(event: Event, registration: Registration, people: list[Participant]) -> None:
    """Decide for newcomers of one registration, in their order: a place, the waiting list, or a decision of staff.

    Nobody overtakes the waiting list: as long as someone waits, newcomers wait behind. With "all or none" the whole
    group waits when it does not fit whole.
    """
    now = timezone.now()
    if event.registration_mode == "approval":
        for person in people:
            person.state = ParticipantState.PENDING
        return
    seated = [person for person in people if person.role in TAKES_PLACE]
    free = len(seated) if event.capacity is None else max(0, event.capacity - event.taken)
    if event.waiting or (registration.all_or_none and free < len(seated)):
        free = 0
    for person in people:
        if person.role not in TAKES_PLACE or free > 0:
            free -= person.role in TAKES_PLACE
            person.state, person.confirmed_at = ParticipantState.CONFIRMED, now
        else:
            person.state, person.waiting_since = ParticipantState.WAITING, now


def number_people(event: Event, people: list[Participant]) -> None:
    """Give the next queue numbers of the event, in order of arrival."""
    for person in people:
        person.queue_number = event.queue_next
        event.queue_next += 1


def next_to_promote(event: Event) -> list[Participant]:
    """Who gets the places that are free now: in order of arrival, the first whom they fit.

    A group of "all or none" is taken whole or passed over until it fits.
    """
    waiting = list(
        Participant.objects.filter(event=event, state=ParticipantState.WAITING)
        .select_related("registration")
        .order_by("queue_number")
    )
    free = len(waiting) if event.capacity is None else max(0, event.capacity - event.taken)
    groups: dict[int, list[Participant]] = defaultdict(list)
    for person in waiting:
        key = person.registration_id if person.registration.all_or_none else -person.pk
        groups[key].append(person)
    promoted: list[Participant] = []
    for group in groups.values():
        if len(group) <= free:
            promoted += group
            free -= len(group)
    return promoted


def recount(event: Event) -> bool:
    """Write the counts of places into the event's row; True when lists must show the event anew (full ↔ free)."""
    was_full = event.capacity is not None and event.taken >= event.capacity
    rows = Participant.objects.filter(event=event, role__in=TAKES_PLACE)
    event.taken = rows.filter(state=ParticipantState.CONFIRMED).count()
    event.waiting = rows.filter(state=ParticipantState.WAITING).count()
    if event.capacity is not None:
        event.places_over = min(event.places_over, max(0, event.taken - event.capacity))
    event.page_version += 1
    event.save(update_fields=["taken", "waiting", "places_over", "queue_next", "page_version"])
    is_full = event.capacity is not None and event.taken >= event.capacity
    return was_full != is_full
