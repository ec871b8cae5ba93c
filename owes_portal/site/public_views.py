"""Home, search, contact and the other public pages that mix the apps."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from common.web.cache import cached_page
from common.web.links import absolute
from common.web.page_head import Head, json_ld
from common.web.versions import AREAS
from events.figures.queries import region_figures
from owes_portal.site import nav, queries, results
from owes_portal.site.region import region_sentence
from owes_portal.site.sections import sections


@login_not_required
@require_safe
@cached_page(*AREAS)
def home(request: HttpRequest) -> HttpResponse:
    """The first page: what is next, the latest report, galleries, who does what in the region, whom to call."""
    stories, galleries = queries.latest()
    today = timezone.localdate()
    figures = region_figures(today)
    context = {
        "coming": queries.coming(),
        "stories": stories,
        "galleries": galleries,
        "figures": figures,
        "sentence": region_sentence(figures, today) if figures else "",
        "verbs": queries.verbs(),
        "counties": queries.counties_served(),
        "people": queries.people_to_call(),
        "entity_forms": gettext("entity,entities,entities"),
        "photo_forms": gettext("photo,photos,photos"),
        "head": Head(
            path=nav.HOME,
            title=f"{settings.SITE_NAME} – {settings.SITE_CLAIM}",
            description=settings.SITE_CLAIM,
            structured=json_ld(organisation()),
        ),
    }
    return render(request, "site/home.html", context)


@login_not_required
@require_safe
@cached_page(*AREAS, params=("q", "zrodlo", "strona"))
def search(request: HttpRequest) -> HttpResponse:
    """Everything public in one place: words in any inflection, with or without Polish marks."""
    given = request.GET
    context = {
        "found": results.find(given.get("q", ""), given.get("zrodlo", ""), given.get("strona", "")),
        "head": Head(path=nav.SEARCH, title=gettext("Search")),
        "longest": results.LONGEST,
        "result_forms": gettext("result,results,results"),
    }
    return render(request, "site/search.html", context)


@login_not_required
@require_safe
@cached_page("centres", "frame")
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to call or visit: the ROPS first, then every OWES with its counties and people."""
    context = {
        "centres": queries.centres_with_people(),
        "head": Head(path="/kontakt/", title=gettext("Contact"), structured=json_ld(organisation())),
    }
    return render(request, "site/contact.html", context)


@login_not_required
@require_safe
@cached_page("frame", "centres")
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility declaration: its structure and ids are the law's, its contents the staff's."""
    row = queries.declaration()
    context = {
        "declaration": row,
        "lang": row.language if row and row.language != get_language() else "",
        "not_accessible": lines(row.not_accessible) if row else [],
        "shortcuts": lines(row.shortcuts) if row else [],
        "site_url": settings.SITE_URL,
        "head": Head(path="/deklaracja-dostepnosci/", title=gettext("Accessibility declaration")),
    }
    return render(request, "site/accessibility.html", context)


@login_not_required
@require_safe
@cached_page("frame", "centres")
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy policy in force, of the portal and of the centres that have their own."""
    english = get_language() == "en"
    notices = [
        {
            "text": notice.text_en if english and notice.text_en else notice.text_pl,
            "lang": "pl" if english and not notice.text_en else "",
            "version": notice.version,
            "since": notice.published_at,
            "controller": notice.controller,
        }
        for notice in queries.privacy_notices()
    ]
    context = {"notices": notices, "head": Head(path="/polityka-prywatnosci/", title=gettext("Privacy policy"))}
    return render(request, "site/privacy.html", context)


@login_not_required
@require_safe
@cached_page(*AREAS)
def site_map(request: HttpRequest) -> HttpResponse:
    """All doors of the portal on one page."""
    context = {"sections": sections(), "head": Head(path="/mapa-strony/", title=gettext("Site map"))}
    return render(request, "site/site_map.html", context)


def organisation() -> dict[str, object]:
    """The publisher for machines (schema.org)."""
    centre, own = queries.regional_centre(), settings.SITE_CONTACT
    return {
        "@type": "Organization",
        "name": centre.name if centre else own["name"],
        "url": absolute("/"),
        "logo": absolute("/static/art/znak.svg"),
        "telephone": centre.phone if centre else own["phone"],
        "email": centre.email if centre else own["email"],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": centre.street if centre else own["street"],
            "postalCode": centre.postal_code if centre else None,
            "addressLocality": centre.town if centre else own["town"],
            "addressCountry": "PL",
        },
    }


def lines(text: str) -> list[str]:
    """The lines of a text that staff wrote one point in a line."""
    return [line.strip().lstrip("•-–* ") for line in text.splitlines() if line.strip()]
