"""Pictures that the entity's people took away from a public record: kept until staff have looked at the difference.

The public copies go at once; the private original waits, so that "revert" brings back the picture, not only its words.
Every function is called under the locks of `lock_with_pictures`: the rows of the pictures first, as the worker and a
takedown take them too, then the entity's.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from common.db.locks import lock_together
from common.forms.inline_rows import RowValues
from entities.directory.models import Entity, EntityChange, EntityPhoto, KeptPicture
from entities.directory.services import lock_entity
from files.models import StoredImage
from files.services import delete_image_if_unused, republish_image, unpublish_image
from files.states import ImageState


def keep_pictures(
    entity_id: int, before: Mapping[int, StoredImage], change: EntityChange | None, *, by: int | None
) -> None:
    """Of the pictures shown `before`, those that are gone now go; with a `change` that shows it their originals stay.

    A picture that staff have taken down is not kept: nobody brings it back by way of the record.
    """
    there = {image.pk for image in shown_pictures(entity_id).values()}
    for photo, image in before.items():
        if image.pk in there:
            continue
        if change is None or image.state == ImageState.WITHDRAWN:
            delete_image_if_unused(image=image, by=by)
        else:
            KeptPicture.objects.create(change=change, image=image, photo=photo)
            unpublish_image(image=image, by=by)


def lock_with_pictures(entity_id: int) -> Entity:
    """The entity's row, locked, and before it the pictures that it shows or that wait for a decision about it."""

    def named() -> Iterator[int]:
        yield from EntityPhoto.objects.filter(entity=entity_id).values_list("image_id", flat=True)
        yield from KeptPicture.objects.filter(change__entity=entity_id).values_list("image_id", flat=True)
        yield from Entity.objects.filter(pk=entity_id, logo__isnull=False).values_list("logo_id", flat=True)

    lock_together(StoredImage, named, then=partial(lock_entity, entity_id))
    return lock_entity(entity_id)


def shown_pictures(entity_id: int) -> dict[int, StoredImage]:
    """What the record shows now: the logo under 0, photographs by their keys."""
    shown = dict(EntityPhoto.objects.filter(entity=entity_id).values_list("pk", "image_id"))
    if logo := Entity.objects.values_list("logo_id", flat=True).get(pk=entity_id):
        shown[0] = logo
    return _images(shown)


def kept_of(change: EntityChange) -> dict[int, StoredImage]:
    """What the change took away: the logo under 0, photographs by their keys."""
    return _images(dict(KeptPicture.objects.filter(change=change).values_list("photo", "image_id")))


def _images(shown: Mapping[int, int]) -> dict[int, StoredImage]:
    found = StoredImage.objects.in_bulk(shown.values())
    return {photo: found[image] for photo, image in shown.items()}


def photos_back(
    change: EntityChange, kept: Mapping[int, StoredImage], rows: Sequence[RowValues], *, by: int | None
) -> list[int]:
    """Of these rows the photographs that were `kept`, with their keys and words, their copies made anew; their keys."""
    back = []
    for place, row in enumerate(rows):
        image = kept.get(row.get("id", -1))
        if image is not None and republish_image(image=image, by=by):
            words = {name: row[name] for name in ("alt", "caption", "credit")}
            EntityPhoto.objects.create(pk=row["id"], entity_id=change.entity_id, image=image, position=place, **words)
            back.append(row["id"])
    return back


def delete_kept_pictures(change: EntityChange, *, by: int | None) -> None:
    """The change is decided: what is not shown again goes for good, its original too."""
    images = kept_of(change).values()
    KeptPicture.objects.filter(change=change).delete()
    for image in images:
        delete_image_if_unused(image=image, by=by)
