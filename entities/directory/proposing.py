"""Changes of public records by those who do not decide: what goes live at once, what waits, and what staff say to it.

The entity's people change public fields at once, and staff look at the difference; a name, a kind or an identifier
waits, and so does everything that an animator proposes. What waits of one part stands in one row, so two people who
propose add to each other's words. Every function holds the lock of the entity's row.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.states import change_state
from common.forms.digests import digest, plain
from entities.directory.editing import (
    describe_photo,
    remove_photo,
    set_bundles,
    set_logo,
    set_service_rows,
)
from entities.directory.emails import tell_decision
from entities.directory.kept_pictures import (
    delete_kept_pictures,
    keep_pictures,
    kept_of,
    lock_with_pictures,
    photos_back,
    shown_pictures,
)
from entities.directory.models import Entity, EntityChange, EntityPhoto, ServiceBundle
from entities.directory.services import lock_entity, show_entity, update_entity
from entities.directory.snapshots import raw, restorable, snapshot, unpacked, without_keys
from entities.directory.states import CHANGE_MOVES, ChangeState
from entities.directory.tabs import BUNDLES, DATA, PICTURES, SERVICES
from files.services import republish_image

# Of these the public knows who it is: they wait for a decision.
GUARDED = frozenset({"name", "kind", "nip", "regon", "krs"})
ROWS = "rows"


class Decided(Exception):
    """A colleague was faster."""


class AnotherNow(Exception):
    """The change is not what the staff looked at: its author went on meanwhile."""


class ChangedSince(Exception):
    """The part was changed again since: to bring the older one back would lose what came later."""


@transaction.atomic
def amend_entity(*, entity_id: int, by: int, fields: Mapping[str, Any], all_wait: bool = False) -> set[str]:
    """Change these fields of the record; returns the names that wait for a decision.

    A record that is not public is simply changed.
    """
    entity = lock_entity(entity_id)
    if not entity.is_published:
        update_entity(entity_id=entity_id, by=by, **fields)
        return set()
    waits = {name for name in fields if all_wait or name in GUARDED}
    live = {name: value for name, value in fields.items() if name not in waits and plain(value) != raw(entity, name)}
    if live:
        before = {name: raw(entity, name) for name in live}
        update_entity(entity_id=entity_id, by=by, **live)
        _note(entity, DATA, by=by, before=before, after={name: plain(value) for name, value in live.items()})
    return _wait(entity, {name: plain(fields[name]) for name in waits}, by=by) if waits else set()


def _wait(entity: Entity, wanted: dict[str, Any], *, by: int) -> set[str]:
    """Lay these words over what waits already; what comes back to the present value waits no more."""
    change = EntityChange.objects.filter(entity=entity, part=DATA, state=ChangeState.WAITING).first()
    after = {**(change.after if change else {}), **wanted}
    after = {name: value for name, value in after.items() if value != raw(entity, name)}
    before = {name: raw(entity, name) for name in after}
    if change is None and after:
        EntityChange.objects.create(
            entity=entity, part=DATA, by_id=by, state=ChangeState.WAITING, before=before, after=after
        )
        log_action(verb="entity.change_proposed", obj=entity, by=by, before=before, after=after)
    elif change is not None and not after:
        change_state(change, ChangeState.WITHDRAWN, allowed=CHANGE_MOVES, by=by, decided_at=timezone.now())
    elif change is not None and after != change.after:
        change.by_id, change.before, change.after = by, before, after
        change.save(update_fields=["by", "before", "after", "updated_at"])
        log_action(verb="entity.change_proposed", obj=entity, by=by, before=before, after=after)
    return set(wanted) & set(after)


@transaction.atomic
def noted(*, entity_id: int, part: str, by: int, act: Callable[[], Any]) -> Any:
    """Do `act` to this part of the record; of a public one staff see the difference, and what it takes away is kept."""
    entity = lock_with_pictures(entity_id) if part == PICTURES else lock_entity(entity_id)
    before, pictures = snapshot(entity, part), shown_pictures(entity_id) if part == PICTURES else {}
    result = act()
    after = snapshot(entity, part)
    change = None
    if entity.is_published and before != after:
        change = _note(entity, part, by=by, before={ROWS: before}, after={ROWS: after})
    keep_pictures(entity_id, pictures, change, by=by)
    return result


def _note(entity: Entity, part: str, *, by: int, before: dict[str, Any], after: dict[str, Any]) -> EntityChange | None:
    """Keep the difference for the staff; the same person's next step adds to the last one that nobody looked at yet.

    None: with this step all is as it was.
    """
    last = EntityChange.objects.filter(entity=entity, part=part, state=ChangeState.LIVE).order_by("-pk").first()
    if last is not None and last.by_id == by and all(last.after.get(name, old) == old for name, old in before.items()):
        first, now = {**before, **last.before}, {**last.after, **after}
        last.before = {name: old for name, old in first.items() if old != now[name]}
        last.after = {name: now[name] for name in last.before}
        if last.before:
            last.save(update_fields=["before", "after", "updated_at"])
            return last
        delete_kept_pictures(last, by=by)
        last.delete()
        return None
    return EntityChange.objects.create(
        entity=entity, part=part, by_id=by, state=ChangeState.LIVE, before=before, after=after
    )


@transaction.atomic
def accept_change(*, change_id: int, by: int, answer: str = "", seen: str = "") -> EntityChange:
    """What was proposed stands in the record from now on. `seen`, here as below: the sign of what staff looked at."""
    change = _locked(change_id, ChangeState.WAITING, seen)
    change.entity = update_entity(entity_id=change.entity_id, by=by, **unpacked(change.after))
    return _decide(change, ChangeState.ACCEPTED, by=by, answer=answer)


@transaction.atomic
def refuse_change(*, change_id: int, by: int, answer: str, seen: str = "") -> EntityChange:
    """The record stays as it is; the reason goes by mail."""
    return _decide(_locked(change_id, ChangeState.WAITING, seen), ChangeState.REFUSED, by=by, answer=answer)


@transaction.atomic
def approve_live(*, change_id: int, by: int, seen: str = "") -> EntityChange:
    """Staff looked at a live change and leave it. Nobody is told: nothing happened."""
    change = _locked(change_id, ChangeState.LIVE, seen)
    change_state(change, ChangeState.SEEN, allowed=CHANGE_MOVES, by=by, decided_at=timezone.now(), decided_by_id=by)
    delete_kept_pictures(change, by=by)
    return change


@transaction.atomic
def revert_change(*, change_id: int, by: int, answer: str, seen: str = "") -> EntityChange:
    """Bring back what stood before; what was changed again since stays. Raises ChangedSince when that is all of it."""
    change = _locked(change_id, ChangeState.LIVE, seen)
    entity = change.entity
    if change.part == DATA:
        back = restorable(entity, change.before, change.after)
        if not back:
            raise ChangedSince
        update_entity(entity_id=entity.pk, by=by, **unpacked(back))
    else:
        _BACK[change.part](change, change.before[ROWS], by)
    delete_kept_pictures(change, by=by)
    return _decide(change, ChangeState.REVERTED, by=by, answer=answer)


def _is_as_left(change: EntityChange) -> bool:
    """Whether nobody touched the part since: otherwise to bring the older one back would lose what came later."""
    return snapshot(change.entity, change.part) == change.after[ROWS]


def _services_back(change: EntityChange, rows: list[dict[str, Any]], by: int) -> None:
    if not _is_as_left(change):
        raise ChangedSince
    set_service_rows(entity_id=change.entity_id, rows=without_keys(rows), by=by)


def _bundles_back(change: EntityChange, rows: list[dict[str, Any]], by: int) -> None:
    if not _is_as_left(change):
        raise ChangedSince
    ServiceBundle.objects.filter(entity_id=change.entity_id).delete()
    set_bundles(entity_id=change.entity_id, rows=without_keys(rows), by=by)


def _pictures_back(change: EntityChange, rows: list[dict[str, Any]], by: int) -> None:
    """New pictures go; those taken away, words and order come back.

    When somebody touched the pictures since, only what this change took away comes back: nobody else can bring it.
    """
    entity_id, kept = change.entity_id, kept_of(change)
    is_as_left = _is_as_left(change)
    if not is_as_left and not kept:
        raise ChangedSince
    logo = next((row["logo"] for row in rows if "logo" in row), None)
    if logo != change.entity.logo_id and (is_as_left or (0 in kept and not change.entity.logo_id)):
        former = republish_image(image=kept[0], by=by) if 0 in kept else None
        set_logo(entity_id=entity_id, image=former, by=by)
    back = photos_back(change, kept, rows, by=by)
    if is_as_left:
        _photos_as_before(entity_id, rows, by)
    elif back:
        show_entity(change.entity, "entities")


def _photos_as_before(entity_id: int, rows: list[dict[str, Any]], by: int) -> None:
    former = {row["id"]: (place, row) for place, row in enumerate(rows) if "id" in row}
    for photo in EntityPhoto.objects.filter(entity_id=entity_id):
        if photo.pk not in former:
            remove_photo(entity_id=entity_id, photo_id=photo.pk, by=by)
            continue
        place, words = former[photo.pk]
        EntityPhoto.objects.filter(pk=photo.pk).update(position=place)
        told = {name: words[name] for name in ("alt", "caption", "credit")}
        describe_photo(entity_id=entity_id, photo_id=photo.pk, by=by, **told)


_BACK = {SERVICES: _services_back, BUNDLES: _bundles_back, PICTURES: _pictures_back}


def sign_of(change: EntityChange) -> str:
    """A short sign of what the change says."""
    return digest([change.before, change.after, change.state])


def _locked(change_id: int, state: ChangeState, seen: str) -> EntityChange:
    entity_id, part = EntityChange.objects.values_list("entity_id", "part").get(pk=change_id)
    entity = lock_with_pictures(entity_id) if part == PICTURES else lock_entity(entity_id)
    change = EntityChange.objects.select_related("by").get(pk=change_id)
    change.entity = entity
    if change.state != state:
        raise Decided
    if seen and seen != sign_of(change):
        raise AnotherNow
    return change


def _decide(change: EntityChange, state: ChangeState, *, by: int, answer: str) -> EntityChange:
    told: dict[str, Any] = {"decided_at": timezone.now(), "decided_by_id": by, "answer": answer}
    change_state(change, state, allowed=CHANGE_MOVES, by=by, note=answer, **told)
    log_action(verb=f"entity.change_{state}", obj=change.entity, by=by, note=answer)
    tell_decision(change)
    return change
