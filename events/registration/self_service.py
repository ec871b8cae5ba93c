"""What people change themselves: details, one person for another, consents, needs. Each under the event's lock."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.consents import given_kinds, keep_consents, withdraw_consents
from accounts.models import NoticeKind
from common.auditlog.services import log_action
from common.db.fields import new_token
from common.db.states import change_state
from common.outbox.services import Letter, one_each, queue_mails
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import lock_event
from events.catalogue.states import EventState
from events.registration.emails import caused_by_link, introductions, readdressed, replaced
from events.registration.letters import by_address
from events.registration.models import Answer, Participant, Registration
from events.registration.person_details import ANSWERS, DETAIL_NAMES, PersonDetails, details_of
from events.registration.persons import identify
from events.registration.places import number_people, recount
from events.registration.queries import latest_notice
from events.registration.questions import Answers, answers_said, save_answers
from events.registration.states import PARTICIPANT_MOVES, Leaving, ParticipantState

PURPOSES = (NoticeKind.CONSENT_CONTACT, NoticeKind.CONSENT_INVITATIONS, NoticeKind.CONSENT_PORTRAIT)
COMING = frozenset({ParticipantState.CONFIRMED, ParticipantState.WAITING, ParticipantState.PENDING})


def may_change(event: Event, now: datetime) -> bool:
    """Until the event begins; where it has no hours, until the end of its first day."""
    if event.state != EventState.PUBLISHED:
        return False
    today, clock = timezone.localdate(now), timezone.localtime(now).time()
    return today < event.starts_on or (
        today == event.starts_on and (event.starts_at is None or clock < event.starts_at)
    )


def may_change_answers(event: Event, now: datetime) -> bool:
    """Until registration closes: then meals and rooms are ordered, and a change is a request to the staff."""
    return may_change(event, now) and (event.closes_at is None or now < event.closes_at)


@transaction.atomic
def correct_person(*, participant_id: int, details: PersonDetails, by: int | None, note: str = "") -> Participant:
    """The same human being, spelt right. A new e-mail address gets the person's own link.

    With the address the link and the ticket are new: the old ones are known to somebody else, the registrant at least.
    Who had the address before is told that mail goes to another one from now on.
    """
    event, participant = _locked(participant_id)
    before = participant.email
    was, wanted = details_of(participant), details_of(details)
    changed = [name for name, value in wanted.items() if was[name] != value]
    if changed:
        letters, told = list[Letter](), list[Letter]()
        if is_another := details.email.lower() != before.lower():
            participant.token, participant.ticket = new_token(), new_token()
            participant.save(update_fields=["token", "ticket"])
            recount(event)  # the version of the calendar entries rises: the address may come back one day
            told = readdressed(participant, event, to=before)
        _write(participant, details)
        after, who = {name: wanted[name] for name in changed}, participant.key
        log_action(verb="participant.correct", obj=participant, by=by, before=was, after=after, note=note, subject=who)
        if is_another and details.email:
            letters += introduce([participant], participant.registration, event)
        queue_mails(one_each([*letters, *told]), cause=caused_by_link(participant.registration, by))
    return participant


@transaction.atomic
def replace_person(
    *, participant_id: int, details: PersonDetails, by: int | None, answers: Answers | None = None, note: str = ""
) -> Participant:
    """Another person takes the place: a participant of their own at the same place in the queue. Returns the newcomer.

    Who had the place is out and told so; needs, consents and answers were theirs and are not handed on: `answers` are
    the newcomer's own. Raises EventRefused when the event has begun, or when the place was given up.
    """
    event, leaver = _locked(participant_id)
    had_place, newcomer = leaver.state == ParticipantState.CONFIRMED, _newcomer_for(leaver, details)
    withdraw_consents(subject=leaver.key, kinds=PURPOSES)
    Answer.objects.filter(participant=leaver).delete()
    number_people(event, [leaver])  # the number of the place passes to the newcomer
    change_state(
        leaver,
        ParticipantState.CANCELLED,
        allowed=PARTICIPANT_MOVES,
        by=by,
        note=note,
        cancelled_at=timezone.now(),
        left=Leaving.REPLACED,
        queue_number=leaver.queue_number,
        needs="",
    )
    newcomer.save()
    save_answers(newcomer.registration, {}, [(newcomer, answers or {})])
    recount(event)
    log_action(verb="participant.replace", obj=leaver, by=by, after={"participant": newcomer.pk}, note=note)
    log_action(verb="participant.came_instead", obj=newcomer, by=by, before={"participant": leaver.pk}, note=note)
    letters = introduce([newcomer], newcomer.registration, event)
    letters += replaced(leaver, event, had_place=had_place)
    queue_mails(one_each(letters), cause=caused_by_link(newcomer.registration, by))
    return newcomer


def _newcomer_for(leaver: Participant, details: PersonDetails) -> Participant:
    """Who comes instead, not saved yet: with the leaver's state, number and dates, for the same entity."""
    [person] = identify([details], entity_id=leaver.entity_id)
    kept = ("registration", "event", "role", "entity", "entity_kind", "state", "queue_number", "joined_later")
    dates = ("confirmed_at", "waiting_since")
    newcomer = Participant(person=person, **{name: getattr(leaver, name) for name in (*kept, *dates)})
    _set(newcomer, details)
    return newcomer


