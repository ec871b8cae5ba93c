"""What the news plug into the sockets of the floors below; called once, when the models are ready."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from common.sockets import PERSONAL_DATA, SEARCH_SOURCES, SITEMAP_SECTIONS, SearchSource, SitemapRow, SitemapSection
from entities.centres.sockets import CENTRE_SHELVES, COUNTY_SHELVES, PICTURE_PLACES
from entities.directory.sockets import ENTITY_LINKS, ENTITY_SHELVES
from events.attendance.sockets import PRESENCE_CORRECTED
from events.catalogue.sockets import EVENT_SHELVES
from events.folders.sockets import FOLDER_PARTS
from files.sockets import IMAGE_CHANGED
from news.articles import corrections, folder_parts, merging, search, shelves
from news.articles.models import Article
from news.articles.queries import LIST_PATH, cover_places
from news.articles.services import redraw_cover
from news.galleries import personal
from news.galleries import search as gallery_search
from news.galleries import shelves as gallery_shelves
from news.galleries.queries import photo_places
from news.galleries.services import redraw_image
from partnerships.agreements.sockets import PARTNERSHIP_SHELVES, PARTNERSHIP_TIMELINE
from partnerships.projects.sockets import PROJECT_SHELVES


def _article_addresses() -> Iterator[SitemapRow]:
    rows = Article.objects.published().order_by("pk").values_list("slug", "updated_at")
    for slug, changed_at in rows.iterator(2000):
        yield SitemapRow(f"{LIST_PATH}{slug}/", changed_at)


def plug_in() -> None:
    """Plug in; doing it twice changes nothing."""
    SEARCH_SOURCES.plug(SearchSource(search.SOURCE, _("News"), search.all_rows), order=10)
    SITEMAP_SECTIONS.plug(SitemapSection("aktualnosci", _article_addresses), order=10)
    SEARCH_SOURCES.plug(SearchSource(gallery_search.SOURCE, _("Galleries"), gallery_search.all_rows), order=60)
    SITEMAP_SECTIONS.plug(SitemapSection("galerie", gallery_shelves.sitemap_rows), order=60)
    # An article's row is taken before its gallery's, and that before its event's, here as when it is published.
    IMAGE_CHANGED.plug(redraw_cover, order=10)
    IMAGE_CHANGED.plug(redraw_image, order=20)
    PICTURE_PLACES.plug(photo_places, order=10)
    PICTURE_PLACES.plug(cover_places, order=20)
    EVENT_SHELVES.plug(shelves.EVENT_NEWS, order=10)
    EVENT_SHELVES.plug(gallery_shelves.EVENT, order=20)
    ENTITY_SHELVES.plug(shelves.ENTITY_NEWS, order=20)
    for link in merging.LINKS:
        ENTITY_LINKS.plug(link, order=40)
    PARTNERSHIP_SHELVES.plug(shelves.PARTNERSHIP_NEWS, order=20)
    PARTNERSHIP_TIMELINE.plug(shelves.REPORTS)
    PROJECT_SHELVES.plug(shelves.PROJECT_NEWS, order=20)
    PROJECT_SHELVES.plug(gallery_shelves.PROJECT, order=30)
    CENTRE_SHELVES.plug(shelves.CENTRE_NEWS, order=20)
    COUNTY_SHELVES.plug(shelves.COUNTY_NEWS, order=20)
    PRESENCE_CORRECTED.plug(corrections.presence_corrected)
    PERSONAL_DATA.plug(personal.TAKEDOWNS)
    FOLDER_PARTS.plug(folder_parts.report, order=10)
    FOLDER_PARTS.plug(folder_parts.photos, order=11)
