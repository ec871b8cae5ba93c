"""Columns of a project's export: those that staff chose, named and ordered; what stands in each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from events.participation.fields import BY_KEY, COUNTY, Word, asked_of
from events.participation.models import AnswerSource, ParticipationTerms
from events.participation.states import DataState


@dataclass(frozen=True, slots=True)
class ExportedPerson:
    """One person of the project, as a row of the export needs it."""

    last_name: str
    first_name: str
    email: str
    entities: str
    first: date
    last: date
    events: int
    state: DataState
    source: str
    completed_on: date | None
    answers: Mapping[str, str]


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


# What is known without asking: key, heading, and how it is read.
KNOWN: dict[str, tuple[Word, Callable[[ExportedPerson], str]]] = {
    "last_name": (_("Surname"), lambda row: row.last_name),
    "first_name": (_("First name"), lambda row: row.first_name),
    "email": (_("E-mail address"), lambda row: row.email),
    "entities": (_("Entities"), lambda row: row.entities),
    "first": (_("Entered the project on"), lambda row: _day(row.first)),
    "last": (_("Last day in the project"), lambda row: _day(row.last)),
    "events": (_("Events"), lambda row: str(row.events)),
    "state": (_("Data"), lambda row: str(row.state.label)),
    "source": (_("How the data came"), lambda row: str(AnswerSource(row.source).label) if row.source else ""),
    "completed_on": (_("Data complete on"), lambda row: _day(row.completed_on)),
}
USUAL = ("last_name", "first_name", "entities", "first")


def choices(terms: ParticipationTerms) -> list[tuple[str, Word]]:
    """Columns that may be chosen for this project."""
    known: list[tuple[str, Word]] = [(key, heading) for key, (heading, _read) in KNOWN.items()]
    return known + [(one.key, one.column) for one in asked_of(terms.asked)]


def chosen(terms: ParticipationTerms) -> list[tuple[str, str]]:
    """(key, heading) of the export: as staff keep them, or the usual ones and all that is asked."""
    possible = dict(choices(terms))
    kept = [(key, heading or str(possible[key])) for key, heading in terms.columns if key in possible]
    usual = [*USUAL, *(one.key for one in asked_of(terms.asked)), "state"]
    return kept or [(key, str(possible[key])) for key in usual]


def cell(row: ExportedPerson, key: str, counties: Mapping[str, str]) -> str:
    """What stands in one column."""
    if key in KNOWN:
        return KNOWN[key][1](row)
    value = row.answers.get(key, "")
    if key == COUNTY:
        return counties.get(value, value)
    return str(dict(BY_KEY[key].options).get(value, value)) if value else ""


def cells(row: ExportedPerson, keys: Sequence[str], counties: Mapping[str, str]) -> list[str]:
    """A whole row."""
    return [cell(row, key, counties) for key in keys]
