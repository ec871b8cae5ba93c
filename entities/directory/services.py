"""Writing the directory: propose, enter, change, publish, put away; the status of social enterprise.

Merging comes with the memberships it moves. A change of what other pages show of an entity (its name, whether it has a
page) makes all pages stale; any other change only those of the directory.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.locks import locked
from common.db.states import change_state, refuse_columns
from common.search.services import follow
from common.slugs.services import change_slug, free_slug
from common.text.control_characters import clean_texts, without_controls
from common.text.folding import fold, sort_key
from common.text.phones import clean_phone
from common.web.versions import bump
from entities.directory.emails import tell_state
from entities.directory.identifiers import clean_krs, clean_nip, clean_postal_code, clean_regon
from entities.directory.models import EnterpriseStatus, Entity, EntityKind, EntityPhoto, OfferedService
from entities.directory.queries import SEARCH_KEY
from entities.directory.search import rows_of
from entities.directory.states import ENTITY_MOVES, EntityState
from entities.territory.models import County
from files.models import StoredImage

CLEANED = {
    "nip": clean_nip,
    "regon": clean_regon,
    "krs": clean_krs,
    "postal_code": clean_postal_code,
}
# Columns with verbs of their own.
KEPT = frozenset(
    {
        "state",
        "slug",
        "sort_name",
        "activities",
        "enterprise_from",
        "enterprise_until",
        "partnership_count",
        "merged_into",
    }
    | {"published_at", "verified_at", "activities"}
)
# What pages of other apps show of an entity.
SHOWN_ELSEWHERE = frozenset({"name", "short_name", "kind", "town", "county", "logo", "lead", "lead_en"})
EVERYWHERE = ("entities", "partnerships", "projects", "centres", "events", "news")


class NewService(NamedTuple):
    """A service as typed."""

    category: str
    title: str
    description: str = ""


# Records that stand for nobody any more.
NO_MORE = (EntityState.MERGED, EntityState.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Proposed:
    """An entity that the directory does not have yet, as typed where it is needed."""

    name: str
    kind: EntityKind
    country: str = "PL"
    county: County | None = None
    town: str = ""
    street: str = ""


def lock_entity(entity_id: int) -> Entity:
    """The entity's row, locked until the end of the transaction."""
    return Entity.objects.select_for_update(of=("self",), no_key=True).get(pk=entity_id)


@transaction.atomic
def enter_entity(
    *, by: int | None, name: str, kind: EntityKind, state: EntityState = EntityState.DRAFT, **fields: Any
) -> Entity:
    """A new record: a draft of the staff's. Raises ValidationError for an identifier that cannot be."""
    refuse_columns(fields, KEPT)
    name = " ".join(without_controls(name).split())
    entity = Entity.objects.create(
        slug=free_slug(Entity, name), name=name, sort_name=sort_key(name), kind=kind, state=state, **_cleaned(fields)
    )
    log_action(verb=f"entity.{state}", obj=entity, by=by)
    return entity


def same_entity(*, name: str, kind: EntityKind, county: County | None = None, country: str = "PL") -> Entity | None:
    """The record of this very institution: the same folded name, kind and county (abroad: country), listed or not yet.

    One without a county may be it too; so may one of any county where none is said and there is no other.
    """
    name = " ".join(without_controls(name).split())
    key, wanted = sort_key(name), fold(name)
    near = Q(sort_name=key) | Q(state=EntityState.PROPOSED) | (Q(county=county) if county else Q(pk__in=[]))
    rows = Entity.objects.filter(near, kind=kind, country=country).exclude(state__in=NO_MORE).order_by("pk")
    same = [pk for pk, other in rows.values_list("pk", "name") if fold(other) == wanted]
    found = list(Entity.objects.filter(pk__in=same).order_by("pk"))
    if county is None:
        there = [one for one in found if one.county_id is None] or (found if len(found) == 1 else [])
    else:
        there = [one for one in found if one.county_id == county.pk] or [one for one in found if not one.county_id]
    return there[0] if there else None


