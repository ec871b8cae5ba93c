"""The gallery manager's page: which photos stand on it, in what order, with which pictures and forms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from common.web.ids import clean_id, clean_ids, clean_number
from files.queries import Picture, pictures_for
from files.refusals import reason
from files.states import ImageState
from news.galleries.arranging import place_photos
from news.galleries.forms import GalleryPhotoForm, TogetherForm, photo_forms
from news.galleries.models import Gallery, Photo
from news.galleries.services import choose_cover, describe_photos

PAGE = 100
# With ten fields a row this stays below DATA_UPLOAD_MAX_NUMBER_FIELDS.
MOST = 250
HIDDEN_SHOWN = 60


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A photo's picture and how far it is, as panel_box.html takes it."""

    photo: Photo
    picture: Picture
    waits: bool
    failure: str
    taken_down: bool = False


@dataclass(slots=True)
class ManagerPage:
    """One page of the manager; `offset` photos stand on the pages before it."""

    forms: list[GalleryPhotoForm]
    offset: int
    total: int
    next_position: int
    previous: str
    next: str
    whole: str

    def bad_forms(self) -> list[GalleryPhotoForm]:
        """Forms with errors."""
        return [form for form in self.forms if form.is_bound and form.errors]


def page_of(gallery: Gallery, asked: Mapping[str, str], data: Any = None) -> ManagerPage:
    """The photos of the page that the address asks for; with `data`, exactly those that were posted."""
    order = list(_visible(gallery).values_list("pk", "position"))
    numbers = {pk: number for number, (pk, _position) in enumerate(order, start=1)}
    size = MOST if asked.get("ile") == "wszystkie" else PAGE
    page = clean_number(asked.get("strona"), most=9999) or 1
    last = max((len(order) - 1) // size, 0)
    at = min(page - 1, last)
    keys = list(numbers)[at * size : (at + 1) * size]
    shown: dict[int, str] = {}
    if data is not None:
        shown = {key: told for key, told in map(read_photo, data.getlist("photo")[:MOST]) if key in numbers}
        keys = list(shown)
    photos = sorted(_visible(gallery).filter(pk__in=keys).select_related("image"), key=lambda one: numbers[one.pk])
    whole = "ile=wszystkie&" if size == MOST else ""
    return ManagerPage(
        forms=photo_forms(photos, numbers, data, shown),
        offset=at * size,
        total=len(order),
        next_position=order[-1][1] + 1 if order else 0,
        previous=f"?{whole}strona={at}" if at else "",
        next=f"?{whole}strona={at + 2}" if at < last else "",
        whole="?ile=wszystkie" if size == PAGE and len(order) > PAGE else "",
    )


def read_photo(text: str) -> tuple[int, str]:
    """Which photo a posted row is about (0: none), and what the page showed of it."""
    key, _colon, told = text.partition(":")
    return clean_id(key) or 0, told


def add_pictures(forms: Iterable[GalleryPhotoForm]) -> None:
    """Give each form its box with the picture: one query for all."""
    forms = list(forms)
    pictures = pictures_for(form.photo.image for form in forms)
    for form in forms:
        form.box = _box(form.photo, pictures[form.photo.image_id])


def form_of(photo: Photo) -> GalleryPhotoForm:
    """One photo with its form and picture, as a row of the page."""
    form = GalleryPhotoForm(instance=photo, number=number_of(photo))
    add_pictures([form])
    return form


def row_of(photo: Photo) -> BoxRow:
    """One photo's box."""
    return _box(photo, pictures_for([photo.image])[photo.image_id])


def prepared_of(gallery: Gallery, asked: list[int]) -> list[BoxRow]:
    """Of the photos asked about those that wait no longer."""
    photos = list(
        _visible(gallery).filter(pk__in=asked).exclude(image__state=ImageState.PENDING).select_related("image")
    )
    pictures = pictures_for(photo.image for photo in photos)
    return [_box(photo, pictures[photo.image_id]) for photo in photos]


def hidden_of(gallery: Gallery) -> list[BoxRow]:
    """Photos that were taken down, the latest first."""
    photos = gallery.photos.exclude(hidden_at=None).select_related("image").order_by("-hidden_at")[:HIDDEN_SHOWN]
    return [BoxRow(photo, Picture(3, 2), waits=False, failure="", taken_down=True) for photo in photos]


def counts_of(gallery: Gallery) -> dict[str, int]:
    """How many photos there are, wait, failed, and want an alternative text."""
    pending, failed = Q(image__state=ImageState.PENDING), Q(image__state=ImageState.FAILED)
    return _visible(gallery).aggregate(
        total=Count("pk"),
        waiting=Count("pk", filter=pending),
        failed=Count("pk", filter=failed),
        wordless=Count("pk", filter=Q(alt="", is_decorative=False)),
    )


def number_of(photo: Photo) -> int:
    """At which place a visible photo stands, from 1."""
    earlier = Q(position__lt=photo.position) | Q(position=photo.position, pk__lt=photo.pk)
    return Photo.objects.filter(earlier, gallery=photo.gallery_id, hidden_at=None).count() + 1


def neighbours_of(photo: Photo) -> tuple[int | None, int | None]:
    """Keys of the photos before and after this one."""
    keys = list(Photo.objects.filter(gallery=photo.gallery_id, hidden_at=None).values_list("pk", flat=True))
    at = keys.index(photo.pk)
    return keys[at - 1] if at else None, keys[at + 1] if at + 1 < len(keys) else None


def keep(gallery: Gallery, forms: list[GalleryPhotoForm], *, by: int | None) -> None:
    """Save what was typed in the rows: words, places, cover."""
    changes = {form.photo.pk: words for form in forms if (words := form.described())}
    if changes:
        describe_photos(gallery_id=gallery.pk, changes=changes, by=by)
    places = {form.photo.pk: place for form in forms if (place := form.moved_to())}
    if places:
        place_photos(gallery_id=gallery.pk, places=places, by=by)
    chosen = next((form.photo for form in forms if form.chosen_as_cover()), None)
    if chosen is not None:
        choose_cover(photo_id=chosen.pk, by=by)


def apply(gallery: Gallery, together: TogetherForm, chosen: list[str], *, by: int | None) -> int:
    """The same words for the ticked photos, or for all. How many were changed."""
    photos = _visible(gallery)
    if together.cleaned_data["together_for"] != TogetherForm.ALL:
        photos = photos.filter(pk__in=clean_ids(chosen))
    words = together.changes()
    keys = list(photos.values_list("pk", flat=True)) if words else []
    return describe_photos(gallery_id=gallery.pk, changes=dict.fromkeys(keys, words), by=by) if keys else 0


def _visible(gallery: Gallery) -> QuerySet[Photo]:
    return gallery.photos.filter(hidden_at=None).order_by("position", "id")


def _box(photo: Photo, picture: Picture) -> BoxRow:
    image = photo.image
    failed = image.state == ImageState.FAILED
    failure = (reason(image.error) or _("The picture could not be prepared.")) if failed else ""
    return BoxRow(photo, picture, waits=image.state == ImageState.PENDING, failure=failure)
