"""The directory's public pages: the list and the page of an entity."""

from dataclasses import replace
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from common.slugs.services import moved_to
from common.text.bilingual import BilingualText, bilingual
from common.text.countries import country_name
from common.text.polish import bind, date_range
from common.web.cache import cached_page, private_page
from common.web.links import absolute, prefix
from common.web.page_head import Head, excerpt, json_ld
from common.web.page_sections import fill
from entities.directory import filters
from entities.directory.entity_search import described, find_entities
from entities.directory.extension_points import ENTITY_SECTIONS
from entities.directory.identifiers import show_nip
from entities.directory.models import Entity
from entities.directory.profile import EntityProfile, profile, published
from entities.directory.queries import TINTS, EntityList, listing
from entities.directory.states import EntityState
from entities.territory.naming import city_note, county_label, of_county

LIST = "/podmioty/"
MOST_MOVES = 5


class EntityListRow(NamedTuple):
    """One line of the list, ready to be drawn."""

    url: str
    name: str
    lead: BilingualText
    kind: str
    town: str
    county: str
    is_enterprise: bool
    tint: str


@login_not_required
@cached_page("entities", params=filters.PARAMS)
def entity_list(request: HttpRequest) -> HttpResponse:
    """Who works in the social economy: found by words, filtered, in alphabetical order."""
    found = listing(filters.read(request.GET), request.GET.get("strona", ""), timezone.localdate())
    drawn = filters.groups(found)
    path = prefix() + LIST
    context = {
        "head": Head(LIST, gettext("Entities")),
        "path": path,
        "criteria": found.criteria,
        "typed": found.typed,
        "total": found.counts.total,
        "groups": drawn,
        "in_words": filters.in_words(drawn),
        "map_url": f"{path}mapa/?{filters.query(found.criteria)}",
        "data_url": f"{prefix()}/dane/",
        "orders": _orders(found, path),
        "rows": _rows(found),
        "next_url": f"{path}?{filters.query(found.criteria, found.next)}" if found.next else "",
        "previous_url": f"{path}?{filters.query(found.criteria, found.previous)}" if found.previous else "",
    }
    return render(request, "entities/directory/list.html", context)


@login_not_required
@cached_page("entities", "partnerships", "events", "news", params=("polka",))
def entity(request: HttpRequest, slug: str) -> HttpResponse:
    """One entity: what can be ordered from it, whom to call, what it took part in."""
    found = published(slug)
    if found is None:
        return _moved(slug)
    shown = profile(found, timezone.localdate())
    lead = bilingual(found.lead, found.lead_en)
    path = f"{LIST}{slug}/"
    image = shown.photos[0].picture if shown.photos else None
    context = {
        "head": Head(
            path,
            found.name,
            excerpt(lead.text),
            image=image.src if image else "",
            structured=json_ld(_structured(shown, prefix() + path)),
        ),
        "path": prefix() + LIST,
        "claim_url": f"{prefix()}/konto/podmioty/opieka/{slug}/",
        "profile": shown,
        "entity": found,
        "lead": lead,
        "polish": bilingual("x").attr,
        "tint": TINTS.get(found.kind.group, ""),
        "facts": _facts(shown),
        "neighbours": [
            (f"{prefix()}{LIST}{row.slug}/", row.name, bilingual(row.lead, row.lead_en)) for row in shown.neighbours
        ],
        "of_county": of_county(found.county.name, found.county.is_city) if found.county else "",
        "county_url": f"{prefix()}{LIST}?powiat={found.county.slug}" if found.county else "",
        "sections": fill(ENTITY_SECTIONS, found, request.GET.get("polka", "")),
    }
    return render(request, "entities/directory/entity.html", context)


def _orders(found: EntityList, path: str) -> list[tuple[str, str, bool]]:
    """(address, word, chosen) of the orders in which what was looked for may stand; none without words."""
    if not found.criteria.q:
        return []
    ways = ((False, gettext("by relevance")), (True, gettext("by name")))
    return [
        (f"{path}?{filters.query(replace(found.criteria, by_name=way))}", word, way == found.criteria.by_name)
        for way, word in ways
    ]


def _rows(found: EntityList) -> list[EntityListRow]:
    today, start, reference = timezone.localdate(), prefix() + LIST, found.reference
    rows = []
    for row in found.rows:
        kind, county = reference.kinds[row.kind_id], reference.counties.get(row.county_id or "")
        town_is_county = county is not None and county.is_city and county.name == row.town
        rows.append(
            EntityListRow(
                url=f"{start}{row.slug}/",
                name=bind(row.name),
                lead=bilingual(bind(row.lead), row.lead_en),
                kind=kind.name[:1].upper() + kind.name[1:],
                town=row.town,
                county=(city_note(True) if town_is_county else county_label(county.name, county.is_city, county.code))
                if county
                else "",
                is_enterprise=row.is_social_enterprise(today),
                tint=TINTS.get(kind.group, ""),
            )
        )
    return rows


