"""What events say about a person: that they are whom to ask."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.auditlog.services import log_action
from common.extension_points import PersonalData, Subject
from events.catalogue.models import Event
from events.catalogue.services import show_event

CONTACT = {"contact_name": "", "contact_function": "", "contact_phone": "", "contact_email": ""}


def events_to_ask(subject: Subject) -> QuerySet[Event]:
    """Events of which they are the contact."""
    return Event.objects.filter(contact_email__iexact=subject.email).exclude(contact_email="")


def _export(subject: Subject) -> list[dict[str, Any]]:
    rows = events_to_ask(subject).order_by("pk").values("title", "starts_on", *CONTACT)
    return [{"what": "contact of an event", **row} for row in rows]


@transaction.atomic
def _erase(subject: Subject) -> int:
    """The event keeps its centre as the contact."""
    rows = list(events_to_ask(subject).select_for_update(of=("self",)).order_by("pk"))
    for event in rows:
        for name, value in CONTACT.items():
            setattr(event, name, value)
        event.save(update_fields=[*CONTACT])
        log_action(verb="event.contact_erased", obj=event, by=None)
        show_event(event)
    return len(rows)


def _retain(today: date) -> int:
    return 0


CONTACTS = PersonalData("event-contacts", _("Contacts of events"), _export, _erase, _retain)
