"""Filters of the panel's list of events: they stay in the address, so a list may be kept and sent to a colleague."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.search.queries import matching_ids
from common.web.filters import FilterGroup, FilterOption, PanelFilters, typed_words
from common.web.ids import clean_number
from entities.centres.models import SupportCentre
from events.catalogue.models import Event, EventKind
from events.catalogue.search import SOURCE
from events.catalogue.states import EventState


@dataclass(frozen=True, slots=True)
class EventFilters(PanelFilters):
    """What is asked; the names are those of the address."""

    rodzaj: str = ""
    osrodek: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "EventFilters":
        """The criteria of an address; codes that nothing knows are dropped."""
        state, kind, centre = (given.get(name, "") for name in ("stan", "rodzaj", "osrodek"))
        return cls(
            q=typed_words(given.get("q", "")),
            stan=state if state in EventState.values else "",
            rodzaj=kind if kind in EventKind.values else "",
            osrodek=str(clean_number(centre, most=999_999_999) or ""),
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

    def states(self) -> list[tuple[str, str, bool]]:
        """(address, word, chosen) of each state."""
        return self.state_links(EventState.choices)

    def groups(self, centres: Iterable[SupportCentre]) -> list[FilterGroup]:
        """Kind, and centre where there are several."""
        kinds = [
            FilterOption(code, capfirst(str(label)), None, code == self.rodzaj) for code, label in EventKind.choices
        ]
        mine = [
            FilterOption(str(centre.pk), centre.short_name, None, str(centre.pk) == self.osrodek) for centre in centres
        ]
        groups = [FilterGroup("rodzaj", _("Kind"), kinds, one=True)]
        return [*groups, FilterGroup("osrodek", _("Centre"), mine, one=True)] if len(mine) > 1 else groups