def _moved(slug: str) -> HttpResponse:
    """The entity that took over this address (by a new slug or a merger), for ever; otherwise 404."""
    columns = ("pk", "slug", "state", "merged_into_id")
    row = Entity.objects.filter(slug=slug, state=EntityState.MERGED).values_list(*columns).first()
    if row is None:
        row = Entity.objects.filter(pk=moved_to(Entity, slug)).values_list(*columns).first()
    for _ in range(MOST_MOVES):
        if row is None or row[2] != EntityState.MERGED:
            break
        row = Entity.objects.filter(pk=row[3]).values_list(*columns).first()
    if row is None or row[2] != EntityState.PUBLISHED or row[1] == slug:
        raise Http404
    return HttpResponsePermanentRedirect(f"{prefix()}{LIST}{row[1]}/")


def _facts(shown: EntityProfile) -> list[tuple[str, str | SafeString]]:
    """The metryczka, for `components/facts.html`; what is empty is left out there."""
    found = shown.entity
    founders = format_html_join(", ", "{}", ((_link(row),) for row in shown.founders))
    return [
        (gettext("Address"), ", ".join(filter(None, [found.street, f"{found.postal_code} {found.town}".strip()]))),
        (gettext("County and municipality"), _place(found)),
        (gettext("Country"), country_name(found.country, get_language() or "pl") if found.country != "PL" else ""),
        (gettext("Status"), _status(shown)),
        (gettext("Being founded"), gettext("not registered yet") if found.being_founded else ""),
        (gettext("Founded by"), founders or (found.get_founder_type_display() if found.founder_type else "")),
        (gettext("Run by"), _link(shown.operator) if shown.operator else ""),
        (gettext("Brand"), found.brand),
        ("NIP", show_nip(found.nip)),
        ("REGON", found.regon),
        ("KRS", found.krs),
        (gettext("Website"), _website(found.website)),
    ]


def _place(found: Entity) -> str | SafeString:
    if found.county is None:
        return ""
    county = found.county.label
    municipality = found.municipality.name if found.municipality and not found.county.is_city else ""
    linked = format_html('<a href="{}/powiaty/{}/">{}</a>', prefix(), found.county.slug, county)
    return format_html("{}, {}", linked, municipality) if municipality else linked


def _status(shown: EntityProfile) -> str:
    found = shown.entity
    if not shown.is_enterprise or found.enterprise_from is None:
        return ""
    since = gettext("social enterprise since %(day)s") % {"day": date_range(found.enterprise_from)}
    if shown.decision:
        return gettext("%(since)s (decision no. %(number)s)") % {"since": since, "number": shown.decision}
    return since


def _website(url: str) -> str | SafeString:
    if not url:
        return ""
    return format_html('<a href="{}" rel="noopener">{}</a>', url, url.split("://")[-1].removeprefix("www.").rstrip("/"))


def _link(row: Entity) -> str | SafeString:
    """The name, with a link where there is a public page."""
    return format_html('<a href="{}{}{}/">{}</a>', prefix(), LIST, row.slug, row.name) if row.is_published else row.name


def _structured(shown: EntityProfile, path: str) -> dict[str, Any]:
    """schema.org: who it is and where. The e-mail address is not told to machines."""
    found = shown.entity
    address = {
        "@type": "PostalAddress",
        "streetAddress": found.street,
        "postalCode": found.postal_code,
        "addressLocality": found.town,
        "addressCountry": found.country,
    }
    return {
        "@type": "Organization",
        "name": found.name,
        "alternateName": found.short_name,
        "url": absolute(path),
        "sameAs": found.website,
        "description": found.lead,
        "telephone": found.phone,
        "taxID": found.nip,
        "logo": absolute(shown.logo.src) if shown.logo and shown.logo.src.startswith("/") else "",
        "address": {name: value for name, value in address.items() if value},
    }


@login_not_required
@private_page
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Published entities that the typed words may mean: options of a combobox (static/js/picker.js)."""
    found = find_entities(request.GET.get("q", "").replace("\0", ""))
    options = [(entity.pk, entity.name, described(entity), "") for entity in found]
    return render(request, "components/entity_options.html", {"options": options})
