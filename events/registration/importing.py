"""People of a sheet become registered: what the trial promises is what the run does.

Rows of one name, function and e-mail address are one person. Without an address nothing says that two rows of one name
are one person, so each is registered, and whoever imports is told. The same sheet again registers nobody twice: the key
of each registration is made of the row, and of how many such rows stand above it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from entities.directory.models import Entity, EntityKind
from entities.directory.services import Proposed, entity_of
from events.registration.models import Question, Registration, RegistrationSource
from events.registration.person_details import Registrant, details_in
from events.registration.services import NewPerson, Terms, register

# What says nothing of who it is: a sheet that was filled up registers nobody twice.
NO_KEY = ("phone", "needs", "entity", "new_entity", "answers")
FIRST_FOUR = ("first_name", "last_name", "function", "email")


@dataclass
class ImportPlan:
    """What becomes of the rows of a sheet."""

    # Key of the registration to be made → the person.
    new: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    # Rows of a person who stands above already, by name, function and e-mail address.
    repeated: int = 0
    # People who have a registration from an earlier import of the same rows.
    known: int = 0
    # Names of several rows without an address → how many: each is another person.
    namesakes: dict[str, int] = field(default_factory=dict)


def plan_import(*, event_id: int, people: Sequence[Mapping[str, Any]]) -> ImportPlan:
    """What `register_people` would do; one query, nothing is written. `people`: as `SheetRowForm.kept` gives them."""
    plan, above, names = ImportPlan(), Counter[str](), Counter[str]()
    for person in people:
        told = _told(event_id, person)
        if person["email"]:
            plan.repeated += _key(told) in plan.new
        else:
            names[f"{person['first_name']} {person['last_name']}"] += 1
            above[told] += 1
            if above[told] > 1:
                told = f"{told}\0{above[told]}"
        plan.new[_key(told)] = person
    plan.namesakes = {name: n for name, n in names.items() if n > 1}
    known = Registration.objects.filter(event=event_id, form_key__in=list(plan.new)).values_list("form_key", flat=True)
    for key in known:
        plan.known += 1
        del plan.new[key]
    return plan


def register_people(*, event_id: int, people: Sequence[Mapping[str, Any]], by: int | None) -> ImportPlan:
    """Register the people of a sheet, each by a registration of their own. Raises EventRefused as `register` does."""
    plan = plan_import(event_id=event_id, people=people)
    each = set(Question.objects.filter(event=event_id, per_participant=True).values_list("pk", flat=True))
    for key, person in plan.new.items():
        answers = {int(pk): value for pk, value in person.get("answers", {}).items()}
        own = {pk: value for pk, value in answers.items() if pk in each}
        register(
            event_id=event_id,
            entity=_entity(person, by),
            registrant=Registrant(
                person["first_name"], person["last_name"], person["email"], phone=person.get("phone", "")
            ),
            people=[NewPerson(**details_in(person), needs=person.get("needs", ""), answers=own)],
            terms=Terms(
                source=RegistrationSource.IMPORT,
                by=by,
                form_key=key,
                answers={pk: value for pk, value in answers.items() if pk not in each},
            ),
        )
    return plan


def _entity(person: Mapping[str, Any], by: int | None) -> Entity | None:
    if new := person.get("new_entity"):
        return entity_of(Proposed(new[0], EntityKind.objects.get(pk=new[1])), by=by)
    return Entity.objects.filter(pk=person.get("entity")).first()


def _told(event_id: int, person: Mapping[str, Any]) -> str:
    """The row in words, of which its key is made.

    A row that was imported once keeps its words for ever: the first four details stand in this order, and a detail that
    the portal asks for later is named, and only where it is filled.
    """
    later = [f"{name}={person[name]}" for name in sorted({*person} - {*FIRST_FOUR, *NO_KEY}) if person[name]]
    return "\0".join([str(event_id), *(person[name] for name in FIRST_FOUR), *later]).casefold()


def _key(told: str) -> str:
    return sha256(told.encode()).hexdigest()
