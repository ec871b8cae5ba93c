"""The one gate for uploads, and what may be done to a stored image.

Every upload of the portal passes `accept_file` or `accept_image`; both raise UploadRefused, a ValidationError whose
message says how to mend it. `by` is the user's id, None for the system itself.
"""

import hashlib
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.states import change_state
from common.worker.wake import wake_worker
from files import limits, renditions
from files.child import DecodingFailed, child, inspect, on_disk, probe
from files.deletion import discard
from files.extension_points import image_changed
from files.models import Rendition, StoredFile, StoredImage, new_secret
from files.names import safe_name
from files.refusals import MESSAGES, UploadRefused
from files.sniffing import DOCUMENTS, JPEG, FileFormat, document_kind, image_kind
from files.states import IMAGE_MOVES, ImageState
from files.transactions import keep, scanned_and_kept
from files.uploads import check_arrived

SCANS = frozenset({"pdf"})
PICTURES = frozenset({"jpeg", "png", "webp", "heic"})
# A scanned page of A4 is read well at this width.
PICTURE_WIDTH = 2400
JPEG_MARK = b"\xff\xd8\xff"
EARLIEST_PHOTO = datetime(1990, 1, 1, tzinfo=UTC)


@scanned_and_kept
def accept_file(*, upload: File, by: int | None, allowed: frozenset[str] = DOCUMENTS) -> StoredFile:
    """Keep a document privately. Its kind is told by its content; `allowed` narrows the kinds.

    Refused is what runs, hides or fetches something when it is opened (files/active_content.py); scripts of a PDF are
    kept as `has_scripts`, for those who work with the file.
    """
    size = _size(upload, most=limits.FILE_BYTES, code="file_too_big")
    kind = document_kind(_content(upload), allowed)
    has_scripts = inspect(upload)
    stored = StoredFile(**_description(upload, kind, size), has_scripts=has_scripts, uploaded_by_id=by)
    keep(stored.content, _random_name(kind), upload)
    stored.save()
    log_action(verb="storedfile.accepted", obj=stored, by=by)
    return stored


@scanned_and_kept
def accept_document(*, upload: File, by: int | None) -> StoredFile:
    """Keep a document or a picture privately. A picture is written anew, upright and without EXIF or GPS, as JPEG."""
    upload.seek(0)
    head = upload.read(16)
    if head.startswith((b"%PDF-", b"PK")) or not head:
        return accept_file(upload=upload, by=by)
    size = _size(upload, most=limits.IMAGE_BYTES, code="image_too_big")
    try:
        kind = image_kind(_content(upload), size)
    except UploadRefused as refused:
        if refused.code != "image_type":
            raise
        raise UploadRefused(
            "file_type", kinds=", ".join(sorted(code.upper() for code in DOCUMENTS | PICTURES))
        ) from None
    probe(upload, kind)
    content = ContentFile(_plain_jpeg(upload, kind), name=upload.name)
    stored = StoredFile(**_description(content, JPEG, content.size), uploaded_by_id=by)
    keep(stored.content, _random_name(JPEG), content)
    stored.save()
    log_action(verb="storedfile.accepted", obj=stored, by=by)
    return stored


def _plain_jpeg(upload: File, kind: FileFormat) -> bytes:
    """The picture as an upright JPEG with nothing but its pixels, made by the child."""
    with on_disk(upload) as path, tempfile.TemporaryDirectory(prefix="owes-") as folder:
        try:
            made = child.ask(
                "render",
                path=path,
                format=kind.code,
                turn=0,
                widths=[PICTURE_WIDTH],
                formats=["jpeg"],
                out=folder,
            )
        except DecodingFailed as failure:
            raise UploadRefused(failure.code if failure.code in MESSAGES else "broken") from failure
        return (Path(folder) / f"{made['made'][0]['width']}.jpeg").read_bytes()


@scanned_and_kept
def accept_scan(*, upload: File, by: int | None) -> StoredFile:
    """Keep a scanned paper privately: PDF, or a JPEG photograph of it. It stays as it came, for it is evidence.

    Only the name of its file does not: whoever scans often names it after people.
    """
    upload.seek(0)
    is_photo = upload.read(3).startswith(JPEG_MARK)
    upload.name = "skan.jpg" if is_photo else "skan.pdf"
    if not is_photo:
        return accept_file(upload=upload, by=by, allowed=SCANS)
    size = _size(upload, most=limits.IMAGE_BYTES, code="image_too_big")
    kind = image_kind(_content(upload), size)
    probe(upload, kind)
    stored = StoredFile(**_description(upload, kind, size), uploaded_by_id=by)
    keep(stored.content, _random_name(kind), upload)
    stored.save()
    log_action(verb="storedfile.accepted", obj=stored, by=by)
    return stored


