"""Mails of the registration; each is a row of the outbox, written in the transaction of the act.

One occasion writes one address one mail, however many people it stands for: it names them all, each with their link.
"""

from collections.abc import Callable, Iterable, Sequence
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone, translation

from common.db.fields import new_token
from common.outbox.causes import STAFF, SYSTEM, Cause, by_stranger
from common.outbox.mailboxes import one_mailbox
from common.outbox.redaction import recipient_digest
from common.outbox.render import render_mail
from common.outbox.services import Attachment, Letter, queue_mails
from events.catalogue.changes import ChangedFacts
from events.catalogue.exports import invitation_of
from events.catalogue.models import Event
from events.registration.address_quota import most_without_asking
from events.registration.models import Participant, Registration, RegistrationSource
from events.registration.queries import ACTIVE, contact_of, has_own_post, live_registrations
from events.registration.states import ParticipantState
from partnerships.projects.queries import mail_funding

REQUEST, CANCEL = "REQUEST", "CANCEL"  # methods of iTIP


def caused_by_link(registration: Registration, by: int | None) -> Cause:
    """An act on the registration: of staff (`by`), or of whoever came by the link sent to its address."""
    return STAFF if by is not None else by_stranger(address=registration.email, form=f"link:{new_token()}")


def letter_of(
    template: str,
    registration: Registration,
    event: Event,
    key: str,
    *,
    to: str = "",
    calendar: str = "",
    uid: str = "",
    also: Iterable[Attachment] = (),
    **context: object,
) -> list[Letter]:
    """A mail to the registrant (or `to`); none where they left no address. `key` makes each occasion's mail one.

    `calendar` (REQUEST or CANCEL) puts the event into the recipient's calendar, or takes it out. Who gets the entry has
    a place, and so gets the link to join too.
    """
    to = to or registration.email
    if not to:
        return []
    prefix = "/en" if registration.language == "en" else ""
    subject, text, html = render_mail(
        template,
        {
            "event": event,
            "registration": registration,
            "event_url": f"{settings.SITE_URL}{prefix}/wydarzenia/{event.slug}/",
            "own_url": own_url(registration),
            "join_url": event.online_url if calendar == REQUEST else "",
            "funding": mail_funding(event.project, registration.language),
            **context,
        },
        registration.language,
    )
    attachments = list(also)
    if calendar:
        uid = uid or f"registration-{registration.key}"
        attachments.append(_entry(event, calendar, uid, to, registration.language))
    return [
        Letter(
            to=to,
            subject=subject,
            text=text,
            html=html,
            reply_to=event.contact_email,
            attachments=attachments,
            key=key,
            template=template,
            about=f"{template} {event.slug}",
            owner=f"event:{event.pk}",
        )
    ]


def _entry(event: Event, method: str, uid: str, to: str, language: str, name: str = "wydarzenie.ics") -> Attachment:
    """The event for the recipient's calendar, or its cancellation."""
    with translation.override(language):
        entry = invitation_of(
            event,
            uid=uid,
            attendee=to,
            organiser=event.contact_email or event.centre.email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
            moment=timezone.now(),
            cancelled=method == CANCEL,
        )
    return (name, f"text/calendar; method={method}", entry)


def _own_place(participant: Participant) -> str:
    return f"participant-{participant.key}"


def person_url(participant: Participant, registration: Registration) -> str:
    """The person's own page, in the language of the registration."""
    prefix = "/en" if registration.language == "en" else ""
    return f"{settings.SITE_URL}{prefix}/zgloszenie/osoba/{participant.token}/"


def by_address(people: Iterable[Participant], registration: Registration) -> list[list[Participant]]:
    """Those whose post box is another than the registrant's, by post boxes, each in the order of the form."""
    found: dict[str, list[Participant]] = {}
    for person in people:
        if has_own_post(person, registration):
            found.setdefault(one_mailbox(person.email), []).append(person)
    return list(found.values())


