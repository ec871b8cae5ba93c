"""The addresses of events for sitemap.xml."""

from collections.abc import Iterator

from common.extension_points import SitemapRow
from events.catalogue.models import Event


def rows() -> Iterator[SitemapRow]:
    """The lists, then every public event."""
    yield SitemapRow("/wydarzenia/")
    yield SitemapRow("/wydarzenia/kalendarz/")
    events = Event.objects.public().order_by("-starts_on", "-id").values_list("slug", "updated_at")
    for slug, changed_at in events.iterator(2000):
        yield SitemapRow(f"/wydarzenia/{slug}/", changed_at)
