"""Reading registrations: by their secret link, the notices shown, the list for staff."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Notice, NoticeKind
from common.db.compiled_queries import Prepared
from common.outbox.mailboxes import one_mailbox
from events.catalogue.booking import is_over
from events.catalogue.models import Event
from events.catalogue.states import EventState
from events.registration.models import FurtherForm, Participant, Registration, RegistrationSource
from events.registration.states import Leaving, ParticipantState

# The form asks for two texts at each visit, and again when it is sent.
NOTICES = Prepared(
    lambda kind, controller, now: Notice.objects.filter(
        Q(controller=controller) | Q(controller=""), kind=kind, published_at__lte=now
    ).order_by("-controller", "-version")[:1]
)
ACTIVE = (ParticipantState.CONFIRMED, ParticipantState.WAITING, ParticipantState.PENDING)
_FORM_EVENT = Prepared(lambda slug: Event.objects.public().filter(slug=slug).select_related("county", "centre")[:1])
_LIVE = Prepared(
    lambda event, email: (
        Registration.objects.filter(event=event, email__iexact=email, erased_at__isnull=True)
        .filter(Exists(Participant.objects.filter(registration=OuterRef("pk"), state__in=ACTIVE)))
        .order_by("pk")
    )
)
_FIRST_FORM = {"source": RegistrationSource.WEB, "erased_at__isnull": True}
_ADDRESS = Prepared(
    lambda event, key: (
        Registration.objects.filter(event=event, form_key=key, **_FIRST_FORM)
        .values_list("email")
        .union(
            FurtherForm.objects.filter(event=event, form_key=key, registration__erased_at__isnull=True).values_list(
                "registration__email"
            )
        )
    )
)


def event_of_form(slug: str) -> Event | None:
    """The public event whose form is asked for, with its county and centre."""
    found: Event | None = _FORM_EVENT.first(slug)
    return found


def registration_by_token(token: str) -> Registration | None:
    """The registration of a secret link, with its event and people; None for a link that was never given."""
    return (
        Registration.objects.filter(token=token, erased_at__isnull=True)
        .select_related("event", "event__county", "entity")
        .prefetch_related("participants")
        .first()
    )


def live_registrations(event: Event, email: str) -> list[Registration]:
    """Registrations for the event from this e-mail address, in which somebody still comes; the oldest first."""
    if not email:
        return []
    # SQLite compares by LIKE: what means something to it in an address is escaped, as Django would do.
    found: list[Registration] = _LIVE(event.pk, connection.ops.prep_for_iexact_query(email))
    return found


def address_of_form(event: Event, form_key: str) -> str | None:
    """Where the answer to a form of the public was mailed; the same for a first form and for one sent anew."""
    return next((email.lower() for (email,) in _ADDRESS(event.pk, form_key)), None)


def doubles_of(event: Event) -> list[list[Participant]]:
    """People who seem to be registered more than once: the same person, or the same name from the same address."""
    return doubles_among(participants_of(event).select_related("person"))


def doubles_among(people: Iterable[Participant]) -> list[list[Participant]]:
    """As `doubles_of`, of people that are read already, with their persons and registrations."""
    groups: dict[object, list[Participant]] = {}
    for one in people:
        if one.state in ACTIVE and one.erased_at is None:
            address = (one.email or one.registration.email).lower()
            person = one.person.merged_into_id or one.person_id
            found = groups.get(person) or groups.get((one.sort_name, address)) or []
            found.append(one)
            groups[person] = groups[one.sort_name, address] = found
    unique = {id(group): group for group in groups.values() if len(group) > 1}
    return [sorted(group, key=lambda one: one.queue_number) for group in unique.values()]


def participant_by_token(token: str) -> Participant | None:
    """The participant of a secret link, with the event; None for a link that was never given."""
    rows = Participant.objects.filter(token=token, erased_at__isnull=True)
    return rows.select_related("event__centre", "registration", "entity").first()


def moved_to(person: Participant) -> Participant | None:
    """The place in the other event to which staff moved this person; its registration is named after this one."""
    rows = Participant.objects.filter(registration__form_key=f"moved-{person.key}", erased_at__isnull=True)
    return rows.select_related("event").first() if person.left == Leaving.MOVED else None


def link_to_join(event: Event, people: Iterable[Participant]) -> str:
    """The online link of an event that is still to come, where one of these people has a place; otherwise nothing."""
    is_open = event.state == EventState.PUBLISHED and not is_over(event, timezone.localdate())
    has_place = any(person.state == ParticipantState.CONFIRMED for person in people)
    return event.online_url if is_open and has_place else ""


def has_own_post(person: Participant, registration: Registration) -> bool:
    """Whether the person reads their post apart from the registrant: then they alone get their links."""
    box = one_mailbox(person.email)
    return bool(box) and box != one_mailbox(registration.email)


def mailed_about(people: Iterable[Participant]) -> list[str]:
    """Addresses that are written to about these people: who registered them, and they themselves; each once."""
    found: dict[str, str] = {}
    for one in people:
        own = [one.email] if has_own_post(one, one.registration) else []
        for address in (one.registration.email, *own):
            found.setdefault(one_mailbox(address), address)
    return [address for box, address in found.items() if box]


def is_registrant(person: Participant, registration: Registration) -> bool:
    """Whether they registered themselves: then nobody else gave us their details."""
    return (person.first_name, person.last_name) == (registration.first_name, registration.last_name)


def waiting_position(person: Participant) -> int | None:
    """Place on the waiting list, from 1; None for who does not wait."""
    if person.state != ParticipantState.WAITING:
        return None
    waiting = Participant.objects.filter(event_id=person.event_id, state=ParticipantState.WAITING)
    return waiting.filter(queue_number__lte=person.queue_number).count()


def waiting_positions(registration: Registration) -> dict[int, int]:
    """Place on the waiting list (from 1) of each waiting participant of the registration."""
    waiting = Participant.objects.filter(event_id=registration.event_id, state=ParticipantState.WAITING)
    numbers = list(waiting.order_by("queue_number").values_list("pk", flat=True))
    mine = {person.pk for person in registration.participants.all()}
    return {pk: place for place, pk in enumerate(numbers, start=1) if pk in mine}


def latest_notice(kind: NoticeKind, controller: str = "") -> Notice | None:
    """The newest published version of a text, the controller's own before the portal's."""
    return next(iter(NOTICES(str(kind), controller, timezone.now())), None)


def participants_of(event: Event) -> QuerySet[Participant]:
    """Everyone registered for the event, in Polish order of surnames, with entity and registration."""
    return (
        Participant.objects.filter(event=event)
        .select_related("entity", "registration")
        .order_by("sort_name", "id")
        .defer("needs")
    )


def state_counts(event: Event) -> dict[str, int]:
    """How many participants are in each state."""
    rows = Participant.objects.filter(event=event).order_by().values_list("state").annotate(n=Count("pk"))
    return {ParticipantState(state).value: n for state, n in rows}


def entities_coming(event: Event) -> int:
    """How many different entities have somebody with a place."""
    confirmed = Q(event=event, state=ParticipantState.CONFIRMED, entity__isnull=False)
    return Participant.objects.filter(confirmed).values("entity").distinct().count()
