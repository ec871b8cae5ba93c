"""Sections on a page: each registered section with its rows, and the way to its next portion.

A page takes `?polka=<key>-<portion>`: that section shows the portion asked for, the others their first. The page draws
the heading and the way on (`components/page_sections.html`); the section's own template draws the rows alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from common.extension_points import PageSection, SectionLink

M = TypeVar("M", bound=Model)
PARAM = "polka"
ASKED = re.compile(r"([a-z_]{1,30})-([1-9][0-9]{0,3})")


class Portion(list[Any]):
    """Rows of a section, and whether more follow. A section that never pages may give a plain list."""

    def __init__(self, rows: Iterable[Any] = (), *, more: bool = False) -> None:
        super().__init__(rows)
        self.more = more


def portion(queryset: QuerySet[M], page: int, size: int) -> Portion:
    """The page-th portion (from 1) of an ordered queryset, in one query."""
    rows = list(queryset[(page - 1) * size : page * size + 1])
    return Portion(rows[:size], more=len(rows) > size)


def first_of(rows: list[Any], size: int) -> Portion:
    """The first portion from at most `size + 1` rows that a prepared query gave."""
    return Portion(rows[:size], more=len(rows) > size)


@dataclass(frozen=True, slots=True)
class FilledSection:
    """A section with the rows that the page shows; the addresses of its neighbours are empty where there is none."""

    section: PageSection
    rows: Sequence[Any]
    next_url: str
    previous_url: str
    ways: Sequence[SectionLink] = ()


def fill(sections: Iterable[PageSection], obj: Any, asked: str = "") -> list[FilledSection]:
    """The sections with something to show about `obj`, or words for having nothing; `asked`: the value of `polka`."""
    found = ASKED.fullmatch(asked)
    filled = []
    for section in sections:
        page = int(found[2]) if found and found[1] == section.key else 1
        rows = section.load(obj, page)
        if not rows and page > 1:  # beyond the end: the beginning is kinder than nothing
            page, rows = 1, section.load(obj, 1)
        if rows or section.empty:
            more = getattr(rows, "more", False)
            filled.append(
                FilledSection(
                    section,
                    rows,
                    next_url=f"?{PARAM}={section.key}-{page + 1}#{section.key}" if more else "",
                    previous_url=f"?{PARAM}={section.key}-{page - 1}#{section.key}" if page > 1 else "",
                    ways=section.ways(obj),
                )
            )
    return filled


def feeds(filled: Iterable[FilledSection]) -> list[SectionLink]:
    """What one may subscribe to on the page, for `components/feeds.html`."""
    return [way for one in filled for way in one.ways if way.feed]
