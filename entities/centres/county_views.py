"""Counties: what is there, and all of them on a map beside an equal list."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from common.text.bilingual import bilingual
from common.text.polish import bind
from common.web.cache import cached_page
from common.web.links import prefix
from common.web.page_head import Head
from common.web.page_sections import PARAM, feeds, fill
from entities.centres.cards import LIST, answer_cards
from entities.centres.extension_points import COUNTY_SECTIONS
from entities.centres.models import CentreKind
from entities.centres.queries import help_in, served_by
from entities.directory.queries import in_county as entities_in_county
from entities.territory.models import County
from entities.territory.naming import in_county

MAP = f"{LIST}mapa/"
SHOWN_ENTITIES, SHADES = 6, 4


class HelperCounty(NamedTuple):
    """A county with the names of those who help there; equal shades have the same helper."""

    code: str
    name: str
    helpers: str
    shade: int
    url: str


@login_not_required
@cached_page("centres", "entities", "partnerships", "projects", "events", "news", params=(PARAM,))
def county(request: HttpRequest, slug: str) -> HttpResponse:
    """What is there in my county: who helps, who works there, what happens."""
    found = get_object_or_404(County.objects.select_related("voivodeship"), slug=slug)
    path = f"/powiaty/{slug}/"
    rows, total = entities_in_county(found, SHOWN_ENTITIES)
    label = found.label
    sections = fill(COUNTY_SECTIONS, found, request.GET.get(PARAM, ""))
    context = {
        "head": Head(path, label),
        "path": prefix() + LIST,
        "map_url": prefix() + MAP,
        "county": found,
        "label": label,
        "in_county": in_county(found.name, found.is_city),
        "cards": answer_cards(help_in(found)),
        "entities": [
            (f"{prefix()}/podmioty/{row.slug}/", bind(row.name), bilingual(row.lead, row.lead_en)) for row in rows
        ],
        "entity_total": total,
        "entities_url": f"{prefix()}/podmioty/?powiat={found.slug}",
        "account_url": f"{prefix()}/konto/",
        "sections": sections,
        "feeds": feeds(sections),
    }
    return render(request, "entities/centres/county.html", context)


@login_not_required
@cached_page("centres")
def county_map(request: HttpRequest) -> HttpResponse:
    """The counties of the region, each with the centre that serves it, on a map and in a list."""
    rows = [(row, [one.short_name for one in helpers], helpers) for row, helpers in served_by()]
    owes = {", ".join(names) for _, names, helpers in rows if any(one.kind == CentreKind.OWES for one in helpers)}
    shades = {name: 1 + n % SHADES for n, name in enumerate(sorted(owes))}
    areas = [
        HelperCounty(
            row.code,
            row.label,
            ", ".join(names),
            shades.get(", ".join(names), 0),
            f"{prefix()}/powiaty/{row.slug}/",
        )
        for row, names, _ in rows
    ]
    context = {"head": Head(MAP, gettext("Map of counties")), "path": prefix() + LIST, "areas": areas}
    return render(request, "entities/centres/map.html", context)
