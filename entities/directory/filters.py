"""The filters of the directory: read from the address, drawn as a form. Nonsense is left out, never an error."""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from common.web.filters import FilterGroup, FilterOption, typed_words
from entities.directory.counts import DirectoryCriteria
from entities.directory.queries import EntityList, opened_categories
from entities.territory.naming import county_label, municipality_kind

# The names under which a filter stands in the address.
PARAMS = ("q", "co", "rodzaj", "powiat", "gmina", "ps", "partnerstwo", "kolejnosc", "strona")
CODE = re.compile(r"[A-Za-z0-9_-]{1,50}")
MOST_VALUES = 20


def read(given: QueryDict) -> DirectoryCriteria:
    """The criteria in the query of an address."""
    counties, municipalities = _codes(given, "powiat"), _codes(given, "gmina")
    return DirectoryCriteria(
        q=typed_words(given.get("q", "")),
        categories=_codes(given, "co"),
        kinds=_codes(given, "rodzaj"),
        county=counties[0] if counties else "",
        municipality=municipalities[0] if municipalities and counties else "",
        enterprises=given.get("ps") == "1",
        partnered=given.get("partnerstwo") == "1",
        by_name=given.get("kolejnosc") == "nazwa" and bool(given.get("q", "").strip()),
    )


def query(criteria: DirectoryCriteria, cursor: str | None = None) -> str:
    """The criteria as the query of an address, in one order, so that equal criteria have equal addresses."""
    pairs = [("q", criteria.q)] if criteria.q else []
    pairs += [("co", code) for code in criteria.categories]
    pairs += [("rodzaj", code) for code in criteria.kinds]
    pairs += [("powiat", criteria.county)] if criteria.county else []
    pairs += [("gmina", criteria.municipality)] if criteria.municipality else []
    pairs += [("ps", "1")] if criteria.enterprises else []
    pairs += [("partnerstwo", "1")] if criteria.partnered else []
    pairs += [("kolejnosc", "nazwa")] if criteria.by_name and criteria.q else []
    pairs += [("strona", cursor)] if cursor else []
    return urlencode(pairs)


def groups(listing: EntityList) -> list[FilterGroup]:
    """The filters with their counts; an option that would find nothing is left out, unless it is chosen."""
    counts = listing.counts
    return [
        group
        for group in (
            FilterGroup("co", gettext("What they do"), _categories(listing)),
            FilterGroup("rodzaj", gettext("Kind"), _kinds(listing)),
            FilterGroup("powiat", gettext("County"), _counties(listing), one=True, all=gettext("All counties")),
            FilterGroup(
                "gmina", gettext("Municipality"), _municipalities(listing), one=True, all=gettext("All municipalities")
            ),
            FilterGroup(
                "ps", gettext("Status"), _flag("ps", gettext("Social enterprises only"), counts.enterprises, listing)
            ),
            FilterGroup(
                "partnerstwo",
                gettext("Partnerships"),
                _flag("partnerstwo", gettext("Members of partnerships only"), counts.partnered, listing),
            ),
        )
        if group.options
    ]


def in_words(groups: Iterable[FilterGroup]) -> str:
    """What was chosen, as people would say it: `Gotują i karmią, dbają o zieleń, powiat suski`."""
    labels = [
        option.label if group.name in ("powiat", "gmina") else _small(option.label)
        for group in groups
        for option in group.options
        if option.chosen
    ]
    words = ", ".join(labels)
    return words[:1].upper() + words[1:]


def _categories(listing: EntityList) -> list[FilterOption]:
    reference, counts, chosen = listing.reference.categories, listing.counts.categories, listing.criteria.categories
    opened = opened_categories(listing.criteria, reference)
    options = []
    for upper in reference.values():
        if upper.parent:
            continue
        options.append(FilterOption(upper.code, upper.name, counts[upper.code], upper.code in chosen))
        if upper.code in opened:
            lower = [row for row in reference.values() if row.parent == upper.code]
            options += [
                FilterOption(row.code, row.name, counts[row.code], row.code in chosen, inner=True) for row in lower
            ]
    return [option for option in options if option.count or option.chosen]


def _kinds(listing: EntityList) -> list[FilterOption]:
    counts, chosen = listing.counts.kinds, listing.criteria.kinds
    kinds = [
        FilterOption(row.code, row.name, counts[row.code], row.code in chosen)
        for row in listing.reference.kinds.values()
    ]
    return [option for option in kinds if option.count or option.chosen]


def _counties(listing: EntityList) -> list[FilterOption]:
    counts, asked = listing.counts.counties, listing.criteria.county
    counties = [
        FilterOption(row.slug, county_label(row.name, row.is_city, row.code), counts[row.code], row.slug == asked)
        for row in listing.reference.counties.values()
    ]
    return [option for option in counties if option.count or option.chosen]


def _municipalities(listing: EntityList) -> list[FilterOption]:
    """Of the chosen county; of two of one name each says of which sort it is."""
    rows, asked = listing.counts.municipalities, listing.criteria.municipality
    names = Counter(row.name for row in rows)
    return [
        FilterOption(
            row.code,
            f"{row.name} ({municipality_kind(row.code)})" if names[row.name] > 1 else row.name,
            row.n,
            row.code == asked,
        )
        for row in rows
    ]


def _small(label: str) -> str:
    """The label inside a sentence; an abbreviation keeps its capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _flag(name: str, label: str, count: int, listing: EntityList) -> list[FilterOption]:
    chosen = listing.criteria.enterprises if name == "ps" else listing.criteria.partnered
    return [FilterOption("1", label, count, chosen)] if count or chosen else []


def _codes(given: QueryDict, name: str) -> tuple[str, ...]:
    values = given.getlist(name)[:MOST_VALUES]
    return tuple(dict.fromkeys(value for value in values if CODE.fullmatch(value)))
