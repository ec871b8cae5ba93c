"""The worker's part of an import: reading the file, the trial, the run, and forgetting what is past its time.

A worker takes a sheet by a lease. The run is one transaction: a worker that is killed in the middle leaves the
directory as it was, and the next one begins anew; so does the reading.
"""

import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from common.auditlog.services import log_action
from common.db.states import change_state
from common.spreadsheets.reader import TableRefused, TableRow, read_table
from common.worker.leases import Lease
from common.worker.wake import wake_worker
from entities.imports.columns import guessed, heading_row
from entities.imports.models import AT_WORK, EntityImport, ImportRow
from entities.imports.planning import Planned, plan
from entities.imports.progress import tell
from entities.imports.services import KEEP
from entities.imports.states import IMPORT_MOVES, Fate, ImportState
from entities.imports.writing import write
from files.deletion import discard

log = logging.getLogger(__name__)

LEASE = Lease(timedelta(minutes=12))  # longer than a task may last
SWEEP_SECONDS = 300
BATCH = 1000


def work(*, seconds: float = SWEEP_SECONDS) -> int:
    """Read, try and run what waits, forget what is past its time; returns how many sheets were worked on."""
    expire_old()
    worked, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        sheet = claim()
        if sheet is None:
            return worked
        try:
            STEPS[sheet.state](sheet)
        except Exception as error:  # the sheet is tried again, then given up; others must not wait for it
            log.error("Import %s, attempt %s: %s", sheet.pk, sheet.attempts, type(error).__name__, exc_info=True)
            LEASE.give_back(sheet)
        worked += 1
    wake_worker("entities.imports.work")
    return worked


@transaction.atomic
def claim() -> EntityImport | None:
    """Take one for a while; one that killed its workers too often is given up instead."""
    sheet: EntityImport | None = LEASE.take(EntityImport.objects.filter(state__in=AT_WORK))
    if sheet is None or not LEASE.is_worn_out(sheet):
        return sheet
    unread = {"refused": "broken"} if sheet.state == ImportState.READING else {}
    _finish(sheet, ImportState.FAILED, failed_at=timezone.now(), **unread)
    return None


def _read(sheet: EntityImport) -> None:
    """The rows, and a guess what their columns hold; or why the file cannot be read. The file is not kept."""
    try:
        with sheet.content.open("rb") as file:
            headings, body = _table(read_table(file, lambda done: tell(sheet.pk, done)))
    except TableRefused as refused:
        told = {name: value for name, value in (refused.params or {}).items() if name != "limit"}
        with transaction.atomic():
            if row := _still_mine(sheet):
                _finish(row, ImportState.FAILED, failed_at=timezone.now(), refused=refused.code, refused_with=told)
        return
    with transaction.atomic():
        if row := _still_mine(sheet):
            ImportRow.objects.bulk_create(
                (ImportRow(sheet=row, number=one.number, cells=one.cells) for one in body), batch_size=BATCH
            )
            _finish(row, ImportState.COLUMNS, headings=headings, mapping=guessed(headings), total=len(body))


def _table(rows: list[TableRow]) -> tuple[list[str], list[TableRow]]:
    at = heading_row(rows)
    headings, body = rows[at].cells, rows[at + 1 :]
    if not body:
        raise TableRefused("no_rows")
    if max(len(row.cells) for row in rows) == 1 and not any(guessed(headings)):
        raise TableRefused("no_table")  # any text can be read as a sheet of one column
    width = max(len(headings), *(len(row.cells) for row in body))
    return headings + [""] * (width - len(headings)), body


def _try(sheet: EntityImport) -> None:
    """The trial: the fate of each row is written beside it, and nothing else."""
    planned = _plan(sheet)
    with transaction.atomic():
        if row := _still_mine(sheet):
            _keep_fates(row, planned)
            _finish(row, ImportState.CHECKED, checked_at=timezone.now(), counts=_counts(planned))


@transaction.atomic
def _run(sheet: EntityImport) -> None:
    """The run, whole or not at all. If the trial came out otherwise today, somebody looks at it again first."""
    row = _still_mine(sheet)
    if row is None:
        return
    planned = _plan(row)
    if _seen(row) != {one.number: (one.fate, one.entity_id, one.said()) for one in planned}:
        _keep_fates(row, planned)
        _finish(row, ImportState.CHECKED, checked_at=timezone.now(), counts=_counts(planned), is_changed=True)
        return
    write(row, planned, lambda done: tell(row.pk, row.total + done))
    _keep_fates(row, [one for one in planned if one.fate == Fate.NEW])
    _finish(row, ImportState.DONE, done_at=timezone.now())


def _plan(sheet: EntityImport) -> list[Planned]:
    rows = sheet.rows.order_by("number").values_list("number", "cells")
    with translation.override(settings.LANGUAGE_CODE):
        return plan(sheet, rows.iterator(BATCH), lambda done: tell(sheet.pk, done))


def _still_mine(sheet: EntityImport) -> EntityImport | None:
    """The sheet, locked, if the lease is still ours; a run locks all runs: two would both find that a record is new."""
    if sheet.state == ImportState.RUNNING:
        list(EntityImport.objects.select_for_update(of=("self",)).filter(state=ImportState.RUNNING).order_by("pk"))
    row: EntityImport | None = LEASE.still_held(sheet)
    return row


def _seen(sheet: EntityImport) -> dict[int, tuple[str, int | None, Mapping[str, Any]]]:
    rows = sheet.rows.values_list("number", "fate", "entity_id", "said")
    return {number: (fate, entity_id, said) for number, fate, entity_id, said in rows.iterator(BATCH)}


def _keep_fates(sheet: EntityImport, planned: Sequence[Planned]) -> None:
    ImportRow.objects.bulk_create(
        (
            ImportRow(sheet=sheet, number=one.number, fate=one.fate, said=one.said(), entity_id=one.entity_id)
            for one in planned
        ),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["sheet", "number"],
        update_fields=["fate", "said", "entity_id"],
    )


def _counts(planned: Sequence[Planned]) -> dict[str, int]:
    return dict(Counter(str(one.fate) for one in planned))


def _finish(sheet: EntityImport, state: ImportState, **fields: Any) -> None:
    by = sheet.asked_by_id
    if sheet.content:
        discard(storage="private", paths=[str(sheet.content.name)])
        fields["content"] = ""
    change_state(sheet, state, allowed=IMPORT_MOVES, by=by, lease="", leased_until=None, attempts=0, **fields)
    if state == ImportState.DONE:
        log_action(verb="entityimport.written", obj=sheet, by=by, after=sheet.counts)


@transaction.atomic
def expire_old() -> int:
    """Delete the rows of sheets that are past their time, and what their files were called; returns of how many."""
    old = EntityImport.objects.filter(created_at__lt=timezone.now() - KEEP).exclude(state__in=AT_WORK)
    old.exclude(file_name="").update(file_name="")
    keys = list(old.filter(rows__isnull=False).distinct().values_list("pk", flat=True))
    ImportRow.objects.filter(sheet__in=keys).delete()
    for sheet in old.filter(pk__in=keys).exclude(state=ImportState.DONE).select_for_update(of=("self",)):
        if sheet.state != ImportState.DROPPED:
            change_state(sheet, ImportState.DROPPED, allowed=IMPORT_MOVES, by=None)
    return len(keys)


STEPS = {ImportState.READING: _read, ImportState.CHECKING: _try, ImportState.RUNNING: _run}
