"""Entities from a sheet: take it in, tell its columns, try, run. Nothing is changed before a person has seen the trial.

The reading, the trial and the run are the worker's (working.py); what stands here is asked by people.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import BinaryIO

from django.core.files import File
from django.db import transaction

from common.auditlog.services import log_action
from common.db.states import change_state
from common.spreadsheets.reader import check_table
from common.worker.wake import wake_worker
from entities.directory.models import EntityKind
from entities.imports.columns import folded
from entities.imports.models import EntityImport, RememberedColumn
from entities.imports.progress import tell
from entities.imports.states import IMPORT_MOVES, ImportState
from files.models import new_secret
from files.transactions import keep, kept_together

# The sheet's rows hold contacts of people: long enough to mend what was wrong, no longer.
KEEP = timedelta(days=30)


@kept_together()
def take_sheet(*, file: BinaryIO, name: str, by: int | None) -> EntityImport:
    """Keep the file until the worker has read its rows.

    Raises TableRefused for what is seen to be none at once, UploadRefused when there is no room for it.
    """
    check_table(file)
    file.seek(0)
    sheet = EntityImport(file_name=name[:150], asked_by_id=by)
    keep(sheet.content, f"imports/{new_secret()}", File(file))
    sheet.save()
    log_action(verb="entityimport.taken", obj=sheet, by=by, after={"bytes": sheet.content.size})
    wake_worker("entities.imports.work")
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
    wake_worker("entities.imports.work")


def _remember(headings: Sequence[str], mapping: Sequence[str]) -> None:
    told = {name: field for heading, field in zip(headings, mapping, strict=False) if (name := folded(heading))}
    RememberedColumn.objects.bulk_create(
        (RememberedColumn(heading=name, field=field) for name, field in told.items()),
        update_conflicts=True,
        unique_fields=["heading"],
        update_fields=["field"],
    )
