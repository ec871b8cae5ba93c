"""Where a picture is shown to everyone, and in whose care it is: for requests to take it down."""

from collections.abc import Iterator

from django.db.models import Q

from entities.centres.extension_points import PICTURE_PLACES, PicturePlace
from entities.centres.models import SupportCentre
from entities.centres.queries import help_in
from entities.directory.models import Entity
from files.models import StoredImage


def place_of(image: StoredImage, path: str = "") -> PicturePlace | None:
    """The public page that shows this picture: the one at `path`, otherwise the first of them."""
    first = None
    for source in PICTURE_PLACES:
        for place in source(image):
            if place.path == path:
                return place
            first = first or place
    return first


def entity_places(image: StoredImage) -> Iterator[PicturePlace]:
    """Pages of published entities with this photograph or logo."""
    shown = (
        Entity.objects.published().filter(Q(logo=image) | Q(photos__image=image)).select_related("county").distinct()
    )
    for entity in shown.order_by("pk"):
        photo = entity.photos.filter(image=image).first()
        yield PicturePlace(
            path=f"/podmioty/{entity.slug}/",
            title=entity.name,
            centre_id=_carer(entity),
            alt=photo.alt if photo else entity.name,
            caption=photo.caption if photo else "",
        )


def _carer(entity: Entity) -> int | None:
    """Entities belong to no centre: the one that helps in the county decides, or else the first of the portal."""
    helping = help_in(entity.county).centres if entity.county else []
    centre = helping[0] if helping else SupportCentre.objects.active().order_by("-kind", "sort_name").first()
    return centre.pk if centre else None
