"""The way back from paper: marks in the order of the printed list, people from its blank rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from common.auditlog.services import log_action
from common.web.ids import clean_id
from common.worker.wake import wake_worker
from entities.directory.models import Entity
from entities.directory.services import Proposed, entity_of
from events.attendance.models import Attendance, Method, Session
from events.attendance.paper import PaperSection, apart_on_paper, parts_of
from events.attendance.queries import expected
from events.attendance.services import check_in, undo_check_in
from events.catalogue.models import Event
from events.registration.models import Participant, RegistrationSource
from events.registration.person_details import Registrant
from events.registration.questions import Answers
from events.registration.services import NewPerson, Terms, register


@dataclass(frozen=True, order=True)
class GridCell:
    """One place for a signature: a participant at a session. Written in forms as `15:3`."""

    participant_id: int
    session_id: int

    def __str__(self) -> str:
        return f"{self.participant_id}:{self.session_id}"


@dataclass(frozen=True)
class GridRow:
    """A row of the grid as it is printed: its number, the person, a cell for each day with whether it is marked."""

    number: int
    person: Participant
    cells: list[tuple[Session, GridCell, bool]]
    # What tells the person from a namesake, as on the paper.
    apart: str = ""


def columns_of(event: Event) -> list[Session]:
    """The days; where presence is kept at stops only, the stops."""
    sessions = list(Session.objects.filter(event=event).select_related("stop").order_by("day", "pk"))
    return [one for one in sessions if one.stop_id is None] or sessions


def grid_of(event: Event, sessions: Sequence[Session]) -> list[tuple[str, list[GridRow]]]:
    """The rows under the headings of the paper. Two queries."""
    marked = set(Attendance.objects.filter(session__in=sessions).values_list("participant_id", "session_id"))
    parts, number = parts_of(event), 0
    apart = apart_on_paper(one for part in parts for one in part.people)
    found = []
    for part in parts:
        rows = []
        for person in part.people:
            number += 1
            rows.append(replace(row_of(number, person, sessions, marked), apart=apart.get(person.pk, "")))
        found.append((_heading(part, parts), rows))
    return found


def _heading(part: PaperSection, parts: Sequence[PaperSection]) -> str:
    return part.title if len(parts) > 1 else ""


def row_of(number: int, person: Participant, sessions: Sequence[Session], marked: set[tuple[int, int]]) -> GridRow:
    """One row with its cells."""
    cells = [(one, GridCell(person.pk, one.pk), (person.pk, one.pk) in marked) for one in sessions]
    return GridRow(number, person, cells)


def read_cells(values: Iterable[str]) -> set[GridCell]:
    """Cells as a form sends them; what is no cell is left out."""
    found = set()
    for value in values:
        person, _, session = value.partition(":")
        cell = clean_id(person), clean_id(session)
        if cell[0] and cell[1]:
            found.add(GridCell(cell[0], cell[1]))
    return found


@transaction.atomic
def save_marks(*, event_id: int, present: set[GridCell], absent: set[GridCell], by: int | None) -> int:
    """Mark and unmark cells as the paper says; returns how many changed. Sent again, nothing changes.

    Cells of another event, or of people without a place, are left out. Who was marked at the door stays as marked.
    """
    event = Event.objects.get(pk=event_id)
    sessions = set(Session.objects.filter(event=event).values_list("pk", flat=True))
    people = set(expected(event).values_list("pk", flat=True))
    known = {cell for cell in present | absent if cell.session_id in sessions and cell.participant_id in people}
    pairs = Attendance.objects.filter(session__in=sessions).values_list("participant_id", "session_id")
    marked = {GridCell(*pair) for pair in pairs}
    for cell in sorted((present & known) - marked):
        check_in(participant_id=cell.participant_id, session_id=cell.session_id, by=by, method=Method.PAPER)
    gone = sorted((absent & known & marked) - present)
    for cell in gone:
        undo_check_in(participant_id=cell.participant_id, session_id=cell.session_id, by=by)
    changed = len((present & known) - marked) + len(gone)
    if changed:
        log_action(verb="attendance.paper", obj=event, by=by, after={"changed": changed})
        wake_worker("events.figures.refresh")
    return changed


@transaction.atomic
def add_from_paper(
    *,
    event_id: int,
    person: NewPerson,
    entity: Entity | Proposed | None,
    session_ids: Sequence[int],
    by: int | None,
    form_key: str,
    registrant: Registrant | None = None,
    answers: Answers | None = None,
) -> Participant:
    """Somebody who signed in a blank row: first a registration (above the places if need be), then presence.

    `form_key` is the row's: sent again, the person is not added again. An entity that the directory lacks is proposed.
    """
    registration = register(
        event_id=event_id,
        entity=entity_of(entity, by=by),
        registrant=registrant or Registrant(first_name=person.first_name, last_name=person.last_name),
        people=[person],
        terms=Terms(
            source=RegistrationSource.WALK_IN, by=by, above_capacity=True, form_key=form_key, answers=answers or {}
        ),
    )
    participant = registration.participants.get()
    for session_id in session_ids:
        check_in(participant_id=participant.pk, session_id=session_id, by=by, method=Method.PAPER)
    return participant
