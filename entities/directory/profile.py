"""All that an entity's own page shows, gathered in a constant number of queries."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, Value, When, Window

from entities.directory.models import (
    EnterpriseStatus,
    Entity,
    EntityPhoto,
    FounderType,
    OfferedService,
    ServiceBundle,
)
from files.queries import Picture, pictures_for

NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo of the page: its picture and words."""

    picture: Picture
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity with everything of its floor that the page shows."""

    entity: Entity
    services: list[OfferedService]
    bundles: list[ServiceBundle]
    photos: list[Shown]
    founders: list[Entity]
    status: EnterpriseStatus | None
    is_enterprise: bool
    logo: Picture | None = None
    neighbours: list[Entity] = field(default_factory=list)
    # How many published entities the county has, this one among them.
    in_county: int = 0


def profile(entity: Entity, today: date) -> Profile:
    """Gather the page of `entity` (fetched with kind, county, municipality, operator and logo)."""
    valid = entity.is_social_enterprise(today)
    photos = list(EntityPhoto.objects.filter(entity=entity).select_related("image"))
    pictures = pictures_for([*(photo.image for photo in photos), entity.logo])
    neighbours, in_county = _neighbours(entity)
    return Profile(
        entity=entity,
        services=list(OfferedService.objects.filter(entity=entity).select_related("category__parent")),
        bundles=list(ServiceBundle.objects.filter(entity=entity).prefetch_related("services")),
        photos=[Shown(pictures[photo.image_id], photo.alt, photo.caption, photo.credit) for photo in photos],
        founders=_founders(entity),
        status=EnterpriseStatus.objects.filter(entity=entity).order_by("-decided_on", "-pk").first() if valid else None,
        is_enterprise=valid,
        logo=pictures.get(entity.logo_id) if entity.logo_id else None,
        neighbours=neighbours,
        in_county=in_county,
    )


def _founders(entity: Entity) -> list[Entity]:
    """Only a cooperative of legal persons, or what is being founded, has other entities as founders."""
    if entity.founder_type != FounderType.LEGAL and not entity.being_founded:
        return []
    return list(entity.founders.only("slug", "name", "state").order_by("sort_name"))


def _neighbours(entity: Entity) -> tuple[list[Entity], int]:
    """The next few of the same county in the alphabet (from A again after the last), and how many there are in all."""
    if entity.county_id is None:
        return [], 0
    rows = (
        Entity.objects.published()
        .filter(county=entity.county_id)
        .annotate(
            turn=Case(
                When(pk=entity.pk, then=Value(2)),
                When(sort_name__gte=entity.sort_name, then=Value(0)),
                default=Value(1),
            ),
            in_all=Window(Count("pk")),
        )
        .only("slug", "name", "lead", "lead_en", "sort_name")
        .order_by("turn", "sort_name", "pk")[: NEIGHBOURS + 1]
    )
    near = [row for row in rows if row.pk != entity.pk]
    return near[:NEIGHBOURS], rows[0].in_all if rows else 0
