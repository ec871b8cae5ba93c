"""All partnerships: a list, and a map by county beside an equal list."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from common.text.bilingual import BilingualText, bilingual
from common.text.polish import date_range
from common.web.cache import cached_page
from common.web.filters import FilterGroup, FilterOption
from common.web.links import prefix
from common.web.page_head import Head
from entities.territory.models import County
from partnerships.agreements.models import LocalPartnership, PartnershipKind
from partnerships.agreements.queries import PartnershipCriteria, PartnershipList, by_county, listing, path_of

LIST = "/partnerstwa/"
MAP = f"{LIST}mapa/"
PARAMS = ("wojewodztwo", "powiat", "rodzaj", "strona")
SLUG = re.compile(r"[a-z0-9-]{1,50}")


class PartnershipListRow(NamedTuple):
    """One line of the list."""

    url: str
    name: BilingualText
    lead: BilingualText
    counties: SafeString
    since: str
    members: int


class CountyPartnerships(NamedTuple):
    """A county with its partnerships: (name, address) of each."""

    code: str
    name: str
    url: str
    rows: list[tuple[BilingualText, str]]


@login_not_required
@cached_page("partnerships", params=PARAMS)
def partnership_list(request: HttpRequest) -> HttpResponse:
    """All partnerships of the region, by voivodeship and county."""
    asked = PartnershipCriteria(*(_slug(request.GET.get(name, "")) for name in PARAMS[:3]))
    found = listing(asked, request.GET.get("strona", ""))
    path = prefix() + LIST
    context = {
        "head": Head(LIST, gettext("Local partnerships")),
        "path": path,
        "centres_url": f"{prefix()}/osrodki/",
        "total": found.total,
        "map_url": _address(path + "mapa/", PartnershipCriteria(kind=found.criteria.kind)),
        "chosen": found.criteria.count,
        "groups": _groups(found),
        "rows": [_row(row, found.members.get(row.pk, 0)) for row in found.rows],
        "next_url": _address(path, found.criteria, found.next) if found.next else "",
        "previous_url": _address(path, found.criteria, found.previous) if found.previous else "",
    }
    return render(request, "partnerships/agreements/list.html", context)


@login_not_required
@cached_page("partnerships", params=("rodzaj",))
def partnership_map(request: HttpRequest) -> HttpResponse:
    """Counties shaded by how many partnerships work there; the list beside it names each of them."""
    asked = request.GET.get("rodzaj", "")
    kind = asked if asked in PartnershipKind.values else ""
    counties, nowhere = by_county()
    every = {row.pk: row.kind for _, rows in counties for row in rows} | {row.pk: row.kind for row in nowhere}
    counts = Counter(every.values())
    areas = [
        CountyPartnerships(row.pk, row.label, f"{prefix()}/powiaty/{row.slug}/", _named(rows, kind))
        for row, rows in counties
    ]
    path = prefix() + LIST
    context = {
        "head": Head(MAP, gettext("Map of partnerships")),
        "path": path,
        "here": prefix() + MAP,
        "list_url": _address(path, PartnershipCriteria(kind=kind)),
        "chosen": int(bool(kind)),
        "groups": _kinds(
            kind, [(name, counts[name]) for name in PartnershipKind.values if counts[name] or name == kind]
        ),
        "total": counts[kind] if kind else len(every),
        "areas": [area for area in areas if area.rows],
        "nowhere": _named(nowhere, kind),
    }
    return render(request, "partnerships/agreements/map.html", context)


def linked_counties(counties: Iterable[County]) -> SafeString:
    """The counties, each with the way to what is there."""
    rows = ((prefix(), row.slug, row.label) for row in counties)
    return format_html_join(", ", '<a href="{}/powiaty/{}/">{}</a>', rows)


def _named(rows: Iterable[LocalPartnership], kind: str) -> list[tuple[BilingualText, str]]:
    return [(bilingual(row.name, row.name_en), path_of(row)) for row in rows if kind in ("", row.kind)]


def _kinds(chosen: str, counts: list[tuple[str, int]]) -> list[FilterGroup]:
    """The list of kinds as a group of the filters, where there is something to choose."""
    if len(counts) < 2 and not chosen:
        return []
    options = [
        FilterOption(kind, str(PartnershipKind(kind).label).capitalize(), n, kind == chosen) for kind, n in counts
    ]
    return [FilterGroup("rodzaj", gettext("Kind"), options, one=True, all=gettext("All kinds"))]


def _slug(text: str) -> str:
    return text if SLUG.fullmatch(text) else ""


def _address(path: str, criteria: PartnershipCriteria, cursor: str = "") -> str:
    given = zip(PARAMS, (criteria.voivodeship, criteria.county, criteria.kind, cursor), strict=True)
    query = urlencode({name: value for name, value in given if value})
    return f"{path}?{query}" if query else path


def _groups(found: PartnershipList) -> list[FilterGroup]:
    """Lists of kinds and of voivodeships where there is more than one, and of counties."""
    voivodeships = [
        FilterOption(slug, name, n, slug == found.criteria.voivodeship) for slug, name, n in found.voivodeships
    ]
    counties = [FilterOption(row.slug, row.label, n, row.slug == found.criteria.county) for row, n in found.counties]
    groups = _kinds(found.criteria.kind, found.kinds)
    if len(voivodeships) > 1:
        groups.append(FilterGroup("wojewodztwo", gettext("Voivodeship"), voivodeships, one=True))
    if counties:
        groups.append(FilterGroup("powiat", gettext("County"), counties, one=True, all=gettext("All counties")))
    return groups


def _row(row: LocalPartnership, members: int) -> PartnershipListRow:
    return PartnershipListRow(
        url=path_of(row),
        name=bilingual(row.name, row.name_en),
        lead=bilingual(row.lead, row.lead_en),
        counties=linked_counties(row.counties.all()),
        since=date_range(row.founded_on) if row.founded_on else "",
        members=members,
    )
