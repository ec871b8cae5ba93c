"""Filters of a list as `components/filters.html` draws them, and what the panel's lists share.

Filters stay in the address, so a list may be kept and sent to a colleague.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
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


class PanelFilters(django_filters.FilterSet):
    """Filters of a list of the panel: one attribute each, named as in the address; what no choice is, filters nothing.

    `q` are words (`by_words` looks for them), `stan` the state, whose choices stand as links above the list; every
    other one is a list to choose from (`empty_label`: its first choice). Choices are a sequence, a function, or what
    the view gives.
    """

    q = django_filters.CharFilter(method="by_words")

    def __init__(self, data: Mapping[str, str], rows: QuerySet[Any], **choices: Sequence[tuple[str, str]]) -> None:
        given = {name: data.get(name, "") for name in self.base_filters}
        super().__init__({**given, "q": typed_words(given["q"])}, rows)
        for name, one in self.filters.items():
            known = choices.get(name, one.extra.get("choices", ()))
            if name != "q":  # the form would ask a function twice: to judge what was sent, and to draw
                one.extra["choices"] = list(known() if callable(known) else known)
        self.form.is_valid()

    def by_words(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        """Rows in which the words are found."""
        raise NotImplementedError

    def asked(self) -> dict[str, str]:
        """What is asked, by the names of the address."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def words(self) -> str:
        """What was typed to search for."""
        return self.asked().get("q", "")

    @property
    def chosen(self) -> int:
        """How many of the folded filters are on."""
        return len(self.asked().keys() - {"q", "stan"})

    def query(self, cursor: str = "", **changed: str) -> str:
        """The address's query of these filters, on a page of the list."""
        asked = {**self.asked(), **changed, "od": cursor}
        pairs = [(name, asked[name]) for name in (*self.filters, "od") if asked.get(name)]
        return f"?{urlencode(pairs)}" if pairs else "?"

    def hidden(self) -> list[tuple[str, str]]:
        """What the form keeps as it is."""
        return [(name, value) for name, value in self.asked().items() if name == "stan"]

    def states(self) -> list[tuple[str, str, bool]]:
        """(address, word, chosen) of each state, the other filters kept."""
        now = self.asked().get("stan", "")
        each = [("", _("all")), *self.filters["stan"].extra["choices"]]
        return [(self.query(stan=code), str(label), code == now) for code, label in each]

    def groups(self) -> list[FilterGroup]:
        """Each list to choose from; one with a single choice is left out."""
        asked, made = self.asked(), []
        for name, one in self.filters.items():
            if name not in ("q", "stan") and len(choices := one.extra["choices"]) > 1:
                options = [FilterOption(code, str(label), None, code == asked.get(name)) for code, label in choices]
                every = str(one.extra.get("empty_label") or "")
                made.append(FilterGroup(name, str(one.label), options, one=True, all=every))
        return made
