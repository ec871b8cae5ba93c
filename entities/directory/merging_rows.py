"""Rows that follow a merged record: the general move, and the rows of the directory itself."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from entities.directory.extension_points import LinkedRows
from entities.directory.models import EnterpriseStatus, Entity, EntityChange, EntityPhoto, OfferedService, ServiceBundle
from entities.directory.states import ChangeState

Settle = Callable[[Any, Any], None]


def move_rows(
    model: type[models.Model],
    field: str,
    source: int,
    target: int,
    *,
    once: Sequence[str] = (),
    among: models.Q | None = None,
    settle: Settle | None = None,
) -> None:
    """Let the rows of `source` name `target`.

    Where the schema allows one row of an entity for the columns `once` (`among` the rows of its condition), a row
    that has a twin goes; `settle(row, twin)` lets the twin learn from it.
    """
    manager = model._base_manager
    rows = manager.filter(**{field: source})
    if not once:
        rows.update(**{field: target})
        return
    bound = among or models.Q()
    for row in rows.order_by("pk"):
        same = {name: getattr(row, name) for name in once}
        is_bound = rows.filter(bound, pk=row.pk).exists()
        twin = manager.filter(bound, **{field: target}, **same).first() if is_bound else None
        if twin is None:
            manager.filter(pk=row.pk).update(**{field: target})
            continue
        row.delete()
        if settle is not None:
            settle(row, twin)


def _operated(source: int, target: int) -> None:
    Entity.objects.filter(pk=target, operator=source).update(operator=None)
    Entity.objects.filter(operator=source).exclude(pk=target).update(operator=target)


def _founders(source: int, target: int) -> None:
    """The founders of the one and those that it founded; nobody founds themselves."""
    links = Entity.founders.through._base_manager
    for mine, other in (("from_entity_id", "to_entity_id"), ("to_entity_id", "from_entity_id")):
        for key in links.filter(**{mine: source}).exclude(**{other: target}).values_list(other, flat=True):
            links.get_or_create(**{mine: target, other: key})
        links.filter(**{mine: source}).delete()


def _services(source: int, target: int) -> None:
    _after_others(OfferedService, source, target)
    move_rows(OfferedService, "entity", source, target, once=("category_id", "title"))


def _bundles(source: int, target: int) -> None:
    """Two bundles of one name stay both: the second says so."""
    _after_others(ServiceBundle, source, target)
    taken = set(ServiceBundle.objects.filter(entity__in=[source, target]).values_list("name", flat=True))
    for bundle in ServiceBundle.objects.filter(entity=source):
        if ServiceBundle.objects.filter(entity=target, name=bundle.name).exists():
            stem = bundle.name[:112]
            bundle.name = next(name for n in range(2, 100) if (name := f"{stem} ({n})") not in taken)
            taken.add(bundle.name)
            bundle.save(update_fields=["name"])
    move_rows(ServiceBundle, "entity", source, target)


def _photos(source: int, target: int) -> None:
    _after_others(EntityPhoto, source, target)
    move_rows(EntityPhoto, "entity", source, target)


def _after_others(model: Any, source: int, target: int) -> None:
    last = model.objects.filter(entity=target).aggregate(last=Max("position"))["last"]
    model.objects.filter(entity=source).update(position=F("position") + (0 if last is None else last + 1))


OWN_LINKS = (
    LinkedRows("entities.Entity.operator", _("entities that it runs"), _operated),
    LinkedRows("entities.Entity_founders.from_entity", _("its founders"), _founders),
    LinkedRows("entities.Entity_founders.to_entity", _("entities that it founded"), lambda source, target: None),
    LinkedRows(
        "entities.Entity.merged_into",
        _("records merged into it before"),
        lambda source, target: move_rows(Entity, "merged_into", source, target),
    ),
    LinkedRows(
        "entities.EnterpriseStatus.entity",
        _("decisions on the status of social enterprise"),
        lambda source, target: move_rows(
            EnterpriseStatus, "entity", source, target, once=("decided_on", "decision_number")
        ),
    ),
    LinkedRows("entities.OfferedService.entity", _("services"), _services),
    LinkedRows("entities.ServiceBundle.entity", _("bundles of services"), _bundles),
    LinkedRows("entities.EntityPhoto.entity", _("photos"), _photos),
    LinkedRows(
        "entities.EntityChange.entity",
        _("changes to look at"),
        lambda source, target: move_rows(
            EntityChange, "entity", source, target, once=("part",), among=models.Q(state=ChangeState.WAITING)
        ),
    ),
)
