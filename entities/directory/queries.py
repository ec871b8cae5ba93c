"""The directory as a list: the rows that fit the criteria, with the counts of every filter (counts.py)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from common.db.compiled_queries import Prepared
from common.search.fuzzy import nearer
from common.search.queries import matching_ids
from common.text.polish import is_english
from common.web.paging import cut, keyset
from entities.directory.counts import (
    CategoryName,
    CountCell,
    Counts,
    CountyName,
    DirectoryCriteria,
    KindName,
    activity_rows,
    count_activities,
    count_counties,
    count_lower,
    county_rows,
    cube_of,
    cube_rows,
    is_enterprise,
    municipalities_of,
    sums,
)
from entities.directory.models import Entity, EntityGroup, EntityKind, OfferedService, ServiceCategory
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
# NIP, REGON, KRS as people write them.
_BETWEEN_DIGITS, _NUMBER = (
    re.compile(r"[\s\u00a0.-]|^(NIP|REGON|KRS)?:?\s*(PL)?", re.IGNORECASE),
    re.compile("[0-9]{9,14}"),
)
ROW_COLUMNS = (
    "slug", "name", "sort_name", "lead", "lead_en", "kind_id", "county_id", "town", "country",
    "enterprise_from", "enterprise_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """The lists that give the filters their names, in their order."""

    kinds: dict[str, KindName]
    categories: dict[str, CategoryName]
    counties: dict[str, CountyName]


@dataclass(frozen=True, slots=True)
class EntityList:
    """One page of the directory."""

    criteria: DirectoryCriteria
    rows: list[Entity]
    next: str | None
    previous: str | None
    counts: Counts
    reference: Reference
    # What was typed, where nothing has it and what is listed was found by a near word.
    typed: str = ""


def listing(criteria: DirectoryCriteria, cursor: str, today: date) -> EntityList:
    """The page of the directory that fits the criteria; words that nobody has are replaced by near ones."""
    found = _listing(criteria, cursor, today)
    if found.counts.total or not criteria.q or _NUMBER.fullmatch(_BETWEEN_DIGITS.sub("", criteria.q)):
        return found
    near = nearer(criteria.q, source=SEARCH_KEY)
    return replace(_listing(replace(criteria, q=near), cursor, today), typed=criteria.q) if near else found


def _listing(criteria: DirectoryCriteria, cursor: str, today: date) -> EntityList:
    """The page for exactly these words; codes that no list knows are dropped from the criteria."""
    name = "name_en" if is_english() else "name"
    categories = {row[0]: CategoryName(*row) for row in _CATEGORIES[name]()}
    if criteria == DirectoryCriteria() and not cursor:
        return _opened(categories, today, name)
    county = _county_named(criteria.county)
    criteria = replace(
        criteria,
        categories=tuple(code for code in criteria.categories if code in categories),
        county=county.slug if county else "",
    )
    here = _county(county)
    municipality = criteria.municipality if county and criteria.municipality.startswith(county.code) else ""
    criteria = replace(criteria, municipality=municipality, by_name=criteria.by_name and bool(criteria.q))
    where = here & Q(municipality=municipality) if municipality else here
    worded = _worded(criteria.q)
    offering = with_services(worded, criteria.categories, categories.values())
    cube = cube_of(cube_rows(offering.filter(where), today, name))
    kinds = _kinds(cube, criteria.kinds, name)
    criteria = replace(criteria, kinds=tuple(code for code in criteria.kinds if code in kinds))
    narrowed = _narrowed(offering, criteria, today)
    counties, in_counties = count_counties(county_rows(narrowed), county)
    rows, order = _ordered(narrowed.filter(where), criteria)
    page = keyset(rows, order=order, cursor=cursor, size=PAGE_SIZE)
    doing = _narrowed(worded, criteria, today).filter(where)
    offered = count_activities(activity_rows(doing))
    if opened := opened_categories(criteria, categories):
        offered += count_lower(doing, opened)
    return EntityList(
        criteria=criteria,
        rows=page.rows,
        next=page.next,
        previous=page.previous,
        counts=Counts(
            **sums(cube, criteria),
            counties=in_counties,
            categories=offered,
            municipalities=municipalities_of(narrowed.filter(here)) if county else (),
        ),
        reference=Reference(kinds, categories, counties),
    )


def fitting(criteria: DirectoryCriteria, today: date) -> QuerySet[Entity]:
    """All entities that fit the criteria of a listing."""
    categories = [CategoryName(*row) for row in _CATEGORIES["name"]()]
    offering = with_services(_worded(criteria.q), criteria.categories, categories)
    where = Q(county__slug=criteria.county) if criteria.county else Q()
    where &= Q(municipality=criteria.municipality) if criteria.municipality else Q()
    return _narrowed(offering, criteria, today).filter(where)


def _ordered(entities: QuerySet[Entity], criteria: DirectoryCriteria) -> tuple[QuerySet[Entity], list[str]]:
    """What was looked for stands first where all its words are in the name; otherwise the alphabet decides."""
    if not criteria.q or criteria.by_name:
        return entities.only(*ROW_COLUMNS), ["sort_name"]
    named = When(pk__in=matching_ids(SEARCH_KEY, criteria.q, in_title=True), then=Value(0))
    rank = Case(named, default=Value(1), output_field=IntegerField())
    return entities.only(*ROW_COLUMNS).annotate(rank=rank), ["rank", "sort_name"]


def _opened(categories: dict[str, CategoryName], today: date, name: str) -> EntityList:
    """The directory as it opens: the same queries without criteria, prepared, for it is read the most."""
    cube, rows = cube_of(_CUBE[name](today)), _FIRST()
    counties, in_counties = count_counties(_COUNTIES(), None)
    counts = Counts(**sums(cube, DirectoryCriteria()), counties=in_counties, categories=count_activities(_ACTIVITIES()))
    page = cut(list(rows), PAGE_SIZE)
    reference = Reference(_kinds(cube, (), name), categories, counties)
    return EntityList(DirectoryCriteria(), page.rows, page.next, None, counts, reference)


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of entities as the options of a select."""
    return [("", "—"), *_KINDS["name_en" if is_english() else "name"]()]


