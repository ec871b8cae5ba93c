"""Two records of one organisation become one: everything that names the first names the second from then on.

All of it in one transaction. The record that goes stays in the database as merged, with its history; its addresses
redirect. Blank fields of the one that stays are filled from it. What it did is kept for a while, so that one act undoes
it (`unmerging.py`).
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy

from common.auditlog.services import log_action
from common.db.locks import lock_together
from common.db.states import change_state
from common.forms.digests import digest
from common.refusals import Refused
from common.search.services import remove
from entities.directory.extension_points import ENTITY_LINKS, MERGING
from entities.directory.merger_rows import capture, difference
from entities.directory.models import Entity, EntityMerger
from entities.directory.queries import SEARCH_KEY
from entities.directory.services import EVERYWHERE, keep_activities, keep_status, show_entity
from entities.directory.states import ENTITY_MOVES, EntityState

# Filled where blank; the parts of an address only together, and never across a county's border.
ALONE = (
    "short_name", "nip", "regon", "krs", "email", "phone", "website", "lead", "lead_en", "description", "brand",
    "founder_type", "operator", "logo",
)  # fmt: skip
PLACE = ("county", "municipality", "town", "street", "postal_code", "latitude", "longitude")


class MergeRefusal(TextChoices):
    """Why two records cannot become one."""

    SAME = "same", gettext_lazy("Choose another record: one cannot go into itself.")
    GONE = "gone", gettext_lazy("One of these records was merged meanwhile.")
    HIDDEN = (
        "hidden",
        gettext_lazy("The record that stays is not public, and this one is: publish that one first, or swap them."),
    )


class MergeRefused(Refused[MergeRefusal]):
    """These two cannot be merged."""


class Moving(NamedTuple):
    """What would move: (name, number, lines about them) of rows, and (field, value) that would be filled in."""

    rows: list[tuple[str, int, Sequence[str]]]
    filled: list[tuple[str, str]]

    @property
    def sign(self) -> str:
        """A short sign of what was looked at: another one when something was added or filled in meanwhile."""
        return digest([[(title, n) for title, n, _lines in self.rows], self.filled])


def preview(source: Entity, target: Entity) -> Moving:
    """What a merger of `source` into `target` would move."""
    rows = [
        (str(link.title), n, link.told(source, target) if link.told else ())
        for link in ENTITY_LINKS
        if (n := link.count(source.pk))
    ]
    filled = [(str(Entity._meta.get_field(name).verbose_name), str(value)) for name, value in _fill(source, target)]
    return Moving(rows, filled)


def refusal(source: Entity, target: Entity) -> MergeRefusal | None:
    """Why these two cannot be merged; None when they can."""
    if source.pk == target.pk:
        return MergeRefusal.SAME
    if EntityState.MERGED in (source.state, target.state):
        return MergeRefusal.GONE
    return MergeRefusal.HIDDEN if source.is_published and not target.is_published else None


@transaction.atomic
def merge_entities(*, source_id: int, target_id: int, by: int | None, note: str = "") -> Entity:
    """The record `source_id` goes into `target_id`. Raises MergeRefused."""
    if source_id == target_id:
        raise MergeRefused(MergeRefusal.SAME)
    for link in ENTITY_LINKS:
        if link.lock:
            link.lock(source_id, target_id)
    rows = lock_together(Entity, partial(concerned_by, source_id, target_id))
    source, target = rows[source_id], rows[target_id]
    if reason := refusal(source, target):
        raise MergeRefused(reason)
    moved = {link.column: n for link in ENTITY_LINKS if (n := link.count(source.pk))}
    filled = _fill(source, target)
    before = capture((source_id, target_id), rows)
    _move_rows(source, target, by=by)
    target.refresh_from_db()
    for name, value in filled:
        if not (name == "operator" and value == target):
            setattr(target, name, value)
    if source.logo_id and target.logo_id == source.logo_id:
        Entity.objects.filter(pk=source.pk).update(logo=None)
    target.save()
    keep_status(target)
    keep_activities([source.pk, target.pk])
    source.refresh_from_db()
    change_state(source, EntityState.MERGED, allowed=ENTITY_MOVES, by=by, note=note, merged_into=target)
    for link in ENTITY_LINKS:
        if link.settled:
            link.settled(source_id, target_id)
    done = difference(before, capture((source_id, target_id), rows), source_id=source_id, target_id=target_id)
    EntityMerger.objects.create(source=source, merged_by_id=by, kept=done)
    told = {"merged": source.pk, "moved": moved, "filled": [name for name, _ in filled]}
    log_action(verb="entity.merge", obj=target, by=by, after=told, note=source.name[:300])
    remove(source=SEARCH_KEY, object_id=source.pk)
    target.refresh_from_db()
    show_entity(target, *EVERYWHERE)
    return target


def concerned_by(source_id: int, target_id: int) -> set[int]:
    """Both records, and those whose rows a merger writes or names: what they run and found, who runs and founds them,
    what was merged into the one that goes. (Merges in a ring would each hold what the next one needs.)"""
    both = [source_id, target_id]
    found = set(both)
    found.update(Entity.objects.filter(Q(operator__in=both) | Q(merged_into__in=both)).values_list("pk", flat=True))
    for name in ("operator", "merged_into"):
        found.update(Entity.objects.filter(pk__in=both, **{f"{name}__isnull": False}).values_list(name, flat=True))
    for pair in Entity.founders.through._base_manager.filter(
        Q(from_entity__in=both) | Q(to_entity__in=both)
    ).values_list("from_entity", "to_entity"):
        found.update(pair)
    return found


def _move_rows(source: Entity, target: Entity, *, by: int | None) -> None:
    for prepare in MERGING:
        prepare(source, target, by)
    for link in ENTITY_LINKS:
        link.move(source.pk, target.pk)


def _fill(source: Entity, target: Entity) -> list[tuple[str, Any]]:
    # Nobody looked at the address of a record that was never public, and by an address a record is claimed.
    names = [name for name in ALONE if name != "email" or source.published_at]
    if target.county_id is None or target.county_id == source.county_id:
        names += PLACE
    blank = ("", None)
    return [
        (name, value)
        for name in names
        if getattr(target, name) in blank and (value := getattr(source, name)) not in blank and value != target
    ]
