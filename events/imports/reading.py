"""Rows of a list of people, told by the headings of its columns."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from common.spreadsheets.reader import MESSAGES, TableRefused, TableRow
from common.text.folding import fold

MOST_PEOPLE = 500
# What a column may be called, folded.
COLUMNS = {
    "first_name": {"imie", "first name", "name"},
    "last_name": {"nazwisko", "surname", "last name"},
    "function": {"funkcja", "stanowisko", "function"},
    "email": {"e-mail", "email", "adres e-mail", "e-mail address"},
}


class ListRefused(TableRefused):
    """The table is no list of people."""

    texts = MESSAGES | {
        "headings": _("The first row must name the columns: first name, surname, and if you wish function, e-mail.")
    }


def people_in(rows: Sequence[TableRow]) -> list[dict[str, str]]:
    """People by the names of the columns in the first row; nothing is checked yet. Raises TableRefused."""
    head = [fold(text).strip() for text in rows[0].cells]
    places = {field: n for field, names in COLUMNS.items() for n, text in enumerate(head) if text in names}
    if not {"first_name", "last_name"} <= places.keys():
        raise ListRefused("headings")
    people = [{field: row.cells[n] if n < len(row.cells) else "" for field, n in places.items()} for row in rows[1:]]
    found = [person for person in people if any(person.values())]
    if not found:
        raise ListRefused("no_rows")
    return found
