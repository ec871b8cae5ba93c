"""Mails of the registration; each is a row of the outbox, written in the transaction of the act.

One occasion writes one address one mail, however many people it stands for: it names them all, each with their link.
"""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import get_language

from common.db.fields import new_token
from common.outbox.causes import STAFF, SYSTEM, Cause, by_stranger
from common.outbox.mailboxes import one_mailbox
from common.outbox.redaction import recipient_digest
from common.outbox.services import Letter, queue_mails
from events.catalogue.changes import ChangedFacts
from events.catalogue.models import Event
from events.registration.address_quota import most_without_asking
from events.registration.letters import (
    CANCEL,
    REQUEST,
    CalendarEntry,
    letter_of,
    own_place,
    own_url,
    standings,
    to_colleagues,
)
from events.registration.models import Participant, Registration, RegistrationSource
from events.registration.queries import ACTIVE, is_registrant, live_registrations
from events.registration.states import ParticipantState


def caused_by_link(registration: Registration, by: int | None) -> Cause:
    """An act on the registration: of staff (`by`), or of whoever came by the link sent to its address."""
    return STAFF if by is not None else by_stranger(address=registration.email, form=f"link:{new_token()}")


def introductions(people: Iterable[Participant], registration: Registration, event: Event) -> list[Letter]:
    """Somebody registered these people: who, for what, why we have their data, and the own link of each."""
    return to_colleagues(
        "colleague", people, registration, event,
        key=lambda one: f"participant:{one.pk}:colleague:{one.token[:8]}:{recipient_digest(one.email)[:24]}",
        calendar=lambda one: REQUEST if one.state == ParticipantState.CONFIRMED else "",
    )  # fmt: skip


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
        **standings(participants),
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
        **standings(added),
    )


def mail_again(event: Event, earlier: Sequence[Registration], *, moment: int, others: bool) -> None:
    """To the owner of an address from which a form came anew: what there is already, how to add people to it.

    Whoever sends the form sees a page like any other; only the owner of the address learns here of the registration.
    The mail speaks the language of the form that was just sent.
    """
    registration, language = earlier[0], get_language() or "pl"
    letters = letter_of(
        "again",
        registration,
        event,
        key=f"registration:{registration.pk}:again:{moment}",
        language=language,
        own_urls=[own_url(one, language) for one in earlier],
        add_url=f"{own_url(registration, language)}osoby/" if event.registration_open(timezone.now()) else "",
        others=others,
    )
    queue_mails(letters, cause=by_stranger(address=registration.email, form=""))


def mail_promoted(people: Sequence[Participant], event: Event) -> None:
    """Places were freed: these people moved up from the waiting list. The people of one registration in one mail."""
    for registration, moved in _by_registration(people):
        first = moved[0]
        key = f"participant:{first.pk}:promoted:{first.confirmed_at:%Y%m%d%H%M%S%f}"
        told = {"people": moved, "is_own": len(moved) == 1 and is_registrant(first, registration)}
        letters = letter_of("promoted", registration, event, key=key, calendar=REQUEST, **told)
        letters += to_colleagues(
            "promoted", moved, registration, event,
            key=lambda one: f"participant:{one.pk}:promoted:{one.confirmed_at:%Y%m%d%H%M%S%f}:own",
            calendar=lambda one: REQUEST, is_own=len(moved) == 1,
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
    letters = letter_of(
        template,
        registration,
        event,
        key,
        calendar="" if still else calendar,
        participant=leaver,
        had_place=had_place,
    )
    return letters + _to_one(template, leaver, event, key=key, calendar=calendar, had_place=had_place, **context)


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
    return _to_one("replaced", leaver, event, key=key, calendar=CANCEL if had_place else "")


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
        uid=own_place(participant),
    )


def mail_moved(comer: Participant, new: Event, leaver: Participant, old: Event, *, had_place: bool) -> None:
    """Staff moved the person to another event: what is so now, and both calendar entries, the new and the cancelled."""
    registration, was, key = comer.registration, leaver.registration, f"participant:{comer.pk}:moved"
    others = was.participants.filter(state=ParticipantState.CONFIRMED).exists()
    calendar = REQUEST if comer.state == ParticipantState.CONFIRMED else ""

    def gone(uid: str, wanted: bool) -> list[CalendarEntry]:
        return [CalendarEntry(old, CANCEL, uid, "odwolane.ics")] if wanted else []

    shared = {"participant": comer, "old": old}
    also = gone(f"registration-{was.key}", had_place and not others)
    letters = letter_of("moved", registration, new, key=key, calendar=calendar, also=also, **shared)
    also = gone(own_place(leaver), had_place)
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
        calendar=REQUEST if coming else "", comes=bool(coming), may_wait=len(coming) < len(people), **told,
    )  # fmt: skip
    # Who has a place reads more (the link to join) than who waits: a post box that has both gets a mail for each.
    for some, comes in ((coming, True), ([one for one in people if one not in coming], False)):
        letters += to_colleagues(
            "changed", some, registration, event, key=lambda one: f"participant:{one.pk}:{key}:own",
            calendar=lambda one: REQUEST if one.state == ParticipantState.CONFIRMED else "",
            comes=comes, may_wait=not comes, **told,
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
