"""Lists of registrations as spreadsheets. Nothing that people typed becomes a formula or a link."""

import csv
import io
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from events.catalogue.models import Event
from events.registration.models import Participant
from events.registration.queries import participants_of
from events.registration.questions import answers_by_person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would count what begins so


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
        one.standing,
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
