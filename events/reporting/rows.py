"""Reports in words: the figures of one, what a correction changed, the centres of a region side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from common.text.polish import date_range, number
from events.figures.counting import Figures
from events.figures.tables import summary_of
from events.reporting.models import PeriodReport, ReportingPeriod
from events.reporting.queries import Days, Region, Side
from events.reporting.states import ReportState
from events.schedule.rows import in_hours

# The colours of the kinds of events, lent to the states.
TINTS = {
    ReportState.OPEN: "workshop",
    ReportState.HANDED: "study_visit",
    ReportState.RETURNED: "networking",
    ReportState.ACCEPTED: "partnership",
}


def code_of(days: Days) -> str:
    """The period in an address: `2026-07-01_2026-09-30`."""
    return f"{days[0].isoformat()}_{days[1].isoformat()}"


def days_of(code: str, known: Iterable[Days]) -> Days | None:
    """The period of an address, among those that there are."""
    return next((days for days in known if code_of(days) == code), None)


def period_name(starts_on: date, ends_on: date) -> str:
    """`1 lipca – 30 września 2026 r.`."""
    return date_range(starts_on, ends_on)


def amount(value: Decimal) -> str:
    """`120`, `7,5`: without needless noughts."""
    return number(value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize())


# --- one report ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class CorrectedNumber:
    """A number that a correction changed."""

    name: str
    before: str
    after: str


def changes_between(before: PeriodReport, after: PeriodReport, figures: Figures) -> list[CorrectedNumber]:
    """What differs from the version before, computed and typed; `figures` are those that the new one shows."""
    was, now = _numbers(before, Figures.of_json(before.figures)), _numbers(after, figures)
    names = dict.fromkeys([*was, *now])
    return [
        CorrectedNumber(name, was.get(name, "–"), now.get(name, "–"))
        for name in names
        if was.get(name, "–") != now.get(name, "–")
    ]


def _numbers(report: PeriodReport, figures: Figures) -> dict[str, str]:
    typed = {row.name: f"{amount(row.value)} {row.unit}" for row in report.entries.all()}
    return dict(summary_of(figures)) | typed


# --- the region ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class CentreRow:
    """A centre of the table: its cells are numbers in words, empty where nothing was handed over.

    `note` says of which version they are, where that is not the one of the state.
    """

    name: str
    url: str
    state: str
    tint: str
    cells: list[str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of a region: heads, lines, the sum over the centres and the same people counted once."""

    heads: list[str]
    lines: list[CentreRow]
    total: list[str]
    once: list[str]
    missing: int


def sheet_of(region: Region) -> Sheet:
    """The table as the page and the spreadsheet show it."""
    heads = [name for name, _value in _computed(Figures())]
    heads += [f"{row.name} ({row.unit})" for row in region.columns]
    told = region.told
    total = _sum(region, told) if told else []
    once = []
    if region.once is not None and told:
        # What is typed by hand cannot be told apart: it has a sum only.
        once = [*(value for _name, value in _computed(region.once)), *("" for _row in region.columns)]
    lines = [_line(region, side) for side in region.sides]
    return Sheet(heads, lines, total, once, missing=sum(1 for side in region.sides if not side.figures))


def _computed(figures: Figures) -> list[tuple[str, str]]:
    return [
        (_("Events that took place"), number(figures.events)),
        (_("People, each once"), number(figures.people)),
        (_("Entities, each once"), number(figures.entities)),
        (_("Social-economy entities"), number(figures.pes)),
        (_("Hours of all people together"), in_hours(figures.minutes)),
        (_("People counted by hand, where there was no list"), number(figures.by_hand)),
    ]


def _sum(region: Region, told: list[Figures]) -> list[str]:
    whole = [
        number(sum(one.events for one in told)),
        number(sum(one.people for one in told)),
        number(sum(one.entities for one in told)),
        number(sum(one.pes for one in told)),
        in_hours(sum(one.minutes for one in told)),
        number(sum(one.by_hand for one in told)),
    ]
    typed = [sum((side.entries.get(row.pk, Decimal(0)) for side in region.sides), Decimal(0)) for row in region.columns]
    return whole + [amount(value) for value in typed]


def _line(region: Region, side: Side) -> CentreRow:
    if side.period is None or side.report is None:
        return CentreRow(side.centre.short_name, "", _("no such period"), "", [])
    cells = []
    if side.figures:
        typed = [side.entries.get(row.pk) for row in region.columns]
        cells = [value for _name, value in _computed(side.figures)]
        cells += ["–" if value is None else amount(value) for value in typed]
    return CentreRow(
        name=side.centre.short_name,
        url=reverse("panel:report", args=[side.period.pk]),
        state=state_of(side.report),
        tint=TINTS[ReportState(side.report.state)],
        cells=cells,
        note=_older(side),
    )


def _older(side: Side) -> str:
    """While a correction is in work the accepted figures hold, and the table says so."""
    if side.told is None or side.told == side.report:
        return ""
    return _("figures of version %(n)s, a correction is in work") % {"n": side.told.version}


def state_of(report: PeriodReport) -> str:
    """`accepted`; of a correction with its number: `handed over, version 2`."""
    word = str(ReportState(report.state).label)
    return word if report.version == 1 else _("%(state)s, version %(n)s") % {"state": word, "n": report.version}


def title_of(period: ReportingPeriod) -> str:
    """`MOWES, 1 lipca – 30 września 2026 r.`."""
    return f"{period.centre.short_name}, {period_name(period.starts_on, period.ends_on)}"
