"""All that an entity's own page shows, gathered in a constant number of light queries."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, Case, Value, When

from common.text.polish import is_english
from entities.directory.models import EnterpriseStatus, Entity, EntityPhoto, FounderType, OfferedService, ServiceBundle
from files.models import StoredImage
from files.queries import Picture, pictures_for

NEIGHBOURS = 3
NAMED = ("slug", "name", "state")


class Shown(NamedTuple):
    """A photo of the page: its picture and words."""

    picture: Picture
    alt: str
    caption: str
    credit: str


class Offer(NamedTuple):
    """Something that can be ordered, as `components/prog.html` draws it: the category in the first column."""

    time: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A named model of services."""

    name: str
    description: str
    services: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity with everything of its floor that the page shows."""

    entity: Entity
    offers: list[Offer]
    bundles: list[Bundle]
    photos: list[Shown]
    founders: list[Entity]
    operator: Entity | None
    decision: str
    is_enterprise: bool
    logo: Picture | None
    neighbours: list[Entity]


def profile(entity: Entity, today: date) -> Profile:
    """Gather the page of `entity` (fetched with kind, county and municipality)."""
    valid = entity.is_social_enterprise(today)
    photos, logo = _pictures(entity)
    return Profile(
        entity=entity,
        offers=_offers(entity),
        bundles=_bundles(entity),
        photos=photos,
        founders=_founders(entity),
        operator=Entity.objects.only(*NAMED).get(pk=entity.operator_id) if entity.operator_id else None,
        decision=_decision(entity) if valid else "",
        is_enterprise=valid,
        logo=logo,
        neighbours=_neighbours(entity) if entity.county_id else [],
    )


def _offers(entity: Entity) -> list[Offer]:
    category = "category__name_en" if is_english() else "category__name"
    rows = OfferedService.objects.filter(entity=entity).order_by("position", "pk")
    return [Offer(*row) for row in rows.values_list(category, "title", "description")]


def _bundles(entity: Entity) -> list[Bundle]:
    rows = ServiceBundle.objects.filter(entity=entity).order_by("position", "pk", "services__position", "services__pk")
    bundles: dict[int, Bundle] = {}
    for key, name, description, service in rows.values_list("pk", "name", "description", "services__title"):
        bundle = bundles.setdefault(key, Bundle(name, description))
        if service:
            bundle.services.append(service)
    return list(bundles.values())


def _pictures(entity: Entity) -> tuple[list[Shown], Picture | None]:
    rows = EntityPhoto.objects.filter(entity=entity).order_by("position", "pk")
    told = list(rows.values_list("image_id", "alt", "caption", "credit"))
    keys = [row[0] for row in told] + ([entity.logo_id] if entity.logo_id else [])
    if not keys:
        return [], None
    pictures = pictures_for(StoredImage.objects.filter(pk__in=keys))
    return [Shown(pictures[key], *words) for key, *words in told], pictures.get(entity.logo_id)


def _founders(entity: Entity) -> list[Entity]:
    """Only a cooperative of legal persons, or what is being founded, has other entities as founders."""
    if entity.founder_type != FounderType.LEGAL and not entity.being_founded:
        return []
    return list(entity.founders.only(*NAMED).order_by("sort_name"))


def _decision(entity: Entity) -> str:
    """Number of the decision on which the present status rests."""
    numbers = EnterpriseStatus.objects.filter(entity=entity).order_by("-decided_on", "-pk")
    return numbers.values_list("decision_number", flat=True).first() or ""


def _neighbours(entity: Entity) -> list[Entity]:
    """The next few of the same county in the alphabet, from A again after the last."""
    before = Case(
        When(sort_name__lt=entity.sort_name, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    rows = Entity.objects.published().filter(county=entity.county_id).exclude(pk=entity.pk)
    return list(rows.only("slug", "name", "lead", "lead_en").order_by(before, "sort_name", "pk")[:NEIGHBOURS])
