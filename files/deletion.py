"""Getting rid of stored files for good: a row in the transaction, the file after it, a sweep for what was missed."""

import logging
from datetime import datetime

from django.core.files.storage import Storage, storages
from django.utils import timezone

from common.worker.wake import wake_worker
from files.models import Discard

log = logging.getLogger(__name__)


def discard(*, storage: str, paths: list[str], watched_until: datetime | None = None) -> None:
    """Let go of files (or, with `/` at the end, of folders) in the caller's transaction; deleted soon after it.

    `watched_until`: somebody may still write there; what appears until then is deleted too, even if they are killed.
    """
    if paths:
        Discard.objects.bulk_create(Discard(storage=storage, path=path, watched_until=watched_until) for path in paths)
        wake_worker("files.sweep_discards")


def sweep_discards(*, limit: int = 500) -> int:
    """Delete what was discarded, oldest first; a storage that refuses is asked again at the next sweep."""
    gone = 0
    for row in Discard.objects.order_by("id")[:limit]:
        try:
            delete_stored(storages[row.storage], row.path)
        except OSError as error:
            log.warning("Not deleted yet from %s: %s", row.storage, type(error).__name__)
            continue
        if row.watched_until is None or row.watched_until < timezone.now():
            row.delete()
            gone += 1
    return gone


def delete_stored(storage: Storage, path: str) -> None:
    """Delete one file, or all files directly under a folder and the folder. What is not there is no error."""
    if not path.endswith("/"):
        storage.delete(path)
        return
    folder = path.rstrip("/")
    try:
        _, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        storage.delete(f"{folder}/{name}")
    storage.delete(folder)
