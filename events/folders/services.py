"""Packing the folder of an event behind the page: asked for by staff, claimed by a lease, ready once or not at all."""

import logging
import tempfile
import time
from datetime import timedelta
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.states import change_state
from common.pdf import PrintingFailed
from common.text.polish import date_range
from common.worker.leases import Lease
from common.worker.wake import wake_worker
from events.catalogue.models import Event
from events.catalogue.services import lock_event
from events.folders.extension_points import parts_for
from events.folders.models import EventFolder
from events.folders.states import FOLDER_MOVES, FolderState
from events.registration.extension_points import CorrectedPlace
from files.deletion import discard
from files.models import private_storage

log = logging.getLogger(__name__)

LEASE = Lease(timedelta(minutes=10))
SWEEP_SECONDS = 300
# It holds people's names: long enough to take it down, no longer. It is packed anew in a minute.
KEEP = timedelta(days=7)
PACKED_ALREADY = (".jpg", ".pdf", ".xlsx", ".docx", ".pptx")


@transaction.atomic
def ask_for_folder(*, event_id: int, by: int | None) -> EventFolder:
    """Have the folder packed as things stand now; asked twice, it is packed once. Logged as an export."""
    event = lock_event(event_id)
    folder, created = EventFolder.objects.get_or_create(
        event=event, state=FolderState.WAITING, defaults={"asked_by_id": by}
    )
    if created:
        log_action(verb="event.folder", obj=event, by=by, after={"folder": folder.pk})
        wake_worker("events.folders.pack")
    return folder


def place_corrected(place: CorrectedPlace) -> None:
    """A folder that was packed before a correction says what was: it goes, and is packed anew."""
    if throw_away(EventFolder.objects.filter(event=place.event)):
        ask_for_folder(event_id=place.event.pk, by=place.by)


# --- the worker's part --------------------------------------------------------------------------------------------
def pack_waiting(*, seconds: float = SWEEP_SECONDS) -> int:
    """Pack what waits, and throw away what is past its time; returns how many were packed."""
    expire_old()
    packed, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        folder = claim()
        if folder is None:
            return packed
        packed += _pack(folder)
    wake_worker("events.folders.pack")
    return packed


@transaction.atomic
def claim() -> EventFolder | None:
    """Take one for a while; one that killed its workers too often is given up instead."""
    folder: EventFolder | None = LEASE.take(EventFolder.objects.filter(state=FolderState.WAITING), clear=_throw_away)
    if folder is None or not LEASE.is_worn_out(folder):
        return folder
    _finish(folder, FolderState.FAILED, failed_at=timezone.now())
    return None


def _throw_away(lease: str) -> None:
    discard(storage="private", paths=[_path(lease)])


def _path(lease: str) -> str:
    return f"folders/{lease[:2]}/{lease}.zip"


def _pack(folder: EventFolder) -> bool:
    """Write the archive, store it, and say that it is ready, if the lease is still ours."""
    event = Event.objects.select_related("centre", "project").get(pk=folder.event_id)
    try:
        with tempfile.TemporaryFile(prefix="owes-folder-") as archive:
            held, missing = _write(archive, event)
            size = archive.tell()
            archive.seek(0)
            name = private_storage().save(_path(folder.lease), File(archive))
    except (PrintingFailed, OSError) as error:
        # The lease runs out, then somebody tries again.
        log.error("Folder %s, attempt %s: %s", folder.pk, folder.attempts, type(error).__name__)
        return False
    with transaction.atomic():
        row = LEASE.still_held(folder)
        if row is None:
            discard(storage="private", paths=[name])
            return False
        ready = EventFolder.objects.filter(event=event, state=FolderState.READY)
        for old in ready.select_for_update(of=("self",)):
            _expire(old)
        _finish(row, FolderState.READY, ready_at=timezone.now(), content=name, size=size, held=held, missing=missing)
    return True


def _write(archive: IO[bytes], event: Event) -> tuple[list[str], list[str]]:
    """All parts into the archive, and the list of what is there and what is not."""
    held: list[str] = []
    missing: list[str] = []
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for part in parts_for(event):
            missing += part.missing
            for file in part.files:
                how = ZIP_STORED if file.path.lower().endswith(PACKED_ALREADY) else ZIP_DEFLATED
                if file.open is None:
                    packed.writestr(file.path, file.content, how)
                else:
                    with file.open() as content:
                        packed.writestr(file.path, content.read(), how)
                held.append(file.path)
        held.sort()
        packed.writestr("SPIS.txt", _list(event, held, missing))
    archive.seek(0, 2)
    return held, missing


def _list(event: Event, held: list[str], missing: list[str]) -> str:
    day = date_range(timezone.localdate(), language="pl")
    lines = [
        "Teczka wydarzenia",
        event.title,
        date_range(event.starts_on, event.ends_on, language="pl"),
        f"Stan na {day}",
        "",
        f"Brakuje: {', '.join(missing)}." if missing else "Niczego nie brakuje.",
        "",
        "Zawartość:",
        *(f"- {path}" for path in held),
    ]
    return "\r\n".join(lines) + "\r\n"


def _finish(folder: EventFolder, state: FolderState, **fields: Any) -> None:
    change_state(folder, state, allowed=FOLDER_MOVES, by=None, lease="", leased_until=None, **fields)


def _expire(folder: EventFolder) -> None:
    discard(storage="private", paths=[str(folder.content.name)])
    change_state(folder, FolderState.EXPIRED, allowed=FOLDER_MOVES, by=None, content="", held=[], missing=[])


def expire_old() -> int:
    """Throw away archives that are past their time."""
    return throw_away(EventFolder.objects.filter(ready_at__lt=timezone.now() - KEEP))


@transaction.atomic
def throw_away(folders: QuerySet[EventFolder]) -> int:
    """Throw these archives away; how many."""
    rows = folders.filter(state=FolderState.READY).order_by("pk")
    old = list(rows.select_for_update(of=("self",), skip_locked=True))
    for folder in old:
        _expire(folder)
    return len(old)
