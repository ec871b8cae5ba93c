"""How many places one e-mail address may take by itself, and which groups staff should look at (docs/MAIL.md).

Above the limit people are registered and wait for the decision of the centre: nobody is refused, no place is lost to a
made-up crowd, and who sends forms for an address learns nothing about it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from common.outbox.mailboxes import DOTTED, are_confirmed, one_mailbox
from events.catalogue.models import Event, RegistrationMode
from events.registration.models import Participant
from events.registration.queries import ACTIVE
from events.registration.states import ParticipantState

# One full form; where places are few, half of them, but never fewer than a small group needs.
MOST, FEWEST = 30, 10
# So many people from an address that nobody confirmed are shown to staff, whether or not they are within the limit.
CROWD = 10
# An address that so many senders gave for others is shown too.
SENDERS = 3


def places_of_one_address(event: Event) -> int:
    """How many people one address may bring without asking: what staff set, or the rule above."""
    if event.people_per_address is not None:
        return event.people_per_address
    return MOST if event.capacity is None else min(MOST, max(FEWEST, event.capacity // 2))


def most_without_asking(event: Event) -> int | None:
    """The same number, where going above it is why somebody waits for a decision; None where everybody does."""
    return None if event.registration_mode == RegistrationMode.APPROVAL else places_of_one_address(event)


def to_be_decided(event: Event, sender: str, people: Sequence[str]) -> list[bool]:
    """Of new people (their own addresses, in order): who is above the limit of the sender's or their own address.

    The caller holds the event's lock. One query; none while the whole event has no more people than one address may.
    """
    limit = places_of_one_address(event)
    if event.queue_next - 1 + len(people) <= limit:
        return [False] * len(people)
    boxes = [{one_mailbox(sender), one_mailbox(own)} - {""} for own in people]
    so_far = _people_at(event, set().union(*boxes))
    found = []
    for mine in boxes:
        found.append(any(so_far.get(box, 0) >= limit for box in mine))
        for box in mine:
            so_far[box] = so_far.get(box, 0) + 1
    return found


def _people_at(event: Event, boxes: set[str]) -> dict[str, int]:
    """How many people of the event have, or were registered by, each of these post boxes."""
    if not boxes:
        return {}
    rows = Participant.objects.filter(event=event, state__in=ACTIVE).filter(
        _written_so("email", boxes) | _written_so("registration__email", boxes)
    )
    found: dict[str, int] = {}
    for own, sender in rows.order_by().values_list("email", "registration__email"):
        for box in {one_mailbox(own), one_mailbox(sender)} & boxes:
            found[box] = found.get(box, 0) + 1
    return found


def _written_so(column: str, boxes: Iterable[str]) -> Q:
    """Every way in which an address of these post boxes may be written, and a few more: they are read again."""
    found = Q()
    for box in boxes:
        name, _at, domain = box.rpartition("@")
        if domain in DOTTED.values():
            for alias in (one for one, real in DOTTED.items() if real == domain):
                found |= Q(**{f"{column}__istartswith": name[:1], f"{column}__iendswith": f"@{alias}"})
        else:
            found |= Q(**{f"{column}__iexact": box})
            found |= Q(**{f"{column}__istartswith": f"{name}+", f"{column}__iendswith": f"@{domain}"})
    return found


# --- shown to staff -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Crowd:
    """Many people of one address: `sent` by it, or given by `senders` others as theirs."""

    address: str
    people: int
    undecided: int
    senders: int
    is_sender: bool
    is_confirmed: bool
    first: int  # a participant, to begin with


def crowds_of(event: Event) -> list[Crowd]:
    """Groups to be looked at, the largest first. Two queries."""
    rows = Participant.objects.filter(event=event, state__in=ACTIVE, erased_at__isnull=True)
    columns = ("pk", "email", "registration__email", "registration__source", "state")
    sent: dict[str, list[tuple[int, str, str, str]]] = {}
    named: dict[str, list[tuple[int, str, str, str]]] = {}
    for pk, own, sender, source, state in rows.order_by("queue_number").values_list(*columns):
        if source == "web":
            box, own_box = one_mailbox(sender), one_mailbox(own)
            sent.setdefault(box, []).append((pk, sender, box, state))
            if own_box and own_box != box:
                named.setdefault(own_box, []).append((pk, own, box, state))
    known = are_confirmed({people[0][1] for people in sent.values() if len(people) >= CROWD})
    limit = places_of_one_address(event)
    found = []
    for is_sender, groups in ((True, sent), (False, named)):
        for box, people in groups.items():
            address, senders = people[0][1], len({one[2] for one in people})
            is_confirmed = address in known
            many = len(people) > limit or (len(people) >= CROWD and not is_confirmed)
            if box and many and (is_sender or senders >= SENDERS or len(people) > limit):
                undecided = sum(one[3] == ParticipantState.PENDING for one in people)
                found.append(Crowd(address, len(people), undecided, senders, is_sender, is_confirmed, people[0][0]))
    return sorted(found, key=lambda one: -one.people)
