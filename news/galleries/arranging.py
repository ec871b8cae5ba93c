"""The order of a gallery's photos. Positions are the numbers from nought without gaps after each of these."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction

from common.auditlog.services import log_action
from news.galleries.models import Gallery, Photo
from news.galleries.services import lock_gallery, redraw_gallery

NEVER = datetime.max.replace(tzinfo=UTC)


@transaction.atomic
def place_photo(*, photo_id: int, place: int, by: int | None) -> Photo:
    """Put a photo at a place among the visible ones (1 is the first); beyond the ends means at the end."""
    photo = Photo.objects.get(pk=photo_id)
    gallery = lock_gallery(photo.gallery_id)
    others = [one for one in _visible(gallery) if one.pk != photo_id]
    at = min(max(place - 1, 0), len(others))
    _arrange(gallery, [*others[:at], photo, *others[at:]], by=by)
    photo.refresh_from_db()
    return photo


@transaction.atomic
def place_photos(*, gallery_id: int, places: dict[int, int], by: int | None) -> None:
    """Put several photos at their places (by the photo's key), as somebody typed them; the rest fill the gaps."""
    gallery = lock_gallery(gallery_id)
    rows = _visible(gallery)
    order = [photo for photo in rows if photo.pk not in places]
    moved = [photo for photo in rows if photo.pk in places]
    for photo in sorted(moved, key=lambda one: places[one.pk]):
        order.insert(max(places[photo.pk] - 1, 0), photo)
    _arrange(gallery, order, by=by)


@transaction.atomic
def move_photo(*, photo_id: int, by_places: int, by: int | None) -> Photo:
    """One place (or more) earlier, when negative, or later."""
    photo = Photo.objects.get(pk=photo_id)
    gallery = lock_gallery(photo.gallery_id)
    keys = [one.pk for one in _visible(gallery)]
    if photo_id not in keys:
        return photo
    return place_photo(photo_id=photo_id, place=max(keys.index(photo_id) + 1 + by_places, 1), by=by)


@transaction.atomic
def sort_by_time(*, gallery_id: int, by: int | None) -> None:
    """Earliest taken first, as the cameras say; photos without a time stay behind the others, in their order."""
    gallery = lock_gallery(gallery_id)
    rows = _visible(gallery)
    _arrange(gallery, sorted(rows, key=lambda photo: photo.image.taken_at or NEVER), by=by)


def _visible(gallery: Gallery) -> list[Photo]:
    return list(gallery.photos.filter(hidden_at=None).select_related("image").order_by("position", "id"))


def _arrange(gallery: Gallery, order: Sequence[Photo], *, by: int | None) -> None:
    changed = []
    for number, photo in enumerate(order):
        if photo.position != number:
            photo.position = number
            changed.append(photo)
    if changed:
        Photo.objects.bulk_update(changed, ["position"], batch_size=200)
        log_action(verb="gallery.arrange", obj=gallery, by=by, after={"moved": len(changed)})
        redraw_gallery(gallery)
