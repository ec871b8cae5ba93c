"""Mails of the registration; each is a row of the outbox, written in the transaction of the act."""

from collections.abc import Iterable, Sequence
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone, translation

from common.outbox.render import render_mail
from common.outbox.services import Attachment, queue_mail
from common.outbox.traces import recipient_digest
from events.catalogue.changes import Change
from events.catalogue.exports import invitation_of
from events.catalogue.models import Event
from events.registration.models import Participant, Registration, Source
from events.registration.queries import ACTIVE, contact_of, live_registrations
from events.registration.states import ParticipantState
from partnerships.projects.queries import mail_funding

REQUEST, CANCEL = "REQUEST", "CANCEL"  # methods of iTIP


def _send(
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
) -> None:
    """Mail the registrant (or `to`), if they left an address; `key` makes each occasion's mail one.

    `calendar` (REQUEST or CANCEL) puts the event into the recipient's calendar, or takes it out. Who gets the entry has
    a place, and so gets the link to join too.
    """
    to = to or registration.email
    if not to:
        return
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
    queue_mail(
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


def mail_colleague(participant: Participant, registration: Registration, event: Event) -> None:
    """Somebody registered this person: who, for what, why we have their data, and their own link."""
    prefix = "/en" if registration.language == "en" else ""
    _send(
        "colleague",
        registration,
        event,
        key=f"participant:{participant.pk}:colleague:{participant.token[:8]}:{recipient_digest(participant.email)[:24]}",
        to=participant.email,
        calendar=REQUEST if participant.state == ParticipantState.CONFIRMED else "",
        uid=_own_place(participant),
        participant=participant,
        person_url=f"{settings.SITE_URL}{prefix}/zgloszenie/osoba/{participant.token}/",
    )


def _tell_colleague(
    template: str, participant: Participant, event: Event, *, key: str, calendar: str, **context: object
) -> None:
    """What happened to the place, to the person themselves, when somebody else registered them."""
    registration = participant.registration
    if not participant.email or participant.email.lower() == registration.email.lower():
        return
    prefix = "/en" if registration.language == "en" else ""
    person_url = f"{settings.SITE_URL}{prefix}/zgloszenie/osoba/{participant.token}/"
    _send(
        template,
        registration,
        event,
        key=f"{key}:own",
        to=participant.email,
        calendar=calendar,
        uid=_own_place(participant),
        participant=participant,
        own_url=person_url,
        **context,
    )


def mail_registered(
    registration: Registration, event: Event, participants: list[Participant], *, again: int | None = None
) -> None:
    """Confirmation: who has a place, who waits, the own link; where staff add one, the links of earlier ones too."""
    earlier = [] if registration.source == Source.WEB else live_registrations(event, registration.email)
    _send(
        "registered",
        registration,
        event,
        key=f"registration:{registration.pk}:registered" + (f":{again}" if again else ""),
        calendar=REQUEST if any(p.state == ParticipantState.CONFIRMED for p in participants) else "",
        earlier_urls=[own_url(one) for one in earlier if one != registration],
        **_by_state(participants),
    )


def mail_added(registration: Registration, event: Event, added: list[Participant]) -> None:
    """People were added to the registration: who has a place, who waits."""
    _send(
        "added",
        registration,
        event,
        key=f"participant:{added[0].pk}:added",
        calendar=REQUEST if any(p.state == ParticipantState.CONFIRMED for p in added) else "",
        **_by_state(added),
    )


def mail_again(event: Event, earlier: Sequence[Registration], *, moment: int, others: bool) -> None:
    """To the owner of an address from which a form came anew: what there is already, how to add people to it.

    Whoever sends the form sees a page like any other; only the owner of the address learns here of the registration.
    """
    registration = earlier[0]
    _send(
        "again",
        registration,
        event,
        key=f"registration:{registration.pk}:again:{moment}",
        own_urls=[own_url(one) for one in earlier],
        add_url=f"{own_url(registration)}osoby/" if event.registration_open(timezone.now()) else "",
        others=others,
    )


def own_url(registration: Registration) -> str:
    """The registration's own page, in its language."""
    prefix = "/en" if registration.language == "en" else ""
    return f"{settings.SITE_URL}{prefix}/zgloszenie/{registration.token}/"


def _by_state(people: Iterable[Participant]) -> dict[str, list[Participant]]:
    people = list(people)
    states = (ParticipantState.CONFIRMED, ParticipantState.WAITING, ParticipantState.PENDING)
    return {state.value: [person for person in people if person.state == state] for state in states}


def mail_promoted(participant: Participant, event: Event) -> None:
    """A place was freed: the person moved up from the waiting list."""
    moment = f"{participant.confirmed_at:%Y%m%d%H%M%S%f}"
    key = f"participant:{participant.pk}:promoted:{moment}"
    _send("promoted", participant.registration, event, key=key, calendar=REQUEST, participant=participant)
    _tell_colleague("promoted", participant, event, key=key, calendar=REQUEST)


def mail_resigned(participant: Participant, event: Event, *, had_place: bool, by_registrant: bool = False) -> None:
    """The place was given up."""
    _mail_out("resigned", participant, event, had_place=had_place, by_registrant=by_registrant)


def mail_merged(participant: Participant, event: Event, *, had_place: bool) -> None:
    """Registered twice: this place is given back, the other one stays."""
    _mail_out("merged", participant, event, had_place=had_place)


def mail_restored(participant: Participant, event: Event, *, moment: int) -> None:
    """Not registered twice after all: the person is where they were, and back in the calendars if they have a place."""
    key = f"participant:{participant.pk}:restored:{moment}"
    calendar = REQUEST if participant.state == ParticipantState.CONFIRMED else ""
    _send("restored", participant.registration, event, key=key, calendar=calendar, participant=participant)
    _tell_colleague("restored", participant, event, key=key, calendar=calendar)


def _mail_out(template: str, leaver: Participant, event: Event, *, had_place: bool, **context: object) -> None:
    """To the registrant and to the person: out of the event, and out of the calendars if it ever stood there."""
    registration, key = leaver.registration, f"participant:{leaver.pk}:{template}:{leaver.cancelled_at:%Y%m%d%H%M%S%f}"
    # The registrant's entry is that of the whole registration: it stays while anybody of it comes.
    still = registration.participants.filter(state=ParticipantState.CONFIRMED).exists()
    calendar = CANCEL if had_place else ""
    _send(template, registration, event, key, calendar="" if still else calendar, participant=leaver)
    _tell_colleague(template, leaver, event, key=key, calendar=calendar, **context)


def mail_replaced(leaver: Participant, event: Event, *, had_place: bool) -> None:
    """To the person whose place somebody else has taken; the registrant, who did it, has seen it."""
    key = f"participant:{leaver.pk}:replaced:{leaver.cancelled_at:%Y%m%d%H%M%S%f}"
    _tell_colleague("replaced", leaver, event, key=key, calendar=CANCEL if had_place else "", **contact_of(event))


def mail_readdressed(participant: Participant, event: Event, *, to: str) -> None:
    """To an address that was taken out of the registration. Perhaps a stranger's: nobody is named."""
    registration = participant.registration
    if to.lower() == registration.email.lower():
        return
    had_place = participant.state == ParticipantState.CONFIRMED
    _send(
        "readdressed",
        registration,
        event,
        key=f"participant:{participant.pk}:readdressed:{participant.token[:8]}",
        to=to,
        calendar=CANCEL if had_place else "",
        uid=_own_place(participant),
        **contact_of(event),
    )


def mail_decided(participant: Participant, event: Event, *, had_place: bool) -> None:
    """The staff's decision about a person: a place, the waiting list, or a refusal."""
    calendar = REQUEST if participant.state == ParticipantState.CONFIRMED else CANCEL if had_place else ""
    # The registrant's entry is that of the whole registration: it stays while anybody of it comes.
    still = (
        calendar == CANCEL and participant.registration.participants.filter(state=ParticipantState.CONFIRMED).exists()
    )
    # The same decision may be taken twice, at two moments.
    moments = {"confirmed": participant.confirmed_at, "waiting": participant.waiting_since}
    moment = moments.get(participant.state, participant.refused_at)
    key = f"participant:{participant.pk}:{participant.state}:{moment:%Y%m%d%H%M%S%f}"
    shared = {"participant": participant, "had_place": had_place}
    _send("decided", participant.registration, event, key=key, calendar="" if still else calendar, **shared)
    _tell_colleague("decided", participant, event, key=key, calendar=calendar, had_place=had_place)


def mail_moved(comer: Participant, new: Event, leaver: Participant, old: Event, *, had_place: bool) -> None:
    """Staff moved the person to another event: what is so now, and both calendar entries, the new and the cancelled."""
    registration, was, key = comer.registration, leaver.registration, f"participant:{comer.pk}:moved"
    others = was.participants.filter(state=ParticipantState.CONFIRMED).exists()
    calendar = REQUEST if comer.state == ParticipantState.CONFIRMED else ""

    def gone(uid: str, to: str, wanted: bool) -> list[Attachment]:
        return [_entry(old, CANCEL, uid, to, registration.language, "odwolane.ics")] if wanted and to else []

    shared = {"participant": comer, "old": old}
    also = gone(f"registration-{was.key}", registration.email, had_place and not others)
    _send("moved", registration, new, key=key, calendar=calendar, also=also, **shared)
    also = gone(_own_place(leaver), comer.email, had_place)
    _tell_colleague("moved", comer, new, key=key, calendar=calendar, also=also, old=old)


def mail_reminder(registration: Registration, event: Event, confirmed: list[Participant]) -> None:
    """The event is near: when, where, who comes; to the registrant and to each colleague with an address."""
    key = f"registration:{registration.pk}:reminder:{event.starts_on}"
    _send("reminder", registration, event, key=key, calendar=REQUEST, confirmed=confirmed)
    for person in confirmed:
        own_key = f"participant:{person.pk}:reminder:{event.starts_on}"
        _tell_colleague("reminder", person, event, key=own_key, calendar=REQUEST, confirmed=[person])


def mail_changed(registration: Registration, event: Event, *, change: Change, note: str) -> None:
    """The event has another day, hour, place or link: what was, what is; who has a place gets the newer calendar entry.

    Where only the link is another one, those who wait are told nothing.
    """
    key, told = f"changed:{event.page_version}", {"change": change, "note": note}
    told_of = ACTIVE if change.is_of_time_or_place else (ParticipantState.CONFIRMED,)
    people = [one for one in registration.participants.all() if one.state in told_of]
    comes = any(one.state == ParticipantState.CONFIRMED for one in people)
    _send(
        "changed", registration, event, key=f"registration:{registration.pk}:{key}",
        calendar=REQUEST if comes else "", comes=comes, **told,
    )  # fmt: skip
    for one in people:
        one.registration = registration
        has_place = one.state == ParticipantState.CONFIRMED
        _tell_colleague(
            "changed", one, event, key=f"participant:{one.pk}:{key}",
            calendar=REQUEST if has_place else "", comes=has_place, **told,
        )  # fmt: skip


def mail_cancelled_event(registration: Registration, event: Event) -> None:
    """The event will not take place."""
    people = list(registration.participants.filter(state__in=ACTIVE))
    # Who only waited has no entry that could be taken out.
    calendars = {one.pk: CANCEL if one.state == ParticipantState.CONFIRMED else "" for one in people}
    key = f"registration:{registration.pk}:event-cancelled"
    _send("event_cancelled", registration, event, key=key, calendar=max(calendars.values(), default=""))
    for one in people:
        key = f"participant:{one.pk}:event-cancelled"
        _tell_colleague("event_cancelled", one, event, key=key, calendar=calendars[one.pk])
