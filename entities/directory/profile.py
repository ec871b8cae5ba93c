"""All that an entity's own page shows, gathered in a constant number of light queries."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Case, IntegerField, Value, When

from common.db.compiled_queries import Prepared
from common.text.polish import is_english
from entities.directory.models import EnterpriseStatus, Entity, EntityPhoto, FounderType, OfferedService, ServiceBundle
from files.models import StoredImage
from files.queries import Picture, pictures_for
from files.states import ImageState

NEIGHBOURS = 3
NAMED = ("slug", "name", "state")


class ProfilePhoto(NamedTuple):
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


class Neighbour(NamedTuple):
    """Another entity of the same county."""

    slug: str
    name: str
    lead: str
    lead_en: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A named model of services."""

    name: str
    description: str
    services: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EntityProfile:
    """An entity with everything of its app that the page shows."""

    entity: Entity
    offers: list[Offer]
    bundles: list[Bundle]
    photos: list[ProfilePhoto]
    founders: list[Entity]
    operator: Entity | None
    decision: str
    is_enterprise: bool
    logo: Picture | None
    neighbours: list[Neighbour]


def profile(entity: Entity, today: date) -> EntityProfile:
    """Gather the page of `entity` (fetched with kind, county and municipality)."""
    valid = entity.is_social_enterprise(today)
    photos, logo = _pictures(entity)
    return EntityProfile(
        entity=entity,
        offers=[Offer(english if is_english() else polish, *said) for polish, english, *said in _OFFERS(entity.pk)],
        bundles=_bundles(entity),
        photos=photos,
        founders=_founders(entity),
        operator=_OPERATOR.first(entity.operator_id) if entity.operator_id else None,
        decision=next((number for (number,) in _DECISION(entity.pk)), "") if valid else "",
        is_enterprise=valid,
        logo=logo,
        neighbours=[Neighbour(*row) for row in _NEIGHBOURS(entity.county_id, entity.pk, entity.sort_name)]
        if entity.county_id
        else [],
    )


def published(slug: str) -> Entity | None:
    """The published entity of this address, with its kind, county and municipality."""
    return _PUBLISHED.first(slug)


def _bundles(entity: Entity) -> list[Bundle]:
    bundles: dict[int, Bundle] = {}
    for key, name, description, service in _BUNDLES(entity.pk):
        bundle = bundles.setdefault(key, Bundle(name, description))
        if service:
            bundle.services.append(service)
    return list(bundles.values())


def _pictures(entity: Entity) -> tuple[list[ProfilePhoto], Picture | None]:
    told = _PHOTOS(entity.pk)
    keys = [row[0] for row in told] + ([entity.logo_id] if entity.logo_id else [])
    if not keys:
        return [], None
    pictures = pictures_for(StoredImage.objects.filter(pk__in=keys).exclude(state=ImageState.WITHDRAWN))
    return [ProfilePhoto(pictures[key], *words) for key, *words in told if key in pictures], pictures.get(
        entity.logo_id or 0
    )


def _founders(entity: Entity) -> list[Entity]:
    """Only a cooperative of legal persons, or what is being founded, has other entities as founders."""
    legal = entity.founder_type == FounderType.LEGAL or entity.being_founded
    return _FOUNDERS(entity.pk) if legal else []


def _before(name: str) -> Case:
    """Sorts those that stand before `name` in the alphabet after the others."""
    return Case(When(sort_name__lt=name, then=Value(1)), default=Value(0), output_field=IntegerField())


_PUBLISHED = Prepared(
    lambda slug: Entity.objects.published().select_related("kind", "county", "municipality").filter(slug=slug)[:1]
)
_OPERATOR = Prepared(lambda key: Entity.objects.filter(pk=key).only(*NAMED))
_FOUNDERS = Prepared(lambda key: Entity.objects.filter(founded=key).only(*NAMED).order_by("sort_name"))
_OFFERS = Prepared(
    lambda key: (
        OfferedService.objects.filter(entity=key)
        .order_by("position", "pk")
        .values_list("category__name", "category__name_en", "title", "description")
    )
)
_BUNDLES = Prepared(
    lambda key: (
        ServiceBundle.objects.filter(entity=key)
        .order_by("position", "pk", "services__position", "services__pk")
        .values_list("pk", "name", "description", "services__title")
    )
)
_PHOTOS = Prepared(
    lambda key: (
        EntityPhoto.objects.filter(entity=key)
        .order_by("position", "pk")
        .values_list("image_id", "alt", "caption", "credit")
    )
)
# The number of the decision on which the present status rests.
_DECISION = Prepared(
    lambda key: (
        EnterpriseStatus.objects.filter(entity=key)
        .order_by("-decided_on", "-pk")
        .values_list("decision_number", flat=False)[:1]
    )
)
# The next few of the same county in the alphabet, from A again after the last.
_NEIGHBOURS = Prepared(
    lambda county, key, name: (
        Entity.objects.published()
        .filter(county=county)
        .exclude(pk=key)
        .order_by(_before(name), "sort_name", "pk")
        .values_list("slug", "name", "lead", "lead_en")[:NEIGHBOURS]
    )
)
