"""Reading presence."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from common.text.folding import fold
from events.attendance.models import Attendance, Session
from events.catalogue.models import Event
from events.registration.models import Participant, ParticipantRole, RegistrationSource
from events.registration.namesakes import told_apart
from events.registration.states import ParticipantState
from events.registration.tickets import CODE_LENGTH, ticket_print


@dataclass(frozen=True)
class DoorRow:
    """One line of the list at the door."""

    participant: Participant
    marked_at: datetime | None
    # What tells the person from a namesake on this list.
    apart: str = ""
    # The registration, when several people of it are on this list.
    group: int | None = None
    # Of a group of which this person is here: how many are not.
    rest: int = 0

    @cached_property
    def ticket(self) -> str:
        """The print of the person's ticket."""
        return ticket_print(self.participant.ticket)

    @property
    def about(self) -> str:
        """What stands under the name."""
        one = self.participant
        role = "" if one.role == ParticipantRole.PARTICIPANT else one.get_role_display()
        added = _("without registration") if one.registration.source == RegistrationSource.WALK_IN else ""
        return ", ".join(word for word in (role, str(one.entity or ""), self.apart, added) if word)

    @property
    def words(self) -> str:
        """What a search looks into, folded."""
        return fold(f"{self.participant} {self.participant.entity or ''}")

    @property
    def marked_ms(self) -> int | None:
        """The time of the mark as scripts read it."""
        return int(self.marked_at.timestamp() * 1000) if self.marked_at else None

    def answers(self, typed: str) -> bool:
        """Whether all typed words stand in the name or the entity, or the ticket has the typed code."""
        code = typed.replace("-", "").replace(" ", "").lower()
        if len(code) == CODE_LENGTH and self.ticket.startswith(code):
            return True
        return all(word in self.words for word in fold(typed).split())


@dataclass(frozen=True)
class DoorList:
    """The list of one session: who has a place, who is here; and those who registered but have no place."""

    rows: list[DoorRow]
    placeless: list[Participant]
    version: str

    @property
    def here(self) -> int:
        """How many are present."""
        return sum(row.marked_at is not None for row in self.rows)

    @property
    def missing(self) -> list[tuple[str, int]]:
        """Who is not here yet, by entity, most people first; the empty name is people without one."""
        names = Counter(str(row.participant.entity or "") for row in self.rows if row.marked_at is None)
        return sorted(names.items(), key=lambda found: (-found[1], fold(found[0])))


def expected(event: Event) -> QuerySet[Participant]:
    """Who has a place, in Polish order of surnames; needs are not read here."""
    people = Participant.objects.filter(event=event, state=ParticipantState.CONFIRMED)
    return people.select_related("entity", "registration").defer("needs").order_by("sort_name", "id")


def placeless(event: Event) -> QuerySet[Participant]:
    """Who registered and has no place now; who waits stands first."""
    people = Participant.objects.filter(event=event, erased_at__isnull=True).exclude(state=ParticipantState.CONFIRMED)
    return people.select_related("entity", "registration").defer("needs").order_by("-state", "sort_name", "id")


def door_of(session: Session) -> DoorList:
    """The list at the door, in three queries however long it is."""
    marks = _marks(session)
    rows = _rows(list(expected(session.event)), marks)
    without = list(placeless(session.event))
    names = [(row.participant.pk, row.words, row.about) for row in rows]
    return DoorList(rows, without, _version(names, [(one.pk, one.state) for one in without]))


def _rows(people: list[Participant], marks: dict[int, datetime]) -> list[DoorRow]:
    apart = told_apart(people, privately=_("privately"), numbered=_("registration no. %(n)s"))
    size = Counter(person.registration_id for person in people)
    missing = Counter(person.registration_id for person in people if person.pk not in marks)
    return [
        DoorRow(
            person,
            marks.get(person.pk),
            apart.get(person.pk, ""),
            group if size[group := person.registration_id] > 1 else None,
            missing[group] if person.pk in marks else 0,
        )
        for person in people
    ]


def _marks(session: Session) -> dict[int, datetime]:
    return dict(Attendance.objects.filter(session=session).values_list("participant_id", "marked_at"))


def _version(*parts: object) -> str:
    """Changes when the people of the list do, so that an open page knows that it must draw them anew."""
    return sha256(repr(parts).encode()).hexdigest()[:16]


def same_name(event: Event, first_name: str, last_name: str, *, form_key: str = "") -> list[Participant]:
    """People of the event with this very name, whatever their state: perhaps the one who stands at the door.

    Not who came by the form with this key: sent again, since the device did not hear the answer, it means them.
    """
    wanted = fold(f"{first_name} {last_name}")
    people = Participant.objects.filter(event=event, erased_at__isnull=True).select_related("entity").defer("needs")
    others = people.exclude(registration__form_key=form_key)
    return [one for one in others.order_by("sort_name", "id") if fold(str(one)) == wanted]


def session_now(event: Event, today: object) -> Session | None:
    """The list of today, an open one before a closed one; of another day when there is none of today."""
    sessions = list(Session.objects.filter(event=event))
    return min(sessions, key=lambda one: (one.day != today, one.closed_at is not None, one.day, one.pk), default=None)
