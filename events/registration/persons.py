"""Who is this person: the same human being across events (DESIGN §3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from common.db.compiled_queries import Prepared
from common.text.folding import fold
from events.registration.models import Person

_NAMED = Prepared(
    lambda *names: Person.objects.filter(
        folded_name__in=names, erased_at__isnull=True, merged_into__isnull=True
    ).order_by("id")
)


@dataclass(frozen=True)
class TypedPerson:
    """A person as typed in a form."""

    first_name: str
    last_name: str
    email: str
    entity_id: int | None

    @property
    def folded(self) -> str:
        return fold(f"{self.first_name} {self.last_name}").strip()


def identify(people: Sequence[TypedPerson]) -> list[Person]:
    """A Person for each, in order: a known one, or a new one. Two queries, however many people.

    Known means: equal folded name and equal e-mail, or equal folded name and a participation for the same entity.
    Never e-mail alone: `biuro@…` is many people.
    """
    names = {person.folded for person in people}
    known: list[Person] = _NAMED(*sorted(names)) if names else []
    entities: dict[int, set[int]] = {person.pk: set() for person in known}
    if known:
        wanted = {person.entity_id for person in people if person.entity_id}
        met = Person.objects.filter(Q(pk__in=entities) & Q(participations__entity__in=wanted))
        for person_id, entity_id in met.values_list("pk", "participations__entity"):
            entities[person_id].add(entity_id)
    found: list[Person] = []
    for typed in people:
        same = next((person for person in known if _is_same(person, typed, entities)), None)
        if same is None:
            same = Person.objects.create(
                first_name=typed.first_name,
                last_name=typed.last_name,
                folded_name=typed.folded,
                email=typed.email.lower(),
            )
            known.append(same)
            entities[same.pk] = {typed.entity_id} if typed.entity_id else set()
        found.append(same)
    return found


def _is_same(person: Person, typed: TypedPerson, entities: dict[int, set[int]]) -> bool:
    if person.folded_name != typed.folded:
        return False
    if person.email and person.email == typed.email.lower():
        return True
    return typed.entity_id is not None and typed.entity_id in entities[person.pk]
