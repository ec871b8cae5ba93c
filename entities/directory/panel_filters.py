"""Filters of the panel's list of entities: they stay in the address, so a list may be kept and sent to a colleague."""

import re

import django_filters
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.search.queries import matching_ids
from common.text.folding import sort_key
from common.web.filters import PanelFilters
from entities.directory.models import Entity, EntityKind
from entities.directory.queries import SEARCH_KEY
from entities.directory.states import EntityState
from entities.territory.models import County


def _kinds() -> list[tuple[str, str]]:
    return [(kind.pk, capfirst(str(kind))) for kind in EntityKind.objects.all()]


def _counties() -> list[tuple[str, str]]:
    return [(row.slug, row.label) for row in County.objects.filter(entity__isnull=False).distinct()]


class EntityFilters(PanelFilters):
    """State, kind, county and words."""

    stan = django_filters.ChoiceFilter(
        field_name="state",
        choices=[(state, state.label) for state in EntityState if state != EntityState.MERGED],
    )
    rodzaj = django_filters.ChoiceFilter(field_name="kind", label=_("Kind"), choices=_kinds)
    powiat = django_filters.ChoiceFilter(
        field_name="county__slug", label=_("County"), choices=_counties, empty_label=_("All counties")
    )

    def by_words(self, rows: QuerySet[Entity], name: str, words: str) -> QuerySet[Entity]:
        """In the name as typed, or as the search finds them; digits: an identifier."""
        digits = re.sub(r"[\s-]|^PL", "", words, flags=re.IGNORECASE)
        if digits.isascii() and digits.isdecimal() and len(digits) >= 5:
            return rows.filter(Q(nip__startswith=digits) | Q(regon__startswith=digits) | Q(krs__endswith=digits))
        key = sort_key(words)
        typed = Q(sort_name__contains=key) if key else Q()
        return rows.filter(typed | Q(short_name__icontains=words) | Q(pk__in=matching_ids(SEARCH_KEY, words)))
