"""Who is this person: the same human being across events (DESIGN §3)."""

from collections.abc import Sequence

from django.db.models import Q

from common.db.compiled_queries import Prepared
from events.registration.models import Person
from events.registration.person_details import PersonDetails

_NAMED = Prepared(
    lambda *names: Person.objects.filter(
        folded_name__in=names, erased_at__isnull=True, merged_into__isnull=True
    ).order_by("id")
)


def identify(people: Sequence[PersonDetails], *, entity_id: int | None) -> list[Person]:
    """A Person for each who comes for this entity, in order: a known one, or a new one. Two queries, however many.

    Known means: equal folded name and equal e-mail, or equal folded name and a participation for the same entity.
    Never e-mail alone: `biuro@…` is many people.
    """
    names = {person.folded_name for person in people}
    known: list[Person] = _NAMED(*sorted(names)) if names else []
    entities: dict[int, set[int]] = {person.pk: set() for person in known}
    if known:
        wanted = [entity_id] if entity_id else []
        met = Person.objects.filter(Q(pk__in=entities) & Q(participations__entity__in=wanted))
        for person_id, entity_id in met.values_list("pk", "participations__entity"):
            entities[person_id].add(entity_id)
    found: list[Person] = []
    for typed in people:
        same = next((person for person in known if _is_same(person, typed, entities, entity_id)), None)
        if same is None:
            same = Person.objects.create(
                first_name=typed.first_name,
                last_name=typed.last_name,
                folded_name=typed.folded_name,
                email=typed.email.lower(),
            )
            known.append(same)
            entities[same.pk] = {entity_id} if entity_id else set()
        found.append(same)
    return found


def known_as(typed: PersonDetails, *, entity_id: int | None, but: int) -> Person | None:
    """Somebody else who is known under this name, by the rule of `identify`; None where there is nobody."""
    for one in Person.objects.filter(
        folded_name=typed.folded_name, erased_at__isnull=True, merged_into__isnull=True
    ).exclude(pk=but):
        came_for = set(one.participations.values_list("entity", flat=True))
        if _is_same(one, typed, {one.pk: came_for}, entity_id):
            return one
    return None


def _is_same(person: Person, typed: PersonDetails, entities: dict[int, set[int]], entity_id: int | None) -> bool:
    if person.folded_name != typed.folded_name:
        return False
    if person.email and person.email == typed.email.lower():
        return True
    return entity_id is not None and entity_id in entities[person.pk]
