"""Reading presence."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from events.attendance.models import Attendance, Session
from events.catalogue.models import Event
from events.registration.models import Participant
from events.registration.states import ParticipantState


@dataclass(frozen=True)
class DoorRow:
    """One line of the list at the door."""

    participant: Participant
    marked_at: datetime | None


def expected(event: Event) -> QuerySet[Participant]:
    """Who has a place, in Polish order of surnames; needs are not read here."""
    people = Participant.objects.filter(event=event, state=ParticipantState.CONFIRMED)
    return people.select_related("entity", "registration").defer("needs").order_by("sort_name", "id")


def door_rows(session: Session, *, typed: str = "", only_absent: bool = False) -> list[DoorRow]:
    """The list at the door of a session; `typed` narrows it to names or entities that hold the words."""
    people = expected(session.event)
    for word in typed.split()[:5]:
        people = people.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(entity__name__icontains=word)
        )
    marks = dict(Attendance.objects.filter(session=session).values_list("participant_id", "marked_at"))
    rows = [DoorRow(person, marks.get(person.pk)) for person in people]
    return [row for row in rows if row.marked_at is None] if only_absent else rows


def present_count(session: Session) -> tuple[int, int]:
    """How many are marked present, of how many expected."""
    return Attendance.objects.filter(session=session).count(), expected(session.event).count()
