"""What happened to one person of an event, with what was written before and after each correction."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.auditlog.models import AuditEntry, PersonalChange
from common.auditlog.words import verb_in_words
from common.text.phones import typed_phone
from events.registration.models import Participant, ParticipantRole, Registration
from events.registration.person_details import ANSWERS, BY_NAME, Word

HEADINGS: dict[str, Word] = {
    **{name: one.heading for name, one in BY_NAME.items()},
    "phone": gettext_lazy("Phone"),
    "needs": gettext_lazy("special needs"),
    "role": gettext_lazy("Role"),
    "entity": gettext_lazy("Entity"),
}
# Acts on a whole registration that concern who sent it, and nobody else of it.
OF_THE_REGISTRANT = ("registration.again", "registration.asked", "registration.change", "registration.address")
OPEN = ("role", "entity")  # columns that the entry itself holds in plain words


@dataclass(frozen=True)
class Change:
    """One line of a correction: what it is about, what stood there, what stands there since."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class Moment:
    """One act, ready to be read."""

    act: AuditEntry
    who: str
    words: str
    changes: list[Change]


def history(person: Participant, *, with_needs: bool) -> list[Moment]:
    """What happened to this person, the oldest first: not what befell others of the same registration.

    `with_needs`: the reader organises the event, and may read what the person needs. Three queries.
    """
    kept = PersonalChange.objects.order_by("pk")
    kept = kept.filter(subject__in=[person.key, person.registration.key])
    acts = AuditEntry.objects.filter(_of_registration(person) | _of(Participant._meta.label_lower, person.pk))
    found = acts.order_by("pk").prefetch_related(Prefetch("personal_changes", kept))
    rows = [act for act in found if _concerns(act, person)]
    names = _names(rows)
    return [
        Moment(act, names.get(act.actor_id or 0, ""), verb_in_words(act), _changes(act, with_needs)) for act in rows
    ]


def _of(object_type: str, pk: int) -> Q:
    return Q(object_type=object_type, object_id=pk)


def _of_registration(person: Participant) -> Q:
    registration = person.registration
    came = "registration.add" if person.joined_later else "registration.register"
    verbs = [came]
    if (person.first_name, person.last_name) == (registration.first_name, registration.last_name):
        verbs += OF_THE_REGISTRANT
    return _of(Registration._meta.label_lower, registration.pk) & Q(verb__in=verbs)


def _concerns(act: AuditEntry, person: Participant) -> bool:
    """Each adding of people names whom it brought; older entries only count them."""
    return person.pk in act.after.get("participants", [person.pk])


def _changes(act: AuditEntry, with_needs: bool) -> list[Change]:
    found = [
        Change(capfirst(str(HEADINGS[name])), _open(name, act.before.get(name)), _open(name, act.after[name]))
        for name in OPEN
        if act.verb == "participant.correct" and name in act.after
    ]
    for row in act.personal_changes.all():
        if row.column == ANSWERS:
            given, since = dict(row.said_before or {}), dict(row.said_after or {})
            questions = list(dict.fromkeys([*given, *since]))
            found += [Change(one, given.get(one, ""), since.get(one, "")) for one in questions]
        elif row.column != "needs" or with_needs:
            heading = capfirst(str(HEADINGS.get(row.column, row.column)))
            found.append(Change(heading, _worded(row.column, row.said_before), _worded(row.column, row.said_after)))
    return found


def _worded(column: str, value: object) -> str:
    text = str(value or "")
    return typed_phone(text) if column == "phone" else text


def _open(name: str, value: str | None) -> str:
    if name == "role":
        return str(ParticipantRole(value).label) if value in ParticipantRole.values else ""
    return value or _("privately")


def _names(acts: Iterable[AuditEntry]) -> dict[int, str]:
    users = User.objects.filter(pk__in={act.actor_id for act in acts if act.actor_id})
    return {user.pk: str(user) for user in users}
