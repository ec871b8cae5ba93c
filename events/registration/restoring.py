"""A place given up by mistake is given back, as long as nobody else has been told about it (docs/WAITING_LIST.md)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from common.auditlog.models import AuditEntry
from common.db.states import change_state
from events.catalogue.booking import is_over
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import lock_event
from events.catalogue.states import EventState
from events.registration.emails import mail_restored
from events.registration.models import Participant
from events.registration.places import TAKES_PLACE
from events.registration.queries import ACTIVE
from events.registration.self_service import may_change
from events.registration.services import promote_waiting, recounted
from events.registration.states import PARTICIPANT_MOVES, ParticipantState

# So long the person, or who registered them, may take it back by their link; staff may until the event is over.
BY_LINK = timedelta(hours=24)


def until_when(person: Participant) -> datetime | None:
    """Until when a place given up may be taken back by the link; None where nothing was given up."""
    return person.cancelled_at + BY_LINK if person.cancelled_at and not person.left else None


def why_not(event: Event, person: Participant, *, by_staff: bool, now: datetime) -> Refusal | None:
    """Why the place cannot be given back; None when it can. Three queries at most."""
    if person.state != ParticipantState.CANCELLED or person.left or person.erased_at:
        return Refusal.NOT_GIVEN_UP
    if event.state != EventState.PUBLISHED or is_over(event, timezone.localdate(now)):
        return Refusal.NOT_GIVEN_UP
    until = until_when(person)
    if not by_staff and (until is None or until < now or not may_change(event, now)):
        return Refusal.RESTORE_LATE
    if Participant.objects.filter(event=event, person=person.person_id, state__in=ACTIVE).exists():
        return Refusal.REGISTERED_ANEW
    if state_before(person) == ParticipantState.CONFIRMED and person.role in TAKES_PLACE:
        if _somebody_was_told(event, person):
            return Refusal.PLACE_PASSED
        if event.capacity is not None and event.taken >= event.capacity:
            return Refusal.PLACE_TAKEN
    return None


def state_before(person: Participant) -> str:
    """Where the person stood before they gave up, as the log says."""
    acts = AuditEntry.objects.filter(
        object_type=Participant._meta.label_lower, object_id=person.pk, verb="participant.cancelled"
    )
    last = acts.order_by("-pk").first()
    return str(last.before.get("state", "")) if last is not None else ""


def _somebody_was_told(event: Event, person: Participant) -> bool:
    """Whether anybody who waited, or was undecided, has got a place since this one was given up."""
    waited = Q(waiting_since__isnull=False) | Q(registration__created_at__lt=person.cancelled_at, joined_later=False)
    later = Participant.objects.filter(waited, event=event, confirmed_at__gte=person.cancelled_at)
    return later.exclude(pk=person.pk).exists()


@transaction.atomic
def restore_place(*, participant_id: int, by: int | None, note: str = "") -> Participant:
    """The person is where they stood before they gave up: the same place, or the same place in the queue.

    Raises EventRefused, and nothing is changed, when somebody else has the place or a message about it, when it is too
    late (by the link sooner than by staff), or when nothing was given up.
    """
    event = lock_event(Participant.objects.values_list("event_id", flat=True).get(pk=participant_id))
    person = Participant.objects.select_related("registration").get(pk=participant_id)
    if reason := why_not(event, person, by_staff=by is not None, now=timezone.now()):
        raise EventRefused(reason)
    was = state_before(person)
    change_state(person, was, allowed=PARTICIPANT_MOVES, by=by, note=note or "giving up undone", cancelled_at=None)
    recounted(event)
    mail_restored(person, event, moment=event.page_version, template="taken_back", by=by)
    promote_waiting(event=event, by=by)
    return person
