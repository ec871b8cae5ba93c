"""Filters of the panel's list of partnerships; they stay in the address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from common.search.queries import matching_ids
from common.text.folding import sort_key
from partnerships.agreements.models import LocalPartnership
from partnerships.agreements.queries import SEARCH_KEY
from partnerships.states import RecordState

LONGEST = 100


@dataclass(frozen=True, slots=True)
class PartnershipFilters:
    """What is asked; the names are those of the address."""

    q: str = ""
    stan: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "PartnershipFilters":
        """The criteria of an address; what is no state is dropped."""
        state = given.get("stan", "")
        return cls(
            q=" ".join(given.get("q", "").replace("\0", "").split())[:LONGEST],
            stan=state if state in RecordState.values else "",
        )

    def narrow(self, rows: QuerySet[LocalPartnership]) -> QuerySet[LocalPartnership]:
        """Partnerships that fit: the state, words of the name."""
        if self.stan:
            rows = rows.filter(state=self.stan)
        if not self.q:
            return rows
        key = sort_key(self.q)
        named = Q(sort_name__contains=key) if key else Q()
        return rows.filter(named | Q(pk__in=matching_ids(SEARCH_KEY, self.q)))

    def states(self) -> list[tuple[str, str, bool]]:
        """(address, label, whether chosen) of the tabs."""
        every = (replace(self, stan="").query(), _("all"), not self.stan)
        rest = ((replace(self, stan=one.value).query(), str(one.label), one == self.stan) for one in RecordState)
        return [every, *rest]

    def hidden(self) -> list[tuple[str, str]]:
        """What the form keeps."""
        return [("stan", self.stan)] if self.stan else []

    @property
    def is_any(self) -> bool:
        return bool(self.q or self.stan)

    def query(self, cursor: str = "") -> str:
        """The criteria as the end of an address."""
        pairs = {name: value for name, value in {**asdict(self), "od": cursor}.items() if value}
        return f"?{urlencode(pairs)}" if pairs else "?"
