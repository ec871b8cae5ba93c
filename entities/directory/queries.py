"""The directory as a list: rows, and how many there are under each filter, in a constant number of queries.

One grouped query (the *cube*: kind × county × status × partnership) answers every count but those of services; each
filter's counts respect the other filters and leave its own out, so a choice can be widened as well as narrowed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Window
from django.db.models.functions import Coalesce

from common.pages.paging import keyset
from common.search.queries import matching_ids
from common.text.polish import is_english
from entities.directory.models import Entity, EntityGroup, EntityKind, OfferedService, ServiceCategory
from entities.directory.states import EntityState
from entities.territory.models import County

SEARCH_KEY = "entity"
PAGE_SIZE = 20
# The diamond of an entity borrows the colour of an event kind: one for each group.
TINTS = {
    EntityGroup.SOCIAL_ECONOMY: "networking",
    EntityGroup.LOCAL_GOVERNMENT: "partnership",
    EntityGroup.PUBLIC: "conference",
    EntityGroup.BUSINESS: "workshop",
    EntityGroup.OTHER: "study_visit",
}
ROW_COLUMNS = (
    "slug", "name", "sort_name", "lead", "lead_en", "kind_id", "county_id", "town", "country",
    "enterprise_from", "enterprise_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked: words, what they do, kinds, county (its slug), social enterprises only, in a partnership only."""

    q: str = ""
    categories: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    county: str = ""
    enterprises: bool = False
    partnered: bool = False

    @property
    def chosen(self) -> int:
        """How many wishes are on, besides the words."""
        return len(self.categories) + len(self.kinds) + bool(self.county) + self.enterprises + self.partnered


class Cell(NamedTuple):
    """One group of the cube: so many entities of this kind, in this county, with or without status and partnership."""

    kind: str
    county: str | None
    enterprise: bool
    partnered: bool
    n: int


class KindName(NamedTuple):
    """A kind as the list needs it."""

    code: str
    group: str
    name: str


class CategoryName(NamedTuple):
    """A category of services as the list needs it."""

    code: str
    parent: str | None
    name: str


class CountyName(NamedTuple):
    """A county as the list needs it."""

    code: str
    slug: str
    name: str
    is_city: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """The lists that give the filters their names, in their order."""

    kinds: dict[str, KindName]
    categories: dict[str, CategoryName]
    counties: dict[str, CountyName]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entities stand under each option; `total` with all the wishes."""

    total: int
    kinds: Counter[str]
    counties: Counter[str]
    categories: Counter[str]
    enterprises: int
    partnered: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the directory."""

    wishes: Wishes
    rows: list[Entity]
    next: str | None
    previous: str | None
    counts: Counts
    reference: Reference


def listing(wishes: Wishes, cursor: str, today: date) -> Listing:
    """The page of the directory that fits the wishes; codes that no list knows are dropped from them."""
    name = "name_en" if is_english() else "name"
    categories = {row[0]: CategoryName(*row) for row in ServiceCategory.objects.values_list("code", "parent_id", name)}
    kinds = {row[0]: KindName(*row) for row in EntityKind.objects.values_list("code", "group", name)}
    wishes = replace(
        wishes,
        categories=tuple(code for code in wishes.categories if code in categories),
        kinds=tuple(code for code in wishes.kinds if code in kinds),
    )
    found = _worded(wishes.q)
    offering = with_services(found, wishes.categories, categories.values())
    cube = _cube(offering, today)
    counties = _counties(cube, wishes.county)
    county = next((row.code for row in counties.values() if row.slug == wishes.county), None)
    if county is None:
        wishes = replace(wishes, county="")
    rows = _narrowed(offering, wishes, county, today)
    page = keyset(rows.only(*ROW_COLUMNS), order=("sort_name",), cursor=cursor, size=PAGE_SIZE)
    offered = _by_category(_narrowed(found, wishes, county, today), wishes, categories)
    return Listing(
        wishes=wishes,
        rows=page.rows,
        next=page.next,
        previous=page.previous,
        counts=_counts(cube, wishes, county, offered),
        reference=Reference(kinds, categories, counties),
    )


def in_county(county: County, limit: int) -> tuple[Sequence[Entity], int]:
    """The first entities of a county in the alphabet, and how many there are in all; one query."""
    rows = (
        Entity.objects.published()
        .filter(county=county)
        .annotate(in_all=Window(Count("pk")))
        .only("slug", "name", "lead", "lead_en", "sort_name")
        .order_by("sort_name", "pk")[:limit]
    )
    found = list(rows)
    return found, found[0].in_all if found else 0


