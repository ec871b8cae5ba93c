"""A month as weeks of days with their events."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from events.catalogue.rows import AgendaRow

MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


@dataclass
class CalendarDay:
    """A day of the table; days of the neighbouring months only fill the weeks."""

    day: date
    is_inside: bool
    is_today: bool
    rows: list[tuple[AgendaRow, str]] = field(default_factory=list)


def month_of(text: str, today: date) -> date:
    """The first day of the month asked for (`2026-11`), of the present month where nothing sensible is asked."""
    found = MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)


def last_of(first: date) -> date:
    """The last day of the month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def neighbours(first: date) -> tuple[date, date]:
    """The first days of the month before and of the month after."""
    return (first - timedelta(days=1)).replace(day=1), last_of(first) + timedelta(days=1)


def code(first: date) -> str:
    """The month as the address writes it; empty outside the years that the address knows."""
    text = f"{first:%Y-%m}"
    return text if MONTH.fullmatch(text) else ""


def weeks_of(first: date, rows: Iterable[AgendaRow], today: date) -> list[list[CalendarDay]]:
    """Weeks from Monday; an event of several days stands on each of them, with `1/3`, `2/3` …"""
    cells = {
        day: CalendarDay(day, day.month == first.month, day == today)
        for day in calendar.Calendar().itermonthdates(first.year, first.month)
    }
    for row in rows:
        length = (row.end - row.start).days + 1
        day = max(row.start, min(cells))
        while day <= min(row.end, max(cells)):
            if cells[day].is_inside:
                part = f"{(day - row.start).days + 1}/{length}" if length > 1 else ""
                cells[day].rows.append((row, part))
            day += timedelta(days=1)
    days = list(cells.values())
    return [days[start : start + 7] for start in range(0, len(days), 7)]
