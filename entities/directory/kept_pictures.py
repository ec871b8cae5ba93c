"""Pictures that the entity's people took away from a public record: kept until staff have looked at the difference.

The public copies go at once; the private original waits, so that "revert" brings back the picture, not only its words.
Every function is called under the lock of the entity's row.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from entities.directory.editing import let_go
from entities.directory.models import Entity, EntityChange, EntityPhoto, KeptPicture
from files.models import StoredImage
from files.services import bring_back_image, withdraw_image
from files.states import ImageState

Row = Mapping[str, Any]


def keep_pictures(
    entity: Entity, before: Mapping[int, StoredImage], change: EntityChange | None, *, by: int | None
) -> None:
    """Of the pictures shown `before`, those that are gone now go; with a `change` that shows it their originals stay.

    A picture that staff had taken down already is not kept: nobody brings it back by way of the record.
    """
    there = {image.pk for image in shown_pictures(entity).values()}
    for photo, image in before.items():
        if image.pk in there:
            continue
        if change is None or image.state == ImageState.WITHDRAWN:
            let_go(image, by=by)
            continue
        KeptPicture.objects.create(change=change, image=image, photo=photo)
        withdraw_image(image=image, keep_original=True, by=by, note="entity.picture_removed")


def shown_pictures(entity: Entity) -> dict[int, StoredImage]:
    """What the record shows now: the logo under 0, photographs by their keys."""
    photos = EntityPhoto.objects.filter(entity=entity).select_related("image")
    logo = Entity.objects.select_related("logo").get(pk=entity.pk).logo
    return ({0: logo} if logo else {}) | {photo.pk: photo.image for photo in photos}


def kept_logo(change: EntityChange, image_id: int | None, *, by: int | None) -> StoredImage | None:
    """The logo that stood before, its copies made anew; None when it was not kept."""
    kept = KeptPicture.objects.select_related("image").filter(change=change, photo=0, image=image_id).first()
    return bring_back_image(image=kept.image, by=by) if kept else None


def photos_back(change: EntityChange, rows: Sequence[Row], *, by: int | None) -> None:
    """The photographs that were taken away, with their keys and words; their copies are made anew."""
    kept = {one.photo: one for one in KeptPicture.objects.select_related("image").filter(change=change)}
    for place, row in enumerate(rows):
        if "id" in row and (one := kept.get(row["id"])):
            words = {name: row[name] for name in ("alt", "caption", "credit")}
            EntityPhoto.objects.create(
                pk=one.photo, entity_id=change.entity_id, image=one.image, position=place, **words
            )
            bring_back_image(image=one.image, by=by)


def let_go_of_kept(change: EntityChange, *, by: int | None) -> None:
    """The change is decided: what is not shown again goes for good, its original too."""
    images = [kept.image for kept in KeptPicture.objects.select_related("image").filter(change=change)]
    KeptPicture.objects.filter(change=change).delete()
    for image in images:
        let_go(image, by=by)
