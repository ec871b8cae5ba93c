"""What the search and the site map know of an entity."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from common.extension_points import SearchRow, SitemapRow
from entities.directory.models import Entity
from entities.directory.queries import SEARCH_KEY

RELATED = ("services__category", "bundles__services")


def search_rows(entity: Entity) -> list[SearchRow]:
    """Rows of one entity: in Polish, and in English where it has an English sentence. None for what is not public."""
    if not entity.is_published:
        return []
    path, county = f"/podmioty/{entity.slug}/", entity.county.name if entity.county else ""
    place = f"{entity.town} {county} {entity.brand} {entity.short_name}"
    services = [text for row in entity.services.all() for text in (row.title, row.description, row.category.name)]
    bundles = [
        text for row in entity.bundles.all() for text in (row.name, *(part.title for part in row.services.all()))
    ]
    body = " ".join([entity.kind.name, place, entity.description, *services, *bundles])
    rows = [SearchRow(SEARCH_KEY, entity.pk, "pl", entity.name, path, entity.lead, body)]
    if entity.lead_en:
        offered = " ".join(row.category.name_en for row in entity.services.all())
        english = f"{entity.kind.name_en} {place} {offered}"
        rows.append(SearchRow(SEARCH_KEY, entity.pk, "en", entity.name, f"/en{path}", entity.lead_en, english))
    return rows


def all_rows() -> Iterator[SearchRow]:
    """Rows of all published entities, for a rebuild."""
    for entity in _published().iterator(500):
        yield from search_rows(entity)


def rows_of(keys: Iterable[Any]) -> list[SearchRow]:
    """Rows of these entities, fetched together."""
    return [row for entity in _published().filter(pk__in=list(keys)) for row in search_rows(entity)]


def sitemap_rows() -> Iterator[SitemapRow]:
    """Addresses of all published entities."""
    entities = Entity.objects.published().order_by("pk").values_list("slug", "updated_at")
    for slug, changed_at in entities.iterator(1000):
        yield SitemapRow(f"/podmioty/{slug}/", changed_at)


def _published() -> QuerySet[Entity]:
    return Entity.objects.published().select_related("kind", "county").prefetch_related(*RELATED).order_by("pk")
