"""Getting rid of stored files for good: a row in the transaction, the file after it, a sweep for what was missed."""

import logging

from django.core.files.storage import Storage, storages

from common.nudge import nudge
from files.models import Discard

log = logging.getLogger(__name__)


def discard(*, storage: str, paths: list[str]) -> None:
    """Let go of files (or, with `/` at the end, of folders) in the caller's transaction; deleted soon after it."""
    if paths:
        Discard.objects.bulk_create(Discard(storage=storage, path=path) for path in paths)
        nudge("files.sweep_discards")


def sweep_discards(*, limit: int = 500) -> int:
    """Delete what was discarded, oldest first; a storage that refuses is asked again at the next sweep."""
    gone = 0
    for row in Discard.objects.order_by("id")[:limit]:
        try:
            delete_stored(storages[row.storage], row.path)
        except OSError as error:
            log.warning("Not deleted yet from %s: %s", row.storage, type(error).__name__)
            continue
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
