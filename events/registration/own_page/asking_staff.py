"""A change asked for after registration has closed: nothing is written, the event's contact reads what is wished."""

from hashlib import sha256

from django.conf import settings
from django.db import transaction

from common.auditlog.services import log_action
from common.outbox.services import queue_mails
from events.registration.emails import caused_by_link
from events.registration.letters import letter_of
from events.registration.models import Registration

Wish = tuple[str, str, str]  # about what, what stands, what is wished


@transaction.atomic
def ask_staff(*, registration: Registration, wishes: list[Wish]) -> bool:
    """Write to the event's contact, or the centre, what the registrant would change; False when nobody can be written.

    The same wishes sent again go once.
    """
    event = registration.event
    to = event.whom_to_ask["email"]
    if not to:
        return False
    told = sha256(repr(wishes).encode()).hexdigest()[:16]
    letters = letter_of(
        "change_asked",
        registration,
        event,
        f"registration:{registration.pk}:asked:{told}",
        to=to,
        language="pl",
        wishes=wishes,
        own_url="",
        list_url=f"{settings.SITE_URL}/panel/wydarzenia/{event.pk}/zgloszenia/",
    )
    queue_mails(letters, cause=caused_by_link(registration, None))
    log_action(verb="registration.asked", obj=registration, by=None, after={"wishes": len(wishes)})
    return True
