"""What a merger does to rows, as plain data: enough to put everything back, and no more.

Compared are all rows that name one of both records (by every LinkedRows), before and after. Of rows that moved only
their keys are kept; the words of the record that goes stand in its own row. Whole are kept only rows that went because
the record that stays had one like them.
"""

import json
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from common.forms.digests import digest
from entities.directory.extension_points import ENTITY_LINKS
from entities.directory.models import Entity

Values = dict[str, Any]
Captured = dict[str, dict[str, Values]]  # model → key → columns
ENTITY = Entity._meta.label
# Columns counted from other rows, and the moment of the last change.
DERIVED = frozenset(
    {"updated_at", "enterprise_from", "enterprise_until", "activities", "partnership_count", "sort_name"}
)
OF_THE_STATE = frozenset({"state", "merged_into_id"})


class _Exact(DjangoJSONEncoder):
    """Times to the microsecond: a row that comes back is the same."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime | date) else super().default(o)


def model_of(column: str) -> tuple[type[Model], str]:
    """Model and field of a column as LinkedRows name it."""
    label, _dot, field = column.rpartition(".")
    return apps.get_model(label), field


def plain_row(model: type[Model], row: Values) -> Values:
    """The columns of a row as JSON holds them."""
    told: Values = json.loads(json.dumps(row, cls=_Exact))
    return told


def rows_at(model: type[Model], **condition: Any) -> dict[str, Values]:
    """Rows by their keys, as plain columns."""
    names = [field.attname for field in model._meta.concrete_fields]
    key = str(model._meta.pk.attname) if model._meta.pk else "id"
    return {str(row[key]): plain_row(model, row) for row in model._base_manager.filter(**condition).values(*names)}


def capture(both: Collection[int], concerned: Collection[int]) -> Captured:
    """Every row that names one of `both` records, and the records `concerned` themselves."""
    found: Captured = {ENTITY: rows_at(Entity, pk__in=concerned)}
    for link in ENTITY_LINKS:
        model, field = model_of(link.column)
        if model is not Entity:
            found.setdefault(model._meta.label, {}).update(rows_at(model, **{f"{field}__in": both}))
    return found


def difference(before: Captured, after: Captured, *, source_id: int, target_id: int) -> dict[str, Any]:
    """What became of the rows: `moved` (column → keys), `changed` (model → key → column → [was, is]), `gone` (model →
    rows), `new` (model → key → digest), `filled` (columns of the record that stays), `state` of the one that went."""
    moved: dict[str, list[int]] = {}
    changed: dict[str, dict[str, dict[str, list[Any]]]] = {}
    naming = {
        (model._meta.label, f"{field}_id"): link.column
        for link in ENTITY_LINKS
        for model, field in [model_of(link.column)]
    }
    filled = []
    for label, rows in before.items():
        for key, was in rows.items():
            now = after[label].get(key)
            for name in was if now is not None else ():
                pair = [was[name], (now or {})[name]]
                if pair[0] == pair[1] or (label == ENTITY and _follows(name, key, source_id)):
                    continue
                if pair == [source_id, target_id] and (label, name) in naming:
                    moved.setdefault(naming[label, name], []).append(int(key))
                elif label == ENTITY and key == str(target_id) and not name.endswith("_id"):
                    filled.append(name)
                else:
                    changed.setdefault(label, {}).setdefault(key, {})[name] = pair
    return {
        "into": target_id,
        "state": before[ENTITY][str(source_id)]["state"],
        "moved": moved,
        "changed": changed,
        "filled": filled,
        "gone": {
            label: lost
            for label, rows in before.items()
            if (lost := [row for key, row in rows.items() if key not in after[label]])
        },
        "new": {
            label: came
            for label, rows in after.items()
            if (came := {key: digest([row]) for key, row in rows.items() if key not in before.get(label, {})})
        },
    }  # fmt: skip


def _follows(name: str, key: str, source_id: int) -> bool:
    return name in DERIVED or (key == str(source_id) and name in OF_THE_STATE)
