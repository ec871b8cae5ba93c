"""Public pictures that are missing in the storage are made again from their private originals.

After a restore that holds originals only, or a disk that lost a folder, nobody has to know: a sweep walks through all
ready images, the newest first, a few hundred at a time. Where it finds one missing it goes on at once. An image whose
original is missing too stays as it is and is named: a storage that is only away for a while must not cost a picture.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Prefetch, QuerySet

from common.web.health import briefly
from common.worker.wake import wake_worker
from files.deletion import discard
from files.models import PictureCheck, Rendition, StoredFile, StoredImage, private_storage, public_storage
from files.renditions import public_folders
from files.services import wait_anew
from files.states import ImageState

log = logging.getLogger(__name__)

BATCH, CHUNK, SAMPLE = 300, 1000, 3


@dataclass
class Missing:
    """Ids of what is missing: images to be made again, images without their original, documents without content."""

    copies: list[int] = field(default_factory=list)
    originals: list[int] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)


def sweep_missing() -> int:
    """Look at the next images; how many are to be made again. A round over all of them ends with what is lost."""
    check, _new = PictureCheck.objects.get_or_create(pk=1)
    images = list(_ready().filter(**({"pk__lt": check.before} if check.before else {})).order_by("-pk")[:BATCH])
    found = missing_of(images)
    for pk in found.copies:
        make_again(pk)
    check.lost += len(found.originals)
    check.before = images[-1].pk if len(images) == BATCH else None
    if check.before is None:
        if check.lost:
            log.error("Pictures without their original: %s. See: manage.py check_pictures", check.lost)
        check.lost = 0
    check.save()
    if found.copies and check.before:
        wake_worker("files.sweep_missing")
    return len(found.copies)


def missing_everywhere() -> Missing:
    """What is missing among all images and documents; every file is asked for, so this takes its time."""
    found = Missing()
    for images in _in_chunks(_ready()):
        some = missing_of(images)
        found.copies += some.copies
        found.originals += some.originals
    for pk, path in StoredFile.objects.order_by("pk").values_list("pk", "content").iterator(CHUNK):
        if not private_storage().exists(path):
            found.documents.append(pk)
    return found


def missing_of(images: Sequence[StoredImage]) -> Missing:
    """Of these images (with their renditions): those to be made again, those whose original is missing."""
    found, public, private = Missing(), public_storage(), private_storage()
    for image in images:
        if not private.exists(str(image.original)):
            found.originals.append(image.pk)
        elif not all(public.exists(str(copy.content)) for copy in image.renditions.all()):
            found.copies.append(image.pk)
    return found


@transaction.atomic
def make_again(image_id: int) -> None:
    """The image waits for the worker; until then pages say that it is being prepared."""
    row = StoredImage.objects.select_for_update(of=("self",)).filter(pk=image_id, state=ImageState.READY).first()
    if row is not None:
        discard(storage="default", paths=public_folders(row))
        row.renditions.all().delete()
        wait_anew(row, by=None)


def pictures_are_there() -> bool:
    """For /readyz: the public storage still holds the newest pictures, and the oldest. One missing is the sweep's."""
    with briefly():
        copies = Rendition.objects.values_list("content", flat=True)
        ends = [list(copies.order_by(order)[:SAMPLE]) for order in ("pk", "-pk")]
    return all(_any_there(public_storage(), paths) for paths in ends)


def _any_there(storage: Storage, paths: Sequence[str]) -> bool:
    return not paths or any(storage.exists(path) for path in paths)


def _ready() -> QuerySet[StoredImage]:
    copies = Prefetch("renditions", Rendition.objects.only("image_id", "content"))
    return StoredImage.objects.filter(state=ImageState.READY).only("original").prefetch_related(copies)


def _in_chunks(images: QuerySet[StoredImage]) -> Iterator[list[StoredImage]]:
    before: dict[str, int] = {}
    while some := list(images.filter(**before).order_by("-pk")[:CHUNK]):
        yield some
        before = {"pk__lt": some[-1].pk}
