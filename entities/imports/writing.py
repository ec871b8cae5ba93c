"""Writing what was planned: many records in few queries, inside the transaction of the run."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils import timezone

from accounts.models import User
from common.auditlog.services import entry_for, log_actions
from common.search.services import index
from common.slugs.services import change_slug, free_slugs
from common.text.folding import sort_key
from common.web.versions import bump
from entities.directory.models import EnterpriseStatus, Entity, OfferedService, ServiceCategory
from entities.directory.search import rows_of
from entities.directory.services import EVERYWHERE, keep_activities, keep_status
from entities.directory.states import EntityState
from entities.imports.models import EntityImport
from entities.imports.planning import Planned
from entities.imports.states import Fate

BATCH = 500
# Of the act that grants the status; the decision itself is named by its number.
BASIS = "Art. 4 ustawy z dnia 5 sierpnia 2022 r. o ekonomii społecznej"
Progress = Callable[[int], None]


def write(sheet: EntityImport, rows: Sequence[Planned], progress: Progress) -> None:
    """Enter the new records, change the others; the search and the pages follow. `progress` hears of written rows."""
    by = User.objects.filter(pk=sheet.asked_by_id).first()
    new = [row for row in rows if row.fate == Fate.NEW]
    changed = sorted((row for row in rows if row.fate == Fate.UPDATE), key=lambda row: row.entity_id or 0)
    done, names = 0, dict(ServiceCategory.objects.values_list("code", "name"))
    slugs = iter(free_slugs(Entity, [row.read.values["name"] for row in new]))
    for some in _batches(new):
        _enter(sheet, some, slugs, by)
        done += _finished(sheet, some, by, names)
        progress(done)
    for some in _batches(changed):
        _change(sheet, some, by)
        done += _finished(sheet, some, by, names)
        progress(done)
    bump(*EVERYWHERE)


def _enter(sheet: EntityImport, rows: list[Planned], slugs: Iterator[str], by: User | None) -> None:
    now = timezone.now()
    state = EntityState.PUBLISHED if sheet.publishes else EntityState.DRAFT
    dates: dict[str, Any] = {"published_at": now, "verified_at": now} if sheet.publishes else {}
    made = [
        Entity(slug=next(slugs), sort_name=sort_key(row.read.values["name"]), state=state, **dates, **row.read.values)
        for row in rows
    ]
    for row, entity in zip(rows, Entity.objects.bulk_create(made), strict=True):
        row.entity_id = entity.pk
    told = {"verb": "entity.imported", "by": by and by.pk, "note": _note(sheet)}
    log_actions(
        entry_for(obj=entity, after={"state": state, "row": row.number}, **told)
        for row, entity in zip(rows, made, strict=True)
    )


def _change(sheet: EntityImport, rows: list[Planned], by: User | None) -> None:
    keys = [row.entity_id for row in rows]
    rows_of_them = Entity.objects.select_for_update(of=("self",)).select_related("kind", "county", "municipality")
    kept = {one.pk: one for one in rows_of_them.filter(pk__in=keys).order_by("pk")}
    now, fields, acts, renamed = timezone.now(), {"updated_at"}, [], []
    for row in rows:
        entity = kept[row.entity_id or 0]
        before: dict[str, str] = {}
        for name, value in row.read.values.items():
            field = name.removesuffix("_id")
            if (getattr(entity, name) or "") != (value or ""):
                before[field] = str(getattr(entity, field) or "")
                setattr(entity, name, value)
        if "name" in before:
            entity.sort_name = sort_key(entity.name)
            renamed.append(entity)
        entity.updated_at = now
        fields |= before.keys() | ({"sort_name"} if "name" in before else set())
        after = {field: str(getattr(entity, field) or "") for field in before}
        acts.append(
            entry_for(verb="entity.update", obj=entity, by=by and by.pk, note=_note(sheet), before=before, after=after)
        )
    Entity.objects.bulk_update(list(kept.values()), sorted(fields))
    for entity in renamed:
        change_slug(entity, entity.name)
    log_actions(acts)


def _finished(sheet: EntityImport, rows: list[Planned], by: User | None, names: dict[str, str]) -> int:
    """What hangs on the records, and the search; returns how many rows there were."""
    offering = [row for row in rows if row.services]
    OfferedService.objects.bulk_create(
        OfferedService(entity_id=row.entity_id, category_id=code, title=names[code], position=1000 + place)
        for row in offering
        for place, code in enumerate(row.services)
    )
    keep_activities([row.entity_id for row in offering if row.entity_id])
    granted = {row.entity_id: row for row in rows if row.is_granted}
    EnterpriseStatus.objects.bulk_create(
        EnterpriseStatus(
            entity_id=key,
            basis=BASIS,
            decision_number=row.read.decision,
            decided_on=row.read.since,
            ends_on=row.read.until,
        )
        for key, row in granted.items()
    )
    ended = {row.ended: row for row in rows if row.ended}
    EnterpriseStatus.objects.bulk_update(
        [EnterpriseStatus(pk=key, ends_on=row.read.until) for key, row in ended.items()], ["ends_on"]
    )
    for entity in Entity.objects.filter(pk__in=[*granted, *(row.entity_id for row in ended.values())]):
        keep_status(entity)
    index(rows_of([row.entity_id for row in rows]))
    return len(rows)


def _note(sheet: EntityImport) -> str:
    return f"import {sheet.pk}"


def _batches(rows: Sequence[Planned]) -> Iterator[list[Planned]]:
    for at in range(0, len(rows), BATCH):
        yield list(rows[at : at + BATCH])
