"""Filters of the panel's list of partnerships; they stay in the address."""

import django_filters
from django.db.models import Q, QuerySet

from common.search.queries import matching_ids
from common.text.folding import sort_key
from common.web.filters import PanelFilters
from partnerships.agreements.models import LocalPartnership
from partnerships.agreements.queries import SEARCH_KEY
from partnerships.states import RecordState


class PartnershipFilters(PanelFilters):
    """State and words of the name."""

    stan = django_filters.ChoiceFilter(field_name="state", choices=RecordState.choices)

    def by_words(self, rows: QuerySet[LocalPartnership], name: str, words: str) -> QuerySet[LocalPartnership]:
        """In the name as typed, or as the search finds them."""
        key = sort_key(words)
        named = Q(sort_name__contains=key) if key else Q()
        return rows.filter(named | Q(pk__in=matching_ids(SEARCH_KEY, words)))