def introductions(people: Iterable[Participant], registration: Registration, event: Event) -> list[Letter]:
    """Somebody registered these people: who, for what, why we have their data, and the own link of each."""
    return to_colleagues(
        "colleague", people, registration, event,
        key=lambda one: f"participant:{one.pk}:colleague:{one.token[:8]}:{recipient_digest(one.email)[:24]}",
        calendar=lambda one: REQUEST if one.state == ParticipantState.CONFIRMED else "",
    )  # fmt: skip


def to_colleagues(
    template: str,
    people: Iterable[Participant],
    registration: Registration,
    event: Event,
    *,
    key: Callable[[Participant], str],
    calendar: Callable[[Participant], str],
    also: Iterable[Attachment] = (),
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
            also=[*also, *(_entry_of(one, registration, event, method, len(entries) > 1) for one, method in entries)],
            join_url=event.online_url if any(method == REQUEST for _one, method in entries) else "",
            people=sharing,
            participant=first,
            own_url=person_url(first, registration),
            links=[(one, person_url(one, registration)) for one in sharing],
            **context,
        )
    return letters


def _entry_of(one: Participant, registration: Registration, event: Event, method: str, several: bool) -> Attachment:
    """The entry of one person; where the mail holds several, their files have names apart."""
    name = f"wydarzenie-{one.queue_number}.ics" if several else "wydarzenie.ics"
    return _entry(event, method, _own_place(one), one.email, registration.language, name)


def confirmation(
    registration: Registration, event: Event, participants: list[Participant], *, again: int | None = None
) -> list[Letter]:
    """Confirmation: who has a place, who waits, the own link; where staff add one, the links of earlier ones too."""
    earlier = [] if registration.source == RegistrationSource.WEB else live_registrations(event, registration.email)
    return letter_of(
        "registered",
        registration,
        event,
        key=f"registration:{registration.pk}:registered" + (f":{again}" if again else ""),
        calendar=REQUEST if any(p.state == ParticipantState.CONFIRMED for p in participants) else "",
        earlier_urls=[own_url(one) for one in earlier if one != registration],
        most=most_without_asking(event),
        **_by_state(participants),
    )


def addition(registration: Registration, event: Event, added: list[Participant]) -> list[Letter]:
    """People were added to the registration: who has a place, who waits."""
    return letter_of(
        "added",
        registration,
        event,
        key=f"participant:{added[0].pk}:added",
        calendar=REQUEST if any(p.state == ParticipantState.CONFIRMED for p in added) else "",
        most=most_without_asking(event),
        **_by_state(added),
    )


def mail_again(event: Event, earlier: Sequence[Registration], *, moment: int, others: bool) -> None:
    """To the owner of an address from which a form came anew: what there is already, how to add people to it.

    Whoever sends the form sees a page like any other; only the owner of the address learns here of the registration.
    """
    registration = earlier[0]
    letters = letter_of(
        "again",
        registration,
        event,
        key=f"registration:{registration.pk}:again:{moment}",
        own_urls=[own_url(one) for one in earlier],
        add_url=f"{own_url(registration)}osoby/" if event.registration_open(timezone.now()) else "",
        others=others,
    )
    queue_mails(letters, cause=by_stranger(address=registration.email, form=""))


def own_url(registration: Registration) -> str:
    """The registration's own page, in its language."""
    prefix = "/en" if registration.language == "en" else ""
    return f"{settings.SITE_URL}{prefix}/zgloszenie/{registration.token}/"


def _by_state(people: Iterable[Participant]) -> dict[str, list[Participant]]:
    people = list(people)
    states = (ParticipantState.CONFIRMED, ParticipantState.WAITING, ParticipantState.PENDING)
    return {state.value: [person for person in people if person.state == state] for state in states}


