"""Writing galleries: open one for an event, add photos, describe them, publish, hide a photo."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from common.acts.services import record
from common.pages.versions import bump
from common.search.services import index, remove
from common.slugs.services import free_slug
from common.states import change_state
from entities.centres.models import SupportCentre
from events.catalogue.models import Event
from events.catalogue.services import touch_event
from files.models import StoredImage
from files.services import accept_image
from news.galleries.emails import mail_takedown
from news.galleries.models import Gallery, Photo, TakedownRequest
from news.galleries.search import SOURCE, search_rows
from news.galleries.states import GALLERY_MOVES, REQUEST_MOVES, GalleryState, RequestState


def lock_gallery(gallery_id: int) -> Gallery:
    """The gallery's row, locked until the end of the transaction."""
    return Gallery.objects.select_for_update(of=("self",)).get(pk=gallery_id)


@transaction.atomic
def open_gallery(*, event: Event, by: int | None) -> Gallery:
    """The gallery of an event: the one it has, or a new draft that already holds title, date and centre."""
    Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    gallery = Gallery.objects.filter(event=event).order_by("id").first()
    if gallery is None:
        gallery = start_gallery(by=by, centre=event.centre, title=event.title, taken_on=event.starts_on, event=event)
    return gallery


@transaction.atomic
def start_gallery(*, by: int | None, centre: SupportCentre, title: str, **fields: Any) -> Gallery:
    """A new draft of a gallery."""
    gallery = Gallery.objects.create(slug=free_slug(Gallery, title), centre=centre, title=title, **fields)
    record(verb="gallery.start", obj=gallery, by=by)
    return gallery


def add_photo(*, gallery_id: int, upload: UploadedFile, by: int | None, **fields: Any) -> Photo:
    """Add an uploaded picture; a double (the same content already in the gallery) returns the photo that is there.

    Raises files' UploadRefused with a message for the person who uploads.
    """
    return hang_photo(gallery_id=gallery_id, image=accept_image(upload=upload, by=by), by=by, **fields)


@transaction.atomic
def hang_photo(*, gallery_id: int, image: StoredImage, by: int | None, **fields: Any) -> Photo:
    """Hang a stored image at the end of the gallery; the first one is the cover until another is chosen."""
    gallery = lock_gallery(gallery_id)
    double = gallery.photos.filter(image__sha256=image.sha256).first()
    if double is not None:
        return double
    last = gallery.photos.aggregate(last=models.Max("position"))["last"]
    photo = Photo.objects.create(
        gallery=gallery,
        image=image,
        position=0 if last is None else last + 1,
        is_cover=not gallery.photos.filter(is_cover=True).exists(),
        **fields,
    )
    record(verb="gallery.photo", obj=gallery, by=by, after={"photo": photo.pk})
    _recount(gallery)
    return photo


@transaction.atomic
def describe_photo(*, photo_id: int, by: int | None, **fields: Any) -> Photo:
    """Set alternative text, caption, credit, basis of a photo."""
    allowed = {"alt", "alt_en", "is_decorative", "caption", "caption_en", "credit", "consent_basis", "position"}
    if unknown := fields.keys() - allowed:
        raise ValueError(f"Not by describe_photo(): {', '.join(sorted(unknown))}.")
    photo = Photo.objects.get(pk=photo_id)
    gallery = lock_gallery(photo.gallery_id)
    for name, value in fields.items():
        setattr(photo, name, value)
    photo.save(update_fields=list(fields))
    record(verb="gallery.describe", obj=gallery, by=by, after={"photo": photo.pk, "fields": sorted(fields)})
    _recount(gallery)
    return photo


@transaction.atomic
def choose_cover(*, photo_id: int, by: int | None) -> Photo:
    """Make the photo the gallery's cover."""
    photo = Photo.objects.get(pk=photo_id)
    gallery = lock_gallery(photo.gallery_id)
    gallery.photos.filter(is_cover=True).update(is_cover=False)
    Photo.objects.filter(pk=photo.pk).update(is_cover=True)
    record(verb="gallery.cover", obj=gallery, by=by, after={"photo": photo.pk})
    _recount(gallery)
    return photo


@transaction.atomic
def publish_gallery(*, gallery_id: int, by: int | None) -> Gallery:
    """Show the gallery to everyone."""
    gallery = lock_gallery(gallery_id)
    change_state(
        gallery,
        GalleryState.PUBLISHED,
        allowed=GALLERY_MOVES,
        by=by,
        published_at=gallery.published_at or timezone.now(),
    )
    _recount(gallery)
    return gallery


@transaction.atomic
def hide_photo(*, photo_id: int, by: int | None, note: str = "") -> Photo:
    """Take a photo out of sight at once: out of the gallery, the articles and every cached page."""
    photo = Photo.objects.get(pk=photo_id)
    gallery = lock_gallery(photo.gallery_id)
    photo.hidden_at, photo.is_cover = photo.hidden_at or timezone.now(), False
    photo.save(update_fields=["hidden_at", "is_cover"])
    record(verb="gallery.hide", obj=gallery, by=by, after={"photo": photo.pk}, note=note)
    _recount(gallery)
    return photo


def _recount(gallery: Gallery) -> None:
    """Write the count of visible photos; when the gallery is public, its pages, lists and search follow."""
    gallery.photo_count = gallery.photos.filter(hidden_at=None).count()
    gallery.page_version += 1
    gallery.save(update_fields=["photo_count", "page_version"])
    rows = search_rows(gallery)
    if not rows:
        remove(source=SOURCE, object_id=gallery.pk)
        return
    index(rows)
    bump("news")
    if gallery.event is not None:
        touch_event(gallery.event, listed=False)


@transaction.atomic
def request_takedown(*, photo_id: int, reason: str = "", contact: str = "") -> TakedownRequest:
    """Anyone asks for a photo to be taken down; the centre is told at once. The photo stays until staff decide."""
    photo = Photo.objects.select_related("gallery__centre").get(pk=photo_id)
    request = TakedownRequest.objects.create(photo=photo, reason=reason.strip(), contact=contact.strip())
    record(verb="takedown.new", obj=request, by=None, after={"photo": photo.pk, "gallery": photo.gallery_id})
    mail_takedown(request)
    return request


@transaction.atomic
def decide_request(*, request_id: int, hide: bool, by: int | None) -> TakedownRequest:
    """Hide the photo asked about, or leave it. Decided already: nothing happens."""
    request = TakedownRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    to = RequestState.GRANTED if hide else RequestState.REFUSED
    if request.state == to:
        return request
    change_state(request, to, allowed=REQUEST_MOVES, by=by, decided_at=timezone.now())
    if hide and request.photo_id is not None:
        hide_photo(photo_id=request.photo_id, by=by, note="takedown request")
    return request


def redraw_image(image: StoredImage) -> None:
    """The copies of this picture are new, or gone: the galleries and articles that show it are drawn anew."""
    galleries = Gallery.objects.filter(photos__image=image, published_at__isnull=False).values("pk")
    if Gallery.objects.filter(pk__in=galleries).update(page_version=models.F("page_version") + 1):
        bump("news")
