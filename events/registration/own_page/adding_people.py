"""Adding people to a registration that is there: newcomers like any other, under the rules of places."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.outbox.services import queue_mails
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import lock_event
from events.registration.emails import addition, caused_by_link
from events.registration.models import FurtherForm, Participant, Registration, RegistrationSource
from events.registration.self_service import introduce
from events.registration.services import NewPerson, admit, check_people


@transaction.atomic
def add_people(
    *, registration_id: int, people: Sequence[NewPerson], form_key: str, by: int | None, note: str = ""
) -> list[Participant]:
    """Add people to the registration, at the end of the queue; each of them counts alone (docs/WAITING_LIST.md).

    The same form sent again adds nobody. Raises EventRefused as register() does: when registration is closed, when
    nobody is named, above the entity's limit, or when the event is full and nobody may wait.
    """
    event = lock_event(Registration.objects.values_list("event_id", flat=True).get(pk=registration_id))
    if FurtherForm.objects.filter(event=event, form_key=form_key).exists():
        return []
    if not event.registration_open(timezone.now()):
        raise EventRefused(Refusal.CLOSED)
    registration = Registration.objects.select_related("entity").get(pk=registration_id)
    check_people(event, registration.entity, people, RegistrationSource.WEB)
    FurtherForm.objects.filter(registration=registration).update(people="")
    FurtherForm.objects.create(event=event, registration=registration, form_key=form_key)
    added = admit(event, registration, people, together=False, joined_later=True, is_public=by is None)
    told = {"people": len(added), "participants": [one.pk for one in added]}
    log_action(verb="registration.add", obj=registration, by=by, after=told, note=note)
    letters = [*addition(registration, event, added), *introduce(added, registration, event)]
    queue_mails(letters, cause=caused_by_link(registration, by))
    return added
