"""What a project promised and what it has achieved: each indicator counted by its source, quarter by quarter.

A person or entity counts in the quarter in which the project met them for the first time, so the quarters add up to the
whole and nobody counts twice; the whole is the same number that counting.py gives for the project. A period is read the
same way: what the project grew by in it. What is typed by hand counts on its day.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.text.polish import date_range, number
from entities.directory.models import EntityGroup
from events.attendance.hours import hours_of
from events.attendance.models import Attendance, Session
from events.attendance.presences import presences
from events.catalogue.kinds import EventKind
from events.figures.scopes import Scope
from events.figures.tables import Bar, FigureRow, Table
from events.participation.queries import complete_people
from partnerships.projects.models import CountsWho, FundingProject, Indicator, IndicatorEntry, IndicatorSource

Days = Counter[date]
DAY = "participant__event__starts_on"
ROMAN = ("I", "II", "III", "IV")
# What a funder calls complete data of an entity, of the record that stays; of a person: everything that the project
# asks of its participants is answered (events/participation).
_OWN, _JOINED = "participant__entity", "participant__entity__merged_into"
COMPLETE = (
    Q(**{f"{_JOINED}__isnull": True}) & ~Q(**{f"{_OWN}__nip": ""}) & Q(**{f"{_OWN}__county__isnull": False})
) | (Q(**{f"{_JOINED}__isnull": False}) & ~Q(**{f"{_JOINED}__nip": ""}) & Q(**{f"{_JOINED}__county__isnull": False}))
# Sources of which every counted one can be named, and the column that names them.
NAMED = {
    IndicatorSource.PEOPLE: "someone",
    IndicatorSource.ENTITIES: "somewhere",
    IndicatorSource.PES: "somewhere",
}
LONGEST = 24  # quarters shown; older ones stand together


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from one to another, both included; without an end it is open there."""

    since: date | None = None
    until: date | None = None

    def has(self, day: date) -> bool:
        """Whether the day belongs to it."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


ALWAYS = DayRange()


@dataclass(frozen=True, slots=True)
class Achieved:
    """An indicator with how far it is."""

    indicator: Indicator
    value: Decimal
    # What it grew by in the period that was asked for.
    in_period: Decimal
    table: Table | None

    @property
    def remaining(self) -> Decimal:
        """What is still to be done."""
        return max(self.indicator.target - self.value, Decimal(0))

    @property
    def told(self) -> dict[str, str]:
        """The numbers as a page writes them."""
        values = {"value": self.value, "target": self.indicator.target, "remaining": self.remaining}
        values["in_period"] = self.in_period
        return {name: number(value.normalize()) for name, value in values.items()}

    @property
    def percent(self) -> int:
        """How much of the target is done, at most all of it."""
        if self.indicator.target <= 0:
            return 100
        return int(min(self.value / self.indicator.target, Decimal(1)) * 100)


def achieved(project: FundingProject, period: DayRange = ALWAYS) -> list[Achieved]:
    """All indicators of a project, and what each grew by in a period; one or two queries for each."""
    found = []
    for indicator in Indicator.objects.filter(project=project):
        days = days_of(indicator)
        whole, part = (_sum(days, when) for when in (ALWAYS, period))
        found.append(Achieved(indicator, whole, part, _quarters(indicator, days)))
    return found


def _sum(days: Days, period: DayRange) -> Decimal:
    return round(sum((Decimal(str(n)) for day, n in days.items() if period.has(day)), Decimal(0)), 1)


def days_of(indicator: Indicator) -> Days:
    """How much the indicator grew on each day."""
    source = IndicatorSource(indicator.source)
    if source == IndicatorSource.MANUAL:
        rows = IndicatorEntry.objects.filter(indicator=indicator).values_list("on", "value")
        return _added((day, value) for day, value in rows)
    if source in NAMED:
        return _added((day, 1) for day in _met(indicator).values_list("first", flat=True))
    return SOURCES[source](indicator)


def scope_of(indicator: Indicator) -> Scope:
    """The events at which the indicator counts."""
    return Scope(project=indicator.project_id, kind=indicator.event_kind)


def counted(indicator: Indicator) -> QuerySet[Attendance]:
    """The marks by which the indicator counts people or entities."""
    rows, complete = presences(scope_of(indicator).events()), indicator.counts == CountsWho.COMPLETE
    if indicator.source in (IndicatorSource.PEOPLE, IndicatorSource.HOURS):
        return rows.filter(someone__in=complete_people(indicator.project_id)) if complete else rows
    rows = rows.filter(somewhere__isnull=False)
    if indicator.source == IndicatorSource.PES:
        rows = rows.filter(group_of_entity=EntityGroup.SOCIAL_ECONOMY)
    return rows.filter(COMPLETE) if complete else rows


def _met(indicator: Indicator) -> QuerySet[Attendance, dict[str, Any]]:
    """Whom the indicator counts, each with the day on which the project met them first."""
    return counted(indicator).values(NAMED[IndicatorSource(indicator.source)]).annotate(first=Min(DAY))


def counted_in(indicator: Indicator, period: DayRange) -> QuerySet[Attendance, dict[str, Any]]:
    """Numbers of the people or entities that the indicator grew by in the period."""
    met = _met(indicator)
    if period.since:
        met = met.filter(first__gte=period.since)
    if period.until:
        met = met.filter(first__lte=period.until)
    return met.values(NAMED[IndicatorSource(indicator.source)])


def _added(pairs: object) -> Days:
    days: Days = Counter()
    for day, n in pairs:  # type: ignore[attr-defined]
        days[day] += n
    return days


def _events(indicator: Indicator) -> Days:
    return _added((day, 1) for day in scope_of(indicator).events().values_list("starts_on", flat=True))


def _partnerships(indicator: Indicator) -> Days:
    events = scope_of(indicator).events().filter(partnership__isnull=False)
    met = events.values("partnership").annotate(first=Min("starts_on"))
    return _added((day, 1) for day in met.values_list("first", flat=True))


def _hours(indicator: Indicator) -> Days:
    events = scope_of(indicator).events()
    hours, days = hours_of(Session.objects.filter(event__in=events)), dict(events.values_list("pk", "starts_on"))
    return _added((days[event], Decimal(minutes) / 60) for event, minutes in hours.of_people(counted(indicator)))


SOURCES: dict[IndicatorSource, Callable[[Indicator], Days]] = {
    IndicatorSource.EVENTS: _events,
    IndicatorSource.PARTNERSHIPS: _partnerships,
    IndicatorSource.HOURS: _hours,
}


def _quarters(indicator: Indicator, days: Days) -> Table | None:
    """Quarter by quarter: how much came, how much it is together, beside the target."""
    if not days:
        return None
    grown: Counter[tuple[int, int]] = Counter()
    for day, n in days.items():
        grown[day.year, (day.month - 1) // 3] += n
    first, last = min(grown), max(*grown, _quarter(timezone.localdate()))
    span = [(first[0] + (first[1] + n) // 4, (first[1] + n) % 4) for n in range(_between(first, last) + 1)]
    if len(span) > LONGEST:  # quarters without anything are left out of a long story
        span = [one for one in span if grown[one]]
    together, lines = Decimal(0), []
    most = max(indicator.target, sum((Decimal(str(n)) for n in grown.values()), Decimal(0)), Decimal(1))
    for year, quarter in span:
        came = Decimal(str(grown[year, quarter]))
        together += came
        label = _("quarter %(n)s of %(year)s") % {"n": ROMAN[quarter], "year": year}
        lines.append(FigureRow(label, [_bar(came, most, 0), _bar(together, most, 10)]))
    columns = [_("in the quarter"), _("from the beginning")]
    return Table(f"w{indicator.pk}", indicator.name, _("Quarter"), columns, lines)


def _bar(value: Decimal, most: Decimal, y: int) -> Bar:
    shown = round(value, 1)
    return Bar(int(shown) if shown == int(shown) else shown, int(min(value / most, Decimal(1)) * 100), y)  # type: ignore[arg-type]


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def _between(first: tuple[int, int], last: tuple[int, int]) -> int:
    return (last[0] - first[0]) * 4 + last[1] - first[1]


def indicator_rows(project: FundingProject, period: DayRange = ALWAYS) -> list[list[str]]:
    """The indicators as a sheet: target, achieved, remaining, in the period; the quarters under each other."""
    asked = [] if period == ALWAYS else [period_words(period)]
    rows = [[_("Indicator"), _("Unit"), _("Target"), _("Achieved"), _("Remaining"), "%", *asked]]
    found = achieved(project, period)
    for one in found:
        numbers = [one.told[name] for name in ("target", "value", "remaining")]
        part = [one.told["in_period"]] if asked else []
        rows.append([one.indicator.name, one.indicator.unit, *numbers, str(one.percent), *part])
    for one in found:
        if one.table:
            rows += [["", "", "", ""], [one.table.title, *one.table.columns]]
            rows += [[line.label, *(number(bar.n) for bar in line.bars)] for line in one.table.lines]
    return rows


def period_words(period: DayRange) -> str:
    """`od 1 stycznia 2026 r. do 31 marca 2026 r.`"""
    if period.since and period.until:
        days = {"since": date_range(period.since), "until": date_range(period.until)}
        return _("from %(since)s to %(until)s") % days
    if period.since:
        return _("from %(day)s") % {"day": date_range(period.since)}
    return _("until %(day)s") % {"day": date_range(period.until)} if period.until else ""


# --- what the lower app is told -----------------------------------------------------------------------------------
def panel_part(project: FundingProject) -> tuple[str, str, str]:
    """The page of the indicators among a project's pages in the panel."""
    return "wskazniki", _("Indicators"), reverse("panel:project-indicators", args=[project.pk])


def event_kinds() -> list[tuple[str, str]]:
    """Kinds of events, of which an indicator may count one."""
    return [(kind.value, str(kind.label)) for kind in EventKind]
