"""Entities from a sheet: take it in, tell its columns, try, run. Nothing is changed before a person has seen the trial.

The trial and the run are the worker's; a worker takes a sheet by a lease. The run is one transaction: a worker that is
killed in the middle leaves the directory as it was, and the next one begins anew.
"""

import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from common.acts.services import record
from common.nudge import nudge
from common.states import change_state
from common.tables import TableRefused, read_table
from entities.directory.models import EntityKind
from entities.imports.columns import folded, guessed, heading_row
from entities.imports.models import EntityImport, ImportRow, RememberedColumn
from entities.imports.planning import Planned, plan
from entities.imports.progress import tell
from entities.imports.states import IMPORT_MOVES, Fate, ImportState
from entities.imports.writing import write
from files.models import new_secret

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=12)  # longer than a task may last
ATTEMPTS = 3
SWEEP_SECONDS = 300
# The sheet's rows hold contacts of people: long enough to mend what was wrong, no longer.
KEEP = timedelta(days=30)
BATCH = 1000


@transaction.atomic
def take_sheet(*, file: BinaryIO, name: str, by: int | None) -> EntityImport:
    """Read the sheet's rows and guess its columns; the file itself is not kept. Raises TableRefused."""
    rows = read_table(file)
    at = heading_row(rows)
    headings, body = rows[at].cells, rows[at + 1 :]
    if not body:
        raise TableRefused("no_rows")
    if max(len(row.cells) for row in rows) == 1 and not any(guessed(headings)):
        raise TableRefused("no_table")  # any text can be read as a sheet of one column
    width = max(len(headings), *(len(row.cells) for row in body))
    headings = headings + [""] * (width - len(headings))
    sheet = EntityImport.objects.create(
        file_name=name[:150], asked_by_id=by, headings=headings, mapping=guessed(headings), total=len(body)
    )
    ImportRow.objects.bulk_create(
        (ImportRow(sheet=sheet, number=row.number, cells=row.cells) for row in body), batch_size=BATCH
    )
    record(verb="entityimport.taken", obj=sheet, by=by, after={"rows": len(body)})
    return sheet


@transaction.atomic
def tell_columns(
    *,
    import_id: int,
    mapping: Sequence[str],
    by: int | None,
    default_kind: EntityKind | None = None,
    publishes: bool = True,
    enters_similar: bool = False,
) -> EntityImport:
    """Say what the columns mean, and have the trial made. The headings are remembered."""
    sheet = _locked(import_id)
    if sheet.state in (ImportState.CHECKED, ImportState.FAILED):
        change_state(sheet, ImportState.COLUMNS, allowed=IMPORT_MOVES, by=by)
    sheet.mapping, sheet.default_kind = list(mapping), default_kind
    sheet.publishes, sheet.enters_similar = publishes, enters_similar
    sheet.is_changed = False
    sheet.save(update_fields=["mapping", "default_kind", "publishes", "enters_similar", "is_changed"])
    _remember(sheet.headings, mapping)
    _queue(sheet, ImportState.CHECKING, by=by)
    return sheet


@transaction.atomic
def run_import(*, import_id: int, by: int | None) -> EntityImport:
    """Have what the trial showed written. Asked twice, it is done once."""
    sheet = _locked(import_id)
    if sheet.state == ImportState.CHECKED:
        sheet.asked_by_id = by or sheet.asked_by_id
        sheet.is_changed = False
        sheet.save(update_fields=["asked_by", "is_changed"])
        _queue(sheet, ImportState.RUNNING, by=by)
    return sheet


@transaction.atomic
def drop_import(*, import_id: int, by: int | None) -> None:
    """Give the sheet up: its rows are deleted, that there was one stays in the log. Not while a worker has it."""
    if EntityImport.objects.get(pk=import_id).is_at_work:
        return
    sheet = _locked(import_id)
    if ImportState.DROPPED in IMPORT_MOVES[sheet.state]:
        change_state(sheet, ImportState.DROPPED, allowed=IMPORT_MOVES, by=by)
        sheet.rows.all().delete()


def _locked(import_id: int) -> EntityImport:
    return EntityImport.objects.select_for_update(of=("self",)).get(pk=import_id)


def _queue(sheet: EntityImport, state: ImportState, *, by: int | None) -> None:
    change_state(sheet, state, allowed=IMPORT_MOVES, by=by, attempts=0, lease="", leased_until=None)
    tell(sheet.pk, 0)
    nudge("entities.imports.work")


def _remember(headings: Sequence[str], mapping: Sequence[str]) -> None:
    told = {name: field for heading, field in zip(headings, mapping, strict=False) if (name := folded(heading))}
    RememberedColumn.objects.bulk_create(
        (RememberedColumn(heading=name, field=field) for name, field in told.items()),
        update_conflicts=True,
        unique_fields=["heading"],
        update_fields=["field"],
    )


# --- the worker's part --------------------------------------------------------------------------------------------
def work(*, seconds: float = SWEEP_SECONDS) -> int:
    """Try and run what waits, throw away what is past its time; returns how many sheets were worked on."""
    expire_old()
    worked, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        sheet = claim()
        if sheet is None:
            return worked
        try:
            (_try if sheet.state == ImportState.CHECKING else _run)(sheet)
        except Exception as error:  # the sheet is tried again, then given up; others must not wait for it
            log.error("Import %s, attempt %s: %s", sheet.pk, sheet.attempts, type(error).__name__, exc_info=True)
            EntityImport.objects.filter(pk=sheet.pk, lease=sheet.lease).update(leased_until=timezone.now())
        worked += 1
    nudge("entities.imports.work")
    return worked


@transaction.atomic
def claim() -> EntityImport | None:
    """Take one for a while; one that killed its workers too often is given up instead."""
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    rows = EntityImport.objects.filter(free, state__in=[ImportState.CHECKING, ImportState.RUNNING])
    sheet = rows.order_by("attempts", "pk").select_for_update(of=("self",), skip_locked=True).first()
    if sheet is None:
        return None
    if sheet.attempts >= ATTEMPTS:
        _finish(sheet, ImportState.FAILED, failed_at=now)
        return None
    sheet.attempts += 1
    sheet.lease, sheet.leased_until = new_secret(), now + LEASE
    sheet.save(update_fields=["attempts", "lease", "leased_until"])
    return sheet


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
    rows = EntityImport.objects.select_for_update(of=("self",)).filter(state=sheet.state).order_by("pk")
    if sheet.state != ImportState.RUNNING:
        rows = rows.filter(pk=sheet.pk)
    return next((row for row in rows if (row.pk, row.lease) == (sheet.pk, sheet.lease)), None)


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
    change_state(sheet, state, allowed=IMPORT_MOVES, by=by, lease="", leased_until=None, attempts=0, **fields)
    if state == ImportState.DONE:
        record(verb="entityimport.written", obj=sheet, by=by, after=sheet.counts)


@transaction.atomic
def expire_old() -> int:
    """Delete the rows of sheets that are past their time; returns of how many."""
    old = EntityImport.objects.filter(created_at__lt=timezone.now() - KEEP).exclude(
        state__in=[ImportState.CHECKING, ImportState.RUNNING]
    )
    keys = list(old.filter(rows__isnull=False).distinct().values_list("pk", flat=True))
    ImportRow.objects.filter(sheet__in=keys).delete()
    for sheet in old.filter(pk__in=keys).exclude(state=ImportState.DONE).select_for_update(of=("self",)):
        if sheet.state != ImportState.DROPPED:
            change_state(sheet, ImportState.DROPPED, allowed=IMPORT_MOVES, by=None)
    return len(keys)
