"""A part of a record as plain data: to compare, to keep beside a change, to bring back."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import ForeignKey

from common.forms.digests import plain
from entities.directory.models import Entity, EntityPhoto, OfferedService, ServiceBundle
from entities.directory.tabs import BUNDLES, DATA, PICTURES, SERVICES

# Changed and merged together: a municipality belongs to its county, a place has two numbers.
TOGETHER = (("county", "municipality"), ("latitude", "longitude"))


def raw(entity: Entity, name: str) -> Any:
    """What stands in this column."""
    return plain(getattr(entity, Entity._meta.get_field(name).attname))  # type: ignore[union-attr]


def unpacked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values as `update_entity()` takes them: rows for keys, None for nothing. What is gone is left out."""
    found = {}
    for name, value in values.items():
        field: Any = Entity._meta.get_field(name)
        if isinstance(field, ForeignKey):
            row = field.related_model._base_manager.filter(pk=value).first() if value != "" else None
            if row is None and (value != "" or not field.null):
                continue
            found[name] = row
        else:
            found[name] = None if value == "" and field.null else value
    return found


def group_of(name: str) -> tuple[str, ...]:
    """The fields that are changed together with this one."""
    return next((group for group in TOGETHER if name in group), (name,))


def restorable(entity: Entity, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What of `before` may come back: what stands as `after` left it, a group only whole, no municipality elsewhere."""
    still = {name for name in before if raw(entity, name) == after[name]}
    back = {name: before[name] for name in still if still.issuperset(before.keys() & set(group_of(name)))}
    county, municipality = (back.get(name, raw(entity, name)) for name in TOGETHER[0])
    if municipality and not municipality.startswith(county or "-"):
        back = {name: old for name, old in back.items() if name not in TOGETHER[0]}
    return back


def services(entity: Entity) -> list[dict[str, Any]]:
    """What can be ordered, in its order."""
    return list(OfferedService.objects.filter(entity=entity).values("id", "title", "category_id", "description"))


def bundles(entity: Entity) -> list[dict[str, Any]]:
    """Bundles with their services."""
    rows = ServiceBundle.objects.filter(entity=entity).prefetch_related("services")
    return [
        {
            "id": row.pk,
            "name": row.name,
            "description": row.description,
            "services": [service.title for service in row.services.all()],
        }
        for row in rows
    ]


def pictures(entity: Entity) -> list[dict[str, Any]]:
    """The logo, then the photographs with their words."""
    logo = Entity.objects.values_list("logo_id", flat=True).get(pk=entity.pk)
    photos = EntityPhoto.objects.filter(entity=entity).values("id", "alt", "caption", "credit")
    return [*([{"logo": logo}] if logo else []), *photos]


PARTS: Mapping[str, Callable[[Entity], list[dict[str, Any]]]] = {
    SERVICES: services,
    BUNDLES: bundles,
    PICTURES: pictures,
}


def snapshot(entity: Entity, part: str) -> list[dict[str, Any]]:
    """The part as it stands; of `dane` nothing, its columns are compared one by one."""
    return PARTS[part](entity) if part != DATA and part in PARTS else []


def without_keys(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows to be compared or written anew."""
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]
