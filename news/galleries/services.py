"""Writing galleries: open one for an event, add photos, describe them, publish, hide a photo."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.states import change_state
from common.search.services import follow
from common.slugs.services import free_slug
from common.text.control_characters import clean_texts
from common.web.versions import bump
from entities.centres.models import SupportCentre
from events.catalogue.models import Event
from events.catalogue.services import touch_event
from files.models import StoredImage
from files.services import accept_image, delete_image
from files.transactions import scanned_and_kept
from news.galleries.models import Gallery, Photo
from news.galleries.search import SOURCE, search_rows
from news.galleries.states import GALLERY_MOVES, GalleryState


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
    fields = clean_texts({"title": title, **fields})
    gallery = Gallery.objects.create(slug=free_slug(Gallery, fields["title"]), centre=centre, **fields)
    log_action(verb="gallery.start", obj=gallery, by=by)
    return gallery


def add_photo(*, gallery_id: int, upload: UploadedFile, by: int | None, **fields: Any) -> Photo:
    """Add an uploaded picture; a double (the same content already in the gallery) returns the photo that is there.

    Raises files' UploadRefused with a message for the person who uploads.
    """
    return receive_photo(gallery_id=gallery_id, upload=upload, by=by, **fields)[0]


@scanned_and_kept
def receive_photo(*, gallery_id: int, upload: UploadedFile, by: int | None, **fields: Any) -> tuple[Photo, bool]:
    """As add_photo(); also says whether the photo is new. A double leaves nothing in the storage."""
    image = accept_image(upload=upload, by=by)
    photo = hang_photo(gallery_id=gallery_id, image=image, by=by, **fields)
    is_new = photo.image_id == image.pk
    if not is_new:
        delete_image(image=image, by=by, note="double")
    return photo, is_new


@transaction.atomic
def hang_photo(*, gallery_id: int, image: StoredImage, by: int | None, **fields: Any) -> Photo:
    """Hang a stored image in the gallery, at its end unless `position` says where; the first one is its cover."""
    gallery = lock_gallery(gallery_id)
    double = gallery.photos.filter(image__sha256=image.sha256).first()
    if double is not None:
        return double
    last = gallery.photos.aggregate(last=models.Max("position"))["last"]
    photo = Photo.objects.create(
        gallery=gallery,
        image=image,
        is_cover=not gallery.photos.filter(is_cover=True).exists(),
        **{"position": 0 if last is None else last + 1, **fields},
    )
    log_action(verb="gallery.photo", obj=gallery, by=by, after={"photo": photo.pk})
    redraw_gallery(gallery)
    return photo


DESCRIBED = frozenset({"alt", "alt_en", "is_decorative", "caption", "caption_en", "credit", "consent_basis"})


@transaction.atomic
def describe_photo(*, photo_id: int, by: int | None, **fields: Any) -> Photo:
    """Set alternative text, caption, credit, basis of a photo."""
    photo = Photo.objects.get(pk=photo_id)
    describe_photos(gallery_id=photo.gallery_id, changes={photo_id: fields}, by=by)
    photo.refresh_from_db()
    return photo


@transaction.atomic
def describe_photos(*, gallery_id: int, changes: Mapping[int, Mapping[str, Any]], by: int | None) -> int:
    """Describe several photos of a gallery at once: its pages and the search are drawn anew only once. How many."""
    if unknown := {name for fields in changes.values() for name in fields} - DESCRIBED:
        raise ValueError(f"Not by describe_photos(): {', '.join(sorted(unknown))}.")
    gallery = lock_gallery(gallery_id)
    photos = list(gallery.photos.filter(pk__in=changes))
    for photo in photos:
        for name, value in changes[photo.pk].items():
            setattr(photo, name, value)
    if photos:
        Photo.objects.bulk_update(photos, sorted(DESCRIBED), batch_size=100)
        told = {str(photo.pk): sorted(changes[photo.pk]) for photo in photos}
        log_action(verb="gallery.describe", obj=gallery, by=by, after={"photos": told})
        redraw_gallery(gallery)
    return len(photos)


@transaction.atomic
def change_gallery(*, gallery_id: int, by: int | None, **fields: Any) -> Gallery:
    """Change the gallery's title, lead (both languages), credit, date of the photos."""
    allowed = {"title", "title_en", "lead", "lead_en", "credit", "taken_on"}
    if unknown := fields.keys() - allowed:
        raise ValueError(f"Not by change_gallery(): {', '.join(sorted(unknown))}.")
    gallery = lock_gallery(gallery_id)
    for name, value in clean_texts(fields).items():
        setattr(gallery, name, value)
    gallery.save(update_fields=list(fields))
    log_action(verb="gallery.change", obj=gallery, by=by, after={"fields": sorted(fields)})
    redraw_gallery(gallery)
    return gallery


@transaction.atomic
def choose_cover(*, photo_id: int, by: int | None) -> Photo:
    """Make the photo the gallery's cover."""
    photo = Photo.objects.get(pk=photo_id)
    gallery = lock_gallery(photo.gallery_id)
    gallery.photos.filter(is_cover=True).update(is_cover=False)
    Photo.objects.filter(pk=photo.pk).update(is_cover=True)
    log_action(verb="gallery.cover", obj=gallery, by=by, after={"photo": photo.pk})
    redraw_gallery(gallery)
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
    redraw_gallery(gallery)
    return gallery


@transaction.atomic
def hide_photo(*, photo_id: int, by: int | None, note: str = "") -> Photo:
    """Take a photo out of sight at once: out of the gallery, the articles and every cached page."""
    photo = Photo.objects.get(pk=photo_id)
    gallery = lock_gallery(photo.gallery_id)
    photo.hidden_at, photo.is_cover = photo.hidden_at or timezone.now(), False
    photo.save(update_fields=["hidden_at", "is_cover"])
    log_action(verb="gallery.hide", obj=gallery, by=by, after={"photo": photo.pk}, note=note)
    redraw_gallery(gallery)
    return photo


def redraw_gallery(gallery: Gallery) -> None:
    """Write the count of visible photos; when the gallery is public, its pages, lists and search follow."""
    gallery.photo_count = gallery.photos.filter(hidden_at=None).count()
    gallery.page_version += 1
    gallery.save(update_fields=["photo_count", "page_version"])
    rows = search_rows(gallery)
    follow(source=SOURCE, object_id=gallery.pk, rows=rows)
    if not rows:
        return
    bump("news")
    if gallery.event is not None:
        touch_event(gallery.event, listed=False)


def redraw_image(image: StoredImage) -> None:
    """The copies of this picture are new, or gone: the galleries and articles that show it are drawn anew."""
    galleries = Gallery.objects.filter(photos__image=image, published_at__isnull=False).values("pk")
    if Gallery.objects.filter(pk__in=galleries).update(page_version=models.F("page_version") + 1):
        bump("news")