@scanned_and_kept
def accept_image(*, upload: File, by: int | None, whole: bool = False) -> StoredImage:
    """Keep the original privately, untouched; its renditions are made by the worker soon after the commit.

    `whole`: read its pixels first, so that one that is broken there is refused beside its field. For a single picture:
    a gallery takes a hundred at once and says it on the photo's row. What was taken down once is refused: it must not
    come back by a second upload.
    """
    size = _size(upload, most=limits.IMAGE_BYTES, code="image_too_big")
    kind = image_kind(_content(upload), size)
    seen = probe(upload, kind, whole=whole)
    told = _description(upload, kind, size)
    if StoredImage.objects.filter(sha256=told["sha256"], state=ImageState.WITHDRAWN).exists():
        raise UploadRefused("taken_down")
    image = StoredImage(
        **told,
        uploaded_by_id=by,
        width=int(seen["width"]),
        height=int(seen["height"]),
        taken_at=_taken_at(seen),
    )
    keep(image.original, _random_name(kind), upload)
    image.save()
    log_action(verb="storedimage.accepted", obj=image, by=by)
    wake_worker("files.sweep_renditions")
    return image


def make_renditions(image_id: int) -> bool:
    """Make the renditions of one waiting image now, in this process; True when they are there.

    Not atomic as a whole: the child works between two short transactions, so no lock is held while it decodes.
    """
    return renditions.make_next(image_id)