def in_county(county: County, limit: int) -> tuple[list[Entity], int]:
    """The first entities of a county in the alphabet, and how many there are in all.

    Two queries, each served by an index; a window over both would read the whole directory in its order.
    """
    entities = Entity.objects.published().filter(county=county)
    rows = entities.only("slug", "name", "lead", "lead_en", "sort_name").order_by("sort_name", "pk")
    return list(rows[:limit]), entities.count()


def with_services(
    entities: QuerySet[Entity], chosen: tuple[str, ...], categories: Iterable[CategoryName]
) -> QuerySet[Entity]:
    """Entities that offer something of the chosen categories; an upper one means all its lower ones.

    Where an upper category is chosen together with some of its lower ones, the lower ones say what is meant.
    """
    if not chosen:
        return entities
    parents = {row.code: row.parent for row in categories}
    narrowed = {parents[code] for code in chosen}
    meant = Q()
    for code in chosen:
        if parents[code] is None and code not in narrowed:
            meant |= Q(activities__contains=f"|{code}|")
    if lower := [code for code in chosen if parents[code] is not None]:
        meant |= Q(pk__in=OfferedService.objects.filter(category__in=lower).values("entity"))
    return entities.filter(meant)


def opened_categories(criteria: DirectoryCriteria, categories: dict[str, CategoryName]) -> set[str]:
    """Upper categories that are chosen, or one of whose lower ones is."""
    return {categories[code].parent or code for code in criteria.categories}


def _worded(q: str) -> QuerySet[Entity]:
    entities = Entity.objects.published()
    if not q:
        return entities
    digits = _BETWEEN_DIGITS.sub("", q)
    if _NUMBER.fullmatch(digits):
        return entities.filter(Q(nip=digits) | Q(regon=digits) | Q(krs=digits))
    return entities.filter(pk__in=matching_ids(SEARCH_KEY, q))


def _county_named(slug: str) -> CountyName | None:
    if not slug:
        return None
    row = County.objects.filter(slug=slug).values_list("code", "slug", "name", "is_city", "sort_name").first()
    return CountyName(*row) if row else None


def _county(county: CountyName | None) -> Q:
    return Q(county=county.code) if county else Q()


def _narrowed(entities: QuerySet[Entity], criteria: DirectoryCriteria, today: date) -> QuerySet[Entity]:
    if criteria.kinds:
        entities = entities.filter(kind__in=criteria.kinds)
    if criteria.enterprises:
        entities = entities.filter(is_enterprise(today))
    if criteria.partnered:
        entities = entities.filter(partnership_count__gt=0)
    return entities


def _kinds(cube: list[CountCell], chosen: tuple[str, ...], name: str) -> dict[str, KindName]:
    """The kinds of those in the list, in their order; also the chosen ones that nobody there is of."""
    kinds = {cell.kind.code: cell.kind for cell in cube}
    if missing := [code for code in chosen if code not in kinds]:
        rows = EntityKind.objects.filter(pk__in=missing).values_list("code", "group", name, "position")
        kinds |= {row[0]: KindName(*row) for row in rows}
    return dict(sorted(kinds.items(), key=lambda pair: pair[1].position))


_NAMES = ("name", "name_en")
_CATEGORIES = {
    name: Prepared(lambda name=name: ServiceCategory.objects.values_list("code", "parent_id", name)) for name in _NAMES
}
_CUBE = {name: Prepared(lambda today, name=name: cube_rows(Entity.objects.published(), today, name)) for name in _NAMES}
_KINDS = {
    name: Prepared(lambda name=name: EntityKind.objects.order_by("position").values_list("code", name))
    for name in _NAMES
}
_COUNTIES = Prepared(lambda: county_rows(Entity.objects.published()))
_ACTIVITIES = Prepared(lambda: activity_rows(Entity.objects.published()))
_FIRST = Prepared(lambda: Entity.objects.published().only(*ROW_COLUMNS).order_by("sort_name", "pk")[: PAGE_SIZE + 1])
