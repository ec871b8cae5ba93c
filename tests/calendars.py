"""Calendars as other people's programs read them: vobject (Python), and ical.js of Thunderbird in the browser."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import vobject
from playwright.sync_api import Page

ICAL_JS = Path(__file__).parent / "vendor" / "ical.js" / "ical.es5.min.cjs"
# Begin and end of each entry, in order: a day as it stands, a moment in UTC.
READ = """text => {
    const calendar = new ICAL.Component(ICAL.parse(text));
    const said = time => time && (time.isDate ? time.toString() : time.toJSDate().toISOString());
    return calendar.getAllSubcomponents("vevent").map(entry => [
        entry.getFirstPropertyValue("summary"),
        said(entry.getFirstPropertyValue("dtstart")),
        said(entry.getFirstPropertyValue("dtend")),
    ]);
}"""


class Entry(NamedTuple):
    """An entry as a reader understood it: days are dates, moments are in UTC; no end where none is written."""

    title: str
    start: date
    end: date | None


def read_by_vobject(text: str) -> list[Entry]:
    """The entries as vobject reads them, by the zone that the calendar itself brings."""
    vobject.icalendar.registerTzid("Europe/Warsaw", None)  # it keeps the first zone of a name that it ever read
    return [
        Entry(
            entry.summary.value,
            _moment(entry.dtstart.value),
            _moment(entry.dtend.value) if "dtend" in entry.contents else None,
        )
        for calendar in vobject.readComponents(text)
        for entry in calendar.vevent_list
    ]


def read_by_ical_js(page: Page, text: str) -> list[Entry]:
    """The entries as ical.js reads them in `page`, whatever page that is."""
    if not page.evaluate("() => 'ICAL' in globalThis"):
        page.evaluate(ICAL_JS.read_text())
    return [
        Entry(title, _parsed(start), _parsed(end) if end else None) for title, start, end in page.evaluate(READ, text)
    ]


def _moment(value: date) -> date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _parsed(text: str) -> Any:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
