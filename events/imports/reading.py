"""Rows of a list of people, told by the headings of its columns."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from common.spreadsheets.reader import MESSAGES, TableRefused, TableRow
from common.text.folding import fold
from events.registration.person_details import DETAILS, NAME

MOST_PEOPLE = 500


class ListRefused(TableRefused):
    """The table is no list of people."""

    texts = MESSAGES | {
        "headings": _("The first row must name the columns: first name, surname, and if you wish function, e-mail.")
    }


def people_in(rows: Sequence[TableRow]) -> list[dict[str, str]]:
    """People by the names of the columns in the first row; nothing is checked yet. Raises TableRefused."""
    head = [fold(text).strip() for text in rows[0].cells]
    places = {one.name: n for one in DETAILS for n, text in enumerate(head) if text in one.sheet_headings}
    if not {*NAME} <= places.keys():
        raise ListRefused("headings")
    people = [{field: row.cells[n] if n < len(row.cells) else "" for field, n in places.items()} for row in rows[1:]]
    found = [person for person in people if any(person.values())]
    if not found:
        raise ListRefused("no_rows")
    return found