@transaction.atomic
def rotate(*, image: StoredImage, degrees: int, by: int | None) -> StoredImage:
    """Turn clockwise by quarters. The renditions are made anew; until they are there the old ones stay."""
    if degrees % 90:
        raise ValueError("A picture is turned by quarters.")
    row = StoredImage.objects.select_for_update(of=("self",)).get(pk=image.pk)
    before = row.turn
    for _ in range(degrees % 360 // 90):
        row.turn = (row.turn + 90) % 360
        row.width, row.height = row.height, row.width
        row.focal_x, row.focal_y = 1 - row.focal_y, row.focal_x
    if row.state != ImageState.WITHDRAWN:
        wait_anew(row, by=by)
    row.save(update_fields=["turn", "width", "height", "focal_x", "focal_y"])
    log_action(verb="storedimage.rotated", obj=row, by=by, before={"turn": before}, after={"turn": row.turn})
    return row


@transaction.atomic
def try_again(*, image: StoredImage, by: int | None) -> StoredImage:
    """Let the worker try a failed image once more."""
    row = StoredImage.objects.select_for_update(of=("self",)).get(pk=image.pk)
    if row.state == ImageState.FAILED:
        wait_anew(row, by=by)
    return row


@transaction.atomic
def set_focal_point(*, image: StoredImage, x: float, y: float, by: int | None) -> StoredImage:
    """Say which place matters (parts of the upright width and height), so that cropping keeps it in the frame."""
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise ValueError("The place that matters lies inside the picture.")
    row = StoredImage.objects.select_for_update(of=("self",)).get(pk=image.pk)
    before = {"x": row.focal_x, "y": row.focal_y}
    row.focal_x, row.focal_y = x, y
    row.save(update_fields=["focal_x", "focal_y"])
    log_action(verb="storedimage.focused", obj=row, by=by, before=before, after={"x": x, "y": y})
    image_changed(row)
    return row


@transaction.atomic
def take_down_image(*, image: StoredImage, keep_original: bool, by: int | None, note: str = "") -> StoredImage:
    """Take every public copy away right after the commit; the private original stays, or goes too.

    Pages that still link the image show a drawing in its place, without its words.
    """
    row = StoredImage.objects.select_for_update(of=("self",)).get(pk=image.pk)
    if row.state != ImageState.WITHDRAWN:
        _out_of_sight(row, ImageState.WITHDRAWN, by=by, note=note, withdrawn_at=timezone.now())
    if not keep_original and row.original:
        discard(storage="private", paths=[str(row.original.name)])
        row.original = ""
        row.save(update_fields=["original"])
        log_action(verb="storedimage.original_deleted", obj=row, by=by, before={"sha256": row.sha256}, note=note)
    image_changed(row)
    return row


@transaction.atomic
def unpublish_image(*, image: StoredImage, by: int | None) -> None:
    """Somebody took it off a page and may put it back: its public copies go, its private original stays."""
    row = StoredImage.objects.select_for_update(of=("self",)).get(pk=image.pk)
    if row.state not in (ImageState.SET_ASIDE, ImageState.WITHDRAWN):
        _out_of_sight(row, ImageState.SET_ASIDE, by=by, note="")
    image_changed(row)


@transaction.atomic
def republish_image(*, image: StoredImage, by: int | None) -> StoredImage | None:
    """Put a picture back that was set aside: its copies are made anew. None when it was taken down meanwhile."""
    row = StoredImage.objects.select_for_update(of=("self",)).get(pk=image.pk)
    if row.state == ImageState.SET_ASIDE:
        wait_anew(row, by=by)
    return None if row.state == ImageState.WITHDRAWN else row


@transaction.atomic
def restore_image(*, image: StoredImage, by: int | None) -> StoredImage:
    """Undo a takedown, where the original was kept: the copies are made anew."""
    row = StoredImage.objects.select_for_update(of=("self",)).get(pk=image.pk)
    if row.state == ImageState.WITHDRAWN and row.original:
        wait_anew(row, by=by)
    return row


def _out_of_sight(row: StoredImage, state: ImageState, *, by: int | None, note: str, **fields: Any) -> None:
    _drop_copies(row)
    gone: dict[str, Any] = {"colour": "", "lease": "", "leased_until": None, "avif_due_at": None}
    change_state(row, state, allowed=IMAGE_MOVES, by=by, note=note, **gone, **fields)


def _drop_copies(row: StoredImage) -> None:
    discard(storage="default", paths=renditions.public_folders(row))
    _end_lease(row)
    Rendition.objects.filter(image=row).delete()


def _end_lease(row: StoredImage) -> None:
    """A worker may be busy with it: what it writes before it sees that its lease is gone is thrown away too."""
    if row.lease:
        folder = renditions.folder_of(row.lease)
        discard(storage="default", paths=[folder], watched_until=row.leased_until)


@transaction.atomic
def delete_image_if_unused(*, image: StoredImage, by: int | None) -> None:
    """A page shows it no more: it goes for good, unless something else still shows it.

    What was taken down stays as it is: by its row the same file is refused when somebody sends it again.
    """
    row = StoredImage.objects.select_for_update(of=("self",)).filter(pk=image.pk).first()
    if row is not None and row.state != ImageState.WITHDRAWN:
        with suppress(ProtectedError), transaction.atomic():
            delete_image(image=row, by=by)


@transaction.atomic
def delete_image(*, image: StoredImage, by: int | None, note: str = "") -> None:
    """Take an image away for good: rows now, the original and every rendition right after the commit.

    Whatever still links it protects it (ProtectedError): the app above lets go of it first.
    """
    row = StoredImage.objects.select_for_update(of=("self",)).get(pk=image.pk)
    log_action(verb="storedimage.removed", obj=row, by=by, before={"sha256": row.sha256}, note=note)
    image_changed(row)
    _drop_copies(row)
    if row.original:
        discard(storage="private", paths=[str(row.original.name)])
    row.delete()


@transaction.atomic
def remove_file(*, file: StoredFile, by: int | None, note: str = "") -> None:
    """Take a document away for good."""
    row = StoredFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    log_action(verb="storedfile.removed", obj=row, by=by, before={"sha256": row.sha256}, note=note)
    discard(storage="private", paths=[str(row.content.name)])
    row.delete()


def _content(upload: File) -> BinaryIO:
    return cast(BinaryIO, upload.file)


def _size(upload: File, *, most: int, code: str) -> int:
    check_arrived(upload)
    size = upload.size or 0
    if size <= 0:
        raise UploadRefused("empty")
    if size > most:
        raise UploadRefused(code)
    return size


def _description(upload: File, kind: FileFormat, size: int) -> dict[str, Any]:
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return {
        "name": safe_name(upload.name or "", extension=kind.extension),
        "content_type": kind.content_type,
        "size": size,
        "sha256": digest.hexdigest(),
    }


def _random_name(kind: FileFormat) -> str:
    secret = new_secret()
    return f"{secret[:2]}/{secret}.{kind.extension}"


def _taken_at(seen: dict[str, Any]) -> datetime | None:
    """When the photo was taken, if the camera's clock is believable; without an offset it is our own time zone."""
    try:
        taken = datetime.strptime(seen["taken"], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 (the offset follows)
        if seen["offset"]:
            taken = taken.replace(tzinfo=datetime.strptime(seen["offset"], "%z").tzinfo)
    except ValueError:
        return None
    if taken.tzinfo is None:
        taken = timezone.make_aware(taken)
    return taken if EARLIEST_PHOTO < taken < timezone.now() + timedelta(days=1) else None


def wait_anew(image: StoredImage, *, by: int | None) -> None:
    """Back among those that wait; a worker that is busy with it will find its lease gone."""
    _end_lease(image)
    image.attempts, image.leased_until, image.lease = 0, None, ""
    image.save(update_fields=["attempts", "leased_until", "lease"])
    if image.state != ImageState.PENDING:
        change_state(
            image,
            ImageState.PENDING,
            allowed=IMAGE_MOVES,
            by=by,
            error="",
            failed_at=None,
            withdrawn_at=None,
            avif_due_at=None,
        )
    wake_worker("files.sweep_renditions")
