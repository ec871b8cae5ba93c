"""Taking a picture down: anyone may ask, staff decide or do it themselves, and the person who asked is told.

Taken down means: out of every gallery, article, event and entity's page that shows the same file, every public copy
deleted, pages drawn anew.
"""

from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.locks import locked
from common.db.states import change_state
from entities.centres.extension_points import PicturePlace
from files.models import StoredImage
from files.services import restore_image, take_down_image
from news.galleries.emails import mail_takedown, mail_takedown_answer
from news.galleries.models import Gallery, Photo, TakedownRequest
from news.galleries.services import hide_photo, lock_gallery, redraw_gallery
from news.galleries.states import REQUEST_MOVES, RequestState


@transaction.atomic
def request_takedown(
    *, image: StoredImage, place: PicturePlace, reason: str = "", contact: str = "", language: str = "pl"
) -> TakedownRequest:
    """Anyone asks for a picture to be taken down; the centre is told at once. The picture stays until staff decide."""
    request = TakedownRequest.objects.create(
        image=image,
        centre_id=place.centre_id,
        page=place.path,
        title=place.title,
        reason=reason.strip(),
        contact=contact.strip(),
        language=language,
    )
    log_action(verb="takedown.new", obj=request, by=None, after={"image": image.pk, "page": place.path})
    mail_takedown(request)
    return request


@transaction.atomic
def take_down_photo(*, photo_id: int, keep_original: bool, by: int | None, note: str = "") -> Photo:
    """Take a photo down wherever the same file hangs; its original stays with the centre or is deleted too."""
    photo = Photo.objects.select_related("image").get(pk=photo_id)
    take_picture_down(image=photo.image, keep_original=keep_original, by=by, note=note)
    photo.refresh_from_db()
    return photo


@transaction.atomic
def take_picture_down(*, image: StoredImage, keep_original: bool, by: int | None, note: str = "") -> None:
    """Take a picture down wherever the same file is shown; the apps that show it let go of it (`IMAGE_CHANGED`)."""
    same = Photo.objects.filter(image__sha256=image.sha256)
    # Images first, then what shows them, as the worker does that makes copies; each in the order of keys. So two
    # takedowns at once, or a takedown and a worker, wait for one another and never both.
    for one in locked(StoredImage.objects.filter(sha256=image.sha256)):
        take_down_image(image=one, keep_original=keep_original, by=by, note=note)
    locked(Gallery.objects.filter(pk__in=same.values("gallery")))
    for photo in same.order_by("gallery_id", "pk"):
        hide_photo(photo_id=photo.pk, by=by, note=note)


@transaction.atomic
def restore_photo(*, photo_id: int, by: int | None) -> Photo:
    """Show a photo again that was taken down by mistake; only where its original was kept."""
    photo = Photo.objects.select_related("image").get(pk=photo_id)
    StoredImage.objects.select_for_update(of=("self",)).get(pk=photo.image_id)  # before the gallery, as everywhere
    gallery = lock_gallery(photo.gallery_id)
    if photo.hidden_at is None or not photo.image.original:
        return photo
    photo.hidden_at = None
    photo.save(update_fields=["hidden_at"])
    log_action(verb="gallery.bring_back", obj=gallery, by=by, after={"photo": photo.pk})
    restore_image(image=photo.image, by=by)
    redraw_gallery(gallery)
    return photo


@transaction.atomic
def bring_picture_back(*, image: StoredImage, by: int | None) -> bool:
    """Let a picture be shown again where a page still has it; whether its original was kept."""
    row = StoredImage.objects.select_for_update(of=("self",)).get(pk=image.pk)
    if not row.original:
        return False
    for photo in Photo.objects.filter(image=row).exclude(hidden_at=None).order_by("gallery_id", "pk"):
        restore_photo(photo_id=photo.pk, by=by)
    restore_image(image=row, by=by)
    return True


@transaction.atomic
def decide_request(
    *, request_id: int, hide: bool, by: int | None, keep_original: bool = True, answer: str = ""
) -> TakedownRequest:
    """Take the picture down, or leave it; who left an e-mail address is told. Decided so already: nothing happens."""
    # Pictures first, as whoever removes a photo with the requests about it.
    asked = TakedownRequest.objects.filter(pk=request_id).values("image__sha256")
    locked(StoredImage.objects.filter(sha256__in=asked))
    request = TakedownRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    to = RequestState.GRANTED if hide else RequestState.REFUSED
    if request.state == to:
        return request
    change_state(request, to, allowed=REQUEST_MOVES, by=by, decided_at=timezone.now(), answer=answer.strip())
    if hide and request.image is not None:
        take_picture_down(image=request.image, keep_original=keep_original, by=by, note="takedown request")
    mail_takedown_answer(request)
    return request
