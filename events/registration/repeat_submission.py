"""A form from an address that has a registration already: nobody twice, and the owner of the address is told."""

import json
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.text.folding import fold
from events.catalogue.models import Event
from events.catalogue.services import lock_event
from events.registration.emails import mail_again
from events.registration.models import FurtherForm, Participant, Registration
from events.registration.person_details import PersonDetails, details_of
from events.registration.queries import ACTIVE, live_registrations

# The same address is not written to more often than that, whoever sends forms with it.
PAUSE_SECONDS = 600


def sent_anew(
    event: Event, earlier: Sequence[Registration], people: Sequence[PersonDetails], form_key: str
) -> Registration:
    """Keep whom the form named, to be offered, and mail the links of what there is. The caller holds the lock."""
    registration = earlier[0]
    typed = [details_of(person) for person in people]
    form, is_new = FurtherForm.objects.get_or_create(
        event=event, form_key=form_key, defaults={"registration": registration, "people": json.dumps(typed)}
    )
    if is_new:
        log_action(verb="registration.again", obj=registration, by=None, after={"people": len(typed)})
        _mail(event, earlier)
    return form.registration


@transaction.atomic
def mail_links(*, event_id: int, email: str) -> None:
    """Mail the links of the registrations from this address, if there are any; the page says the same either way."""
    event = lock_event(event_id)
    if earlier := live_registrations(event, email):
        _mail(event, earlier)


def offered(registration: Registration) -> list[dict[str, str]]:
    """People of the latest form sent anew who are not in the registration yet: to be added, when its owner wants it."""
    form = FurtherForm.objects.filter(registration=registration).exclude(people="").order_by("-pk").first()
    if form is None:
        return []
    there = Participant.objects.filter(registration=registration, state__in=ACTIVE)
    known = {fold(f"{person.first_name} {person.last_name}") for person in there}
    return [one for one in json.loads(form.people) if fold(f"{one['first_name']} {one['last_name']}") not in known]


def _mail(event: Event, earlier: Sequence[Registration]) -> None:
    mail_again(
        event, earlier, moment=int(timezone.now().timestamp()) // PAUSE_SECONDS, others=bool(offered(earlier[0]))
    )
