"""The directory on a map: a county's shade says how many stand there; beside it a list that says the same."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from common.web.cache import cached_page
from common.web.links import prefix
from common.web.page_head import Head
from entities.directory import filters
from entities.directory.counts import DirectoryCriteria
from entities.directory.queries import EntityList, fitting, listing
from entities.territory.naming import county_label

LIST = "/podmioty/"
PATH = f"{LIST}mapa/"
MOST_PLACES = 500


class CountyCount(NamedTuple):
    """A county with how many entities of the list stand in it."""

    code: str
    name: str
    n: int
    url: str


class MapPlace(NamedTuple):
    """An entity of the chosen county; without a position it stands in the list only."""

    url: str
    name: str
    town: str
    latitude: str
    longitude: str


@login_not_required
@cached_page("entities", params=filters.PARAMS)
def entity_map(request: HttpRequest) -> HttpResponse:
    """Counties shaded by how many entities fit the filters; of a chosen county its entities as points."""
    found = listing(filters.read(request.GET), "", timezone.localdate())
    drawn = filters.groups(found)
    chosen = next((row for row in found.reference.counties.values() if row.slug == found.criteria.county), None)
    context = {
        "head": Head(PATH, gettext("Map of entities")),
        "path": prefix() + LIST,
        "here": prefix() + PATH,
        "list_url": f"{prefix()}{LIST}?{filters.query(found.criteria)}",
        "criteria": found.criteria,
        "typed": found.typed,
        "total": found.counts.total,
        "groups": drawn,
        "in_words": filters.in_words(drawn),
        "areas": _areas(found),
        "chosen": chosen.code if chosen else "",
        "county_url": f"{prefix()}/powiaty/{chosen.slug}/" if chosen else "",
        "chosen_name": county_label(chosen.name, chosen.is_city, chosen.code) if chosen else "",
        "whole_url": f"{prefix()}{PATH}?{filters.query(_without_place(found.criteria))}",
        "places": _places(found) if chosen else [],
        "most": MOST_PLACES,
    }
    return render(request, "entities/directory/map.html", context)


def _areas(found: EntityList) -> list[CountyCount]:
    """Counties where somebody stands, in the alphabet; each leads to itself."""
    return [
        CountyCount(
            row.code,
            county_label(row.name, row.is_city, row.code),
            found.counts.counties[row.code],
            f"{prefix()}{PATH}?{filters.query(_without_place(found.criteria, row.slug))}",
        )
        for row in found.reference.counties.values()
    ]


def _places(found: EntityList) -> list[MapPlace]:
    columns = ("slug", "name", "town", "latitude", "longitude")
    rows = fitting(found.criteria, timezone.localdate()).order_by("sort_name", "pk").values_list(*columns)
    return [
        MapPlace(f"{prefix()}{LIST}{slug}/", name, town, *(("", "") if None in where else map(str, where)))
        for slug, name, town, *where in rows[:MOST_PLACES]
    ]


def _without_place(criteria: DirectoryCriteria, county: str = "") -> DirectoryCriteria:
    return criteria.moved(county)
