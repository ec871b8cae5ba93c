"""One way to change a state: a table of allowed moves, a saved row, a line in the audit log."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from common.auditlog.services import log_action

Moves = Mapping[str, frozenset[str]]


class MoveNotAllowed(Exception):
    """The move from the present state to the wanted one is not in the table."""

    def __init__(self, obj: models.Model, was: str, to: str) -> None:
        super().__init__(f"{obj._meta.label}: {was} → {to}")
        self.was, self.to = was, to


def moves(**table: str) -> Moves:
    """`moves(draft="published cancelled", published="cancelled")` as a table of allowed moves."""
    return {was: frozenset(to.split()) for was, to in table.items()}


def refuse_columns(fields: Iterable[str], kept: frozenset[str]) -> None:
    """Raise ValueError where a plain update names one of the columns that only their own verbs change."""
    if named := kept.intersection(fields):
        raise ValueError(f"These columns have verbs of their own: {', '.join(sorted(named))}")


def change_state(
    obj: Any, to: str, *, allowed: Moves, by: int | None, note: str = "", field: str = "state", **fields: Any
) -> None:
    """Move `obj` to state `to`, set `fields` with it, save, and write the act. The caller holds the row's lock.

    Raises MoveNotAllowed where the table does not know the move; nothing is changed then.
    """
    was = getattr(obj, field)
    if to not in allowed.get(was, frozenset()):
        raise MoveNotAllowed(obj, was, to)
    for name, value in {field: to, **fields}.items():
        setattr(obj, name, value)
    obj.save(update_fields=[field, *fields])
    log_action(verb=f"{obj._meta.model_name}.{to}", obj=obj, by=by, before={field: was}, after={field: to}, note=note)


def dated(name: str, *, field: str = "state", **dates: str) -> models.CheckConstraint:
    """Constraint that ties states to their dates: `dated("event", published="published_at")`.

    In each named state the column(s) (space separated) must be filled.
    """
    condition = Q()
    for state, columns in dates.items():
        filled = Q(**{f"{column}__isnull": False for column in columns.split()})
        condition &= ~Q(**{field: state}) | filled
    return models.CheckConstraint(condition=condition, name=f"{name}_state_has_its_dates")
