"""How many entities stand under each filter of the directory, in a few grouped queries however many there are.

Each filter's counts respect the other filters and leave its own out, so a choice can be widened as well as narrowed:
- the *cube* (kind × status × partnership) gives the counts of these three and the total;
- counties and activities have a query each, for they have many values.
No query joins the services: what an entity does stands on its own row (`activities`).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from entities.directory.models import Entity, OfferedService


@dataclass(frozen=True, slots=True)
class DirectoryCriteria:
    """What is asked: words, what they do, kinds, county (its slug) and in it a municipality (its code), social
    enterprises only, in a partnership only. Words find by relevance, unless the alphabet is asked for."""

    q: str = ""
    categories: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    county: str = ""
    municipality: str = ""
    enterprises: bool = False
    partnered: bool = False
    by_name: bool = False

    @property
    def chosen(self) -> int:
        """How many criteria are on, besides the words."""
        return (
            len(self.categories)
            + len(self.kinds)
            + bool(self.county)
            + bool(self.municipality)
            + self.enterprises
            + self.partnered
        )

    def moved(self, county: str = "") -> "DirectoryCriteria":
        """The same criteria in another county, or in the whole region."""
        return replace(self, county=county, municipality="")


class KindName(NamedTuple):
    """A kind as the list needs it."""

    code: str
    group: str
    name: str
    position: int


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
    sort_name: str


class CountCell(NamedTuple):
    """One group of the cube: so many entities of this kind, with or without status and partnership."""

    kind: KindName
    enterprise: bool
    partnered: bool
    n: int


class MunicipalityCount(NamedTuple):
    """A municipality of the chosen county, with how many entities stand in it."""

    code: str
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entities stand under each option; `total` with all the criteria."""

    total: int
    kinds: Counter[str]
    counties: Counter[str]
    categories: Counter[str]
    enterprises: int
    partnered: int
    municipalities: tuple[MunicipalityCount, ...] = ()


def is_enterprise(today: date) -> Q:
    """Condition: the status of social enterprise is valid today."""
    return Q(enterprise_from__lte=today) & (Q(enterprise_until__isnull=True) | Q(enterprise_until__gte=today))


def cube_rows(entities: QuerySet[Entity], today: date, name: str) -> Any:
    """The entities grouped by kind, status and partnership; `name` is the column with the name of a kind."""
    flags: dict[str, Any] = {
        "enterprise": ExpressionWrapper(
            Q(enterprise_from__isnull=False) & is_enterprise(today), output_field=BooleanField()
        ),
        "partnered": ExpressionWrapper(Q(partnership_count__gt=0), output_field=BooleanField()),
    }
    flagged: Any = entities.order_by().annotate(**flags)  # the checker does not see through **flags
    kind = ("kind_id", "kind__group", f"kind__{name}", "kind__position")
    return flagged.values_list(*kind, "enterprise", "partnered").annotate(n=Count("*"))


def cube_of(rows: Iterable[Any]) -> list[CountCell]:
    """The rows of the cube, read."""
    return [CountCell(KindName(*row[:4]), *row[4:]) for row in rows]


def sums(cube: Iterable[CountCell], criteria: DirectoryCriteria) -> dict[str, Any]:
    """What the cube says under each of its filters."""
    kinds: Counter[str] = Counter()
    total = enterprises = partnered = 0
    for cell in cube:
        of_kind = not criteria.kinds or cell.kind.code in criteria.kinds
        of_status = cell.enterprise or not criteria.enterprises
        of_partnership = cell.partnered or not criteria.partnered
        if of_status and of_partnership:
            kinds[cell.kind.code] += cell.n
        if of_kind:
            enterprises += cell.n if cell.enterprise and of_partnership else 0
            partnered += cell.n if cell.partnered and of_status else 0
            total += cell.n if of_status and of_partnership else 0
    return {"total": total, "kinds": kinds, "enterprises": enterprises, "partnered": partnered}


def county_rows(entities: QuerySet[Entity]) -> Any:
    """The entities grouped by county."""
    columns = ("county_id", "county__slug", "county__name", "county__is_city", "county__sort_name")
    return entities.filter(county__isnull=False).order_by().values_list(*columns).annotate(n=Count("*"))


def count_counties(rows: Iterable[Any], chosen: CountyName | None) -> tuple[dict[str, CountyName], Counter[str]]:
    """The counties of the list in the alphabet (and the chosen one), with how many entities there are in each."""
    counties: dict[str, CountyName] = {}
    counts: Counter[str] = Counter()
    for *county, n in rows:
        counties[county[0]] = CountyName(*county)
        counts[county[0]] = n
    if chosen:
        counties.setdefault(chosen.code, chosen)
    return dict(sorted(counties.items(), key=lambda pair: pair[1].sort_name)), counts


def municipalities_of(entities: QuerySet[Entity]) -> tuple[MunicipalityCount, ...]:
    """The entities of a county grouped by municipality, in the alphabet."""
    rows = entities.filter(municipality__isnull=False).order_by("municipality__sort_name", "municipality")
    columns = ("municipality_id", "municipality__name", "municipality__sort_name")
    return tuple(
        MunicipalityCount(code, name, n) for code, name, _, n in rows.values_list(*columns).annotate(n=Count("*"))
    )


def activity_rows(entities: QuerySet[Entity]) -> Any:
    """The entities grouped by all that they do."""
    return entities.order_by().values_list("activities").annotate(n=Count("*"))


def count_activities(rows: Iterable[Any]) -> Counter[str]:
    """How many entities offer something of each upper category."""
    counts: Counter[str] = Counter()
    for activities, n in rows:
        for code in filter(None, activities.split("|")):
            counts[code] += n
    return counts


def count_lower(entities: QuerySet[Entity], opened: Iterable[str]) -> Counter[str]:
    """How many of these entities offer something of each lower category of the opened ones."""
    offered = OfferedService.objects.filter(category__parent__in=opened, entity__in=entities.order_by().values("pk"))
    rows = offered.order_by().values_list("category").annotate(n=Count("entity", distinct=True))
    return Counter(dict(rows))
