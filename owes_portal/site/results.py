"""What a search found, ready for its page: hits with the words marked, sources with counts, pages."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common.extension_points import SEARCH_SOURCES
from common.search.fuzzy import nearer
from common.search.models import SearchEntry
from common.search.queries import search
from common.text.folding import query_words
from common.web.ids import clean_number
from common.web.links import prefix
from owes_portal.site import nav
from owes_portal.site.highlight import highlight, snippet

# A longer query is cut; nobody means it, and every word costs.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """One found thing."""

    url: str
    title: SafeString
    text: SafeString
    source: str
    day: date | None
    lang: str


@dataclass(frozen=True, slots=True)
class ResultKind:
    """One kind of things with how many were found of it."""

    title: str
    url: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one query. `asked` is what is looked for, `cut` says that the query was longer.

    `typed`: what was typed, where nothing has it and a near word was looked for instead.
    """

    asked: str
    typed: str
    cut: bool
    hits: list[Hit]
    total: int
    sources: list[ResultKind]
    page: int
    pages: int
    newer: str
    older: str


def find(q: str, source: str, page: str) -> Found:
    """Search; any query and any page are answered."""
    whole = " ".join(q.replace("\0", " ").split())
    asked, language = whole[:LONGEST], get_language() or "pl"
    titles = {registered.key: str(registered.title) for registered in SEARCH_SOURCES}
    chosen = source if source in titles else None
    number = clean_number(page, most=999_999) or 1
    hits, typed = search(asked, language, chosen, number), ""
    if asked and not hits.counts and (near := nearer(asked, language)):
        hits, asked, typed = search(near, language, chosen, number), near, asked
    words = query_words(asked, language)
    everything = sum(hits.counts.values())
    return Found(
        asked=asked,
        typed=typed,
        cut=len(whole) > LONGEST,
        hits=[_hit(row, words, titles, language) for row in hits.rows],
        total=hits.total,
        sources=[ResultKind("", _url(asked), everything, chosen is None)]
        + [
            ResultKind(title, _url(asked, key), hits.counts.get(key, 0), key == chosen)
            for key, title in titles.items()
            if hits.counts.get(key) or key == chosen
        ],
        page=hits.page,
        pages=hits.pages,
        newer=_url(asked, chosen, hits.page - 1) if hits.page > 1 else "",
        older=_url(asked, chosen, hits.page + 1) if hits.page < hits.pages else "",
    )


def _hit(row: SearchEntry, words: list[list[str]], titles: dict[str, str], language: str) -> Hit:
    return Hit(
        url=row.url,
        title=highlight(row.title, words, language),
        text=highlight(snippet(row.lead, words, language), words, language),
        source=titles.get(row.source, ""),
        day=row.date,
        lang=row.language if row.language != language else "",
    )


def _url(asked: str, source: str | None = None, page: int = 1) -> str:
    query = {"q": asked, "zrodlo": source or "", "strona": str(page) if page > 1 else ""}
    return f"{prefix()}{nav.SEARCH}?{urlencode({name: value for name, value in query.items() if value})}"
