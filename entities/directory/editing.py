"""Writing what hangs on a record of the directory: services, bundles, decisions, founders, logo and photos.

Rows as everywhere: those with an id are kept and changed; of the rows that stood there, those that the writer had seen
and does not send any more are removed.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import models, transaction

from common.auditlog.services import log_action
from common.forms.inline_rows import RowValues, SeenIds, keep_rows
from entities.directory.kept_pictures import lock_with_pictures
from entities.directory.models import (
    BundledService,
    EnterpriseStatus,
    Entity,
    EntityPhoto,
    OfferedService,
    ServiceBundle,
)
from entities.directory.services import EVERYWHERE, keep_activities, keep_status, lock_entity, show_entity
from files.models import StoredImage
from files.services import delete_image_if_unused

M = TypeVar("M", bound=models.Model)


class BundleNamedTwice(Exception):
    """Two bundles of one entity cannot have one name."""


@transaction.atomic
def set_service_rows(*, entity_id: int, rows: Sequence[RowValues], by: int | None, seen: SeenIds = None) -> None:
    """What can be ordered, in this order (`category`, `title`, `description`)."""
    entity = lock_entity(entity_id)
    kept = keep_rows(OfferedService, entity, "entity", rows, seen=seen)
    keep_activities([entity.pk])
    log_action(verb="entity.services", obj=entity, by=by, after={"services": len(kept)})
    show_entity(entity, "entities")


@transaction.atomic
def set_bundles(*, entity_id: int, rows: Sequence[RowValues], by: int | None, seen: SeenIds = None) -> None:
    """Named models of services (`name`, `description`, `services`: titles). Raises BundleNamedTwice."""
    entity = lock_entity(entity_id)
    sent, names = {row.get("id") for row in rows}, [row["name"] for row in rows]
    stay = ServiceBundle.objects.filter(entity=entity).exclude(pk__in=[pk for pk in (*sent, *(seen or ())) if pk])
    if seen is not None:
        names += stay.values_list("name", flat=True)
    if len(set(names)) < len(names):
        raise BundleNamedTwice
    plain = [{name: value for name, value in row.items() if name != "services"} for row in rows]
    _free_names(entity, plain)
    for bundle, row in zip(keep_rows(ServiceBundle, entity, "entity", plain, seen=seen), rows, strict=True):
        BundledService.objects.filter(bundle=bundle).delete()
        BundledService.objects.bulk_create(
            BundledService(bundle=bundle, title=title, position=place) for place, title in enumerate(row["services"])
        )
    log_action(verb="entity.bundles", obj=entity, by=by, after={"bundles": len(rows)})
    show_entity(entity, "entities")


@transaction.atomic
def set_statuses(*, entity_id: int, rows: Sequence[RowValues], by: int | None, seen: SeenIds = None) -> None:
    """Decisions on the status of social enterprise; the entity's own columns follow the latest."""
    entity = lock_entity(entity_id)
    kept = keep_rows(EnterpriseStatus, entity, "entity", rows, seen=seen)
    keep_status(entity)
    after = {"from": str(entity.enterprise_from or ""), "until": str(entity.enterprise_until or "")}
    log_action(verb="entity.statuses", obj=entity, by=by, after={"decisions": len(kept), **after})
    show_entity(entity, "entities")


@transaction.atomic
def set_founders(*, entity_id: int, founders: Iterable[Entity], by: int | None) -> None:
    """The entities that founded this one."""
    entity = lock_entity(entity_id)
    keys = sorted({founder.pk for founder in founders} - {entity.pk})
    before = sorted(entity.founders.values_list("pk", flat=True))
    entity.founders.set(keys)
    if before != keys:
        log_action(verb="entity.founders", obj=entity, by=by, before={"founders": before}, after={"founders": keys})
        show_entity(entity, "entities")


@transaction.atomic
def set_logo(*, entity_id: int, image: StoredImage | None, by: int | None, keep: bool = False) -> None:
    """The entity's mark, or none; the former one is taken away for good, unless the caller means to `keep` it."""
    entity = lock_with_pictures(entity_id)
    former, entity.logo = entity.logo, image
    entity.save(update_fields=["logo", "updated_at"])
    log_action(verb="entity.logo", obj=entity, by=by, after={"logo": image.pk if image else None})
    if former is not None and former != image and not keep:
        delete_image_if_unused(image=former, by=by)
    show_entity(entity, *EVERYWHERE)


@transaction.atomic
def add_photo(
    *, entity_id: int, image: StoredImage, alt: str, by: int | None, caption: str = "", credit: str = ""
) -> EntityPhoto:
    """One more picture on the entity's page, after the others."""
    entity = lock_entity(entity_id)
    last = EntityPhoto.objects.filter(entity=entity).order_by("-position").first()
    photo = EntityPhoto.objects.create(
        entity=entity, image=image, alt=alt, caption=caption, credit=credit, position=last.position + 1 if last else 0
    )
    log_action(verb="entity.photo_added", obj=entity, by=by, after={"photo": photo.pk})
    show_entity(entity, "entities")
    return photo


@transaction.atomic
def describe_photo(
    *, entity_id: int, photo_id: int, alt: str, by: int | None, caption: str = "", credit: str = ""
) -> None:
    """The words of a picture."""
    entity = lock_entity(entity_id)
    EntityPhoto.objects.filter(entity=entity, pk=photo_id).update(alt=alt, caption=caption, credit=credit)
    log_action(verb="entity.photo_described", obj=entity, by=by, after={"photo": photo_id})
    show_entity(entity, "entities")


@transaction.atomic
def move_photo(*, entity_id: int, photo_id: int, down: bool, by: int | None) -> None:
    """The picture changes places with its neighbour; the first one opens the page."""
    entity = lock_entity(entity_id)
    keys = list(EntityPhoto.objects.filter(entity=entity).values_list("pk", flat=True))
    here = keys.index(photo_id) if photo_id in keys else -1
    there = here + (1 if down else -1)
    if here < 0 or not 0 <= there < len(keys):
        return
    keys[here], keys[there] = keys[there], keys[here]
    for place, pk in enumerate(keys):
        EntityPhoto.objects.filter(pk=pk).update(position=place)
    log_action(verb="entity.photos", obj=entity, by=by, after={"photos": keys})
    show_entity(entity, "entities")


@transaction.atomic
def remove_photo(*, entity_id: int, photo_id: int, by: int | None, keep: bool = False) -> None:
    """Take the picture away; its file too, unless the caller means to `keep` it."""
    entity = lock_with_pictures(entity_id)
    photo = EntityPhoto.objects.select_related("image").filter(entity=entity, pk=photo_id).first()
    if photo is None:
        return
    photo.delete()
    log_action(verb="entity.photo_removed", obj=entity, by=by, before={"photo": photo_id})
    if not keep:
        delete_image_if_unused(image=photo.image, by=by)
    show_entity(entity, "entities")


def _free_names(entity: Entity, rows: Sequence[RowValues]) -> None:
    """Two bundles may exchange their names: those kept step aside first."""
    for bundle in ServiceBundle.objects.filter(entity=entity, pk__in=[row.get("id") for row in rows if row.get("id")]):
        ServiceBundle.objects.filter(pk=bundle.pk).update(name=f"\u2026{bundle.pk}")
