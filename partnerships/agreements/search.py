"""What the search and the site map know of a partnership."""

from collections.abc import Iterable, Iterator

from common.extension_points import SearchRow, SitemapRow
from partnerships.agreements.models import LocalPartnership
from partnerships.agreements.queries import SEARCH_KEY

RELATED = ("counties", "members__entity", "support_team", "steps")


def search_rows(partnership: LocalPartnership) -> list[SearchRow]:
    """Rows of one partnership: in Polish, and in English where it has an English name. None for what is not public."""
    if not partnership.is_published:
        return []
    path, key, day = f"/partnerstwa/{partnership.slug}/", partnership.pk, partnership.founded_on
    counties = " ".join(row.name for row in partnership.counties.all())
    members = " ".join(row.entity.name for row in partnership.members.all() if row.left_on is None)
    team = " ".join(f"{row.name} {row.institution}" for row in partnership.support_team.all())
    steps = " ".join(row.title for row in partnership.steps.all())
    body = f"{counties} {partnership.aims} {partnership.diagnosis_topics} {members} {team} {steps}"
    rows = [SearchRow(SEARCH_KEY, key, "pl", partnership.name, path, partnership.lead, body, day)]
    if partnership.name_en:
        english = f"{counties} {members}"
        rows.append(
            SearchRow(SEARCH_KEY, key, "en", partnership.name_en, f"/en{path}", partnership.lead_en, english, day)
        )
    return rows


def all_rows() -> Iterator[SearchRow]:
    """Rows of all published partnerships, for a rebuild."""
    rows: Iterable[LocalPartnership] = LocalPartnership.objects.published().prefetch_related(*RELATED).order_by("pk")
    for partnership in rows:
        yield from search_rows(partnership)


def sitemap_rows() -> Iterator[SitemapRow]:
    """The list and the published partnerships."""
    yield SitemapRow("/partnerstwa/")
    yield SitemapRow("/partnerstwa/mapa/")
    for slug in LocalPartnership.objects.published().order_by("pk").values_list("slug", flat=True):
        yield SitemapRow(f"/partnerstwa/{slug}/")
