"""Somebody aims forms at one post box: a message that is held, and a group that staff should look at (docs/MAIL.md)."""

from common.outbox.models import OutboxMail
from common.outbox.states import MailState
from events.catalogue.models import Event
from events.registration.models import Registration
from events.registration.person_details import Registrant
from events.registration.services import NewPerson, Terms, register
from owes_portal.demo.people import FIRST_NAMES, LAST_NAMES

EVENT = "konferencja-pomorze-przy-wspolnym-stole"
SHARED = "sekretariat@gimnazjum.example"
FORMS, PEOPLE = 6, 6


def load() -> None:
    """Six forms of six senders, all for one address; nobody is mailed about the demo, the held message stays."""
    event = Event.objects.get(slug=EVENT)
    senders = [f"nadawca{number}@poczta.example" for number in range(1, FORMS + 1)]
    if Registration.objects.filter(event=event, email__in=senders).exists():
        return
    for number, sender in enumerate(senders):
        names = [_name(number * PEOPLE + n) for n in range(PEOPLE)]
        register(
            event_id=event.pk,
            entity=None,
            registrant=Registrant(first_name="Zenon", last_name="Nadawca", email=sender),
            people=[NewPerson(first_name=first, last_name=last, email=SHARED) for first, last in names],
            terms=Terms(form_key=f"demo-{number}"),
        )
    OutboxMail.objects.exclude(state=MailState.HELD).delete()


def _name(number: int) -> tuple[str, str]:
    return FIRST_NAMES[number % len(FIRST_NAMES)], LAST_NAMES[-1 - number % len(LAST_NAMES)]
