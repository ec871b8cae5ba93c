"""Filters of the panel's list of events: they stay in the address, so a list may be kept and sent to a colleague."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.search.queries import matching_ids
from entities.centres.models import SupportCentre
from events.catalogue.models import Event, EventKind
from events.catalogue.search import SOURCE
from events.catalogue.states import EventState

LONGEST = 100


class Option(NamedTuple):
    """A choice of a filter, as components/filters.html draws it."""

    value: str
    label: str
    chosen: bool
    count: int | None = None


class Group(NamedTuple):
    """A filter with its choices."""

    name: str
    legend: str
    options: list[Option]
    one: bool = True
    all: str = ""


@dataclass(frozen=True, slots=True)
class PanelWishes:
    """What is asked; the names are those of the address."""

    q: str = ""
    stan: str = ""
    rodzaj: str = ""
    osrodek: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "PanelWishes":
        """The wishes of an address; codes that nothing knows are dropped."""
        state, kind, centre = (given.get(name, "") for name in ("stan", "rodzaj", "osrodek"))
        return cls(
            q=given.get("q", "").strip()[:LONGEST],
            stan=state if state in EventState.values else "",
            rodzaj=kind if kind in EventKind.values else "",
            osrodek=centre if centre.isascii() and centre.isdecimal() and len(centre) < 10 else "",
        )

    def narrow(self, events: QuerySet[Event]) -> QuerySet[Event]:
        """Events that fit. Words: in the title or town as typed, or as the search finds them (inflected)."""
        if self.stan:
            events = events.filter(state=self.stan)
        if self.rodzaj:
            events = events.filter(kind=self.rodzaj)
        if self.osrodek:
            events = events.filter(centre_id=int(self.osrodek))
        if self.q:
            typed = Q(title__icontains=self.q) | Q(town__icontains=self.q)
            events = events.filter(typed | Q(pk__in=matching_ids(SOURCE, self.q)))
        return events

    @property
    def chosen(self) -> int:
        """How many of the folded filters are on."""
        return bool(self.rodzaj) + bool(self.osrodek)

    @property
    def is_any(self) -> bool:
        return self != PanelWishes()

    def query(self, cursor: str = "") -> str:
        """The address's query of these wishes, on a page of the list."""
        asked = {name: value for name, value in {**asdict(self), "od": cursor}.items() if value}
        return f"?{urlencode(asked)}" if asked else "?"

    def hidden(self) -> list[tuple[str, str]]:
        """What the form keeps as it is."""
        return [("stan", self.stan)] if self.stan else []

    def states(self) -> list[tuple[str, str, bool]]:
        """(address, word, chosen) of each state, the other filters kept."""
        every = (replace(self, stan="").query(), _("all"), not self.stan)
        return [
            every,
            *((replace(self, stan=code).query(), label, code == self.stan) for code, label in EventState.choices),
        ]

    def groups(self, centres: Iterable[SupportCentre]) -> list[Group]:
        """Kind, and centre where there are several."""
        kinds = [Option(code, capfirst(str(label)), code == self.rodzaj) for code, label in EventKind.choices]
        mine = [Option(str(centre.pk), centre.short_name, str(centre.pk) == self.osrodek) for centre in centres]
        groups = [Group("rodzaj", _("Kind"), kinds)]
        return [*groups, Group("osrodek", _("Centre"), mine)] if len(mine) > 1 else groups