def with_services(
    entities: QuerySet[Entity], chosen: tuple[str, ...], categories: Iterable[CategoryName]
) -> QuerySet[Entity]:
    """Entities that offer something of the chosen categories; an upper one means all its lower ones.

    Where an upper category is chosen together with some of its lower ones, the lower ones say what is meant.
    """
    if not chosen:
        return entities
    parents = {row.code: row.parent for row in categories}
    narrowed = {parents[code] for code in chosen if code in parents}
    meant = {code for code in chosen if code not in narrowed}
    meant |= {code for code, parent in parents.items() if parent in meant}
    return entities.filter(pk__in=OfferedService.objects.filter(category__in=sorted(meant)).values("entity"))


def is_enterprise(today: date) -> Q:
    """Condition: the status of social enterprise is valid today."""
    return Q(enterprise_from__lte=today) & (Q(enterprise_until__isnull=True) | Q(enterprise_until__gte=today))


def _worded(q: str) -> QuerySet[Entity]:
    entities = Entity.objects.published()
    return entities.filter(pk__in=matching_ids(SEARCH_KEY, q)) if q else entities


def _cube(entities: QuerySet[Entity], today: date) -> list[Cell]:
    flags: dict[str, Any] = {
        "enterprise": ExpressionWrapper(
            Q(enterprise_from__isnull=False) & is_enterprise(today), output_field=BooleanField()
        ),
        "partnered": ExpressionWrapper(Q(partnership_count__gt=0), output_field=BooleanField()),
    }
    flagged: Any = entities.order_by().annotate(**flags)  # the checker does not see through **flags
    grouped = flagged.values_list("kind_id", "county_id", "enterprise", "partnered")
    return [Cell(*row) for row in grouped.annotate(n=Count("pk"))]


def _counties(cube: list[Cell], asked: str) -> dict[str, CountyName]:
    """The counties that have somebody in the list, and the one that was asked for."""
    meant = Q(pk__in={cell.county for cell in cube if cell.county})
    rows = County.objects.filter(meant | Q(slug=asked) if asked else meant).order_by("sort_name")
    return {row[0]: CountyName(*row) for row in rows.values_list("code", "slug", "name", "is_city")}


def _narrowed(entities: QuerySet[Entity], wishes: Wishes, county: str | None, today: date) -> QuerySet[Entity]:
    if wishes.kinds:
        entities = entities.filter(kind__in=wishes.kinds)
    if county:
        entities = entities.filter(county=county)
    if wishes.enterprises:
        entities = entities.filter(is_enterprise(today))
    if wishes.partnered:
        entities = entities.filter(partnership_count__gt=0)
    return entities


def _counts(cube: list[Cell], wishes: Wishes, county: str | None, offered: Counter[str]) -> Counts:
    kinds: Counter[str] = Counter()
    counties: Counter[str] = Counter()
    total = enterprises = partnered = 0
    for cell in cube:
        of_kind = not wishes.kinds or cell.kind in wishes.kinds
        of_county = county is None or cell.county == county
        of_status = cell.enterprise or not wishes.enterprises
        of_partnership = cell.partnered or not wishes.partnered
        if of_county and of_status and of_partnership:
            kinds[cell.kind] += cell.n
        if of_kind and of_status and of_partnership and cell.county:
            counties[cell.county] += cell.n
        if of_kind and of_county:
            enterprises += cell.n if cell.enterprise and of_partnership else 0
            partnered += cell.n if cell.partnered and of_status else 0
            total += cell.n if of_status and of_partnership else 0
    return Counts(total, kinds, counties, offered, enterprises, partnered)


def _by_category(entities: QuerySet[Entity], wishes: Wishes, categories: dict[str, CategoryName]) -> Counter[str]:
    """Entities under each upper category, and under the lower ones of those that are open."""
    whose = Q() if not _restricted(wishes) else Q(entity__in=entities.order_by().values("pk"))
    offered = OfferedService.objects.filter(whose, entity__state=EntityState.PUBLISHED).order_by()
    top = Coalesce("category__parent", "category")
    counts = Counter(dict(offered.annotate(top=top).values_list("top").annotate(n=Count("entity", distinct=True))))
    if opened := opened_categories(wishes, categories):
        lower = offered.filter(category__parent__in=opened).values_list("category")
        counts.update(dict(lower.annotate(n=Count("entity", distinct=True))))
    return counts


def opened_categories(wishes: Wishes, categories: dict[str, CategoryName]) -> set[str]:
    """Upper categories that are chosen, or one of whose lower ones is."""
    return {categories[code].parent or code for code in wishes.categories}


def _restricted(wishes: Wishes) -> bool:
    return bool(wishes.q or wishes.kinds or wishes.county or wishes.enterprises or wishes.partnered)
