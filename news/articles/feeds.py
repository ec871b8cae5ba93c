"""RSS and Atom of the news under the filters of the list (`/rss/?osrodek=…`); what does not exist is 404 here.

A control character in one text would cost the whole feed: XML has none.
"""

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from common.text.control_characters import without_controls
from common.web.cache import cached_page
from common.web.links import absolute, prefix
from news.articles.filters import PARAMS, NewsFilter, chosen_names, is_exact
from news.articles.queries import LIST_PATH, Story, for_stories, listed, stories

LENGTH = 20


class Chosen(NamedTuple):
    """The filter of a feed, and what is chosen in words."""

    filter: NewsFilter
    names: list[str]


class NewsFeed(Feed):  # type: ignore[type-arg]
    """The latest articles that the filter lets through."""

    feed_type = Rss201rev2Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Chosen:
        chosen = NewsFilter.of(request.GET)
        names = chosen_names(chosen) if is_exact(request.GET) else None
        if names is None:
            raise Http404
        return Chosen(chosen, names)

    def title(self, obj: Chosen) -> str:
        """`Wspólny Stół – Aktualności: powiat suski`."""
        told = ": ".join(filter(None, [gettext("News"), ", ".join(obj.names)]))
        return without_controls(f"{settings.SITE_NAME} – {told}")

    def description(self, obj: Chosen) -> str:
        return gettext("Reports from meetings, announcements and news of %(site)s.") % {"site": settings.SITE_NAME}

    def link(self, obj: Chosen) -> str:
        return absolute(obj.filter.address(f"{prefix()}{LIST_PATH}"))

    def feed_url(self, obj: Chosen) -> str:
        return absolute(obj.filter.address(f"{prefix()}/{'atom' if self.feed_type is Atom1Feed else 'rss'}/"))

    def items(self, obj: Chosen) -> list[Story]:
        return stories(for_stories(obj.filter.apply(listed())).latest_first()[:LENGTH])

    def item_title(self, item: Story) -> str:
        return without_controls(item.title)

    def item_description(self, item: Story) -> str:
        return without_controls(item.lead)

    def item_link(self, item: Story) -> str:
        return absolute(item.url)

    def item_guid(self, item: Story) -> str:
        return absolute(f"{LIST_PATH}#{item.id}")

    item_guid_is_permalink = False

    def item_pubdate(self, item: Story) -> Any:
        return item.day

    def item_updateddate(self, item: Story) -> Any:
        return item.changed_at

    def item_author_name(self, item: Story) -> str | None:
        return without_controls(item.author) or None

    def item_categories(self, item: Story) -> list[str]:
        return [without_controls(item.category)] if item.category else []

    def item_enclosures(self, item: Story) -> list[Enclosure]:
        # Feeds want a length; readers do without it, so nobody asks the storage.
        return [Enclosure(absolute(item.picture.src), "0", "image/jpeg")] if item.picture and item.picture.src else []


class AtomNews(NewsFeed):
    """The same in Atom."""

    feed_type = Atom1Feed

    def subtitle(self, obj: Chosen) -> str:
        return self.description(obj)


RSS, ATOM = NewsFeed(), AtomNews()


def _answer(feed: NewsFeed, request: HttpRequest) -> HttpResponse:
    response = feed(request)
    response.headers["Content-Language"] = get_language() or "pl"
    return response


@login_not_required
@require_safe
@cached_page("news", "events", "centres", "projects", "frame", params=tuple(PARAMS.values()))
def rss(request: HttpRequest) -> HttpResponse:
    """The news as RSS."""
    return _answer(RSS, request)


@login_not_required
@require_safe
@cached_page("news", "events", "centres", "projects", "frame", params=tuple(PARAMS.values()))
def atom(request: HttpRequest) -> HttpResponse:
    """The news as Atom."""
    return _answer(ATOM, request)
