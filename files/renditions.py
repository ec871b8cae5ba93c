"""From a pending image to its public renditions: claimed by a lease, decoded by the child, saved at once or not at all.

Whatever dies in between (child, worker, database) leaves a lease that runs out and an image that is taken again.
Renditions lie in a folder named by the lease, so what a dead worker had stored is found and thrown away.
"""

import logging
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from common.db.states import change_state
from common.worker.leases import Lease
from common.worker.wake import wake_worker
from files import limits
from files.child import DecodingFailed, child
from files.deletion import discard
from files.extension_points import image_changed
from files.models import Rendition, RenditionFormat, StoredImage, public_storage
from files.states import IMAGE_MOVES, ImageState

log = logging.getLogger(__name__)

FORMATS = (RenditionFormat.JPEG, RenditionFormat.WEBP)
EXTENSIONS = {RenditionFormat.JPEG: "jpg", RenditionFormat.WEBP: "webp", RenditionFormat.AVIF: "avif"}
PILLOW_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}

LEASE = Lease(timedelta(seconds=limits.LEASE_SECONDS), attempts=limits.ATTEMPTS, order=("pk",))
_sweeping = threading.Lock()


class LeaseLost(Exception):
    """While this worker was busy the image was turned, removed, or taken by another worker."""


def waiting() -> QuerySet[StoredImage]:
    """Pending images that no worker holds, longest waiting first."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())
    return StoredImage.objects.filter(free, state=ImageState.PENDING).order_by("id")


def sweep() -> int:
    """Make the renditions of all waiting images, within the time of one run. One thread of a process does it at once.

    A thread that finds another one busy leaves: the busy one looks again after it has let go.
    """
    made, until = 0, time.monotonic() + limits.SWEEP_SECONDS
    while waiting().exists():
        if time.monotonic() > until:
            wake_worker("files.sweep_renditions")
            break
        if not _sweeping.acquire(blocking=False):
            break
        try:
            made += make_next()
        finally:
            _sweeping.release()
    return made


def make_next(image_id: int | None = None) -> bool:
    """Claim one waiting image (or the given one) and make its renditions; True when they are there."""
    image = claim(image_id)
    if image is None:
        return False
    try:
        with tempfile.TemporaryDirectory(prefix="owes-") as folder:
            _save(image, _render(image, Path(folder)), Path(folder))
    except LeaseLost:
        return False
    except DecodingFailed as failure:
        log.warning("Image %s, attempt %s: %s", image.pk, image.attempts, failure)
        if not failure.passing or image.attempts >= limits.ATTEMPTS:
            _give_up(image, failure.code)
        return False
    except OSError as error:
        # A storage that is away: the lease runs out, then somebody tries again.
        log.warning("Image %s, attempt %s: %s", image.pk, image.attempts, error)
        if image.attempts >= limits.ATTEMPTS:
            _give_up(image, "lost")
        return False
    return True


@transaction.atomic
def claim(image_id: int | None = None) -> StoredImage | None:
    """Take one waiting image for a while. One that killed its workers too often is given up instead."""
    rows = waiting() if image_id is None else waiting().filter(pk=image_id)
    image: StoredImage | None = LEASE.take(rows, clear=_throw_away)
    if image is None or not LEASE.is_worn_out(image):
        return image
    _fail(image, "lost")
    return None


@contextmanager
def local_copy(stored: FieldFile) -> Iterator[str]:
    """Path of a stored file on this machine: its own, or that of a copy where the storage is elsewhere."""
    try:
        path = stored.path
    except NotImplementedError:
        with tempfile.NamedTemporaryFile(prefix="owes-") as copy, stored.open("rb") as source:
            for piece in source.chunks():
                copy.write(piece)
            copy.flush()
            yield copy.name
    else:
        yield path


def folder_of(lease: str) -> str:
    """Where the renditions made under a lease lie."""
    return f"{lease[:2]}/{lease}/"


def public_folders(image: StoredImage) -> list[str]:
    """Every folder in which a rendition of this image lies (one that lies in none is named itself)."""
    paths = image.renditions.values_list("content", flat=True)
    return sorted({f"{path.rsplit('/', 1)[0]}/" if "/" in path else path for path in paths})


def _render(image: StoredImage, folder: Path) -> dict[str, Any]:
    with local_copy(image.original) as path:
        if not Path(path).exists():
            raise FileNotFoundError("the original is not in the storage")
        return child.ask(
            "render",
            path=path,
            format=PILLOW_FORMATS[image.content_type],
            turn=image.turn,
            widths=limits.WIDTHS,
            formats=FORMATS,
            out=str(folder),
        )


def _save(image: StoredImage, result: dict[str, Any], folder: Path) -> None:
    """Store the files, then the rows, in a transaction that counts only while the lease is ours."""
    made = [_stored(image, item, folder) for item in result["made"]]
    try:
        with transaction.atomic():
            row = _still_ours(image)
            if old := public_folders(row):
                discard(storage="default", paths=old)
                row.renditions.all().delete()
            Rendition.objects.bulk_create(made)
            change_state(
                row,
                ImageState.READY,
                allowed=IMAGE_MOVES,
                by=None,
                ready_at=timezone.now(),
                width=int(result["width"]),
                height=int(result["height"]),
                colour=str(result["colour"])[:7],
                lease="",
                leased_until=None,
                avif_due_at=timezone.now(),
                avif_attempts=0,
            )
            image_changed(row)
    except LeaseLost:
        _throw_away(image.lease)
        raise


def _stored(image: StoredImage, item: dict[str, Any], folder: Path) -> Rendition:
    # What the child says is not trusted with a path: a picture that took it over could name any file of ours.
    kind, width, height = RenditionFormat(item["format"]), int(item["width"]), int(item["height"])
    path = folder / f"{width}.{kind.value}"
    if path.is_symlink() or not path.is_file():
        raise DecodingFailed("crashed", "a rendition is missing")
    with path.open("rb") as content:
        name = public_storage().save(f"{folder_of(image.lease)}{width}.{EXTENSIONS[kind]}", File(content))
    return Rendition(image_id=image.pk, format=kind, width=width, height=height, size=path.stat().st_size, content=name)


def _still_ours(image: StoredImage) -> StoredImage:
    row: StoredImage | None = LEASE.still_held(image)
    if row is None:
        raise LeaseLost
    return row


@transaction.atomic
def _give_up(image: StoredImage, code: str) -> None:
    row = LEASE.still_held(image)
    if row is not None:
        _throw_away(row.lease)
        _fail(row, code)


def _fail(image: StoredImage, code: str) -> None:
    change_state(
        image,
        ImageState.FAILED,
        allowed=IMAGE_MOVES,
        by=None,
        note=code,
        error=code,
        failed_at=timezone.now(),
        lease="",
        leased_until=None,
    )
    image_changed(image)


def _throw_away(lease: str) -> None:
    discard(storage="default", paths=[folder_of(lease)])
