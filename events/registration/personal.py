"""What registrations hold about a person, and what of it the projects must keep."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.acts.services import record
from common.sockets import PersonalData, Subject
from events.registration.models import Answer, Participant, Person, Registration

# As the notices say (accounts/data/notices/registration.pl.html).
NEEDS_FOR, WITHOUT_PROJECT = timedelta(days=30), timedelta(days=730)
AT_ONCE = 1000
BLANK = {"first_name": "", "last_name": "", "email": ""}


def own_participants(user: User) -> QuerySet[Participant]:
    """Places of this person: under their confirmed address, or their own name in a registration that they made."""
    self_named = Q(
        registration__user=user,
        first_name=F("registration__first_name"),
        last_name=F("registration__last_name"),
    )
    rows = Participant.objects.filter(self_named | Q(email__iexact=user.email), erased_at__isnull=True)
    return rows.select_related("event__project")


def keys_of(user: User) -> Iterable[tuple[UUID, str]]:
    """Keys of their places and of the registrations that they made."""
    for one in own_participants(user):
        yield one.key, str(one.event)
    mine = Q(user=user) | Q(email__iexact=user.email)
    for row in Registration.objects.filter(mine, erased_at__isnull=True).select_related("event"):
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
    names = ("first_name", "last_name", "function", "email", "needs", "state", "role")
    places = [
        {"what": "place", "event": str(one.event), "day": one.event.starts_on, **{n: getattr(one, n) for n in names}}
        for one in _places(subject).order_by("pk")
    ]
    names = ("first_name", "last_name", "email", "phone", "created_at")
    made = [
        {"what": "registration", "event": str(row.event), **{n: getattr(row, n) for n in names}}
        for row in _made(subject).order_by("pk")
    ]
    return [*places, *made]


def _held(subject: Subject) -> list[tuple[str, str]]:
    """Events of projects: the funder may check who was there until the end of the project's sustainability."""
    events = {one.event_id: one.event for one in (*_places(subject), *_made(subject)) if one.event.project_id}
    return [
        (
            str(event),
            _("the project “%(project)s” must be able to show its participants to the funder until the end of its"
              " sustainability period") % {"project": event.project},
        )
        for event in events.values()
    ]  # fmt: skip


@transaction.atomic
def _erase(subject: Subject) -> int:
    """Past events outside projects: the names go, the rows stay, so that counts hold. What is ahead is given up first
    by the person; what a project must keep stays."""
    free = Q(event__project__isnull=True, event__ends_on__lt=timezone.localdate())
    return _forget(_places(subject).filter(free), _made(subject).filter(free))


def _forget(places: QuerySet[Participant], made: QuerySet[Registration]) -> int:
    """Names and what was answered go, rows stay; a person of whom no place is left goes too. How many rows."""
    now = timezone.now()
    seats, forms = list(places.values_list("pk", flat=True)), list(made.values_list("pk", flat=True))
    people = set(places.values_list("person_id", flat=True))
    Answer.objects.filter(Q(participant__in=seats) | Q(registration__in=forms, participant__isnull=True)).delete()
    rows = Participant.objects.filter(pk__in=seats).update(**BLANK, function="", sort_name="", needs="", erased_at=now)
    rows += Registration.objects.filter(pk__in=forms).update(**BLANK, phone="", erased_at=now)
    left = Participant.objects.filter(person__in=people, erased_at__isnull=True).values("person_id")
    Person.objects.filter(pk__in=people).exclude(pk__in=left).update(**BLANK, folded_name="", erased_at=now)
    return rows


def _retain(today: date) -> int:
    """What the notices promise: needs are erased 30 days after the event; without a project all goes after two years.

    Where there is a project, its names are kept for those who pay for it.
    """
    return _needs_past(today) + _events_past(today)


@transaction.atomic
def _needs_past(today: date) -> int:
    past = Participant.objects.filter(event__ends_on__lt=today - NEEDS_FOR).exclude(needs="")
    if n := past.update(needs=""):
        record(verb="registrations.needs_purged", obj=None, by=None, after={"people": n})
    return n


def _events_past(today: date) -> int:
    """So many rows at once that one transaction stays short; the next ones follow in the same run."""
    free = Q(event__project__isnull=True, event__ends_on__lt=today - WITHOUT_PROJECT, erased_at__isnull=True)
    total = 0
    while True:
        with transaction.atomic():
            seats = list(Participant.objects.filter(free).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
            forms = list(Registration.objects.filter(free).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
            if not (seats or forms):
                return total
            n = _forget(Participant.objects.filter(pk__in=seats), Registration.objects.filter(pk__in=forms))
            record(verb="registrations.purged", obj=None, by=None, after={"rows": n})
            total += n


REGISTRATIONS = PersonalData(
    key="registrations",
    title=gettext_lazy("Registrations and places"),
    export=_export,
    erase=_erase,
    retain=_retain,
    held=_held,
)
