"""Filters of a list as `components/filters.html` draws them, and what the panel's lists share.

Filters stay in the address, so a list may be kept and sent to a colleague.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.utils.translation import gettext as _

LONGEST = 100


@dataclass(frozen=True, slots=True)
class FilterOption:
    """A choice of a filter; `count` rows have it, where they are counted; `inner` stands under the one before it."""

    value: str
    label: str
    count: int | None
    chosen: bool
    inner: bool = False


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """A filter: check boxes, or with `one` a list to choose one from, whose first choice is `all`."""

    name: str
    legend: str
    options: list[FilterOption]
    one: bool = False
    all: str = ""


def typed_words(text: str) -> str:
    """What was typed into a search field: one line, no sign that a database refuses, at most so long."""
    return " ".join(text.replace("\0", "").split())[:LONGEST]


@dataclass(frozen=True, slots=True)
class PanelFilters:
    """What is asked of a panel's list by words and state; a list adds its own. The names are those of the address."""

    q: str = ""
    stan: str = ""

    @property
    def is_any(self) -> bool:
        """Whether anything is asked."""
        return any(asdict(self).values())

    def query(self, cursor: str = "") -> str:
        """The address's query of these criteria, on a page of the list."""
        asked = {name: value for name, value in {**asdict(self), "od": cursor}.items() if value}
        return f"?{urlencode(asked)}" if asked else "?"

    def hidden(self) -> list[tuple[str, str]]:
        """What the form keeps as it is."""
        return [("stan", self.stan)] if self.stan else []

    def state_links(self, states: Iterable[tuple[str, str]]) -> list[tuple[str, str, bool]]:
        """(address, word, chosen) of each state, the other filters kept."""
        return [
            (self._in("").query(), _("all"), not self.stan),
            *((self._in(code).query(), str(label), code == self.stan) for code, label in states),
        ]

    def _in(self, state: str) -> Self:
        return replace(self, stan=state)
