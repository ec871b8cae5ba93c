"""Support centres: who helps where I live. (Counties: `county_views`.)"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from common.text.bilingual import bilingual
from common.web.cache import cached_page
from common.web.links import absolute, prefix
from common.web.page_head import Head, excerpt, json_ld
from common.web.page_sections import PARAM, feeds, fill
from entities.centres.cards import LIST, answer_cards, card_of, county_link, person_row
from entities.centres.extension_points import CENTRE_SECTIONS
from entities.centres.models import CentreKind, SupportCentre
from entities.centres.queries import (
    asked_counties,
    centres_with_counties,
    help_in,
    neighbours_of,
    people_of,
    served_counties,
)
from entities.directory.links import entity_url
from entities.territory.naming import apart, in_county

LONGEST_QUERY = 100


@login_not_required
@cached_page("centres", "entities", params=("powiat",))
def centre_list(request: HttpRequest) -> HttpResponse:
    """All centres, and the answer to "which one is mine"."""
    asked = " ".join(request.GET.get("powiat", "").replace("\0", "")[:LONGEST_QUERY].split())
    found, near = asked_counties(asked) if asked else ([], "")
    answer = help_in(found[0]) if len(found) == 1 else None
    context = {
        "head": Head(LIST, gettext("Support centres")),
        "path": prefix() + LIST,
        "map_url": f"{prefix()}{LIST}mapa/",
        "asked": asked,
        "near": near,
        "choices": [county_link(row)._replace(land=row.voivodeship.name) for row in found] if len(found) > 1 else [],
        "answer": answer,
        "answer_county": county_link(answer.county) if answer else None,
        "answer_in": in_county(answer.county.name, answer.county.is_city) + apart(answer.county.pk) if answer else "",
        "answer_cards": answer_cards(answer) if answer else [],
        "cards": [card_of(row) for row in centres_with_counties()],
        "names": [f"{row.name}{apart(row.pk)}" for row in served_counties().order_by("sort_name", "code").only("name")],
    }
    return render(request, "entities/centres/list.html", context)


@login_not_required
@cached_page("centres", "partnerships", "projects", "events", "news", params=(PARAM,))
def centre(request: HttpRequest, slug: str) -> HttpResponse:
    """One centre: whom to call, which counties it serves, what it runs."""
    found = get_object_or_404(SupportCentre.objects.active().select_related("voivodeship", "run_by"), slug=slug)
    lead = bilingual(found.lead, found.lead_en)
    path = f"{LIST}{slug}/"
    near = neighbours_of(found)
    is_regional = found.kind == CentreKind.ROPS
    sections = fill(CENTRE_SECTIONS, found, request.GET.get(PARAM, ""))
    context = {
        "head": Head(path, found.name, excerpt(lead.text), structured=json_ld(_structured(found, prefix() + path))),
        "path": prefix() + LIST,
        "centre": found,
        "lead": lead,
        "polish": bilingual("x").attr,
        "address": _address(found),
        "services": [line.strip() for line in found.services.splitlines() if line.strip()],
        "coordinated": [card_of(row) for row in near] if is_regional else [],
        "coordinators": [] if is_regional else [(f"{prefix()}{LIST}{row.slug}/", row.short_name) for row in near],
        "people": [person_row(row, with_counties=True) for row in people_of(found)],
        "counties": [county_link(row) for row in found.counties.order_by("sort_name")],
        "run_by_url": entity_url(found.run_by.slug, found.run_by.state) if found.run_by else "",
        "sections": sections,
        "feeds": feeds(sections),
    }
    return render(request, "entities/centres/centre.html", context)


def _address(found: SupportCentre) -> str:
    return ",\n".join(filter(None, [found.street, f"{found.postal_code} {found.town}".strip()]))


def _structured(found: SupportCentre, path: str) -> dict[str, object]:
    address = {"streetAddress": found.street, "postalCode": found.postal_code, "addressLocality": found.town}
    return {
        "@type": "Organization",
        "name": found.name,
        "alternateName": found.short_name,
        "url": absolute(path),
        "sameAs": found.website,
        "description": found.lead,
        "telephone": found.phone,
        "areaServed": f"województwo {found.voivodeship.name}",
        "address": {"@type": "PostalAddress", **{name: value for name, value in address.items() if value}},
    }
