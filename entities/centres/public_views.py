"""Support centres and counties: who helps where I live, and what is there."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from common.pages.cache import cached_page
from common.pages.head import Head, excerpt, json_ld
from common.pages.links import absolute, prefix
from common.pages.shelves import fill
from common.text.bilingual import Said, said
from common.text.polish import bind
from entities.centres.models import ContactPerson, SupportCentre
from entities.centres.queries import (
    Help,
    asked_counties,
    centres_with_counties,
    help_in,
    people_of,
    served_counties,
)
from entities.centres.sockets import CENTRE_SHELVES, COUNTY_SHELVES
from entities.directory.queries import in_county as entities_in_county
from entities.territory.models import County
from entities.territory.naming import county_label, in_county

LIST = "/osrodki/"
LONGEST_QUERY = 100


class PersonRow(NamedTuple):
    """Somebody to call, for `components/people.html`."""

    name: str
    function: str
    note: str
    phone: str
    email: str


class CountyLink(NamedTuple):
    """A county with the page that says what is there."""

    label: str
    url: str
    asked_url: str


class CentreCard(NamedTuple):
    """A centre as a list shows it."""

    centre: SupportCentre
    url: str
    lead: Said
    counties: list[CountyLink]
    people: list[PersonRow]


@login_not_required
@cached_page("centres", params=("powiat",))
def centre_list(request: HttpRequest) -> HttpResponse:
    """All centres, and the answer to "which one is mine"."""
    asked = " ".join(request.GET.get("powiat", "").replace("\0", "")[:LONGEST_QUERY].split())
    found = asked_counties(asked) if asked else []
    answer = help_in(found[0]) if len(found) == 1 else None
    context = {
        "head": Head(LIST, gettext("Support centres")),
        "path": prefix() + LIST,
        "asked": asked,
        "choices": [_county_link(row) for row in found] if len(found) > 1 else [],
        "answer": answer,
        "answer_county": _county_link(answer.county) if answer else None,
        "answer_in": in_county(answer.county.name, answer.county.is_city) if answer else "",
        "answer_cards": _answer_cards(answer) if answer else [],
        "cards": [_card(row) for row in centres_with_counties()],
        "names": served_counties().order_by("sort_name").values_list("name", flat=True),
    }
    return render(request, "entities/centres/list.html", context)


@login_not_required
@cached_page("centres", "partnerships", "projects", "events", "news", params=("polka",))
def centre(request: HttpRequest, slug: str) -> HttpResponse:
    """One centre: whom to call, which counties it serves, what it runs."""
    found = get_object_or_404(SupportCentre.objects.active().select_related("voivodeship", "run_by"), slug=slug)
    lead = said(found.lead, found.lead_en)
    path = f"{LIST}{slug}/"
    context = {
        "head": Head(path, found.name, excerpt(lead.text), structured=json_ld(_structured(found, prefix() + path))),
        "path": prefix() + LIST,
        "centre": found,
        "lead": lead,
        "polish": said("x").attr,
        "address": _address(found),
        "people": [_person(row, with_counties=True) for row in people_of(found)],
        "counties": [_county_link(row) for row in found.counties.order_by("sort_name")],
        "run_by_url": f"{prefix()}/podmioty/{found.run_by.slug}/" if found.run_by and found.run_by.is_published else "",
        "shelves": fill(CENTRE_SHELVES, found, request.GET.get("polka", "")),
    }
    return render(request, "entities/centres/centre.html", context)


@login_not_required
@cached_page("centres", "entities", "partnerships", "projects", "events", "news", params=("polka",))
def county(request: HttpRequest, slug: str) -> HttpResponse:
    """What is there in my county: who helps, who works there, what happens."""
    found = get_object_or_404(County.objects.select_related("voivodeship"), slug=slug)
    path = f"/powiaty/{slug}/"
    rows, total = entities_in_county(found, 6)
    label = county_label(found.name, found.is_city)
    context = {
        "head": Head(path, label),
        "path": prefix() + LIST,
        "county": found,
        "label": label,
        "in_county": in_county(found.name, found.is_city),
        "cards": _answer_cards(help_in(found)),
        "entities": [(f"{prefix()}/podmioty/{row.slug}/", bind(row.name), said(row.lead, row.lead_en)) for row in rows],
        "entity_total": total,
        "entities_url": f"{prefix()}/podmioty/?powiat={found.slug}",
        "shelves": fill(COUNTY_SHELVES, found, request.GET.get("polka", "")),
    }
    return render(request, "entities/centres/county.html", context)


def _answer_cards(answer: Help) -> list[CentreCard]:
    return [_card(row, people, counties=False) for row, people in answer.pairs]


def _card(row: SupportCentre, people: list[ContactPerson] | None = None, *, counties: bool = True) -> CentreCard:
    return CentreCard(
        centre=row,
        url=f"{prefix()}{LIST}{row.slug}/",
        lead=said(row.lead, row.lead_en),
        counties=[_county_link(one) for one in row.counties.all()] if counties else [],
        people=[_person(one) for one in people or []],
    )


def _person(row: ContactPerson, *, with_counties: bool = False) -> PersonRow:
    function = said(row.function, row.function_en).text
    names = ", ".join(county_label(one.name, one.is_city) for one in row.counties.all()) if with_counties else ""
    return PersonRow(row.name, function, names, row.phone, row.email)


def _county_link(row: County) -> CountyLink:
    label = county_label(row.name, row.is_city)
    return CountyLink(label, f"{prefix()}/powiaty/{row.slug}/", f"{prefix()}{LIST}?powiat={row.slug}")


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
