"""Reading reports: a period with its versions, what stands in one, the centres of a region side by side."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from accounts.models import User
from entities.centres.models import Assignment, SupportCentre
from events.figures.counting import Figures
from events.figures.queries import figures_of
from events.figures.scopes import Scope, of_centres
from events.reporting.models import HandFigure, PeriodReport, ReportEntry, ReportingPeriod
from events.reporting.states import IN_WORK, ReportState

MOST_PERIODS = 12


def scope_of(period: ReportingPeriod) -> Scope:
    """Which events the period counts: those of the centre that began within its days."""
    return of_centres((period.centre_id,), Scope(since=period.starts_on, until=period.ends_on))


def digest_of(figures: dict[str, Any], report: PeriodReport) -> str:
    """A name of these very numbers and words: what somebody saw when they decided."""
    typed = [[row.figure_id, f"{row.value:.2f}", row.evidence, row.note] for row in report.entries.all()]
    told = json.dumps([figures, sorted(typed), report.note, report.version], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def reports_of(period: ReportingPeriod) -> list[PeriodReport]:
    """All versions with their entries, the first one first."""
    entries = Prefetch("entries", ReportEntry.objects.order_by("position", "pk"))
    return list(PeriodReport.objects.filter(period=period).order_by("version").prefetch_related(entries))


def latest_of(period: ReportingPeriod) -> PeriodReport:
    """The version that is worked on, or the accepted one that holds."""
    return PeriodReport.objects.filter(period=period).latest("version")


def hand_figures(voivodeship: str) -> list[HandFigure]:
    """What the region asks its centres for."""
    return list(HandFigure.objects.filter(voivodeship=voivodeship, is_active=True).order_by("position", "pk"))


def figures_shown(period: ReportingPeriod, report: PeriodReport) -> tuple[Figures | None, dict[str, Any]]:
    """Frozen ones of what was handed over, otherwise as they stand now (None while a large centre is being counted)."""
    if report.state not in IN_WORK:
        return Figures.of_json(report.figures), report.figures
    shown = figures_of(scope_of(period)).figures
    return shown, plain(shown) if shown else {}


def plain(figures: Figures) -> dict[str, Any]:
    """The figures as they are kept: what JSON gives back is what went in."""
    return json.loads(json.dumps(figures.as_json()))


# --- the region ---------------------------------------------------------------------------------------------------
Days = tuple[date, date]


def periods_of(centres: Iterable[SupportCentre]) -> list[Days]:
    """The periods on which these centres report, the latest first, each pair of days once."""
    rows = ReportingPeriod.objects.filter(centre__in=list(centres)).order_by("-starts_on", "-ends_on")
    return list(rows.values_list("starts_on", "ends_on").distinct()[:MOST_PERIODS])


@dataclass(frozen=True, slots=True)
class Side:
    """A centre in the table of its region; without a period it was not asked. Figures once they were handed over.

    `report` is the latest version; `told` that whose figures these are: the accepted one while a correction is in work.
    """

    centre: SupportCentre
    period: ReportingPeriod | None
    report: PeriodReport | None
    told: PeriodReport | None
    figures: Figures | None
    entries: dict[int, Decimal]


@dataclass(frozen=True, slots=True)
class Region:
    """Centres side by side on the same days. `once`: those that handed over counted together, each person once."""

    days: Days
    sides: list[Side]
    columns: list[HandFigure]
    once: Figures | None
    together: Scope

    @property
    def told(self) -> list[Figures]:
        """Figures of the centres that handed theirs over."""
        return [side.figures for side in self.sides if side.figures]


def region_of(centres: Sequence[SupportCentre], days: Days) -> Region:
    """All these centres on these days: a constant number of queries, however many centres."""
    versions = PeriodReport.objects.filter(period=OuterRef("period")).order_by("-version").values("version")
    latest, accepted = versions[:1], versions.filter(state=ReportState.ACCEPTED)[:1]
    entries = Prefetch("entries", ReportEntry.objects.order_by("position", "pk"))
    reports = (
        PeriodReport.objects.filter(period__centre__in=centres, period__starts_on=days[0], period__ends_on=days[1])
        .filter(Q(version=Subquery(latest)) | Q(version=Subquery(accepted)))
        .order_by("version")
        .select_related("period")
        .prefetch_related(entries)
    )
    by_centre: dict[int, list[PeriodReport]] = {}
    for report in reports:
        by_centre.setdefault(report.period.centre_id, []).append(report)
    sides = [_side(centre, by_centre.get(centre.pk, [])) for centre in centres]
    named = {row for side in sides for row in side.entries}
    asked = HandFigure.objects.filter(pk__in=named) | HandFigure.objects.filter(
        is_active=True, voivodeship__in={centre.voivodeship_id for centre in centres}
    )
    told = tuple(side.centre.pk for side in sides if side.figures)
    together = of_centres(told, Scope(since=days[0], until=days[1]))
    once = figures_of(together).figures if told else None
    return Region(days, sides, list(asked.distinct().order_by("position", "pk")), once, together)


def _side(centre: SupportCentre, versions: Sequence[PeriodReport]) -> Side:
    """Of the accepted version and the latest one, which may be one and the same."""
    if not versions:
        return Side(centre, None, None, None, None, {})
    latest = versions[-1]
    told = next((one for one in reversed(versions) if one.state not in IN_WORK), None)
    if told is None:
        return Side(centre, latest.period, latest, None, None, {})
    entries = {row.figure_id: row.value for row in told.entries.all()}
    return Side(centre, latest.period, latest, told, Figures.of_json(told.figures), entries)


def waiting_for_decision(regions: Iterable[str]) -> QuerySet[PeriodReport]:
    """What was handed over to the ROPS of these voivodeships, the first one first."""
    rows = PeriodReport.objects.filter(state=ReportState.HANDED, period__centre__voivodeship__in=list(regions))
    return rows.select_related("period__centre").order_by("handed_at", "pk")


def returned_to(user: User) -> QuerySet[PeriodReport]:
    """What came back to the centres to which this person is assigned."""
    mine = Assignment.objects.filter(user=user).values("centre")
    rows = PeriodReport.objects.filter(state=ReportState.RETURNED, period__centre__in=mine)
    return rows.select_related("period__centre").order_by("decided_at", "pk")
