"""Galleries and photos as public pages show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common.db.compiled_queries import Prepared
from common.text.bilingual import bilingual
from common.text.polish import bind, counted, date_range
from common.web.links import prefix
from common.web.paging import Page, keyset
from entities.centres.extension_points import PicturePlace
from files.models import StoredImage
from files.queries import Picture, pictures_for
from news.galleries.models import Gallery, GalleryQuerySet, Photo

PAGE_SIZE = 12
MOST_PHOTOS = 500
PATH = "/galerie/"
# What a list shows of a gallery.
SHOWN = ("slug", "title", "title_en", "taken_on", "photo_count")


@dataclass(frozen=True, slots=True)
class ListedGallery:
    """A gallery in a list, as `components/covers.html` takes it; `attr` marks a Polish title on an English page."""

    url: str
    title: str
    attr: SafeString
    note: str
    picture: Picture | None
    alt: str


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo in a grid or on its own page, as `components/gallery.html` takes it."""

    id: int
    url: str
    picture: Picture | None
    alt: str
    caption: str
    credit: str
    attr: SafeString


def gallery_page(cursor: str | None) -> Page[Gallery]:
    """Published galleries, the latest photos first."""
    return keyset(
        with_covers(Gallery.objects.published().only(*SHOWN)), order=("-taken_on", "-id"), cursor=cursor, size=PAGE_SIZE
    )


def with_covers(galleries: GalleryQuerySet) -> GalleryQuerySet:
    """Galleries that know which photo stands for them: the chosen one, otherwise the first to be seen."""
    photos = Photo.objects.filter(gallery=OuterRef("pk"), hidden_at=None).order_by("-is_cover", "position", "id")
    return galleries.annotate(shown_photo=Subquery(photos.values("pk")[:1]))


_PHOTOS = Prepared(lambda *keys: Photo.objects.filter(pk__in=keys).select_related("image"))


def covers(galleries: Sequence[Gallery]) -> list[ListedGallery]:
    """The covers of galleries of `with_covers()`: two queries more, however many there are."""
    shown = [key for gallery in galleries if (key := _shown(gallery))]
    photos = {photo.pk: photo for photo in _PHOTOS(*shown)} if shown else {}
    pictures = pictures_for(photo.image for photo in photos.values())
    return [_cover(gallery, photos.get(_shown(gallery)), pictures) for gallery in galleries]


def _shown(gallery: Gallery) -> int:
    """Key of the photo found by `with_covers()`, 0 where there is none."""
    return getattr(gallery, "shown_photo", None) or 0


def _cover(gallery: Gallery, photo: Photo | None, pictures: dict[int, Picture]) -> ListedGallery:
    title = bilingual(bind(gallery.title), bind(gallery.title_en))
    return ListedGallery(
        url=f"{prefix()}{PATH}{gallery.slug}/",
        title=title.text,
        attr=title.attr,
        note=f"{count_of(gallery)}, {date_range(gallery.taken_on)}",
        picture=pictures.get(photo.image_id) if photo else None,
        alt="",  # beside its title the cover says nothing more
    )


def count_of(gallery: Gallery) -> str:
    """`12 zdjęć`."""
    one, few, many = _("photo,photos,photos").split(",")
    return counted(gallery.photo_count, one, few, many)


def public_gallery(slug: str) -> Gallery | None:
    """A published gallery with its event."""
    galleries = Gallery.objects.published().filter(slug=slug)
    return galleries.select_related("event__project", "centre").defer("event__description", "event__aim").first()


def photos_of(gallery: Gallery) -> list[PhotoRow]:
    """The gallery's visible photos in order, in two queries."""
    photos = list(_visible(gallery).select_related("image")[:MOST_PHOTOS])
    pictures = pictures_for(photo.image for photo in photos)
    return [photo_row(gallery, photo, pictures[photo.image_id]) for photo in photos]


@dataclass(frozen=True, slots=True)
class PhotoPlace:
    """A photo and where it stands: the number-th of so many, between its neighbours (caption, address)."""

    row: PhotoRow
    number: int
    total: int
    previous: tuple[str, str] | None
    next: tuple[str, str] | None


def photo_place(gallery: Gallery, photo_id: int) -> PhotoPlace | None:
    """One visible photo of the gallery with its neighbours, or None."""
    rows = list(_visible(gallery).values_list("pk", "caption", "caption_en", "alt", "alt_en"))
    order = [pk for pk, *_rest in rows]
    if photo_id not in order:
        return None
    at = order.index(photo_id)
    photo = Photo.objects.select_related("image").get(pk=photo_id)
    row = photo_row(gallery, photo, pictures_for([photo.image])[photo.image_id])
    return PhotoPlace(
        row=row,
        number=at + 1,
        total=len(order),
        previous=_neighbour(gallery, rows[at - 1], at) if at else None,
        next=_neighbour(gallery, rows[at + 1], at + 2) if at + 1 < len(order) else None,
    )


def _visible(gallery: Gallery) -> QuerySet[Photo]:
    return Photo.objects.filter(gallery=gallery, hidden_at=None).order_by("position", "id")


def _neighbour(gallery: Gallery, row: tuple[int, str, str, str, str], number: int) -> tuple[str, str]:
    pk, caption, caption_en, alt, alt_en = row
    text = bilingual(caption or alt, caption_en or alt_en).text or _("Photo %(n)s") % {"n": number}
    return text, f"{prefix()}{PATH}{gallery.slug}/{pk}/"


def photo_row(gallery: Gallery, photo: Photo, picture: Picture) -> PhotoRow:
    """The photo for the page: texts in its language, the credit of the gallery where it has none of its own."""
    caption, alt = bilingual(photo.caption, photo.caption_en), bilingual(photo.alt, photo.alt_en)
    return PhotoRow(
        id=photo.pk,
        url=f"{prefix()}{PATH}{gallery.slug}/{photo.pk}/",
        picture=picture,
        alt="" if photo.is_decorative else alt.text,
        caption=caption.text,
        credit=photo.credit or gallery.credit,
        attr=caption.attr or alt.attr,
    )


def photo_path(photo: Photo) -> str:
    """The Polish path of the photo's own page."""
    return f"{PATH}{photo.gallery.slug}/{photo.pk}/"


def photo_places(image: StoredImage) -> Iterator[PicturePlace]:
    """The photo's pages in published galleries."""
    shown = Photo.objects.filter(image=image, hidden_at=None, gallery__in=Gallery.objects.published())
    for photo in shown.select_related("gallery").order_by("pk"):
        gallery, alt = photo.gallery, "" if photo.is_decorative else photo.alt
        yield PicturePlace(photo_path(photo), gallery.title, gallery.centre_id, alt, photo.caption)
