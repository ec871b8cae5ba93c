"""Rows of a list of people, told by the headings of its columns."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from common.spreadsheets.reader import MESSAGES, TableRefused, TableRow
from common.text.folding import fold
from events.registration.person_details import DETAILS, NAME

MOST_PEOPLE = 500


class ListRefused(TableRefused):
    """The table is no list of people."""

    texts = MESSAGES | {
        "headings": _(
            "The first row must name the columns: first name, surname, and if you wish function, e-mail, phone, needs,"
            " entity."
        )
    }


# Columns besides the details of a person, as their headings are written in sheets (folded).
FURTHER: Mapping[str, frozenset[str]] = {
    "phone": frozenset({"telefon", "nr telefonu", "numer telefonu", "tel.", "phone"}),
    "needs": frozenset({"potrzeby", "szczegolne potrzeby", "needs", "special needs"}),
    "entity": frozenset({"podmiot", "instytucja", "organizacja", "entity", "organisation"}),
    "entity-kind": frozenset({"rodzaj podmiotu", "kind of entity"}),
}


def people_in(rows: Sequence[TableRow], asked: Mapping[str, frozenset[str]] | None = None) -> list[dict[str, str]]:
    """People by the names of the columns in the first row; nothing is checked yet. Raises TableRefused.

    `asked`: further columns, of the event's questions, with their headings (folded).
    """
    head = [fold(text).strip() for text in rows[0].cells]
    named = {one.name: one.sheet_headings for one in DETAILS} | dict(FURTHER) | dict(asked or {})
    places = {name: n for name, headings in named.items() for n, text in enumerate(head) if text in headings}
    if not {*NAME} <= places.keys():
        raise ListRefused("headings")
    people = [{field: row.cells[n] if n < len(row.cells) else "" for field, n in places.items()} for row in rows[1:]]
    found = [person for person in people if any(person.values())]
    if not found:
        raise ListRefused("no_rows")
    return found
