"""Figures as tables, each with its bars: the same rows for the eye, for the ear and for a spreadsheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.text.countries import country_name
from common.text.polish import HARD, counted, month_and_year, number
from entities.directory.models import EntityGroup, EntityKind
from entities.territory.models import County
from events.catalogue.kinds import EventKind
from events.figures.counting import Figures, GroupFigure, MonthFigure
from events.registration.models import ParticipantRole
from events.schedule.rows import in_hours

# Bars of a row stand one under another, in pixels.
GAP = 2
STEP = 8 + GAP
LONG = 24  # months


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with the length of its bar, in per cent of the longest of the table."""

    n: int
    percent: int
    y: int = 0


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row: its name, a bar for each column, and a remark under the name."""

    label: str
    bars: list[Bar]
    note: str = ""

    @property
    def height(self) -> int:
        """Of the drawing, in pixels."""
        return len(self.bars) * STEP - GAP


@dataclass(frozen=True, slots=True)
class Table:
    """Lines by one property. `total` stands under them: lines may add up to more, for somebody who came for two."""

    key: str
    title: str
    first: str
    columns: list[str]
    lines: list[FigureRow]
    total: list[int] = field(default_factory=list)
    note: str = ""
    together: str = ""


def _by_hand(figures: Figures) -> str:
    """The name of the number typed by hand, with its source where one event names it."""
    name = _("People counted by hand, where there was no list")
    return f"{name} ({figures.headcount_source})" if figures.headcount_source else name


def summary_of(figures: Figures, *, one_event: bool = False) -> list[tuple[str, str]]:
    """The single numbers, each with its name; what was not counted is left out."""
    unlisted = figures.events != figures.listed_events
    rows = [
        (_("Events that took place"), figures.events, not one_event),
        (_("Events with an attendance list"), figures.listed_events, not one_event and unlisted),
        (_("People, each once"), figures.people, True),
        (_("Entities, each once"), figures.entities, True),
        (_("Social-economy entities"), figures.pes, True),
        (_("People for the first time at our events"), figures.first_time, True),
        (_("Places taken"), figures.registered, True),
        (_("Had a place and did not come"), figures.no_shows, True),
        (_("Partnerships whose meetings took place"), figures.partnerships, not one_event and figures.partnerships),
        (_by_hand(figures), figures.by_hand, figures.by_hand > 0),
    ]
    told = [(name, number(n)) for name, n, shown in rows if shown]
    hours = [(_("Hours of all people together"), in_hours(figures.minutes))] if figures.minutes else []
    return told + hours


def tables_of(figures: Figures) -> list[Table]:
    """The tables that have something to show, in the order in which a report asks for them. Two queries."""
    total = [figures.people, figures.entities]
    together = {"total": total} if figures.people else {}
    alone = figures.people - figures.with_entity
    abroad = figures.by_country if figures.countries != ["PL"] else {}
    groups = _named(figures.groups, {one.value: str(one.label) for one in EntityGroup})
    if alone:
        groups.append((_("without an entity"), GroupFigure(alone, 0)))
    kinds, counties = _kinds(figures.kinds), _counties(figures.counties)
    made = [
        _table("grupy", _("Groups of entities"), _("Group"), groups, **together),
        _table("rodzaje", _("Kinds of entities"), _("Kind"), _by_size(figures.kinds, kinds)),
        _table("powiaty", _("Counties of the entities"), _("County"), _by_size(figures.counties, counties)),
        _table("kraje", _("Countries"), _("Country"), _by_size(abroad, _countries(abroad))),
        _table("role", _("Roles"), _("Role"), _named(figures.roles, dict(ParticipantRole.choices)), **together),
    ]
    return [table for table in [*_of_time(figures), *made] if table.lines]


def _of_time(figures: Figures) -> list[Table]:
    """Month by month, and by kind of event, where there is more than one."""
    made, columns = [], [_("People"), _("Entities")]
    if len(figures.months) > 1:
        rows = [
            (month_and_year(day).replace(HARD, " ", 1), figures.months.get(f"{day:%Y-%m}", MonthFigure()))
            for day in _span(figures)
        ]
        lines = [(label, [month.people, month.entities]) for label, month in rows]
        months = _drawn("miesiace", _("Month by month"), _("Month"), columns, lines, [figures.people, figures.entities])
        told = [
            replace(line, note=_held(month.events)) for line, (_label, month) in zip(months.lines, rows, strict=True)
        ]
        why = _("Who came in two months is counted in both, and once in the total.")
        made.append(replace(months, lines=told, note=why))
    if figures.events > 1:
        names = {kind.value: capfirst(str(kind.label)) for kind in EventKind}
        pairs = sorted(figures.event_kinds.items(), key=lambda pair: -pair[1])
        lines = [(names.get(code, code), [n]) for code, n in pairs]
        kinds = _drawn("wydarzenia", _("Kinds of events"), _("Kind"), [_("Events")], lines, [figures.events])
        made.append(replace(kinds, together=_("Together")))
    return made


def _held(n: int) -> str:
    """`3 wydarzenia`."""
    return counted(n, *_("event,events,events").split(",")) if n else _("no events")


def _span(figures: Figures) -> list[date]:
    """The first days of the months to show: within two years an empty month is a gap that one sees."""
    first, last = (date.fromisoformat(f"{end(figures.months)}-01") for end in (min, max))
    count = (last.year - first.year) * 12 + last.month - first.month
    if count > LONG:
        return [date.fromisoformat(f"{month}-01") for month in sorted(figures.months)]
    places = (first.month - 1 + n for n in range(count + 1))
    return [date(first.year + place // 12, place % 12 + 1, 1) for place in places]


def _table(
    key: str, title: str, first: str, rows: Iterable[tuple[str, GroupFigure]], total: list[int] | None = None
) -> Table:
    lines = [(capfirst(label), [line.people, line.entities]) for label, line in rows]
    return _drawn(key, title, first, [_("People"), _("Entities")], lines, total or [])


def _drawn(
    key: str,
    title: str,
    first: str,
    columns: list[str],
    lines: list[tuple[str, list[int]]],
    total: list[int],
) -> Table:
    longest = max((n for _label, numbers in lines for n in numbers), default=0) or 1
    # A number that is not nothing has a bar that can be seen.
    drawn = [
        FigureRow(label, [Bar(n, max(round(n * 100 / longest), n > 0), at * STEP) for at, n in enumerate(numbers)])
        for label, numbers in lines
    ]
    return Table(key, title, first, columns, drawn, total, together=_("Together, each once"))


# --- names --------------------------------------------------------------------------------------------------------
def _named(lines: Mapping[str, GroupFigure], names: Mapping[str, object]) -> list[tuple[str, GroupFigure]]:
    """Lines in the order of their names' list; what has no name comes last."""
    known = [(str(name), lines[code]) for code, name in names.items() if code in lines]
    return known + [(_("not known"), line) for code, line in lines.items() if code not in names]


def _by_size(lines: Mapping[str, GroupFigure], names: Mapping[str, str]) -> list[tuple[str, GroupFigure]]:
    """The largest first; what is not known last."""
    order = sorted(lines.items(), key=lambda pair: (pair[0] not in names, -pair[1].people, names.get(pair[0], "")))
    return [(names.get(code, _("not known")), line) for code, line in order]


def _kinds(lines: Mapping[str, GroupFigure]) -> dict[str, str]:
    return {kind.pk: str(kind) for kind in EntityKind.objects.filter(pk__in=lines)} if lines else {}


def _counties(lines: Mapping[str, GroupFigure]) -> dict[str, str]:
    rows = County.objects.filter(pk__in=lines) if lines else []
    return {row.pk: row.label for row in rows}


def _countries(lines: Mapping[str, GroupFigure]) -> dict[str, str]:
    language = get_language() or "pl"
    return {code: country_name(code, language) for code in lines}
