"""Galleries on the pages of lower apps, and their addresses for sitemap.xml."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from common.db.compiled_queries import Prepared
from common.extension_points import PageSection, SitemapRow
from common.web.page_sections import Portion, first_of, portion
from events.catalogue.models import Event
from news.galleries.models import Gallery, GalleryQuerySet
from news.galleries.queries import PATH, SHOWN, ListedGallery, covers, with_covers
from partnerships.projects.models import FundingProject

SIZE = 6


def _galleries(event: int) -> GalleryQuerySet:
    return with_covers(Gallery.objects.published().filter(event=event).only(*SHOWN).order_by("-taken_on", "-id"))


_FIRST = Prepared(lambda event: _galleries(event)[: SIZE + 1])


def of_event(event: Event, page: int) -> Sequence[ListedGallery]:
    """Public galleries of the event."""
    found = portion(_galleries(event.pk), page, SIZE) if page > 1 else first_of(_FIRST(event.pk), SIZE)
    return Portion(covers(found), more=found.more)


def of_project(project: FundingProject, page: int) -> Sequence[ListedGallery]:
    """Public galleries of the project's events, the latest first."""
    rows = Gallery.objects.published().filter(event__project=project).only(*SHOWN).order_by("-taken_on", "-id")
    found = portion(with_covers(rows), page, SIZE)
    return Portion(covers(found), more=found.more)


PROJECT = PageSection(
    title=_("Photographs"), key="zdjecia", template="news/galleries/section_photos.html", load=of_project
)
EVENT = PageSection(title=_("Photographs"), key="zdjecia", template="news/galleries/section_photos.html", load=of_event)


def sitemap_rows() -> Iterator[SitemapRow]:
    """The list, then every published gallery."""
    yield SitemapRow(PATH)
    for slug, changed_at in Gallery.objects.published().order_by("pk").values_list("slug", "published_at").iterator():
        yield SitemapRow(f"{PATH}{slug}/", changed_at)
