"""AVIF copies, made later and only while nothing else waits: smaller for the reader, slow to write.

A picture without them lacks nothing, so a failure is never shown: after a few tries it is left at JPEG and WebP.
"""

import logging
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.worker.leases import Lease
from files import limits
from files.child import DecodingFailed, child
from files.extension_points import image_changed
from files.models import Rendition, RenditionFormat, StoredImage, public_storage
from files.renditions import PILLOW_FORMATS, local_copy, waiting
from files.states import ImageState

log = logging.getLogger(__name__)

AVIF_SWEEP_SECONDS = 45
# The time at which a picture is due is moved ahead while somebody makes its copies.
LEASE = Lease(
    timedelta(seconds=limits.LEASE_SECONDS),
    attempts=limits.ATTEMPTS,
    order=("pk",),
    until_column="avif_due_at",
    attempts_column="avif_attempts",
    lease_column="",
)


def due() -> QuerySet[StoredImage]:
    """Ready images whose AVIF copies nobody has made or is making."""
    return StoredImage.objects.filter(state=ImageState.READY, avif_due_at__lte=timezone.now()).order_by("id")


def sweep() -> int:
    """Make AVIF copies one image after another; stop as soon as a picture waits for its first copies."""
    made, until = 0, time.monotonic() + AVIF_SWEEP_SECONDS
    while time.monotonic() < until and not waiting().exists():
        image = claim()
        if image is None:
            break
        made += _make(image)
    return made


def claim() -> StoredImage | None:
    """Take one image for a while; whoever dies meanwhile leaves it to the next sweep after that."""
    image: StoredImage | None = LEASE.take(due().filter(avif_attempts__lt=LEASE.attempts))
    return image


def _make(image: StoredImage) -> bool:
    try:
        with tempfile.TemporaryDirectory(prefix="owes-") as folder, local_copy(image.original) as path:
            result = child.ask(
                "render",
                path=path,
                format=PILLOW_FORMATS[image.content_type],
                turn=image.turn,
                widths=limits.AVIF_WIDTHS,
                formats=[RenditionFormat.AVIF],
                out=folder,
            )
            return _save(image, result, Path(folder))
    except (DecodingFailed, OSError) as failure:
        log.warning("AVIF of image %s, attempt %s: %s", image.pk, image.avif_attempts, type(failure).__name__)
        return False


@transaction.atomic
def _save(image: StoredImage, result: dict[str, Any], folder: Path) -> bool:
    """Files, then rows, all under the image's lock: a picture that is taken down meanwhile keeps no stray copy.

    They lie beside the other copies, so whoever throws that folder away throws them away too.
    """
    row = LEASE.still_held(image)
    if row is None or row.state != ImageState.READY:
        return False
    beside = row.renditions.filter(format=RenditionFormat.JPEG).values_list("content", flat=True).first()
    if beside is None:
        return False
    place = beside.rsplit("/", 1)[0]
    copies = [_stored(row, place, folder, int(item["width"]), int(item["height"])) for item in result["made"]]
    Rendition.objects.bulk_create(copies)
    row.avif_due_at = None
    row.save(update_fields=["avif_due_at"])
    image_changed(row)
    return True


def _stored(image: StoredImage, place: str, folder: Path, width: int, height: int) -> Rendition:
    path = folder / f"{width}.{RenditionFormat.AVIF.value}"
    if path.is_symlink() or not path.is_file():
        raise DecodingFailed("crashed", "a rendition is missing")
    name, storage = f"{place}/{width}.avif", public_storage()
    storage.delete(name)  # what an earlier worker left that died before its rows were written
    with path.open("rb") as content:
        stored = storage.save(name, File(content))
    return Rendition(
        image=image, format=RenditionFormat.AVIF, width=width, height=height, size=path.stat().st_size, content=stored
    )
