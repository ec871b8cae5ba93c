"""The registrant's address was misspelt: staff mend it, and the confirmation with the link goes there."""

from django.db import transaction
from django.db.models import Q

from common.auditlog.services import log_action
from common.db.fields import new_token
from common.outbox.causes import STAFF
from common.outbox.services import queue_mails
from events.catalogue.services import lock_event
from events.registration.emails import confirmation
from events.registration.models import Registration


@transaction.atomic
def correct_address(*, registration_id: int, email: str, by: int | None, tell: bool = True) -> Registration:
    """Write the right address and send the confirmation there; a new link, since the old one went to somebody else.

    With the address unchanged the confirmation is sent again, with the link that stands. `tell`: False once the event
    is over, when there is nothing to confirm any more.
    """
    event = lock_event(Registration.objects.values_list("event_id", flat=True).get(pk=registration_id))
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration_id)
    was = registration.email
    if was.lower() != email.lower():
        registration.email, registration.token = email, new_token()
        registration.save(update_fields=["email", "token"])
        # So were those who have no other address, or the same misspelt one.
        for person in registration.participants.filter(Q(email="") | Q(email__iexact=was)):
            person.token, person.ticket, person.email = new_token(), new_token(), email if person.email else ""
            person.save(update_fields=["token", "ticket", "email"])
    act = log_action(
        verb="registration.address",
        obj=registration,
        by=by,
        before={"email": was},
        after={"email": email, "changed": was.lower() != email.lower()},
        subject=registration.key,
    )
    if tell:
        letters = confirmation(registration, event, list(registration.participants.all()), again=act.pk)
        queue_mails(letters, cause=STAFF)
    return registration