def mail_promoted(people: Sequence[Participant], event: Event) -> None:
    """Places were freed: these people moved up from the waiting list. The people of one registration in one mail."""
    for registration, moved in _by_registration(people):
        first = moved[0]
        key = f"participant:{first.pk}:promoted:{first.confirmed_at:%Y%m%d%H%M%S%f}"
        letters = letter_of("promoted", registration, event, key=key, calendar=REQUEST, people=moved)
        letters += to_colleagues(
            "promoted", moved, registration, event,
            key=lambda one: f"participant:{one.pk}:promoted:{one.confirmed_at:%Y%m%d%H%M%S%f}:own",
            calendar=lambda one: REQUEST,
        )  # fmt: skip
        queue_mails(letters, cause=SYSTEM)


def _by_registration(people: Iterable[Participant]) -> list[tuple[Registration, list[Participant]]]:
    found: dict[int, list[Participant]] = {}
    for person in people:
        found.setdefault(person.registration_id, []).append(person)
    return [(several[0].registration, several) for several in found.values()]


def mail_resigned(
    participant: Participant, event: Event, *, by: int | None, had_place: bool, by_registrant: bool = False
) -> None:
    """The place was given up."""
    letters = _out("resigned", participant, event, had_place=had_place, by_registrant=by_registrant)
    queue_mails(letters, cause=caused_by_link(participant.registration, by))


def mail_merged(participant: Participant, event: Event, *, had_place: bool) -> None:
    """Registered twice: this place is given back, the other one stays."""
    queue_mails(_out("merged", participant, event, had_place=had_place), cause=STAFF)


def mail_restored(
    participant: Participant, event: Event, *, moment: int, template: str = "restored", by: int | None = None
) -> None:
    """No double after all (`restored`), or not given up (`taken_back`): the person is where they were, and back in the
    calendars if they have a place."""
    key = f"participant:{participant.pk}:{template}:{moment}"
    calendar = REQUEST if participant.state == ParticipantState.CONFIRMED else ""
    letters = letter_of(template, participant.registration, event, key=key, calendar=calendar, participant=participant)
    letters += _to_one(template, participant, event, key=key, calendar=calendar)
    queue_mails(letters, cause=STAFF if template == "restored" else caused_by_link(participant.registration, by))


def _out(template: str, leaver: Participant, event: Event, *, had_place: bool, **context: object) -> list[Letter]:
    """To the registrant and to the person: out of the event, and out of the calendars if it ever stood there."""
    registration, key = leaver.registration, f"participant:{leaver.pk}:{template}:{leaver.cancelled_at:%Y%m%d%H%M%S%f}"
    # The registrant's entry is that of the whole registration: it stays while anybody of it comes.
    still = registration.participants.filter(state=ParticipantState.CONFIRMED).exists()
    calendar = CANCEL if had_place else ""
    letters = letter_of(template, registration, event, key, calendar="" if still else calendar, participant=leaver)
    return letters + _to_one(template, leaver, event, key=key, calendar=calendar, **context)


def _to_one(
    template: str, participant: Participant, event: Event, *, key: str, calendar: str, **context: object
) -> list[Letter]:
    """To the person themselves, when somebody else registered them."""
    return to_colleagues(
        template, [participant], participant.registration, event,
        key=lambda one: f"{key}:own", calendar=lambda one: calendar, **context,
    )  # type: ignore[arg-type]  # fmt: skip


def replaced(leaver: Participant, event: Event, *, had_place: bool) -> list[Letter]:
    """To the person whose place somebody else has taken; the registrant, who did it, has seen it."""
    key = f"participant:{leaver.pk}:replaced:{leaver.cancelled_at:%Y%m%d%H%M%S%f}"
    return _to_one("replaced", leaver, event, key=key, calendar=CANCEL if had_place else "", **contact_of(event))


def readdressed(participant: Participant, event: Event, *, to: str) -> list[Letter]:
    """To an address that was taken out of the registration. Perhaps a stranger's: nobody is named."""
    registration = participant.registration
    if not to or one_mailbox(to) == one_mailbox(registration.email):
        return []
    had_place = participant.state == ParticipantState.CONFIRMED
    return letter_of(
        "readdressed",
        registration,
        event,
        key=f"participant:{participant.pk}:readdressed:{participant.token[:8]}",
        to=to,
        calendar=CANCEL if had_place else "",
        uid=_own_place(participant),
        **contact_of(event),
    )