def _locked(participant_id: int) -> tuple[Event, Participant]:
    event_id = Participant.objects.values_list("event_id", flat=True).get(pk=participant_id)
    event = lock_event(event_id)
    participant = Participant.objects.select_related("registration").get(pk=participant_id)
    if not may_change(event, timezone.now()):
        raise EventRefused(Refusal.BEGUN)
    if participant.state not in COMING:
        raise EventRefused(Refusal.GIVEN_UP)
    return event, participant


def _set(participant: Participant, details: PersonDetails) -> None:
    for name, value in details_of(details).items():
        setattr(participant, name, value)
    participant.sort_name = details.sort_name


def _write(participant: Participant, details: PersonDetails) -> None:
    _set(participant, details)
    participant.save(update_fields=[*DETAIL_NAMES, "sort_name"])


@transaction.atomic
def change_registration(
    *,
    registration_id: int,
    phone: str,
    answers: Answers,
    of_people: Mapping[int, Answers] | None = None,
    note: str = "",
) -> None:
    """The registrant's phone, the answers of the whole registration, and those of its people by their keys.

    Raises EventRefused once registration is closed (`may_change_answers`): then staff are asked.
    """
    event = lock_event(Registration.objects.values_list("event_id", flat=True).get(pk=registration_id))
    registration = Registration.objects.get(pk=registration_id)
    if not may_change_answers(event, timezone.now()):
        raise EventRefused(Refusal.BEGUN)
    before = {"phone": registration.phone, ANSWERS: answers_said(registration)}
    registration.phone = phone
    registration.save(update_fields=["phone"])
    Answer.objects.filter(registration=registration, participant=None).delete()
    save_answers(registration, answers)
    after = {"phone": phone, ANSWERS: answers_said(registration)}
    if before != after:
        log_action(
            verb="registration.change", obj=registration, by=None, before=before, after=after, note=note,
            subject=registration.key,
        )  # fmt: skip
    people = registration.participants.filter(pk__in=of_people or {}, state__in=COMING)
    for person in people.select_related("registration"):
        change_answers(person, (of_people or {})[person.pk], by=None, note=note)


def change_answers(person: Participant, answers: Answers, *, by: int | None, note: str = "") -> None:
    """What this person answered, from now on; what is not named is answered no more. The caller holds the lock."""
    before = {ANSWERS: answers_said(person.registration, person)}
    Answer.objects.filter(participant=person).delete()
    save_answers(person.registration, {}, [(person, answers)])
    after = {ANSWERS: answers_said(person.registration, person)}
    if before != after:
        log_action(
            verb="participant.correct", obj=person, by=by, before=before, after=after, note=note, subject=person.key
        )


def introduce(people: Collection[Participant], registration: Registration, event: Event) -> list[Letter]:
    """Those with an address of their own get their link with the information about their data (art. 14).

    The letters are the caller's to send, together with all others of the act.
    """
    strangers = [one for sharing in by_address(people, registration) for one in sharing]
    if not strangers:
        return []
    notice = latest_notice(NoticeKind.COLLEAGUE, event.centre.slug)
    for person in strangers:
        keep_consents(subject=person.key, notice_ids=[notice.pk if notice else None], source="mail")
    return introductions(strangers, registration, event)


def consents_of(participant: Participant) -> set[str]:
    """The purposes to which the person agrees now."""
    return given_kinds(subject=participant.key) & set(PURPOSES)


@transaction.atomic
def choose(*, participant_id: int, agreed: Collection[str], needs: str) -> None:
    """The person's own word: to which purposes they agree from now on, and what they need."""
    event = lock_event(Participant.objects.values_list("event_id", flat=True).get(pk=participant_id))
    participant = Participant.objects.get(pk=participant_id)
    had = consents_of(participant)
    wanted = {kind for kind in PURPOSES if kind in agreed}
    withdraw_consents(subject=participant.key, kinds=had - wanted)
    fresh = [latest_notice(kind, event.centre.slug) for kind in PURPOSES if kind in wanted - had]
    keep_consents(subject=participant.key, notice_ids=[one.pk if one else None for one in fresh], source="own link")
    needed = participant.needs
    if needed != needs:
        participant.needs = needs
        participant.save(update_fields=["needs"])
    log_action(
        verb="participant.choose",
        obj=participant,
        by=None,
        before={"agreed": sorted(had), "needs": needed},
        after={"agreed": sorted(wanted), "needs": needs},
        subject=participant.key,
    )
