"""Keeping the index: services call `follow` and `remove` in the transaction of their own change."""

from collections.abc import Iterable
from itertools import groupby, islice
from operator import itemgetter

from django.db import transaction
from django.db.models import Exists, OuterRef

from common.extension_points import SEARCH_SOURCES, SearchRow
from common.search.fuzzy import forget_words, keep_words
from common.search.models import SearchEntry
from common.text.folding import index_tokens

BATCH = 500


@transaction.atomic
def index(rows: Iterable[SearchRow]) -> int:
    """Write or rewrite these rows of the index; returns how many."""
    count, waiting = 0, iter(rows)
    while batch := list(islice(waiting, BATCH)):
        SearchEntry.objects.bulk_create(
            [_entry(row) for row in batch],
            update_conflicts=True,
            unique_fields=["source", "object_id", "language"],
            update_fields=["title", "lead", "url", "title_tokens", "tokens", "date"],
        )
        for source, keys in groupby(sorted((row.source, row.object_id) for row in batch), key=itemgetter(0)):
            _count_languages(source, [key for _, key in keys])
        keep_words(f"{row.title} {row.lead} {row.text}" for row in batch)
        count += len(batch)
    return count


@transaction.atomic
def follow(*, source: str, object_id: int, rows: Iterable[SearchRow]) -> None:
    """Know exactly these rows of a thing: a language that it has no more is forgotten, none at all takes it out."""
    now = list(rows)
    kept = SearchEntry.objects.filter(source=source, object_id=object_id)
    kept.exclude(language__in=[row.language for row in now]).delete()
    index(now)


@transaction.atomic
def remove(*, source: str, object_id: int, languages: Iterable[str] | None = None) -> None:
    """Take a thing (or only some languages of it) out of the index: withdrawn, archived, merged."""
    rows = SearchEntry.objects.filter(source=source, object_id=object_id)
    (rows if languages is None else rows.filter(language__in=list(languages))).delete()
    _count_languages(source, [object_id])


@transaction.atomic
def rebuild(source: str | None = None) -> dict[str, int]:
    """Write the index anew from all registered sources (or one); returns how many rows of each."""
    written = {}
    if source is None:
        forget_words()
    for registered in SEARCH_SOURCES:
        if source in (None, registered.key):
            SearchEntry.objects.filter(source=registered.key).delete()
            written[registered.key] = index(registered.rows())
    return written


def _count_languages(source: str, object_ids: list[int]) -> None:
    """Say on each row of these things whether it is the only one (so that the search need not look)."""
    others = SearchEntry.objects.filter(source=OuterRef("source"), object_id=OuterRef("object_id")).exclude(
        language=OuterRef("language")
    )
    SearchEntry.objects.filter(source=source, object_id__in=object_ids).update(alone=~Exists(others))


def _entry(row: SearchRow) -> SearchEntry:
    return SearchEntry(
        source=row.source,
        object_id=row.object_id,
        language=row.language,
        title=row.title[:300],
        lead=row.lead,
        url=row.url,
        title_tokens=index_tokens(row.title, row.language),
        tokens=index_tokens(f"{row.title} {row.lead} {row.text}", row.language),
        date=row.day,
    )
