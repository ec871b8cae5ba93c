"""The schedule of a project as a tagged PDF and as a workbook, in the language of the page."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.pdf import print_pdf
from common.spreadsheets.writer import Row as Cells
from common.spreadsheets.writer import xlsx_book
from common.text.bilingual import bilingual
from common.text.polish import HARD, bind, date_range, is_english
from common.web.links import prefix
from events.schedule.queries import MOST_ON_PAPER, everything
from events.schedule.rows import ScheduleChangeRow, ScheduleRow, rows_of, told_of
from partnerships.projects.models import FundingProject
from partnerships.projects.project_documents import logo_row
from partnerships.projects.queries import funding_block

TEMPLATE = "events/schedule/schedule.typ"
SECONDS = 15


def schedule_pdf(project: FundingProject, today: date) -> bytes:
    """The whole schedule with its log, and the project's publicity. Raises PrintingFailed."""
    events, changes = everything(project)
    logos = logo_row(project)
    title, heading = bilingual(project.title, project.title_en).text, _("Schedule of support")
    data = {
        "document_title": f"{heading}: {title}",
        "author": project.centre.name if project.centre else "",
        "lang": "en" if is_english() else "pl",
        "title": heading.upper(),
        "name": bind(title),
        "facts": [[name, text] for name, text in _facts(project, today) if text],
        "funding": bind(funding_block(project, "en" if is_english() else "pl").sentence),
        "marks": logos.marks,
        "heads": heads(),
        "rows": [_printed(row) for row in rows_of(events)],
        "empty": _("No support has been planned in this project yet."),
        "changes_title": _("Changes of the schedule"),
        "change_heads": [_("When"), _("What was changed"), _("What stood there, and what stands there now")],
        "changes": [_printed_change(row) for row in told_of(changes)],
        "foot": f"{heading}: {project.short_name}",
        "cut": _cut() if len(events) == MOST_ON_PAPER else "",
    }
    return print_pdf(TEMPLATE, data, drawings=logos.drawings, seconds=SECONDS)


def schedule_xlsx(project: FundingProject, today: date) -> IO[bytes]:
    """Three sheets: the days, the log, the project with its funding sentence."""
    events, changes = everything(project)
    return xlsx_book(
        [
            (_("Schedule"), _schedule_cells(rows_of(events))),
            (_("Changes"), _change_cells(told_of(changes))),
            (_("Project"), _project_cells(project, today)),
        ]
    )


def heads() -> list[str]:
    """The heads of the schedule's columns."""
    return [_("Date"), _("Hours"), _("How many hours"), _("Kind of support and topic"), _("Address")]


def _facts(project: FundingProject, today: date) -> list[tuple[str, str]]:
    return [
        (_("Project number"), project.number),
        (_("Centre"), project.centre.name if project.centre else ""),
        (_("As of"), date_range(today)),
        (_("Always current at"), f"{settings.SITE_URL}{prefix()}/projekty/{project.slug}/harmonogram/"),
    ]


def _printed(row: ScheduleRow) -> dict[str, Any]:
    more = [row.theme.text, row.note, capfirst(_("cancelled")) if row.is_cancelled else ""]
    return {
        "day": row.day,
        "weekday": row.weekday,
        "hours": row.hours or "–",
        "count": row.count or "–",
        "word": row.word,
        "title": row.title.text,
        "more": ". ".join(part.rstrip(".") for part in more if part),
        "places": row.places or ["–"],
    }


def _printed_change(row: ScheduleChangeRow) -> dict[str, Any]:
    lines = [f"{one.what}: {one.before} → {one.after}" for one in row.differences]
    return {
        "at": f"{row.day}, {row.hour}",
        "title": row.title.text,
        "what": row.what,
        "lines": [*lines, *([row.facts] if row.facts else [])],
    }


def _cut() -> str:
    return _("Only the latest %(n)s events are printed; all of them stand on the page.") % {"n": MOST_ON_PAPER}


# --- the workbook: plain spaces, so that a cell can be searched for -----------------------------------------------
def _plain(*texts: str) -> list[str]:
    return [text.replace(HARD, " ") for text in texts]


def _schedule_cells(rows: Sequence[ScheduleRow]) -> Iterator[Cells]:
    date_, hours, count, _both, address = heads()
    yield [date_, _("Weekday"), hours, count, _("Kind of support"), _("Topic"), address, _("State"), _("Page")]
    for row in rows:
        topic = ". ".join(part.rstrip(".") for part in (row.title.text, row.theme.text, row.note) if part)
        state = _("cancelled") if row.is_cancelled else ""
        places = "; ".join(row.places)
        page = f"{settings.SITE_URL}{row.url}"
        yield _plain(row.day, row.weekday, row.hours, row.count, row.word, topic, places, state, page)


def _change_cells(rows: Sequence[ScheduleChangeRow]) -> Iterator[Cells]:
    yield [_("When"), _("Event"), _("What happened"), _("What"), _("Before"), _("Now")]
    for row in rows:
        head = (f"{row.day}, {row.hour}", row.title.text, row.what)
        for one in row.differences:
            yield _plain(*head, one.what, one.before, one.after)
        if row.facts or not row.differences:
            yield _plain(*head, "", "", row.facts)


def _project_cells(project: FundingProject, today: date) -> Iterator[Cells]:
    yield [_("Project"), bilingual(project.title, project.title_en).text]
    for name, text in _facts(project, today):
        if text:
            yield _plain(name, text)
    yield _plain(_("Funding"), funding_block(project, "en" if is_english() else "pl").sentence)
