"""Asking the index."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from common.search.engines import Matches
from common.search.models import SearchEntry
from common.text.folding import query_words

PAGE_SIZE = 20


@dataclass(frozen=True)
class Hits:
    """One page of what was found; `counts` says how many there are of each source, whichever was asked."""

    rows: Sequence[SearchEntry]
    total: int
    page: int
    pages: int
    counts: dict[str, int]


def search(q: str, language: str, source: str | None = None, page: int = 1, size: int = PAGE_SIZE) -> Hits:
    """Find public things: those with all words in the title first, then the newest.

    A thing written only in the other language is found too (its row says in which). Any `q` and `page` are answered.
    """
    words = query_words(q, language)
    if not words:
        return Hits(rows=[], total=0, page=1, pages=0, counts={})
    found = SearchEntry.objects.filter(Matches("tokens", words)).filter(_in(language))
    counts = dict(found.order_by().values_list("source").annotate(n=Count("pk")))
    total = sum(counts.values()) if source is None else counts.get(source, 0)
    if source is not None:
        found = found.filter(source=source)
    pages = -(-total // size)
    page = max(1, min(page, pages))
    ranked = found.annotate(in_title=Matches("title_tokens", words)).order_by(
        F("in_title").desc(), F("date").desc(nulls_last=True), "-pk"
    )
    rows = list(ranked[(page - 1) * size : page * size]) if total else []
    return Hits(rows=rows, total=total, page=page, pages=pages, counts=counts)


def matching_ids(source: str, q: str, *, in_title: bool = False) -> QuerySet[SearchEntry, Any]:
    """Keys of the things of one source that match in any language: `Entity.objects.filter(pk__in=matching_ids(…))`.

    A `q` without a word to look for matches nothing; ask only when something was typed. `in_title`: only those that
    have all the words in the title.
    """
    entries = SearchEntry.objects.filter(source=source)
    words = query_words(q)
    return (
        entries.filter(Matches("title_tokens" if in_title else "tokens", words)) if words else entries.none()
    ).values("object_id")


def _in(language: str) -> Q:
    """Rows in this language, and those of things that have none in it."""
    return Q(language=language) | Q(alone=True)
