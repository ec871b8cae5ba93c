"""What the search and the site map know of a centre and of the counties served."""

from collections.abc import Iterable, Iterator

from common.extension_points import SearchRow, SitemapRow
from entities.centres.models import SupportCentre
from entities.centres.queries import SEARCH_KEY, served_counties


def search_rows(centre: SupportCentre) -> list[SearchRow]:
    """Rows of one centre: in Polish, and in English where it has an English lead."""
    if not centre.is_active:
        return []
    path = f"/osrodki/{centre.slug}/"
    counties = " ".join(row.name for row in centre.counties.all())
    people = " ".join(f"{row.name} {row.function}" for row in centre.people.all())
    place = f"{centre.short_name} {centre.town} {centre.subregion} {counties}"
    body = f"{place} {centre.description} {people}"
    rows = [SearchRow(SEARCH_KEY, centre.pk, "pl", centre.name, path, centre.lead, body)]
    if centre.lead_en:
        rows.append(SearchRow(SEARCH_KEY, centre.pk, "en", centre.name, f"/en{path}", centre.lead_en, place))
    return rows


def all_rows() -> Iterator[SearchRow]:
    """Rows of all active centres, for a rebuild."""
    centres: Iterable[SupportCentre] = SupportCentre.objects.active().prefetch_related("counties", "people")
    for centre in centres:
        yield from search_rows(centre)


def sitemap_rows() -> Iterator[SitemapRow]:
    """The list, the centres and the counties."""
    yield SitemapRow("/osrodki/")
    yield SitemapRow("/osrodki/mapa/")
    for slug in SupportCentre.objects.active().order_by("pk").values_list("slug", flat=True):
        yield SitemapRow(f"/osrodki/{slug}/")
    for slug in served_counties().order_by("pk").values_list("slug", flat=True):
        yield SitemapRow(f"/powiaty/{slug}/")