@transaction.atomic
def propose_entity(
    *,
    name: str,
    kind: EntityKind,
    county: County | None = None,
    country: str = "PL",
    town: str = "",
    street: str = "",
    nip: str = "",
    by: int | None,
) -> Entity:
    """What somebody typed where it was needed: unlisted until the staff look at it. One institution is one record.

    The kind's row is locked, so that two who type the same name at once propose one entity.
    """
    EntityKind.objects.select_for_update(of=("self",), no_key=True).get(pk=kind.pk)
    known = same_entity(name=name, kind=kind, county=county, country=country)
    if known is not None:
        return known
    return enter_entity(
        by=by,
        name=name,
        kind=kind,
        state=EntityState.PROPOSED,
        county=county,
        country=country,
        town=town.strip(),
        street=street.strip(),
        nip=nip,
    )


def entity_of(choice: Entity | Proposed | None, *, by: int | None) -> Entity | None:
    """The entity chosen; a proposed one is entered now, unlisted until the staff look at it."""
    if not isinstance(choice, Proposed):
        return choice
    return propose_entity(
        name=choice.name,
        kind=choice.kind,
        country=choice.country,
        county=choice.county,
        town=choice.town,
        street=choice.street,
        by=by,
    )


@transaction.atomic
def update_entity(*, entity_id: int, by: int | None, **fields: Any) -> Entity:
    """Change plain fields. A new name of a published entity brings a new address; the old one redirects."""
    refuse_columns(fields, KEPT)
    entity = lock_entity(entity_id)
    before = {name: str(getattr(entity, name)) for name in fields}
    fields = _cleaned(fields, entity.country)
    for name, value in fields.items():
        setattr(entity, name, value)
    changed = [name for name in fields if before[name] != str(getattr(entity, name))]
    if not changed:
        return entity
    entity.sort_name = sort_key(entity.name)
    entity.save(update_fields=[*changed, "sort_name", "updated_at"])
    if "name" in changed:
        change_slug(entity, entity.name)
    log_action(
        verb="entity.update",
        obj=entity,
        by=by,
        before={name: before[name] for name in changed},
        after={name: str(getattr(entity, name)) for name in changed},
    )
    show_entity(entity, *(EVERYWHERE if SHOWN_ELSEWHERE.intersection(changed) else ["entities"]))
    return entity


@transaction.atomic
def publish_entity(*, entity_id: int, by: int | None, note: str = "") -> Entity:
    """Put the entity in the public directory; it is thereby looked at by the staff."""
    entity = lock_entity(entity_id)
    now = timezone.now()
    dates: dict[str, Any] = {"published_at": entity.published_at or now, "verified_at": now}
    change_state(entity, EntityState.PUBLISHED, allowed=ENTITY_MOVES, by=by, note=note, **dates)
    tell_state(entity, by=by, note=note, occasion=now.isoformat())
    show_entity(entity, *EVERYWHERE)
    return entity


@transaction.atomic
def submit_entity(*, entity_id: int, by: int | None, note: str = "") -> Entity:
    """Ask the coordinators to look at the record; a public one leaves the directory until they did."""
    return _move(entity_id, EntityState.AWAITING, by=by, note=note)


@transaction.atomic
def return_entity(*, entity_id: int, by: int | None, note: str = "") -> Entity:
    """Back to a draft: something must be mended before it is public."""
    return _move(entity_id, EntityState.DRAFT, by=by, note=note)


@transaction.atomic
def archive_entity(*, entity_id: int, by: int | None, note: str = "") -> Entity:
    """Take the entity out of the directory; its history stays."""
    return _move(entity_id, EntityState.ARCHIVED, by=by, note=note)


def _move(entity_id: int, to: EntityState, *, by: int | None, note: str) -> Entity:
    entity = lock_entity(entity_id)
    was_public = entity.is_published
    change_state(entity, to, allowed=ENTITY_MOVES, by=by, note=note)
    tell_state(entity, by=by, note=note, occasion=timezone.now().isoformat())
    if was_public:
        show_entity(entity, *EVERYWHERE)
    return entity


@transaction.atomic
def set_services(*, entity_id: int, services: Iterable[NewService], by: int | None) -> Entity:
    """What can be ordered from the entity, in this order; replaces what stood there."""
    entity = lock_entity(entity_id)
    before = OfferedService.objects.filter(entity=entity).delete()[0]
    rows = [
        OfferedService(
            entity=entity, category_id=row.category, title=row.title, description=row.description, position=place
        )
        for place, row in enumerate(services, start=1)
    ]
    OfferedService.objects.bulk_create(rows)
    keep_activities([entity.pk])
    log_action(verb="entity.services", obj=entity, by=by, before={"services": before}, after={"services": len(rows)})
    show_entity(entity, "entities")
    return entity


