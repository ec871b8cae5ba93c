"""Filters of the panel's list of entities: they stay in the address, so a list may be kept and sent to a colleague."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.search.queries import matching_ids
from common.text.folding import sort_key
from common.web.filters import FilterGroup, FilterOption, PanelFilters, typed_words
from entities.directory.models import Entity, EntityKind
from entities.directory.queries import SEARCH_KEY
from entities.directory.states import EntityState
from entities.territory.models import County

SHOWN_STATES = [state for state in EntityState if state != EntityState.MERGED]
_CODE = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class EntityFilters(PanelFilters):
    """What is asked; the names are those of the address."""

    rodzaj: str = ""
    powiat: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "EntityFilters":
        """The criteria of an address; what cannot be a code is dropped."""
        state, kind, county = (given.get(name, "") for name in ("stan", "rodzaj", "powiat"))
        return cls(
            q=typed_words(given.get("q", "")),
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

    def states(self) -> list[tuple[str, str, bool]]:
        """(address, word, chosen) of each state that a record of the list may have."""
        return self.state_links((state, state.label) for state in SHOWN_STATES)

    def groups(self) -> list[FilterGroup]:
        """Kind and county, each a list to choose from."""
        kinds = [
            FilterOption(kind.pk, capfirst(str(kind)), None, kind.pk == self.rodzaj)
            for kind in EntityKind.objects.all()
        ]
        rows = County.objects.filter(entity__isnull=False).distinct()
        counties = [FilterOption(row.slug, row.label, None, row.slug == self.powiat) for row in rows]
        return [
            FilterGroup("rodzaj", _("Kind"), kinds, one=True),
            FilterGroup("powiat", _("County"), counties, one=True, all=_("All counties")),
        ]
