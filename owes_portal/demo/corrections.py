"""A list that was printed and changed since: a surname put right, a place given up."""

from datetime import date

from accounts.models import User
from common.outbox.models import OutboxMail
from events.attendance.list_changes import PRINTED, keep_snapshot
from events.attendance.models import ListSnapshot
from events.catalogue.models import Event
from events.catalogue.states import EventState
from events.registration.desk.correcting import correct_place
from events.registration.models import Participant
from events.registration.services import give_up
from events.registration.states import ParticipantState

FEWEST = 8


def load(today: date) -> None:
    """The next event with enough people; a second loading changes nothing."""
    if ListSnapshot.objects.exists():
        return
    ahead = Event.objects.filter(state=EventState.PUBLISHED, starts_on__gt=today, taken__gte=FEWEST, waiting=0)
    event = ahead.order_by("starts_on", "pk").first()
    if event is None:
        return
    keeper = User.objects.filter(role="animator", assignments__centre=event.centre).order_by("pk").first()
    people = Participant.objects.filter(event=event, state=ParticipantState.CONFIRMED).order_by("-queue_number")
    leaver, wrong = people[:2]
    keep_snapshot(event, PRINTED)
    if keeper is not None:
        correct_place(participant_id=wrong.pk, values={"function": "prezeska zarządu"}, answers={}, by=keeper.pk)
    give_up(participant_id=leaver.pk, by=keeper.pk if keeper else None)
    OutboxMail.objects.filter(key__startswith=f"participant:{leaver.pk}:").delete()  # nobody is mailed about the demo
