"""What a project promised and what it has achieved: each indicator counted by its source, quarter by quarter.

A person or entity counts in the quarter in which the project met them for the first time, so the quarters add up to the
whole and nobody counts twice; the whole is the same number that counting.py gives for the project. What is typed by
hand counts on its day.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.text.polish import number
from entities.directory.models import EntityGroup
from events.attendance.hours import hours_of
from events.attendance.models import Session
from events.attendance.presences import presences
from events.catalogue.models import EventKind
from events.figures.scopes import Scope
from events.figures.tables import Bar, Line, Table
from partnerships.projects.models import CountsWho, FundingProject, Indicator, IndicatorEntry, IndicatorSource

Days = Counter[date]
DAY = "participant__event__starts_on"
ROMAN = ("I", "II", "III", "IV")
# What a funder calls complete data of an entity; of people it is kept nowhere yet.
COMPLETE = ~Q(participant__entity__nip="") & Q(participant__entity__county__isnull=False)
# The evidence of the figures' page that shows who was counted.
EVIDENCE = {IndicatorSource.PEOPLE: "osoby", IndicatorSource.ENTITIES: "podmioty", IndicatorSource.PES: "podmioty"}
LONGEST = 24  # quarters shown; older ones stand together


@dataclass(frozen=True, slots=True)
class Achieved:
    """An indicator with how far it is."""

    indicator: Indicator
    value: Decimal
    evidence: str
    table: Table | None

    @property
    def remaining(self) -> Decimal:
        """What is still to be done."""
        return max(self.indicator.target - self.value, Decimal(0))

    @property
    def told(self) -> dict[str, str]:
        """The numbers as a page writes them."""
        values = {"value": self.value, "target": self.indicator.target, "remaining": self.remaining}
        return {name: number(value.normalize()) for name, value in values.items()}

    @property
    def percent(self) -> int:
        """How much of the target is done, at most all of it."""
        if self.indicator.target <= 0:
            return 100
        return int(min(self.value / self.indicator.target, Decimal(1)) * 100)


def achieved(project: FundingProject) -> list[Achieved]:
    """All indicators of a project; one or two queries for each."""
    found = []
    for indicator in Indicator.objects.filter(project=project):
        days = days_of(indicator)
        value = sum((Decimal(str(n)) for n in days.values()), Decimal(0))
        evidence = EVIDENCE.get(IndicatorSource(indicator.source), "")
        found.append(Achieved(indicator, round(value, 1), evidence, _quarters(indicator, days)))
    return found


def days_of(indicator: Indicator) -> Days:
    """How much the indicator grew on each day."""
    if indicator.source == IndicatorSource.MANUAL:
        rows = IndicatorEntry.objects.filter(indicator=indicator).values_list("on", "value")
        return _added((day, value) for day, value in rows)
    scope = Scope(project=indicator.project_id, kind=indicator.event_kind)
    return SOURCES[IndicatorSource(indicator.source)](scope, indicator.counts == CountsWho.COMPLETE)


def _added(pairs: object) -> Days:
    days: Days = Counter()
    for day, n in pairs:  # type: ignore[attr-defined]
        days[day] += n
    return days


def _events(scope: Scope, complete: bool) -> Days:
    return _added((day, 1) for day in scope.events().values_list("starts_on", flat=True))


def _people(scope: Scope, complete: bool) -> Days:
    met = presences(scope.events()).values("someone").annotate(first=Min(DAY))
    return _added((day, 1) for day in met.values_list("first", flat=True))


def _entities(scope: Scope, complete: bool) -> Days:
    return _sent(scope, Q(somewhere__isnull=False), complete)


def _pes(scope: Scope, complete: bool) -> Days:
    return _sent(scope, Q(group_of_entity=EntityGroup.SOCIAL_ECONOMY, somewhere__isnull=False), complete)


def _sent(scope: Scope, who: Q, complete: bool) -> Days:
    rows = presences(scope.events()).filter(who)
    if complete:
        rows = rows.filter(COMPLETE)
    met = rows.values("somewhere").annotate(first=Min(DAY))
    return _added((day, 1) for day in met.values_list("first", flat=True))


def _partnerships(scope: Scope, complete: bool) -> Days:
    met = scope.events().filter(partnership__isnull=False).values("partnership").annotate(first=Min("starts_on"))
    return _added((day, 1) for day in met.values_list("first", flat=True))


def _hours(scope: Scope, complete: bool) -> Days:
    events = scope.events()
    hours, days = hours_of(Session.objects.filter(event__in=events)), dict(events.values_list("pk", "starts_on"))
    return _added((days[event], Decimal(minutes) / 60) for event, minutes in hours.of_people(presences(events)))


SOURCES: dict[IndicatorSource, Callable[[Scope, bool], Days]] = {
    IndicatorSource.EVENTS: _events,
    IndicatorSource.PEOPLE: _people,
    IndicatorSource.ENTITIES: _entities,
    IndicatorSource.PES: _pes,
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
        lines.append(Line(label, [_bar(came, most, 0), _bar(together, most, 10)]))
    columns = [_("in the quarter"), _("from the beginning")]
    return Table(f"w{indicator.pk}", indicator.name, _("Quarter"), columns, lines)


def _bar(value: Decimal, most: Decimal, y: int) -> Bar:
    shown = round(value, 1)
    return Bar(int(shown) if shown == int(shown) else shown, int(min(value / most, Decimal(1)) * 100), y)  # type: ignore[arg-type]


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def _between(first: tuple[int, int], last: tuple[int, int]) -> int:
    return (last[0] - first[0]) * 4 + last[1] - first[1]


def indicator_rows(project: FundingProject) -> list[list[str]]:
    """The indicators as a sheet: target, achieved, remaining, and the quarters under each other."""
    rows = [[_("Indicator"), _("Unit"), _("Target"), _("Achieved"), _("Remaining"), "%"]]
    found = achieved(project)
    for one in found:
        numbers = [one.told[name] for name in ("target", "value", "remaining")]
        rows.append([one.indicator.name, one.indicator.unit, *numbers, str(one.percent)])
    for one in found:
        if one.table:
            rows += [["", "", "", ""], [one.table.title, *one.table.columns]]
            rows += [[line.label, *(number(bar.n) for bar in line.bars)] for line in one.table.lines]
    return rows


# --- what the lower floor is told -----------------------------------------------------------------------------------
def panel_part(project: FundingProject) -> tuple[str, str, str]:
    """The page of the indicators among a project's pages in the panel."""
    return "wskazniki", _("Indicators"), reverse("panel:project-indicators", args=[project.pk])


def event_kinds() -> list[tuple[str, str]]:
    """Kinds of events, of which an indicator may count one."""
    return [(kind.value, str(kind.label)) for kind in EventKind]
