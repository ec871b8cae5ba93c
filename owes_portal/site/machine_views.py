"""What only machines read: robots.txt and the sitemap."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from common.extension_points import SITEMAP_SECTIONS, SitemapRow
from common.web.cache import cached_page
from common.web.ids import clean_number
from common.web.links import absolute
from common.web.versions import AREAS
from owes_portal.site import nav

# Search engines take 50,000 addresses in a file; smaller files are made and read sooner.
SIZE = 10_000
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NOT_PAGES = ("/rss/", "/konto/", "/panel/")
CLOSED = ("/panel/", "/konto/", "/admin/", "/zgloszenie/", "/zaswiadczenie/", "/szukaj/")
CLOSED_ENGLISH = ("/en/panel/", "/en/konto/", "/en/zaswiadczenie/", "/en/szukaj/")


@login_not_required
@require_safe
@cached_page("frame")
def robots(request: HttpRequest) -> HttpResponse:
    """What robots leave alone, and where the sitemap is."""
    closed = [f"Disallow: {path}" for path in (*CLOSED, *CLOSED_ENGLISH)]
    text = "\n".join(["User-agent: *", *closed, f"Sitemap: {absolute('/sitemap.xml')}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@cached_page(*AREAS, params=("dzial", "strona"))
def sitemap(request: HttpRequest) -> HttpResponse:
    """All public addresses; above ten thousand an index of files of that many."""
    section, page = request.GET.get("dzial", ""), request.GET.get("strona", "1")
    if section:
        return _file(_portion(section, page))
    rows = list(islice(_all_rows(), SIZE + 1))
    return _file(rows) if len(rows) <= SIZE else _index()


def _own() -> Iterator[SitemapRow]:
    """The pages that the frame of every page leads to."""
    doors = (door.path for door in (*nav.MAIN, *nav.SHORTCUTS, *nav.ABOUT))
    own = (path for path in dict.fromkeys((nav.HOME, *doors)) if path not in NOT_PAGES)
    yield from (SitemapRow(path) for path in own)


def _sources() -> dict[str, Callable[[], Iterator[SitemapRow]]]:
    """The sections by key, each address in one of them only."""
    own = {row.path for row in _own()}

    def others(rows: Callable[[], Iterable[SitemapRow]]) -> Callable[[], Iterator[SitemapRow]]:
        return lambda: (row for row in rows() if row.path not in own)

    return {"strony": _own, **{section.key: others(section.rows) for section in SITEMAP_SECTIONS}}


def _all_rows() -> Iterator[SitemapRow]:
    return chain.from_iterable(rows() for rows in _sources().values())


def _portion(key: str, page: str) -> list[SitemapRow]:
    sources = _sources()
    number = clean_number(page, most=999_999) or 0
    if key not in sources or number < 1:
        raise Http404
    rows = list(islice(sources[key](), (number - 1) * SIZE, number * SIZE))
    if not rows:
        raise Http404
    return rows


def _file(rows: Iterable[SitemapRow]) -> HttpResponse:
    parts = []
    for row in rows:
        changed = f"<lastmod>{row.changed_at.isoformat(timespec='seconds')}</lastmod>" if row.changed_at else ""
        parts.append(f"<url><loc>{escape(absolute(row.path))}</loc>{changed}</url>")
    return _xml("urlset", parts)


def _index() -> HttpResponse:
    parts = []
    for key, rows in _sources().items():
        files = -(-sum(1 for _ in rows()) // SIZE)
        for number in range(1, files + 1):
            query = urlencode({"dzial": key, "strona": number})
            parts.append(f"<sitemap><loc>{escape(absolute(f'/sitemap.xml?{query}'))}</loc></sitemap>")
    return _xml("sitemapindex", parts)


def _xml(root: str, parts: list[str]) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {NAMESPACE}>\n' + "\n".join(parts) + f"\n</{root}>\n"
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
