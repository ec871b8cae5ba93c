"""Lists of registrations as spreadsheets, out and in. Nothing that people typed becomes a formula or a link."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import BadZipFile

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from xlsxwriter import Workbook

from common.text.folding import fold
from events.catalogue.models import Event
from events.registration.models import Participant
from events.registration.queries import participants_of
from events.registration.questions import answers_by_person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would count what begins so
MOST_ROWS, MOST_BYTES = 500, 2_000_000
# What a column may be called in a sheet that comes in, folded.
COLUMNS = {
    "first_name": {"imie", "first name", "name"},
    "last_name": {"nazwisko", "surname", "last name"},
    "function": {"funkcja", "stanowisko", "function"},
    "email": {"e-mail", "email", "adres e-mail", "e-mail address"},
}


class SheetRefused(Exception):
    """The file cannot be read as a list of people; the message says why."""


def table(event: Event, states: Iterable[str] = ()) -> list[list[str]]:
    """Header and a row for each participant. Special needs are never exported: they are read in the panel only."""
    people = participants_of(event).select_related("entity__county", "entity_kind", "registration")
    if wanted := list(states):
        people = people.filter(state__in=wanted)
    rows = list(people)
    answers = {key: dict(pairs) for key, pairs in answers_by_person(event, rows).items()}
    questions = list(dict.fromkeys(question for pairs in answers.values() for question in pairs))
    head = [_("Surname"), _("First name"), _("Function"), _("Entity"), _("Kind"), _("County"), _("State"), _("Role")]
    head += [_("E-mail address"), _("Registered by"), _("Phone"), _("Registered on"), *questions]
    return [head, *([*_cells(one), *(answers[one.pk].get(question, "") for question in questions)] for one in rows)]


def _cells(one: Participant) -> list[str]:
    entity, registration = one.entity, one.registration
    return [
        one.last_name,
        one.first_name,
        one.function,
        entity.name if entity else "",
        str(one.entity_kind or ""),
        entity.county.label if entity and entity.county else "",
        one.get_state_display(),
        one.get_role_display(),
        one.email,
        f"{registration.first_name} {registration.last_name} {registration.email}".strip(),
        registration.phone,
        f"{timezone.localtime(registration.created_at):%Y-%m-%d %H:%M}",
    ]


def as_xlsx(rows: list[list[str]]) -> bytes:
    """A workbook; every cell is text."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(target, options) as book:
        sheet = book.add_worksheet(_("Registrations")[:31])
        bold = book.add_format({"bold": True})
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text, bold if place == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.autofit(300)
    return target.getvalue()


def as_csv(rows: list[list[str]]) -> bytes:
    """Semicolons and a mark of UTF-8, as Polish spreadsheets expect; an apostrophe before what would be counted."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerows([[safe(text) for text in row] for row in rows])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


# --- in ---------------------------------------------------------------------------------------------------------------
def read_people(name: str, content: bytes) -> list[dict[str, str]]:
    """Rows of a list of people, by the names of its columns; nothing is checked yet. Raises SheetRefused."""
    if len(content) > MOST_BYTES:
        raise SheetRefused(_("The file is too big."))
    rows = _from_xlsx(content) if content[:2] == b"PK" else _from_csv(content)
    head = [fold(text).strip() for text in next(rows, [])]
    places = {field: n for field, names in COLUMNS.items() for n, text in enumerate(head) if text in names}
    if not {"first_name", "last_name"} <= places.keys():
        raise SheetRefused(
            _("The first row must name the columns: first name, surname, and if you wish function, e-mail.")
        )
    found = []
    for row in rows:
        person = {field: row[n].strip() if n < len(row) else "" for field, n in places.items()}
        if any(person.values()):
            found.append(person)
        if len(found) > MOST_ROWS:
            raise SheetRefused(_("The list is too long: at most 500 people at once."))
    return found


def _from_xlsx(content: bytes) -> Iterator[list[str]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        rows = [
            [_text(cell) for cell in row]
            for row in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=30, values_only=True)
        ]
    except (
        InvalidFileException,
        BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        OSError,
        TypeError,
        SyntaxError,
    ) as error:
        raise SheetRefused(_("This file cannot be read. Save it as XLSX or CSV.")) from error
    return iter(rows)


def _from_csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1250", "replace")
    if "\0" in text:
        raise SheetRefused(_("This file cannot be read. Save it as XLSX or CSV."))
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        return iter(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error as error:
        raise SheetRefused(_("This file cannot be read. Save it as XLSX or CSV.")) from error


def _text(value: Any) -> str:
    return "" if value is None else str(value)
