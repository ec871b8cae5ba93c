"""Extension points: how the page of a lower app shows what upper apps know about it, without importing them.

The step that *shows* owns the extension point, in a module of its own:
`ENTITY_SECTIONS: ExtensionPoint[PageSection] = ExtensionPoint("sections of an entity")`. The upper app registers what
it knows from its `AppConfig.ready()` (`extensions.py`). Where the portal's frame shows it (search, sitemap, personal
data), which nobody below may import, the extension point stands here, at the foot of this file.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.utils.functional import Promise

T = TypeVar("T")
Title = str | Promise  # a lazy translation too


class ExtensionPoint(Generic[T]):
    """An ordered list of things registered by upper apps. Registering the same thing twice leaves it once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._items: list[tuple[int, T]] = []

    def register(self, item: T, order: int = 0) -> T:
        """Add `item`; lower `order` comes first, equals in the order of registering."""
        if all(item != known for _, known in self._items):
            self._items.append((order, item))
            self._items.sort(key=lambda pair: pair[0])
        return item

    def unregister(self, item: T) -> None:
        """Take `item` out again (for tests)."""
        self._items = [(order, known) for order, known in self._items if known != item]

    def __iter__(self) -> Iterator[T]:
        return iter([item for _, item in self._items])

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<ExtensionPoint {self.name}: {len(self)}>"


# --- what is registered -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class SectionLink:
    """A link under a section: to the whole list, or (with `feed`, its media type) to what one subscribes to.

    `title` names a feed in the head of the page, where it stands without its surroundings. `feed_url`: the feed, where
    the link leads to a page that tells how to subscribe.
    """

    url: str
    label: Title
    feed: str = ""
    title: Title = ""
    feed_url: str = ""


def no_links(obj: Any) -> Sequence[SectionLink]:
    """A section that leads nowhere."""
    return ()


@dataclass(frozen=True)
class PageSection:
    """A part of a thing's page that an upper app fills: an entity's events, a partnership's reports.

    Owned by the step that shows the page; registered by the app that knows the rows. `load(obj, page)` gives the rows
    of the page-th portion (from 1) of *public* things; an empty sequence leaves the whole section out, unless `empty`
    says what stands there instead. `template` draws the rows from `rows`, `obj` and `section`. `ways(obj)` leads on.
    """

    title: Title
    key: str
    template: str
    load: Callable[[Any, int], Sequence[Any]]
    empty: Title = ""
    ways: Callable[[Any], Sequence[SectionLink]] = no_links


@dataclass(frozen=True)
class TimelineRow:
    """One line in the history of a thing."""

    on: date
    kind: str
    title: str
    url: str = ""
    text: str = ""


@dataclass(frozen=True)
class TimelineRows:
    """The lines that an upper app adds to the history on a thing's page (owned by that page's step).

    `load(obj, limit)` gives at most `limit` public lines, newest first; the page merges the sources by date.
    """

    key: str
    load: Callable[[Any, int], Sequence[TimelineRow]]


@dataclass(frozen=True)
class IndicatorSource:
    """A figure that a project's indicator may be counted from: owned by partnerships/projects, registered by events.

    `count(project_id, since, until)` counts within the days, both included.
    """

    key: str
    title: Title
    count: Callable[[int, date | None, date | None], int | Decimal]


@dataclass(frozen=True)
class SearchRow:
    """What the search knows of one thing in one language. Only public things, only public texts."""

    source: str
    object_id: int
    language: str
    title: str
    url: str
    lead: str = ""
    text: str = ""
    day: date | None = None


@dataclass(frozen=True)
class SearchSource:
    """A kind of thing that can be found: owned by the search, registered by the app of the thing.

    `rows()` walks all public things (for a rebuild). In daily life the service that changes a thing calls
    `common.search.services.follow()` or `remove()` in its own transaction.
    """

    key: str
    title: Title
    rows: Callable[[], Iterable[SearchRow]]


@dataclass(frozen=True)
class SitemapRow:
    """One public address (path without language prefix) and when its content last changed."""

    path: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class SitemapSection:
    """A part of sitemap.xml: owned by the frame, registered by the app of the pages."""

    key: str
    rows: Callable[[], Iterable[SitemapRow]]


@dataclass(frozen=True)
class Letters:
    """Messages of one owner ("event:15") to one address; where others share it, only those whose key begins so."""

    owner: str
    to: str
    is_shared: bool
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """The person whose data is asked for: their e-mail, the keys under which the apps know them, the whole names
    ("Anna Nowak") under which others were told of them, and their own telephones.

    Of somebody known by a personal link alone there is no e-mail (whoever holds a link has not shown that all that the
    portal knows of an address is theirs), but the `letters` of which the link speaks.
    """

    email: str
    keys: frozenset[UUID] = field(default_factory=frozenset)
    names: frozenset[str] = field(default_factory=frozenset)
    phones: frozenset[str] = field(default_factory=frozenset)
    letters: Letters | None = None


@dataclass(frozen=True)
class PersonalData:
    """What one step holds about a person: owned by the frame, registered by every app that holds personal data.

    `export(subject)` gives plain data for the person; `erase(subject)` blanks what the law lets go and returns how
    many rows; `retain(today)` removes what is past its time and returns how many rows; `held(subject)` tells what is
    kept in spite of a wish to erase: (what, why). `by_link`: it finds what it holds by keys and letters, and is asked
    for those too who are known by a personal link alone.
    """

    key: str
    title: Title
    export: Callable[[Subject], list[dict[str, Any]]]
    erase: Callable[[Subject], int]
    retain: Callable[[date], int]
    held: Callable[[Subject], list[tuple[str, str]]] = lambda subject: []
    by_link: bool = False


# --- extension points of the frame ---------------------------------------------------------------------------------
SEARCH_SOURCES: ExtensionPoint[SearchSource] = ExtensionPoint("search sources")
SITEMAP_SECTIONS: ExtensionPoint[SitemapSection] = ExtensionPoint("sitemap sections")
PERSONAL_DATA: ExtensionPoint[PersonalData] = ExtensionPoint("personal data")
# Names of columns about a person; the audit log says of them only that they changed.
PERSONAL_COLUMNS: ExtensionPoint[str] = ExtensionPoint("columns about a person")
