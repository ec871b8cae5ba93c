"""What is known of a person who comes: each detail is declared once, here, beside its column of `Participant`.

Forms, lists, sheets, imports, the person's copy, erasure, moving and second forms read this declaration;
tests/architecture/test_person_details.py asks of every text column whether one of them forgot it. A new detail is a
field of `PersonDetails` and a column of `Participant` of the same name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field, fields
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.text.folding import fold, person_sort_key

Word = str | Promise


@dataclass(frozen=True)
class PersonDetails:
    """One person as typed. The metadata of each field are the arguments of its `Detail`."""

    first_name: str = field(
        metadata={
            "heading": _("First name"),
            "missing": _("Enter the first name"),
            "own_missing": _("Enter your first name"),
            "sheet_headings": {"imie", "first name", "name"},
            "is_evidence": True,
        }
    )
    last_name: str = field(
        metadata={
            "heading": _("Surname"),
            "missing": _("Enter the surname"),
            "own_missing": _("Enter your surname"),
            "sheet_headings": {"nazwisko", "surname", "last name"},
            "is_evidence": True,
        }
    )
    by_keyword: KW_ONLY
    function: str = field(
        default="",
        metadata={
            "heading": _("Function"),
            "label": _("Function in the entity"),
            "own_label": _("Your function in the entity"),
            "longest": 150,
            "sheet_headings": {"funkcja", "stanowisko", "function"},
            "is_evidence": True,
        },
    )
    email: str = field(
        default="",
        metadata={
            "heading": _("E-mail address"),
            "label": _("This person's e-mail address"),
            "optional_label": _("This person's e-mail address (optional)"),
            "sheet_headings": {"e-mail", "email", "adres e-mail", "e-mail address"},
        },
    )

    @property
    def folded_name(self) -> str:
        """The whole name without case and signs, by which the same human being is found."""
        return fold(f"{self.first_name} {self.last_name}").strip()

    @property
    def sort_name(self) -> str:
        """The key by which every list of people is sorted: the surname, then the first name."""
        return person_sort_key(self.last_name, self.first_name)


@dataclass(frozen=True)
class Detail:
    """How one detail is worded, and what becomes of it."""

    name: str  # of the column, of the form's field, in the person's copy
    heading: Word  # of its column or line: lists, sheets, pages
    label: Word = ""  # in a form about somebody else; the heading, when empty
    own_label: Word = ""  # in the form about oneself; `label`, when empty
    optional_label: Word = ""  # where nothing must be filled; `label` with "(optional)", when empty
    missing: Word = ""  # what is said when it must be filled and is not; nothing: it is never asked for
    own_missing: Word = ""
    longest: int = 100  # how many signs a form takes; its column keeps at least so many
    sheet_headings: frozenset[str] = frozenset()  # what its column is called in imported sheets, folded
    # It stays with the name in a project until those who control it may no longer ask; all else is erased at once.
    is_evidence: bool = False
    # Printed beside the name; a paper that says it is prepared anew when it is corrected.
    on_certificate: bool = False
    on_attendance_list: bool = False


NAME = ("first_name", "last_name")
DETAILS = tuple(Detail(name=one.name, **one.metadata) for one in fields(PersonDetails))
DETAIL_NAMES = tuple(one.name for one in DETAILS)
BY_NAME = {one.name: one for one in DETAILS}
# What is told of a person besides their name and how to reach them: under the name in lists, on their page.
ABOUT = tuple(one for one in DETAILS if one.name not in (*NAME, "email"))
ON_CERTIFICATE = tuple(one.name for one in DETAILS if one.on_certificate)
ON_ATTENDANCE_LIST = tuple(one.name for one in DETAILS if one.on_attendance_list)


def details_of(row: object) -> dict[str, str]:
    """The details of a participant, or of anything else that has them as attributes; by name."""
    return {name: getattr(row, name) for name in DETAIL_NAMES}


def printed_details(row: object, names: Iterable[str]) -> list[str]:
    """What stands in these details of a participant, for a paper; empty ones are left out."""
    return [text for name in names if (text := getattr(row, name))]


def details_in(data: Mapping[str, Any]) -> dict[str, str]:
    """The details in the cleaned data of a form, by name."""
    return {name: str(data[name]) for name in DETAIL_NAMES}


@dataclass(frozen=True)
class Registrant:
    """Who sends the registration; not necessarily one of those who come. Fields are columns of `Registration`."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    by_keyword: KW_ONLY
    phone: str = ""
    user_id: int | None = None
    language: str = "pl"


# What the registrant typed about themselves.
REGISTRANT_NAMES = ("first_name", "last_name", "email", "phone")
# As which column the log knows what was answered to an event's questions.
ANSWERS = "answers"
# All that stands about one person in a participant's row: blank, once they are erased.
PARTICIPANT_TEXTS = (*DETAIL_NAMES, "sort_name", "needs")
