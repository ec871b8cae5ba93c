"""Marks of presence: they come from several devices, late, twice and in any order, and give one result.

Marks are a set. Of one person at one session the latest time decides: after the last "not here" the earliest "here"
stands, and its time is the time of the presence. So every order of arrival, and every repetition, ends the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from events.attendance.extension_points import PRESENCE_CORRECTED
from events.attendance.models import Attendance, DoorLink, Mark, Method, Session
from events.registration.models import Participant
from events.registration.states import ParticipantState

# A list may be tried out the day before; what a clock says before that, or in the future, is a wrong clock.
EARLIEST = timedelta(days=1)


@dataclass(frozen=True)
class NewMark:
    """A mark as a device sends it; `device_ms` is the time of the tap by its clock (Unix time in milliseconds)."""

    participant_id: int
    is_here: bool
    device_ms: int
    key: UUID = field(default_factory=uuid4)
    method: Method = Method.TAP


class Taken(StrEnum):
    """What became of a mark."""

    KEPT = "kept"
    NO_PLACE = "no-place"  # waiting, or gave the place up: the place comes first
    UNKNOWN = "unknown"  # nobody of this event


def lock_session(session_id: int) -> Session:
    """The session's row, locked until the end of the transaction; the lock of the event, if needed, comes first."""
    rows = Session.objects.select_related("event").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=session_id)


@transaction.atomic
def take_marks(
    *, session_id: int, marks: Sequence[NewMark], by: int | None, link: DoorLink | None = None
) -> dict[UUID, Taken]:
    """Keep these marks and settle who is present; says of each mark what became of it. Sent again: the same.

    `link`: by a volunteer, who has no account (`by` is None then); each mark keeps through which link it came.
    """
    session = lock_session(session_id)
    known = set(Mark.objects.filter(key__in=[mark.key for mark in marks]).values_list("key", flat=True))
    people = Participant.objects.filter(event_id=session.event_id, pk__in={mark.participant_id for mark in marks})
    states = dict(people.values_list("pk", "state"))
    outcome = {mark.key: Taken.KEPT if mark.key in known else _judged(mark, states) for mark in marks}
    new = {mark.key: mark for mark in marks if mark.key not in known and outcome[mark.key] == Taken.KEPT}
    now = timezone.now()
    rows = [_row(mark, session, by, now, link) for mark in new.values()]
    Mark.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        _settle(session, {mark.participant_id for mark in rows}, by)
    return outcome


def _judged(mark: NewMark, states: dict[int, str]) -> Taken:
    state = states.get(mark.participant_id)
    if state is None:
        return Taken.UNKNOWN
    return Taken.NO_PLACE if mark.is_here and state != ParticipantState.CONFIRMED else Taken.KEPT


def _row(mark: NewMark, session: Session, by: int | None, now: datetime, link: DoorLink | None) -> Mark:
    return Mark(
        key=mark.key,
        participant_id=mark.participant_id,
        session=session,
        is_here=mark.is_here,
        made_at=sane_time(mark.device_ms, session, now),
        device_ms=mark.device_ms,
        made_by_id=by,
        door_link=link,
        method=mark.method,
    )


def sane_time(device_ms: int, session: Session, now: datetime) -> datetime:
    """The time of a tap, not after now and not before the eve of the session."""
    first = datetime.combine(session.day, time(), tzinfo=timezone.get_current_timezone()) - EARLIEST
    seconds = min(max(device_ms / 1000, first.timestamp()), now.timestamp())
    return datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())


def _settle(session: Session, people: Iterable[int], by: int | None) -> None:
    """Write who of these people is present, by all marks that there are. The caller holds the session's lock."""
    ids = set(people)
    standing: dict[int, Mark] = {}
    for mark in Mark.objects.filter(session=session, participant__in=ids):
        if mark.is_here:
            standing.setdefault(mark.participant_id, mark)
        else:
            standing.pop(mark.participant_id, None)
    written = {one.participant_id: one for one in Attendance.objects.filter(session=session, participant__in=ids)}
    new = [_presence(mark) for pk, mark in standing.items() if pk not in written]
    Attendance.objects.bulk_create(new)
    gone = [row for pk, row in written.items() if pk not in standing]
    for pk, row in written.items():
        if pk not in standing:
            _log_undone(row, by)
            row.delete()
        elif row.marked_at != standing[pk].made_at:
            found = _presence(standing[pk])
            row.marked_at, row.marked_by_id, row.method = found.marked_at, found.marked_by_id, found.method
            row.save(update_fields=["marked_at", "marked_by", "method"])
    if session.closed_at:
        for one in new:
            after = {"session": session.pk, "present": True}
            log_action(verb="attendance.corrected", obj=one.participant, by=by, after=after)
        if new or gone:
            for tell in PRESENCE_CORRECTED:
                tell(session.event_id)


def _presence(mark: Mark) -> Attendance:
    return Attendance(
        participant_id=mark.participant_id,
        session_id=mark.session_id,
        marked_at=mark.made_at,
        marked_by_id=mark.made_by_id,
        method=mark.method,
    )


def _log_undone(row: Attendance, by: int | None) -> None:
    was = {"session": row.session_id, "marked_at": row.marked_at.isoformat(), "method": row.method}
    log_action(verb="attendance.undone", obj=row.participant, by=by, before=was)
