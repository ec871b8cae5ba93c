"""What waits for a decision about one record."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from common.text.folding import sort_key
from entities.directory.differences import ChangeView, shown
from entities.directory.models import Entity, EntityChange
from entities.directory.snapshots import unpacked
from entities.directory.states import ChangeState, EntityState
from entities.directory.tabs import DATA


def waiting_change(entity: Entity) -> ChangeView | None:
    """What was proposed of its plain fields, in words; None when nothing waits."""
    rows = EntityChange.objects.filter(entity=entity, part=DATA, state=ChangeState.WAITING)
    found = shown(rows.select_related("by", "entity"))
    return found[0] if found else None


def laid_over(entity: Entity) -> Entity:
    """The record as it would be: a form that shows it adds to what waits and loses nothing of it."""
    change = EntityChange.objects.filter(entity=entity, part=DATA, state=ChangeState.WAITING).first()
    for name, value in unpacked(change.after).items() if change else ():
        setattr(entity, name, value)
    return entity


def changes_to_look_at() -> QuerySet[EntityChange]:
    """What waits, and what is live and not looked at, of records that are public."""
    rows = EntityChange.objects.filter(state__in=[ChangeState.WAITING, ChangeState.LIVE])
    return rows.exclude(entity__state=EntityState.MERGED).select_related(
        "by", "entity__kind", "entity__county", "entity__municipality", "entity__operator"
    )


def alike_after(changes: Iterable[EntityChange]) -> dict[int, list[Entity]]:
    """Other records that an entity would repeat under the number that is proposed for it; one query."""
    wanted = [
        (change, name, change.after[name])
        for change in changes
        if change.state == ChangeState.WAITING
        for name in ("nip", "regon", "krs", "name")
        if change.after.get(name)
    ]
    same = Q(pk__in=[])
    for _change, name, value in wanted:
        same |= Q(sort_name=sort_key(value)) if name == "name" else Q(**{name: value})
    known = list(Entity.objects.exclude(state=EntityState.MERGED).filter(same)) if wanted else []
    found: dict[int, list[Entity]] = {}
    for change, name, value in wanted:
        for one in known:
            equal = one.sort_name == sort_key(value) if name == "name" else getattr(one, name) == value
            if equal and one.pk != change.entity_id and one not in found.setdefault(change.pk, []):
                found[change.pk].append(one)
    return found
