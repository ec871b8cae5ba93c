"""A merger is undone by one act: what moved goes back, what went comes back, except what was changed since.

It can be undone for thirty days, and the last merger first. Who changed something since keeps it: the page says what
stays, and why, before anything moves.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ForeignKey, Model, TextChoices
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.auditlog.services import log_action
from common.db.locks import lock_together
from common.db.states import change_state
from common.forms.digests import digest
from common.refusals import Refused
from entities.directory.extension_points import ENTITY_LINKS, SEPARATED
from entities.directory.merger_rows import ENTITY, model_of, rows_at
from entities.directory.merging import concerned_by
from entities.directory.models import Entity, EntityMerger
from entities.directory.services import EVERYWHERE, keep_activities, keep_status, show_entity
from entities.directory.states import SEPARATION, EntityState

UNDONE_WITHIN = timedelta(days=30)


class UndoRefusal(TextChoices):
    """Why a merger cannot be undone."""

    GONE = "gone", gettext_lazy("This merger was undone already, or its time has passed.")
    LATER = "later", gettext_lazy("One of these records was merged again since: undo that merger first.")


class UndoRefused(Refused[UndoRefusal]):
    """The merger stays."""


class Undoing(NamedTuple):
    """What undoing a merger would do: (name, number) of rows that go back, and what stays, in words."""

    back: list[tuple[str, int]]
    stays: list[str]


def undoable(target: Entity) -> list[EntityMerger]:
    """Mergers into this record that can be undone, the last one first."""
    rows = EntityMerger.objects.filter(source__merged_into=target, merged_at__gt=timezone.now() - UNDONE_WITHIN)
    return list(rows.select_related("source").order_by("-merged_at", "-pk"))


def undone_until(merger: EntityMerger) -> datetime:
    """The last moment at which this merger can be undone."""
    return merger.merged_at + UNDONE_WITHIN


def undoing(merger: EntityMerger) -> Undoing:
    """What undoing it would do now, without doing it."""
    back: Counter[str] = Counter()
    stays = []
    for link in ENTITY_LINKS:
        keys, there = _moved(merger, link.column)
        back[str(link.title)] += len(there)
        if len(keys) > len(there):
            stays.append(_("%(what)s: %(n)s changed or removed since") % _told(link.title, len(keys) - len(there)))
    for name, here, lost in _gone(merger):
        back[name] += len(here)
        if lost:
            stays.append(_lost(name, lost))
    stays += _words_that_stay(merger)
    return Undoing([(name, n) for name, n in back.items() if n], stays)


@transaction.atomic
def undo_merger(*, source_id: int, target_id: int, by: int | None) -> list[str]:
    """The record `source_id` is what it was before it went into `target_id`; returns what stays, in words.

    Raises UndoRefused.
    """
    for link in ENTITY_LINKS:
        if link.lock:
            link.lock(target_id, source_id)
    rows = lock_together(Entity, partial(_concerned, source_id, target_id))
    merger = EntityMerger.objects.filter(source=source_id, merged_at__gt=timezone.now() - UNDONE_WITHIN).first()
    if merger is None:
        raise UndoRefused(UndoRefusal.GONE)
    source, target = rows[source_id], rows[target_id]
    if source.merged_into_id != target_id or merger.kept["into"] != target_id or target.state == EntityState.MERGED:
        raise UndoRefused(UndoRefusal.LATER)
    stays = undoing(merger).stays
    _take_away_new(merger)
    _move_back(merger)
    stays += [line for line in _bring_back(merger) if line not in stays]
    _blank_filled(merger, source, target)
    source.refresh_from_db()
    change_state(source, EntityState(merger.kept["state"]), allowed=SEPARATION, by=by, note="unmerge", merged_into=None)
    target.refresh_from_db()
    for entity in (source, target):
        keep_status(entity)
    keep_activities([source_id, target_id])
    for link in ENTITY_LINKS:
        if link.settled:
            link.settled(source_id, target_id)
    merger.delete()
    told = {"separated": source_id}
    act = log_action(verb="entity.unmerge", obj=target, by=by, after=told, note=source.name[:300])
    for entity in (source, target):
        entity.refresh_from_db()
        show_entity(entity, *EVERYWHERE)
    for tell in SEPARATED:
        tell(source, target, act)
    return stays


def _concerned(source_id: int, target_id: int) -> set[int]:
    found = concerned_by(source_id, target_id)
    merger = EntityMerger.objects.filter(source=source_id).first()
    if merger is not None:
        for column, keys in merger.kept["moved"].items():
            if model_of(column)[0] is Entity:
                found.update(keys)
        found.update(map(int, merger.kept["changed"].get(ENTITY, {})))
    return set(Entity.objects.filter(pk__in=found).values_list("pk", flat=True))


def _moved(merger: EntityMerger, column: str) -> tuple[list[int], list[int]]:
    """Keys of rows that moved in this column, and those that still are where they moved to."""
    keys = merger.kept["moved"].get(column, [])
    model, field = model_of(column)
    there = model._base_manager.filter(pk__in=keys, **{field: merger.kept["into"]}).values_list("pk", flat=True)
    return keys, sorted(there)


def _gone(merger: EntityMerger, fits: Callable[[Model], bool] | None = None) -> Iterator[tuple[str, list[Model], int]]:
    """(name, rows that can come back, number of those that cannot) of rows that went because of a twin."""
    fits = fits or _has_all_it_names
    names = {model_of(link.column)[0]: str(link.title) for link in reversed(list(ENTITY_LINKS))}
    for model, name in names.items():
        made = [_row(model, values) for values in merger.kept["gone"].get(model._meta.label, ())]
        fit = [row for row in made if fits(row)]
        if made:
            yield name, fit, len(made) - len(fit)


def _lost(name: str, n: int) -> str:
    return _("%(what)s: %(n)s do not come back, what they belonged to is gone or taken") % _told(name, n)


def _row(model: type[Model], values: dict[str, Any]) -> Model:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in values.items() if name in fields})


def _has_all_it_names(row: Model) -> bool:
    """Whether what the row names is there still."""
    keys = [
        (field, getattr(row, field.attname)) for field in row._meta.concrete_fields if isinstance(field, ForeignKey)
    ]
    return all(value is None or field.related_model._base_manager.filter(pk=value).exists() for field, value in keys)


def _fits(row: Model) -> bool:
    """Whether, besides, nothing has taken its place."""
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError:
        return False
    return _has_all_it_names(row)


def _words_that_stay(merger: EntityMerger) -> list[str]:
    """Columns that were changed since, by the name of the field and of what it belongs to."""
    names = {model_of(link.column)[0]: link.title for link in reversed(list(ENTITY_LINKS))}
    source, target = merger.source, Entity.objects.get(pk=merger.kept["into"])
    told = [
        _stays(Entity, name, target) for name in merger.kept["filled"] if getattr(target, name) != getattr(source, name)
    ]
    for model, _key, name, (_was, is_now), now in _changes(merger):
        if now is not None and now[name] != is_now:
            told.append(_stays(model, name, target if model is Entity else names[model]))
    return told


def _stays(model: type[Model], column: str, what: Any) -> str:
    field = next(one for one in model._meta.concrete_fields if one.attname == column)
    told = {"field": capfirst(str(field.verbose_name)), "what": str(what)}
    return _("%(field)s (%(what)s): changed since, what stands there now stays") % told


def _changes(merger: EntityMerger) -> Iterator[tuple[type[Model], str, str, list[Any], dict[str, Any] | None]]:
    """(model, key, column, [was, is], the row now) of each column that the merger changed otherwise than by moving."""
    models = {model._meta.label: model for link in ENTITY_LINKS for model in [model_of(link.column)[0]]}
    for label, rows in merger.kept["changed"].items():
        now = rows_at(models[label], pk__in=list(rows))
        for key, columns in rows.items():
            for name, pair in columns.items():
                yield models[label], key, name, pair, now.get(key)


def _take_away_new(merger: EntityMerger) -> None:
    """Rows that the merger made, unless somebody has done something with them."""
    models = {model._meta.label: model for link in ENTITY_LINKS for model in [model_of(link.column)[0]]}
    for label, rows in merger.kept["new"].items():
        now = rows_at(models[label], pk__in=list(rows))
        same = [key for key, sign in rows.items() if key in now and digest([now[key]]) == sign]
        models[label]._base_manager.filter(pk__in=same).delete()


def _move_back(merger: EntityMerger) -> None:
    for link in ENTITY_LINKS:
        model, field = model_of(link.column)
        _keys, there = _moved(merger, link.column)
        model._base_manager.filter(pk__in=there).update(**{field: merger.source_id})
    for model, key, name, (was, is_now), now in _changes(merger):
        if now is not None and now[name] == is_now:
            column = next(field for field in model._meta.concrete_fields if field.attname == name)
            model._base_manager.filter(pk=key).update(**{name: column.to_python(was)})


def _bring_back(merger: EntityMerger) -> list[str]:
    """Rows that went because of a twin; which of them do not come back, in words."""
    told = []
    for name, rows, lost in _gone(merger, _fits):
        for row in rows:
            values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
            type(row)._base_manager.bulk_create([row])
            # What is stamped by itself when a row is saved stands as it stood.
            type(row)._base_manager.filter(pk=row.pk).update(**values)
        told += [_lost(name, lost)] if lost else []
    return told


def _blank_filled(merger: EntityMerger, source: Entity, target: Entity) -> None:
    for name in merger.kept["filled"]:
        column = Entity._meta.get_field(name)
        if getattr(target, name) == getattr(source, name):
            Entity.objects.filter(pk=target.pk).update(**{name: None if column.null else ""})


def _told(what: Any, n: int) -> dict[str, Any]:
    return {"what": capfirst(str(what)), "n": n}
