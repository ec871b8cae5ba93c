"""Today's door: a ready link for a volunteer, and somebody who is registered twice."""

from datetime import date
from hashlib import sha256

from django.urls import reverse

from accounts.models import User
from events.attendance.door_links import make_door_link, open_link
from events.attendance.models import DoorLink
from events.attendance.services import open_sessions
from events.catalogue.models import Event
from events.catalogue.states import EventState
from events.registration.models import Participant, ParticipantRole
from events.registration.queries import doubles_of
from owes_portal.demo.people import admit

# Known to everybody, like the demo's passwords: the demo refuses to be loaded in production.
TOKEN = "demo-drzwi-dla-wolontariuszki-" + "x" * 13  # noqa: S105
DIGEST = sha256(TOKEN.encode()).hexdigest()


def load(today: date) -> None:
    """A link for the event of today, and the first one of its list registered once more, offered for merging."""
    events = Event.objects.filter(state=EventState.PUBLISHED, starts_on__lte=today, ends_on__gte=today)
    event = events.order_by("pk").first()
    if event is None:
        return
    if not DoorLink.objects.filter(digest=DIGEST).exists():
        keeper = User.objects.filter(role="animator", assignments__centre=event.centre).order_by("pk").first()
        if keeper is not None:
            link, _token = make_door_link(event=event, day=today, may_add=True, by=keeper.pk)
            DoorLink.objects.filter(pk=link.pk).update(digest=DIGEST)
            open_sessions(event_id=event.pk)
    first = Participant.objects.filter(event=event, entity__isnull=False).order_by("queue_number").first()
    if first is not None and first.entity is not None and not doubles_of(event):
        again = (first.first_name, first.last_name, first.function)
        admit(event, [(first.entity.slug, ParticipantRole.PARTICIPANT, [again])])


def door_path() -> str:
    """The path of the link while it opens something; empty when its day is over."""
    link = DoorLink.objects.filter(digest=DIGEST).first()
    return f"{reverse('attendance:door-enter')}#{TOKEN}" if link and open_link(link.pk) else ""
