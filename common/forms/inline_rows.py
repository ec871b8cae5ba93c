"""Rows that hang on one thing, written as a form of rows sent them (common/forms/inline_row_forms.py)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)
RowValues = Mapping[str, Any]
SeenIds = Collection[int] | None


def keep_rows(
    model: type[M], owner: models.Model, name: str, rows: Sequence[RowValues], *, seen: SeenIds = None
) -> list[M]:
    """Write these rows of `owner` (its foreign key is `name`) in this order: kept by their id, new, removed.

    Only rows that the writer had seen are removed, so what a colleague added meanwhile stays, after the others. The
    caller holds the owner's lock.
    """
    manager = model._default_manager
    has_place = any(field.name == "position" for field in model._meta.fields)
    old = {row.pk: row for row in manager.filter(**{name: owner})}
    kept = []
    for place, values in enumerate(rows):
        row = old.pop(values.get("id"), None) or model(**{name: owner})
        for column, value in {**values, **({"position": place} if has_place else {})}.items():
            if column != "id":
                setattr(row, column, value)
        row.save()
        kept.append(row)
    gone = [pk for pk in old if seen is None or pk in seen]
    manager.filter(pk__in=gone).delete()
    if has_place:
        for place, pk in enumerate((pk for pk in old if pk not in gone), start=len(kept)):
            manager.filter(pk=pk).update(position=place)
    return kept