@transaction.atomic
def keep_activities(entity_ids: Iterable[int]) -> None:
    """Write the upper categories of what these entities offer on their own rows. Bumps no page itself."""
    ids = list(entity_ids)
    offered: dict[int, set[str]] = {key: set() for key in ids}
    rows = OfferedService.objects.filter(entity__in=ids).order_by()
    for key, upper, lower in rows.values_list("entity_id", "category__parent_id", "category_id"):
        offered[key].add(upper or lower)
    alike: dict[str, list[int]] = {}
    for key, codes in offered.items():
        alike.setdefault(f"|{'|'.join(sorted(codes))}|" if codes else "", []).append(key)
    for activities, keys in alike.items():
        Entity.objects.filter(pk__in=keys).update(activities=activities)


@transaction.atomic
def grant_status(
    *,
    entity_id: int,
    by: int | None,
    basis: str,
    decided_on: date,
    decision_number: str = "",
    ends_on: date | None = None,
) -> EnterpriseStatus:
    """Enter a decision on the status of social enterprise; the entity's own columns follow."""
    entity = lock_entity(entity_id)
    status = EnterpriseStatus.objects.create(
        entity=entity, basis=basis, decision_number=decision_number, decided_on=decided_on, ends_on=ends_on
    )
    keep_status(entity)
    log_action(
        verb="entity.grant_status", obj=entity, by=by, after={"from": str(decided_on), "until": str(ends_on or "")}
    )
    show_entity(entity, "entities")
    return status


@transaction.atomic
def end_status(*, status_id: int, on: date, by: int | None, note: str = "") -> EnterpriseStatus:
    """The status ends on this day (expired or revoked); from the next day the portal does not show it."""
    status = EnterpriseStatus.objects.get(pk=status_id)
    entity = lock_entity(status.entity_id)
    before = {"until": str(status.ends_on or "")}
    status.ends_on = on
    status.save(update_fields=["ends_on"])
    keep_status(entity)
    log_action(verb="entity.end_status", obj=entity, by=by, before=before, after={"until": str(on)}, note=note)
    show_entity(entity, "entities")
    return status


@transaction.atomic
def keep_partnership_counts(*, counts: dict[int, int]) -> None:
    """In how many published partnerships each entity takes part; counted by the app above. Bumps no page itself."""
    for entity in locked(Entity.objects.filter(pk__in=counts)):
        if entity.partnership_count != counts[entity.pk]:
            entity.partnership_count = counts[entity.pk]
            entity.save(update_fields=["partnership_count"])


def redraw_image(image: StoredImage) -> None:
    """The copies of this picture are new, or gone: the pages of the entities that show it are drawn anew."""
    if EntityPhoto.objects.filter(image=image).exists() or Entity.objects.filter(logo=image).exists():
        bump("entities")


def keep_status(entity: Entity) -> None:
    """Write the days of the present status: from the first of the decisions that follow each other without a gap."""
    rows = list(EnterpriseStatus.objects.filter(entity=entity).order_by("-decided_on", "-pk"))
    entity.enterprise_from = rows[0].decided_on if rows else None
    entity.enterprise_until = rows[0].ends_on if rows else None
    for row in rows[1:]:
        if entity.enterprise_from and row.ends_on and (entity.enterprise_from - row.ends_on).days > 1:
            break
        entity.enterprise_from = row.decided_on
    entity.save(update_fields=["enterprise_from", "enterprise_until", "updated_at"])


def _cleaned(fields: dict[str, Any], country: str = "PL") -> dict[str, Any]:
    """Identifiers as they are kept; those of a foreign organisation are left as typed."""
    country = fields.get("country", country)
    plain = clean_texts(fields)
    cleaned = {name: value.strip() if isinstance(value, str) else value for name, value in plain.items()}
    if country == "PL":
        cleaned |= {name: clean(cleaned[name]) for name, clean in CLEANED.items() if cleaned.get(name)}
    if cleaned.get("phone"):
        cleaned["phone"] = clean_phone(cleaned["phone"], country, helplines=True)
    if "name" in cleaned:
        cleaned["name"] = " ".join(cleaned["name"].split())
    return cleaned


def show_entity(entity: Entity, *areas: str) -> None:
    """What follows every change: the search knows it, the cached pages are stale."""
    follow(source=SEARCH_KEY, object_id=entity.pk, rows=rows_of([entity.pk]))
    bump(*areas)
