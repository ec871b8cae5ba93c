"""Filters of the panel's list of events: they stay in the address, so a list may be kept and sent to a colleague."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.search.queries import matching_ids
from common.web.filters import PanelFilters
from events.catalogue.kinds import EventKind
from events.catalogue.models import Event
from events.catalogue.search import SOURCE
from events.catalogue.states import EventState


class EventFilters(PanelFilters):
    """State, kind, centre (the view gives the person's own) and words."""

    stan = django_filters.ChoiceFilter(field_name="state", choices=EventState.choices)
    rodzaj = django_filters.ChoiceFilter(
        field_name="kind",
        label=_("Kind"),
        choices=lambda: [(code, capfirst(str(label))) for code, label in EventKind.choices],
    )
    osrodek = django_filters.ChoiceFilter(field_name="centre", label=_("Centre"))

    def by_words(self, rows: QuerySet[Event], name: str, words: str) -> QuerySet[Event]:
        """In the title or town as typed, or as the search finds them (inflected)."""
        typed = Q(title__icontains=words) | Q(town__icontains=words)
        return rows.filter(typed | Q(pk__in=matching_ids(SOURCE, words)))
