"""What registrations hold about a person, and what of it the projects must keep."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.auditlog.models import PersonalChange
from common.auditlog.services import forget_changes, log_action
from common.db.locks import lock_together, locked
from common.extension_points import PersonalData, Subject
from common.outbox.models import OutboxMail
from common.outbox.redaction import forget_owned
from common.text.folding import fold
from common.text.polish import date_range
from events.catalogue.models import DocumentKind, Event, EventDocument
from events.catalogue.personal import events_to_ask
from events.catalogue.retention import kept_until, past_term
from events.catalogue.services import remove_document
from events.registration.models import Answer, Participant, Person, Registration
from events.registration.person_details import DETAIL_NAMES, DETAILS, PARTICIPANT_TEXTS, REGISTRANT_NAMES

# As the notices say (accounts/data/notices/registration.pl.html).
NEEDS_FOR = timedelta(days=30)
AT_ONCE = 1000
# What of a place is no evidence for who controls a project.
NO_EVIDENCE = dict.fromkeys([one.name for one in DETAILS if not one.is_evidence] + ["needs"], "")
BLANK_PLACE, BLANK_FORM = dict.fromkeys(PARTICIPANT_TEXTS, ""), dict.fromkeys(REGISTRANT_NAMES, "")
BLANK_PERSON = {"first_name": "", "last_name": "", "folded_name": "", "email": ""}


def own_participants(user: User) -> QuerySet[Participant]:
    """Places of this person: under their confirmed address, or their own name in a registration that they made; and
    those of the same human being under the same name, at the door for example, where nobody typed an address."""
    self_named = Q(
        registration__user=user,
        first_name=F("registration__first_name"),
        last_name=F("registration__last_name"),
    )
    found = Participant.objects.filter(self_named | Q(email__iexact=user.email), erased_at__isnull=True)
    name = fold(user.get_full_name()).strip()
    own = found.filter(person__folded_name=name).values_list("person_id", "person__merged_into_id")
    roots = {merged or person for person, merged in own} if name else set()
    same = Q(person__folded_name=name, person__in=roots) | Q(person__folded_name=name, person__merged_into__in=roots)
    rows = Participant.objects.filter(Q(pk__in=found.values("pk")) | same, erased_at__isnull=True)
    return rows.select_related("event__project")


def keys_of(user: User) -> Iterable[tuple[UUID, str]]:
    """Keys of their places and of the registrations that they made."""
    for one in own_participants(user):
        yield one.key, str(one.event)
    mine = Q(user=user) | Q(email__iexact=user.email)
    # At the door the person stands in the form too, without an address.
    mine |= Q(
        email="",
        participants__in=own_participants(user),
        first_name=F("participants__first_name"),
        last_name=F("participants__last_name"),
    )
    for row in Registration.objects.filter(mine, erased_at__isnull=True).select_related("event").distinct():
        yield row.key, str(row.event)


def names_of(user: User) -> Iterable[str]:
    """The names that stand in their places, as others were told of them."""
    for one in own_participants(user):
        yield str(one)


def _places(subject: Subject) -> QuerySet[Participant]:
    return Participant.objects.filter(key__in=subject.keys, erased_at__isnull=True).select_related("event__project")


def _made(subject: Subject) -> QuerySet[Registration]:
    return Registration.objects.filter(key__in=subject.keys, erased_at__isnull=True).select_related("event__project")


def _export(subject: Subject) -> list[dict[str, Any]]:
    names = (*DETAIL_NAMES, "needs", "state", "role")
    places = [
        {"what": "place", "event": str(one.event), "day": one.event.starts_on, **{n: getattr(one, n) for n in names}}
        for one in _places(subject).order_by("pk")
    ]
    names = (*REGISTRANT_NAMES, "created_at")
    made = [
        {"what": "registration", "event": str(row.event), **{n: getattr(row, n) for n in names}}
        for row in _made(subject).order_by("pk")
    ]
    return [*places, *made]


def _held(subject: Subject) -> list[tuple[str, str]]:
    """What stays, why and until when: where a funder may check who was there, and where the event is still ahead."""
    today = timezone.localdate()
    events = {one.event_id: one.event for one in (*_places(subject), *_made(subject))}
    return [(str(event), _why(event, today)) for event in events.values() if event.project or event.ends_on >= today]


def _why(event: Event, today: date) -> str:
    day = date_range(kept_until(event))
    if event.ends_on >= today:
        return _("it is still ahead: give the place up first, if you do not come; otherwise your name is kept until"
                 " %(day)s") % {"day": day}  # fmt: skip
    return _(
        "your name and function: the project “%(project)s” must be able to show its participants and their signed lists"
        " to those who control it (art. 17(3)(b) RODO) until %(day)s; on the next day the portal deletes them"
    ) % {"project": event.project, "day": day}


@transaction.atomic
def _erase(subject: Subject) -> int:
    """Past events: outside projects the names go and the rows stay, so that counts hold; in a project the name stays
    for a control and all else goes. What is ahead is given up first by the person."""
    today = timezone.localdate()
    _lock(_places(subject), _made(subject), events_to_ask(subject))
    past, term = Q(event__ends_on__lt=today), past_term(today, "event__")
    free = past & (Q(event__project__isnull=True) | term)
    places, made = _places(subject).filter(past), _made(subject).filter(past)
    kept = list(places.exclude(free).values_list("pk", flat=True))
    gone = _forget(places.filter(free), made)
    return gone + _only_names(Participant.objects.filter(pk__in=kept))


def _lock(places: QuerySet[Participant], made: QuerySet[Registration], others: QuerySet[Event] | None = None) -> None:
    """The rows of these events, then the human beings of these places: who corrects or moves somebody waits.

    `others`: events that the same transaction changes later on; who locks several takes all of them at once.
    """
    more = Event.objects.none() if others is None else others
    own = [rows.values_list("event", flat=True) for rows in (places, made)]
    lock_together(Event, lambda: chain.from_iterable(keys.all() for keys in (*own, more.values_list("pk", flat=True))))
    locked(Person.objects.filter(pk__in=places.values("person")))


def _only_names(places: QuerySet[Participant]) -> int:
    """What no control asks for leaves a place that must be kept: address, needs, answers. Nobody is written to then."""
    seats, people = list(places.values_list("pk", flat=True)), set(places.values_list("person_id", flat=True))
    forget_changes(set(places.values_list("key", flat=True)))
    Answer.objects.filter(participant__in=seats).delete()
    Person.objects.filter(pk__in=people).update(email="")
    return Participant.objects.filter(pk__in=seats).update(**NO_EVIDENCE)


def _forget(places: QuerySet[Participant], made: QuerySet[Registration]) -> int:
    """Names and what was answered go, rows stay; a person of whom no place is left goes too. How many rows."""
    now = timezone.now()
    seats, forms = list(places.values_list("pk", flat=True)), list(made.values_list("pk", flat=True))
    people = set(places.values_list("person_id", flat=True))
    forget_changes({*places.values_list("key", flat=True), *made.values_list("key", flat=True)})
    Answer.objects.filter(Q(participant__in=seats) | Q(registration__in=forms, participant__isnull=True)).delete()
    rows = Participant.objects.filter(pk__in=seats).update(**BLANK_PLACE, erased_at=now)
    rows += Registration.objects.filter(pk__in=forms).update(**BLANK_FORM, erased_at=now)
    left = Participant.objects.filter(person__in=people, erased_at__isnull=True).values("person_id")
    Person.objects.filter(pk__in=people).exclude(pk__in=left).update(**BLANK_PERSON, erased_at=now)
    return rows


def _retain(today: date) -> int:
    """What the notices promise: needs are erased 30 days after the event; all goes when its term has passed."""
    return _needs_past(today) + _events_past(today) + _evidence_past(today)


@transaction.atomic
def _needs_past(today: date) -> int:
    ended = Participant.objects.filter(event__ends_on__lt=today - NEEDS_FOR)
    changed = PersonalChange.objects.filter(column="needs", subject__in=ended.values("key"))
    gone = forget_changes(set(changed.values_list("subject", flat=True)), column="needs")
    if n := ended.exclude(needs="").update(needs=""):
        log_action(verb="registrations.needs_purged", obj=None, by=None, after={"people": n})
    return n + gone


def _events_past(today: date) -> int:
    """So many rows at once that one transaction stays short; the next ones follow in the same run."""
    past = past_term(today, "event__") & Q(erased_at__isnull=True)
    total = 0
    while True:
        with transaction.atomic():
            seats = list(Participant.objects.filter(past).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
            forms = list(Registration.objects.filter(past).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
            if not (seats or forms):
                return total
            places, made = Participant.objects.filter(pk__in=seats), Registration.objects.filter(pk__in=forms)
            _lock(places, made)
            n = _forget(places, made)
            log_action(verb="registrations.purged", obj=None, by=None, after={"rows": n})
            total += n


def _evidence_past(today: date) -> int:
    """Signed lists and the evidence of messages are kept as long as the names, and go with them."""
    past = Event.objects.filter(past_term(today)).order_by("pk")
    lists = EventDocument.objects.filter(event__in=past, kind=DocumentKind.SIGNED_LIST)
    gone = 0
    for document in lists.order_by("pk"):
        remove_document(event_id=document.event_id, document_id=document.pk, by=None)
        gone += 1
    owners = OutboxMail.objects.filter(owner__startswith="event:").values_list("owner", flat=True).distinct()
    numbers = {int(owner.removeprefix("event:")): owner for owner in owners}
    over = past.filter(pk__in=numbers).values_list("pk", flat=True)
    return gone + forget_owned(numbers[pk] for pk in over)


REGISTRATIONS = PersonalData(
    key="registrations",
    title=gettext_lazy("Registrations and places"),
    export=_export,
    erase=_erase,
    retain=_retain,
    held=_held,
    by_link=True,
)
