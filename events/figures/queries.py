"""Figures for pages: of an event at once, of wider scopes kept ready and counted behind the page (services.refresh)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from common.db.compiled_queries import Prepared
from events.catalogue.models import Event
from events.figures.counting import Figures, GroupFigure, MonthFigure, count, represented
from events.figures.models import FigureSnapshot
from events.figures.scopes import Scope, of_event, of_year
from partnerships.agreements.models import PartnershipMember

__all__ = ["Figures", "GroupFigure", "MonthFigure", "count", "event_figures", "figures_of", "region_figures"]

# Up to so many places taken a scope is counted while the page waits; beyond that its figures are kept ready.
AT_ONCE = 3000


def event_figures(event: Event) -> Figures:
    """Figures of one event, as its list stands now."""
    members = _members_present(event)
    return replace(
        count(of_event(event)),
        members_present=members[0],
        members_total=members[1],
        headcount=event.headcount,
        headcount_source=event.headcount_source,
    )


def _members_present(event: Event) -> tuple[int, int]:
    """How many of the partnership's members on that day were represented, of how many; merged entities as one."""
    if event.partnership_id is None:
        return 0, 0
    members = set(
        PartnershipMember.objects.filter(partnership_id=event.partnership_id)
        .filter(Q(joined_on__isnull=True) | Q(joined_on__lte=event.ends_on))
        .filter(Q(left_on__isnull=True) | Q(left_on__gte=event.starts_on))
        .values_list(Coalesce("entity__merged_into_id", "entity_id"), flat=True)
    )
    return represented(of_event(event), members), len(members)


# --- wider scopes -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class FiguresView:
    """Figures as a page shows them: as of when; without them they are being counted."""

    figures: Figures | None
    as_of: datetime | None = None


def is_small(scope: Scope) -> bool:
    """Whether the scope may be counted while the page waits."""
    return (scope.events().aggregate(n=Sum("taken"))["n"] or 0) <= AT_ONCE


def figures_of(scope: Scope) -> FiguresView:
    """Figures of a scope: counted now where they are few, otherwise as they were last counted behind the page."""
    if is_small(scope):
        return FiguresView(count(scope))
    kept = FigureSnapshot.objects.filter(scope=scope.key, counted_at__isnull=False).first()
    return FiguresView(Figures.of_json(kept.figures), kept.counted_at) if kept else FiguresView(None)


# --- the region ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class RegionFigures:
    """The sentence on the home page: meetings of this year with a list, people, social-economy entities, counties."""

    since: date
    events: int
    people: int
    entities: int
    counties: int
    as_of: datetime | None
    figures: Figures


def region_scope(year: int) -> str:
    """The name under which the region's year is kept."""
    return of_year(year).key


_KEPT = Prepared(lambda *scopes: FigureSnapshot.objects.filter(scope__in=scopes))


def region_years(today: date) -> Iterator[RegionFigures]:
    """The region's figures of the last ten years, the latest first; years in which nothing was counted are left out."""
    years = {region_scope(year): year for year in range(today.year, today.year - 10, -1)}
    kept = {row.scope: row for row in _KEPT(*years)}
    found = ((year, kept[scope]) for scope, year in years.items() if scope in kept)
    return (_region(year, row) for year, row in found if row.figures.get("people"))


def _region(year: int, row: FigureSnapshot) -> RegionFigures:
    figures = Figures.of_json(row.figures)
    return RegionFigures(
        since=date(year, 1, 1),
        events=figures.listed_events,
        people=figures.people,
        entities=figures.pes,
        counties=len([code for code in figures.counties if code]),
        as_of=row.counted_at,
        figures=figures,
    )


def region_figures(today: date) -> RegionFigures | None:
    """The region's figures of this year, or of the last one that has any; None where nothing was ever counted."""
    return next(region_years(today), None)