def mail_moved(comer: Participant, new: Event, leaver: Participant, old: Event, *, had_place: bool) -> None:
    """Staff moved the person to another event: what is so now, and both calendar entries, the new and the cancelled."""
    registration, was, key = comer.registration, leaver.registration, f"participant:{comer.pk}:moved"
    others = was.participants.filter(state=ParticipantState.CONFIRMED).exists()
    calendar = REQUEST if comer.state == ParticipantState.CONFIRMED else ""

    def gone(uid: str, to: str, wanted: bool) -> list[Attachment]:
        return [_entry(old, CANCEL, uid, to, registration.language, "odwolane.ics")] if wanted and to else []

    shared = {"participant": comer, "old": old}
    also = gone(f"registration-{was.key}", registration.email, had_place and not others)
    letters = letter_of("moved", registration, new, key=key, calendar=calendar, also=also, **shared)
    also = gone(_own_place(leaver), comer.email, had_place)
    letters += _to_one("moved", comer, new, key=key, calendar=calendar, also=also, old=old)
    queue_mails(letters, cause=STAFF)


def mail_reminder(registration: Registration, event: Event, confirmed: list[Participant]) -> None:
    """The event is near: when, where, who comes; to the registrant and to each colleague with an address."""
    key = f"registration:{registration.pk}:reminder:{event.starts_on}"
    letters = letter_of("reminder", registration, event, key=key, calendar=REQUEST, people=confirmed)
    letters += to_colleagues(
        "reminder", confirmed, registration, event,
        key=lambda one: f"participant:{one.pk}:reminder:{event.starts_on}:own", calendar=lambda one: REQUEST,
    )  # fmt: skip
    queue_mails(letters, cause=SYSTEM)


def mail_changed(registration: Registration, event: Event, *, change: ChangedFacts, note: str) -> None:
    """The event has another day, hour, place or link: what was, what is; who has a place gets the newer calendar entry.

    Where only the link is another one, those who wait are told nothing.
    """
    key, told = f"changed:{event.page_version}", {"change": change, "note": note}
    told_of = ACTIVE if change.is_of_time_or_place else (ParticipantState.CONFIRMED,)
    people = [one for one in registration.participants.all() if one.state in told_of]
    coming = [one for one in people if one.state == ParticipantState.CONFIRMED]
    letters = letter_of(
        "changed", registration, event, key=f"registration:{registration.pk}:{key}",
        calendar=REQUEST if coming else "", comes=bool(coming), **told,
    )  # fmt: skip
    # Who has a place reads more (the link to join) than who waits: a post box that has both gets a mail for each.
    for some, comes in ((coming, True), ([one for one in people if one not in coming], False)):
        letters += to_colleagues(
            "changed", some, registration, event, key=lambda one: f"participant:{one.pk}:{key}:own",
            calendar=lambda one: REQUEST if one.state == ParticipantState.CONFIRMED else "", comes=comes, **told,
        )  # type: ignore[arg-type]  # fmt: skip
    queue_mails(letters, cause=STAFF)


def mail_cancelled_event(registration: Registration, event: Event) -> None:
    """The event will not take place."""
    people = list(registration.participants.filter(state__in=ACTIVE))
    # Who only waited has no entry that could be taken out.
    calendars = {one.pk: CANCEL if one.state == ParticipantState.CONFIRMED else "" for one in people}
    key = f"registration:{registration.pk}:event-cancelled"
    calendar = max(calendars.values(), default="")
    letters = letter_of("event_cancelled", registration, event, key=key, calendar=calendar)
    letters += to_colleagues(
        "event_cancelled", people, registration, event,
        key=lambda one: f"participant:{one.pk}:event-cancelled:own", calendar=lambda one: calendars[one.pk],
    )  # fmt: skip
    queue_mails(letters, cause=STAFF)
