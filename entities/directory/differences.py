"""Differences of records in words: old → new by field, lines that came and went; for a page of them a few queries."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import ForeignKey
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from entities.directory.models import Entity, EntityChange
from entities.directory.snapshots import raw
from entities.directory.states import ChangeState
from entities.directory.tabs import DATA, NAMES


class Difference(NamedTuple):
    """One field, or one line of a part."""

    name: str
    before: str
    after: str


class ChangeView(NamedTuple):
    """A change with its differences; `is_live`: staff may leave or revert it, otherwise accept or refuse."""

    change: EntityChange
    part: str
    differences: list[Difference]
    is_live: bool


def shown(changes: Iterable[EntityChange]) -> list[ChangeView]:
    """Each change in words. What waits is compared with the record as it stands now."""
    rows = list(changes)
    names = _names(rows)
    return [
        ChangeView(
            row,
            str(NAMES.get(row.part, row.part)),
            _fields(row, names) if row.part == DATA else _lines(row),
            row.state == ChangeState.LIVE,
        )
        for row in rows
    ]


def _fields(change: EntityChange, names: Mapping[tuple[str, Any], str]) -> list[Difference]:
    def word(name: str, value: Any) -> str:
        field: Any = Entity._meta.get_field(name)
        if value == "":
            return "—"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(field, ForeignKey):
            return names.get((name, value), str(value))
        return str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)

    waits = change.state == ChangeState.WAITING
    return [
        Difference(
            capfirst(str(Entity._meta.get_field(name).verbose_name)),  # type: ignore[union-attr]
            word(name, raw(change.entity, name) if waits else change.before.get(name, "")),
            word(name, value),
        )
        for name, value in change.after.items()
    ]


def _names(changes: Iterable[EntityChange]) -> dict[tuple[str, Any], str]:
    """Names of the rows that the changes name by key: one query for each kind of row."""
    wanted: dict[str, set[Any]] = {}
    for change in changes:
        if change.part != DATA:
            continue
        for name in change.after:
            if isinstance(Entity._meta.get_field(name), ForeignKey):
                keys = {change.before.get(name, ""), change.after[name], raw(change.entity, name)} - {""}
                wanted.setdefault(name, set()).update(keys)
    found: dict[tuple[str, Any], str] = {}
    for name, keys in wanted.items():
        model: Any = Entity._meta.get_field(name).related_model
        found |= {(name, key): str(row) for key, row in model._base_manager.in_bulk(list(keys)).items()}
    return found


def _lines(change: EntityChange) -> list[Difference]:
    before, after = ([_line(row) for row in side.get("rows", [])] for side in (change.before, change.after))
    gone = [Difference("", line, "") for line in before if line not in after]
    new = [Difference("", "", line) for line in after if line not in before]
    return [*gone, *new] or [Difference(_("Order"), "; ".join(before), "; ".join(after))]


def _line(row: Mapping[str, Any]) -> str:
    """A service, a bundle or a picture in one line."""
    if "logo" in row:
        return _("Logo no. %(number)s") % {"number": row["logo"]}
    if "alt" in row:
        words = [_("Photo no. %(n)s") % {"n": row["id"]}, row["alt"], row["caption"], row["credit"]]
        return " · ".join(filter(None, words))
    texts = [row.get("title") or row.get("name"), row.get("category_id"), row.get("description")]
    return " · ".join(filter(None, [*texts, ", ".join(row.get("services", []))]))
