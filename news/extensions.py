"""What the news register at the extension points of the apps below; called once, when the models are ready."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from common.extension_points import (
    PERSONAL_DATA,
    SEARCH_SOURCES,
    SITEMAP_SECTIONS,
    SearchSource,
    SitemapRow,
    SitemapSection,
)
from entities.centres.extension_points import CENTRE_SECTIONS, COUNTY_SECTIONS, PICTURE_PLACES
from entities.directory.extension_points import ENTITY_LINKS, ENTITY_SECTIONS
from events.attendance.extension_points import PRESENCE_CORRECTED
from events.catalogue.extension_points import EVENT_SECTIONS
from events.folders.extension_points import FOLDER_PARTS
from events.registration.extension_points import PLACE_CORRECTED
from files.extension_points import IMAGE_CHANGED
from news.articles import corrections, folder_parts, merging, page_sections, search
from news.articles.models import Article
from news.articles.queries import LIST_PATH, cover_places
from news.articles.services import redraw_cover
from news.galleries import page_sections as gallery_sections
from news.galleries import personal
from news.galleries import search as gallery_search
from news.galleries.queries import photo_places
from news.galleries.services import redraw_image
from partnerships.agreements.extension_points import PARTNERSHIP_SECTIONS, PARTNERSHIP_TIMELINE
from partnerships.projects.extension_points import PROJECT_SECTIONS


def _article_addresses() -> Iterator[SitemapRow]:
    rows = Article.objects.published().order_by("pk").values_list("slug", "updated_at")
    for slug, changed_at in rows.iterator(2000):
        yield SitemapRow(f"{LIST_PATH}{slug}/", changed_at)


def register_extensions() -> None:
    """Register; doing it twice changes nothing."""
    SEARCH_SOURCES.register(SearchSource(search.SOURCE, _("News"), search.all_rows), order=10)
    SITEMAP_SECTIONS.register(SitemapSection("aktualnosci", _article_addresses), order=10)
    SEARCH_SOURCES.register(SearchSource(gallery_search.SOURCE, _("Galleries"), gallery_search.all_rows), order=60)
    SITEMAP_SECTIONS.register(SitemapSection("galerie", gallery_sections.sitemap_rows), order=60)
    # An article's row is taken before its gallery's, and that before its event's, here as when it is published.
    IMAGE_CHANGED.register(redraw_cover, order=10)
    IMAGE_CHANGED.register(redraw_image, order=20)
    PICTURE_PLACES.register(photo_places, order=10)
    PICTURE_PLACES.register(cover_places, order=20)
    EVENT_SECTIONS.register(page_sections.EVENT_NEWS, order=10)
    EVENT_SECTIONS.register(gallery_sections.EVENT, order=20)
    ENTITY_SECTIONS.register(page_sections.ENTITY_NEWS, order=20)
    for link in merging.LINKS:
        ENTITY_LINKS.register(link, order=40)
    PARTNERSHIP_SECTIONS.register(page_sections.PARTNERSHIP_NEWS, order=20)
    PARTNERSHIP_TIMELINE.register(page_sections.REPORTS)
    PROJECT_SECTIONS.register(page_sections.PROJECT_NEWS, order=20)
    PROJECT_SECTIONS.register(gallery_sections.PROJECT, order=30)
    CENTRE_SECTIONS.register(page_sections.CENTRE_NEWS, order=20)
    COUNTY_SECTIONS.register(page_sections.COUNTY_NEWS, order=20)
    PRESENCE_CORRECTED.register(corrections.presence_corrected)
    PLACE_CORRECTED.register(corrections.place_corrected)
    PERSONAL_DATA.register(personal.TAKEDOWNS, order=-16)  # before partnerships and events: the order of locks
    FOLDER_PARTS.register(folder_parts.report, order=10)
    FOLDER_PARTS.register(folder_parts.photos, order=11)
