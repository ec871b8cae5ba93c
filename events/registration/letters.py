"""Letters about an event to those who registered and to whom they registered, with their links and calendar entries.

Which letter goes at which occasion: emails.py, decision_emails.py.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from common.outbox.mailboxes import one_mailbox
from common.outbox.render import render_mail
from common.outbox.services import Attachment, Letter, was_sent_entry
from events.catalogue.exports import invitation_of
from events.catalogue.models import Event
from events.registration.models import Participant, Registration
from events.registration.queries import has_own_post
from events.registration.states import ParticipantState
from partnerships.projects.queries import mail_funding

REQUEST, CANCEL = "REQUEST", "CANCEL"  # methods of iTIP


@dataclass(frozen=True)
class CalendarEntry:
    """The event for the recipient's calendar (REQUEST), or its cancellation (CANCEL), under the same UID."""

    event: Event
    method: str
    uid: str
    name: str = "wydarzenie.ics"

    def is_due(self, to: str) -> bool:
        """Whether the recipient needs it: a cancellation only where the entry was sent."""
        return self.method != CANCEL or was_sent_entry(self.uid, to=to, owner=f"event:{self.event.pk}")

    def attached(self, to: str) -> Attachment:
        """The file in a mail to this address, in the language of the moment."""
        event = self.event
        entry = invitation_of(
            event,
            uid=self.uid,
            attendee=to,
            organiser=event.contact_email or event.centre.email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
            moment=timezone.now(),
            cancelled=self.method == CANCEL,
        )
        return (self.name, f"text/calendar; method={self.method}", entry)


def letter_of(
    template: str,
    registration: Registration,
    event: Event,
    key: str,
    *,
    to: str = "",
    calendar: str = "",
    uid: str = "",
    also: Iterable[CalendarEntry] = (),
    language: str = "",
    **context: object,
) -> list[Letter]:
    """A mail to the registrant (or `to`); none where they left no address. `key` makes each occasion's mail one.

    `calendar` (REQUEST or CANCEL) puts the event into the recipient's calendar, or takes it out. Who gets the entry has
    a place, and so gets the link to join too. `language`: of this mail, where it is not that of the registration.
    """
    to, language = to or registration.email, language or registration.language
    if not to:
        return []
    values = {
        "event": event,
        "registration": registration,
        "event_url": f"{settings.SITE_URL}{prefix_of(language)}/wydarzenia/{event.slug}/",
        "own_url": own_url(registration, language),
        "join_url": event.online_url if calendar == REQUEST else "",
        "funding": mail_funding(event.project, language),
        **context,
    }
    subject, text, html = render_mail(template, values, language)
    mine = [CalendarEntry(event, calendar, uid or f"registration-{registration.key}")] if calendar else []
    entries = [entry for entry in (*also, *mine) if entry.is_due(to)]
    with translation.override(language):
        attachments = [entry.attached(to) for entry in entries]
    return [
        Letter(
            to=to,
            subject=subject,
            text=text,
            html=html,
            reply_to=event.contact_email,
            attachments=attachments,
            calendar_uids=tuple(entry.uid for entry in entries if entry.method == REQUEST),
            key=key,
            template=template,
            about=f"{template} {event.slug}",
            owner=f"event:{event.pk}",
        )
    ]


def prefix_of(language: str) -> str:
    """Before a path, so that the page comes in this language."""
    return "/en" if language == "en" else ""


def own_place(participant: Participant) -> str:
    """The UID of a person's own calendar entry."""
    return f"participant-{participant.key}"


def person_url(participant: Participant, registration: Registration) -> str:
    """The person's own page, in the language of the registration."""
    return f"{settings.SITE_URL}{prefix_of(registration.language)}/zgloszenie/osoba/{participant.token}/"


def by_address(people: Iterable[Participant], registration: Registration) -> list[list[Participant]]:
    """Those whose post box is another than the registrant's, by post boxes, each in the order of the form."""
    found: dict[str, list[Participant]] = {}
    for person in people:
        if has_own_post(person, registration):
            found.setdefault(one_mailbox(person.email), []).append(person)
    return list(found.values())


def to_colleagues(
    template: str,
    people: Iterable[Participant],
    registration: Registration,
    event: Event,
    *,
    key: Callable[[Participant], str],
    calendar: Callable[[Participant], str],
    also: Iterable[CalendarEntry] = (),
    **context: object,
) -> list[Letter]:
    """What happened to their places, to the people themselves, when somebody else registered them.

    A shared post box (biuro@…) gets one mail: all its people, their links, and a calendar entry for each.
    """
    letters = []
    for sharing in by_address(people, registration):
        first = sharing[0]
        entries = [(one, method) for one in sharing if (method := calendar(one))]
        letters += letter_of(
            template,
            registration,
            event,
            key=key(first),
            to=first.email,
            also=[*also, *(_entry_of(one, event, method, len(entries) > 1) for one, method in entries)],
            join_url=event.online_url if any(method == REQUEST for _one, method in entries) else "",
            people=sharing,
            participant=first,
            own_url=person_url(first, registration),
            links=[(one, person_url(one, registration)) for one in sharing],
            **{**standings(sharing), **context},
        )
    return letters


def _entry_of(one: Participant, event: Event, method: str, several: bool) -> CalendarEntry:
    """The entry of one person; where the mail holds several, their files have names apart."""
    name = f"wydarzenie-{one.queue_number}.ics" if several else "wydarzenie.ics"
    return CalendarEntry(event, method, own_place(one), name)


def own_url(registration: Registration, language: str = "") -> str:
    """The registration's own page, in its language or in this one."""
    return f"{settings.SITE_URL}{prefix_of(language or registration.language)}/zgloszenie/{registration.token}/"


def standings(people: Iterable[Participant]) -> dict[str, Any]:
    """These people by their state, in the words of the templates: who has a place, who waits for one or a decision."""
    people = list(people)
    states = (ParticipantState.CONFIRMED, ParticipantState.WAITING, ParticipantState.PENDING)
    found = {state.value: [person for person in people if person.state == state] for state in states}
    may_wait = bool(found["waiting"] or found["pending"])
    return {**found, "may_wait": may_wait, "is_alike": len({person.state for person in people}) == 1}
