"""Filters of the panel's list of entities: they stay in the address, so a list may be kept and sent to a colleague."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.search.queries import matching_ids
from common.text.folding import sort_key
from entities.directory.models import Entity, EntityKind
from entities.directory.queries import SEARCH_KEY
from entities.directory.states import EntityState
from entities.territory.models import County
from entities.territory.naming import county_label

LONGEST = 100
SHOWN_STATES = [state for state in EntityState if state != EntityState.MERGED]
_CODE = re.compile(r"[a-z0-9-]{1,40}")


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
    powiat: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "PanelWishes":
        """The wishes of an address; what cannot be a code is dropped."""
        state, kind, county = (given.get(name, "") for name in ("stan", "rodzaj", "powiat"))
        return cls(
            q=" ".join(given.get("q", "").replace("\0", "").split())[:LONGEST],
            stan=state if state in SHOWN_STATES else "",
            rodzaj=kind if _CODE.fullmatch(kind) else "",
            powiat=county if _CODE.fullmatch(county) else "",
        )

    def narrow(self, entities: QuerySet[Entity]) -> QuerySet[Entity]:
        """Entities that fit. Words: in the name as typed, or as the search finds them; digits: an identifier."""
        if self.stan:
            entities = entities.filter(state=self.stan)
        if self.rodzaj:
            entities = entities.filter(kind=self.rodzaj)
        if self.powiat:
            entities = entities.filter(county__slug=self.powiat)
        return entities.filter(self._typed()) if self.q else entities

    def _typed(self) -> Q:
        digits = re.sub(r"[\s-]|^PL", "", self.q, flags=re.IGNORECASE)
        if digits.isascii() and digits.isdecimal() and len(digits) >= 5:
            return Q(nip__startswith=digits) | Q(regon__startswith=digits) | Q(krs__endswith=digits)
        key = sort_key(self.q)
        typed = Q(sort_name__contains=key) if key else Q()
        return typed | Q(short_name__icontains=self.q) | Q(pk__in=matching_ids(SEARCH_KEY, self.q))

    @property
    def chosen(self) -> int:
        """How many of the folded filters are on."""
        return bool(self.rodzaj) + bool(self.powiat)

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
            *((replace(self, stan=state).query(), str(state.label), state == self.stan) for state in SHOWN_STATES),
        ]

    def groups(self) -> list[Group]:
        """Kind and county, each a list to choose from."""
        kinds = [Option(kind.pk, capfirst(str(kind)), kind.pk == self.rodzaj) for kind in EntityKind.objects.all()]
        rows = County.objects.filter(entity__isnull=False).distinct().values_list("slug", "name", "is_city")
        counties = [Option(slug, county_label(name, is_city), slug == self.powiat) for slug, name, is_city in rows]
        return [Group("rodzaj", _("Kind"), kinds), Group("powiat", _("County"), counties, all=_("All counties"))]
