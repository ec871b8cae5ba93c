"""Long lists are made by a worker: asked for once, taken by a lease, handed to who asked, thrown away after a day."""

import hashlib
import json
import logging
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils import timezone, translation

from accounts.exports.models import StaffExport
from accounts.exports.sources import ExportList, source_of
from accounts.exports.states import EXPORT_MOVES, ExportState
from common.db.states import change_state
from common.spreadsheets.writer import Row, SheetTooLong, csv_pieces, xlsx_file
from common.worker.leases import Lease
from common.worker.wake import wake_worker
from files.deletion import discard
from files.models import private_storage

log = logging.getLogger(__name__)

LEASE = Lease(timedelta(minutes=12))  # longer than a task may last
SWEEP_SECONDS = 300
# A copy of personal data: long enough to take it, no longer. It is made anew in minutes.
KEEP = timedelta(days=1)
MOST_WAITING = 5  # of one person
MOST_CELLS = 10_000_000  # of a workbook; Excel itself holds 1,048,576 rows
STEP = 500  # rows between two words about the progress


class TooManyWait(Exception):
    """This person's lists that wait are enough for now."""


class LeaseLost(Exception):
    """Another worker has the row, or nobody is to have it any more."""


def find(user: Any, source: str, asked: Mapping[str, Any]) -> ExportList:
    """The list as this person may have it now; raises Http404 or PermissionDenied."""
    path = {name: value for name, value in asked.items() if name != "query"}
    return source_of(source).find(user, QueryDict(asked["query"]), **path)


@transaction.atomic
def ask_for_export(*, source: str, asked: Mapping[str, Any], kind: str, found: ExportList, by: int) -> StaffExport:
    """Have the file made for this person; asked again while it waits, it is made once. Raises TooManyWait."""
    language = translation.get_language() or "pl"
    key = json.dumps([source, asked, kind, language], sort_keys=True)
    digest = hashlib.sha256(key.encode()).hexdigest()
    waiting = StaffExport.objects.filter(asked_by_id=by, state=ExportState.WAITING)
    if known := waiting.filter(digest=digest).first():
        return known
    if waiting.count() >= MOST_WAITING:
        raise TooManyWait
    told = {"title": found.title[:150], "name": f"{found.name}.{kind}", "scope": found.scope, "total": found.count()}
    row = StaffExport(source=source, asked=asked, digest=digest, kind=kind, language=language, asked_by_id=by, **told)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # pressed twice at the same moment
        return waiting.get(digest=digest)
    wake_worker("accounts.exports.make")
    return row


def is_still_theirs(row: StaffExport, user: Any) -> bool:
    """Whether the right of who asked reaches as far as it did then."""
    try:
        with translation.override(row.language):
            return _json(find(user, row.source, row.asked).scope) == row.scope
    except (Http404, PermissionDenied):
        return False


def _json(value: Any) -> Any:
    return json.loads(json.dumps(value))


# --- the worker's part --------------------------------------------------------------------------------------------
def make_waiting(*, seconds: float = SWEEP_SECONDS) -> int:
    """Make what waits, throw away what is past its time; returns how many files were worked on."""
    expire_old()
    worked, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        row = LEASE.take(StaffExport.objects.filter(state=ExportState.WAITING))
        if row is None:
            return worked
        try:
            _give_up(row) if LEASE.is_worn_out(row) else _make(row)
        except LeaseLost:
            pass
        except Exception as error:  # it is tried again, then given up; others must not wait for it
            log.error("Export %s, attempt %s: %s", row.pk, row.attempts, type(error).__name__, exc_info=True)
            LEASE.give_back(row)
        worked += 1
    wake_worker("accounts.exports.make")
    return worked


def _path(row: StaffExport, attempt: int) -> str:
    return f"exports/{row.pk}-{attempt}.{row.kind}"


def _make(row: StaffExport) -> None:
    """Write the file, store it, and say that it is ready, if the lease is still ours."""
    if row.attempts > 1:  # what a killed worker may have left
        discard(storage="private", paths=[_path(row, row.attempts - 1)])
    if not (row.asked_by.is_active and is_still_theirs(row, row.asked_by)):
        _close(row, ExportState.FAILED, failed_at=timezone.now(), refused="no_right")
        return
    try:
        with translation.override(row.language):
            file = _written(row, find(row.asked_by, row.source, row.asked))
    except SheetTooLong:
        _close(row, ExportState.FAILED, failed_at=timezone.now(), refused="too_long")
        return
    with file:
        size = file.seek(0, 2)
        file.seek(0)
        name = private_storage().save(_path(row, row.attempts), File(file))
    if not _close(row, ExportState.READY, ready_at=timezone.now(), content=name, size=size):
        discard(storage="private", paths=[name])


def _written(row: StaffExport, found: ExportList) -> IO[bytes]:
    rows = _watched(row, found.rows())
    if row.kind == "xlsx":
        return xlsx_file(rows, title=found.title, most_cells=MOST_CELLS)
    target = tempfile.TemporaryFile(prefix="owes-export-")  # noqa: SIM115 (the caller closes it)
    try:
        target.writelines(csv_pieces(rows))
    except BaseException:
        target.close()
        raise
    return target


def _watched(row: StaffExport, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, telling how far they are; ends where the lease is not ours any more."""
    for number, one in enumerate(rows):
        if number % STEP == 0 and not LEASE.held(row).update(done=number):
            raise LeaseLost
        yield one


def _give_up(row: StaffExport) -> None:
    _close(row, ExportState.FAILED, failed_at=timezone.now())


@transaction.atomic
def _close(row: StaffExport, state: ExportState, **fields: Any) -> bool:
    """To its last state, if the lease is still ours."""
    found = LEASE.still_held(row)
    if found is None:
        return False
    change_state(found, state, allowed=EXPORT_MOVES, by=found.asked_by_id, lease="", leased_until=None, **fields)
    return True


# --- what is kept is thrown away ------------------------------------------------------------------------------------
def expire_old() -> int:
    """Throw away what was asked for longer ago than KEEP."""
    return throw_away(StaffExport.objects.filter(asked_at__lt=timezone.now() - KEEP))


@transaction.atomic
def throw_away(exports: QuerySet[StaffExport]) -> int:
    """The rows and their files; how many."""
    rows = list(exports.order_by("pk").select_for_update(of=("self",), skip_locked=True))
    discard(storage="private", paths=[path for row in rows for path in _files(row)])
    StaffExport.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _files(row: StaffExport) -> list[str]:
    if row.content:
        return [str(row.content.name)]
    return [_path(row, row.attempts)] if row.lease else []


@transaction.atomic
def begin_anew() -> int:
    """Somebody was erased: made files go, those that wait are made of what stands then; how many files went."""
    gone = throw_away(StaffExport.objects.exclude(state=ExportState.WAITING))
    # All of them: whoever writes one loses it, and nobody takes one before the erasure is committed.
    StaffExport.objects.filter(state=ExportState.WAITING).update(lease="", leased_until=None, done=0)
    return gone
