"""Every mail about an event says when, where or how to join, and whom to ask; in one language, without a blemish.

One table: all mails × kinds of event × languages. A mail about an event that is not in it fails.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from common.outbox.models import OutboxMail
from events.attendance.list_changes import PRINTED, TOLD, keep_snapshot, tell_changes
from events.catalogue.changes import watched
from events.catalogue.models import Event
from events.certificates.emails import mail_certificate
from events.registration.desk.decisions import decide
from events.registration.desk.duplicates import merge_doubles, undo_merge
from events.registration.desk.group_mail import write_to
from events.registration.desk.moving import move_person
from events.registration.invitations.services import invite_members
from events.registration.models import Participant, Registration
from events.registration.notices.change_notice import fingerprint, tell_change
from events.registration.notices.reminders import remind_due
from events.registration.own_page.adding_people import add_people
from events.registration.own_page.asking_staff import ask_staff
from events.registration.person_details import PersonDetails
from events.registration.restoring import restore_place
from events.registration.self_service import correct_person, replace_person
from events.registration.services import NewPerson, Registrant, Terms, cancel_event, give_up, register
from events.registration.states import ParticipantState
from tests.architecture.tree import ROOT
from tests.factories import (
    CertificateFactory,
    EventFactory,
    LocalPartnershipFactory,
    PartnershipMemberFactory,
    StopFactory,
    SupportCentreFactory,
)

pytestmark = pytest.mark.django_db
LINK = "https://spotkania.example/j/482"
MAILS = ROOT / "templates/mail"
PARTS = {"ask_us", "facts", "own_links", "when_and_where"}  # what others include


def names_an_event(source: str) -> bool:
    """Whether a template tells of an event: in its values, whatever its sentences say."""
    return "when_and_where" in source or re.search(r"{[{%][^}]*\bevent\b", re.sub(r'"[^"]*"', "", source)) is not None


ABOUT_AN_EVENT = {path.stem for path in MAILS.glob("*.txt") if names_an_event(path.read_text())} - PARTS
# Only in Polish, and without the link: the staff's own address.
TO_STAFF = {"change_asked", "list_changes"}
# Gone: they say what would have been, with no link and no promise of one.
NO_LINK = {
    "resigned",
    "replaced",
    "readdressed",
    "merged",
    "event_cancelled",
    "certificate",
    "certificate_revoked",
    "certificate_corrected",
    "message",
    *TO_STAFF,
}
# To the entity's address too, of which nobody knows another language.
POLISH_ONLY = {"meeting_invitation", *TO_STAFF}
ENGLISH = re.compile(
    r"\b(the|and|you|your|was|were|with|of|for|have|has|not|are|this|will|people|from|until|at|place|event|questions"
    r"|when|where|registered|online link)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Shape:
    """A kind of event, and how its day and place must be told."""

    fields: dict[str, Any]
    polish: tuple[str, str]
    english: tuple[str, str]

    @property
    def is_online(self) -> bool:
        return "online_url" in self.fields


DAY = {"starts_on": date(2027, 3, 27), "ends_on": date(2027, 3, 27), "starts_at": time(10), "ends_at": time(12)}
HALL = {"venue": "Centrum Nauki", "town": "Opole"}
PLACE = "Centrum Nauki, Rynek 7, Opole"
ONLINE = {"online_url": LINK, "town": "", "venue": ""}
SATURDAY = "27 marca 2027 r., sobota, godz. "
SHAPES = {
    "on site": Shape(DAY | HALL, (SATURDAY + "10.00–12.00", PLACE), ("27 March 2027, Saturday, 10:00–12:00", PLACE)),
    "online": Shape(
        DAY | ONLINE, (SATURDAY + "10.00–12.00", "online"), ("27 March 2027, Saturday, 10:00–12:00", "online")
    ),
    "hybrid": Shape(
        DAY | HALL | {"online_url": LINK},
        (SATURDAY + "10.00–12.00", f"{PLACE}, online"),
        ("27 March 2027, Saturday, 10:00–12:00", f"{PLACE}, online"),
    ),
    "several days": Shape(
        DAY | HALL | {"ends_on": date(2027, 3, 28), "starts_at": time(18)},
        ("Od 27 marca, godz. 18.00, do 28 marca 2027 r., godz. 12.00", PLACE),
        ("From 27 March, 18:00, to 28 March 2027, 12:00", PLACE),
    ),
    "no end hour": Shape(
        DAY | HALL | {"ends_at": None}, (SATURDAY + "10.00", PLACE), ("27 March 2027, Saturday, 10:00", PLACE)
    ),
    "ends at midnight": Shape(
        DAY | HALL | {"ends_on": date(2027, 3, 28), "starts_at": time(18), "ends_at": time(0)},
        (SATURDAY + "18.00–24.00", PLACE),
        ("27 March 2027, Saturday, 18:00–24:00", PLACE),
    ),
}


def plan(shape: Shape, **fields: Any) -> Event:
    centre = SupportCentreFactory()
    contact = {"contact_name": "Beata Lis", "contact_phone": "+48774510101", "contact_email": "beata@osrodek.example"}
    quoted = {"title": "Spotkanie „Razem”", "title_en": "A meeting “Together”"}
    event = EventFactory(
        **{"published": True, "centre": centre, "cancel_reason": "", **quoted, **contact, **shape.fields, **fields}
    )
    if event.town:
        StopFactory(event=event, day=event.starts_on, name=event.venue, address="Rynek 7", town=event.town)
    return Event.objects.get(pk=event.pk)


def sign_up(
    event: Event, language: str, *people: NewPerson, email: str = "danuta@example.org", **terms: Any
) -> Registration:
    registrant = Registrant(first_name="Danuta", last_name="Kowal", email=email, language=language)
    terms = {"source": "staff", **terms}
    return register(event_id=event.pk, entity=None, registrant=registrant, people=people, terms=Terms(**terms))


ANNA, JAN = NewPerson("Anna", "Sum", email="anna@example.org"), NewPerson("Jan", "Wrona", email="jan@example.org")
SELF = NewPerson("Danuta", "Kowal")


def people_of(row: Registration, *names: str) -> list[Participant]:
    return [row.participants.get(first_name=name) for name in names]


def registering(shape: Shape, language: str) -> None:
    """Registered, added, the form anew, moved up, given up with a place and while waiting, called off."""
    event = plan(shape, capacity=2)
    row = sign_up(event, language, SELF, ANNA, JAN, NewPerson("Ola", "Sowa", email="jan@example.org"))
    add_people(registration_id=row.pk, people=[NewPerson("Ewa", "Mak")], form_key="k", by=1)
    with translation.override(language):
        sign_up(event, language, SELF, NewPerson("Iga", "Dol"), source="web")
    danuta, anna, ewa = people_of(row, "Danuta", "Anna", "Ewa")
    give_up(participant_id=ewa.pk, by=None)
    restore_place(participant_id=ewa.pk, by=1)
    give_up(participant_id=anna.pk, by=None, by_registrant=True)
    give_up(participant_id=ewa.pk, by=None)
    give_up(participant_id=danuta.pk, by=None)
    write_to(event_id=event.pk, states=["confirmed"], subject="Parking", text="Prosimy o bilet.", key=uuid4(), by=None)
    cancel_event(event_id=event.pk, reason="Awaria pieca.", by=None)


def deciding(shape: Shape, language: str) -> None:
    """Waiting for a decision; accepted, put on the list and refused, one person and several; moved elsewhere."""
    event = plan(shape, registration_mode="approval")
    row = sign_up(event, language, SELF, ANNA, JAN)
    one, *others = people_of(row, "Danuta", "Anna", "Jan")
    for to in (ParticipantState.WAITING, ParticipantState.CONFIRMED, ParticipantState.REFUSED):
        for people in ([one], others):
            decide(event_id=event.pk, participant_ids=[each.pk for each in people], to=to, by=None)
    for some, to in (([one], ParticipantState.CONFIRMED), (others[:1], ParticipantState.WAITING)):
        decide(event_id=event.pk, participant_ids=[each.pk for each in some], to=to, by=None)
        move_person(
            participant_id=some[0].pk, to_event_id=plan(shape, registration_mode="approval").pk, may_wait=True, by=None
        )
    other = sign_up(event, language, NewPerson("Lena", "Kos"), email="lena@example.org").participants.get()
    decide(event_id=event.pk, participant_ids=[other.pk], to=ParticipantState.CONFIRMED, by=None)
    move_person(participant_id=other.pk, to_event_id=plan(shape).pk, may_wait=True, by=None)


def changing(shape: Shape, language: str) -> None:
    """Another hour, another link; reminded; another person or address; registered twice; certified."""
    event = plan(shape, capacity=3, remind_days_before=3)
    row = sign_up(event, language, SELF, ANNA, NewPerson("Ewa", "Mak", email="ewa@example.org"), JAN)
    double = sign_up(event, language, ANNA, email="anna@example.org")
    _, anna, ewa = people_of(row, "Danuta", "Anna", "Ewa")
    for purpose in (PRINTED, TOLD):
        keep_snapshot(event, purpose)
    merge_doubles(event_id=event.pk, keep_id=anna.pk, drop_id=double.participants.get().pk, by=None)
    undo_merge(event_id=event.pk, drop_id=double.participants.get().pk, by=None)
    moved = {"starts_at": time(9)} if shape.fields["starts_at"] != time(9) else {}
    for change in (moved, {"online_url": LINK + "9"} if shape.is_online else {}):
        if change:
            with watched(Event.objects.get(pk=event.pk)):
                Event.objects.filter(pk=event.pk).update(**change)
            shown = Event.objects.get(pk=event.pk)
            tell_change(event_id=event.pk, seen=fingerprint(shown), note="Przepraszamy.", by=None)
            back = {name: getattr(event, name) for name in change}
            Event.objects.filter(pk=event.pk).update(told={}, **back)
    correct_person(participant_id=ewa.pk, details=PersonDetails("Ewa", "Mak", email="ewa.mak@example.org"), by=None)
    replace_person(participant_id=anna.pk, details=PersonDetails("Zofia", "Ul", email="zofia@example.org"), by=None)
    ask_staff(registration=row, wishes=[("Phone", "", "77 451 02 02")])
    paper = CertificateFactory(issued=True, participant=ewa)
    paper.revoke_reason = "Pomylone nazwisko"
    paper.participant.registration.language = language
    for template in ("certificate", "certificate_corrected", "certificate_revoked"):
        mail_certificate(paper, template)


def inviting(shape: Shape, _language: str) -> None:
    partnership = LocalPartnershipFactory(published=True, name="Partnerstwo „Dolina Soły”")
    event = plan(shape, partnership=partnership)
    PartnershipMemberFactory(
        partnership=partnership, entity__name="Makowianka", entity__email="biuro@makowianka.example"
    )
    invite_members(event_id=event.pk, by=None)


@pytest.fixture
def written(time_machine: Any) -> Callable[[Shape, str], list[OutboxMail]]:
    def write(shape: Shape, language: str) -> list[OutboxMail]:
        time_machine.move_to("2027-03-01T12:00+01:00", tick=False)
        for occasion in (registering, deciding, changing, inviting):
            occasion(shape, language)
        time_machine.move_to("2027-03-24T12:00+01:00", tick=False)
        remind_due()
        tell_changes()
        return list(OutboxMail.objects.order_by("pk"))

    return write


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("kind", SHAPES)
def test_every_mail_about_an_event_tells_when_where_and_whom_to_ask(
    written: Callable[[Shape, str], list[OutboxMail]], kind: str, language: str
) -> None:
    shape = SHAPES[kind]
    mails = [mail for mail in written(shape, language) if language == "pl" or mail.template not in POLISH_ONLY]
    assert {mail.template for mail in mails} == ABOUT_AN_EVENT - (POLISH_ONLY if language == "en" else set())
    faults = [(mail.template, mail.subject, fault) for mail in mails for fault in faults_of(mail, shape, language)]
    assert faults == []


def faults_of(mail: OutboxMail, shape: Shape, language: str) -> Iterator[str]:
    """What is wrong with a mail, in words."""
    text, when_and_where = mail.text.replace("\xa0", " "), shape.polish if language == "pl" else shape.english
    whom = ["Beata Lis, 77 451 01 01, beata@osrodek.example" if language == "pl" else "Beata Lis"]
    told = [*when_and_where, *(whom if mail.template not in TO_STAFF else [])]
    block = [paragraph for paragraph in text.split("\n\n") if all(part in paragraph for part in told)]
    if not block and mail.template != "changed":
        yield f"not all of {told}"
    yield from joining(mail, shape, text, language)
    yield from blemishes(mail.subject + "\n\n" + text)
    if language == "pl":
        words = text.replace("Together", "").replace(shape.english[1], "")
        yield from (f"English: {found[0]}" for found in ENGLISH.finditer(words))
    else:
        yield from (f"Polish: {line}" for line in text.splitlines() if re.search("[ąćęłńóśźż]", line, re.IGNORECASE))


def joining(mail: OutboxMail, shape: Shape, text: str, language: str) -> Iterator[str]:
    """Who has a place has the link; who may still get one reads how it comes; to others nothing is promised."""
    later = "Link do spotkania przyślemy" if language == "pl" else "The link to join comes by e-mail"
    told = (LINK in text, later in text)
    if not shape.is_online or mail.template in NO_LINK:
        allowed = [(False, False)]
    elif mail.template == "decided" and not mail.calendar_uids:
        allowed = [(False, "rezerwow" in text or "waiting list" in text)]
    else:
        allowed = [(True, False)] if mail.calendar_uids else [(False, True)]
    if told not in allowed:
        yield f"joining: {told}, not {allowed}"


def blemishes(text: str) -> Iterator[str]:
    """Two empty lines together, a label of nothing, two full stops, quotation inside the same quotation."""
    for what, sign in {
        "empty lines": r"\n[ \t]*\n[ \t]*\n",
        "space at an end": r"[ \t]\n",
        "label of nothing": r":[ \t]*\n\n\n|:\s*\Z",
        "two full stops": r"(?<!\.)\.\.(?!\.)",
        "space before a comma": r" [,.;]|,,",
        "quotation inside quotation": r"„[^”]*„|“[^”]*“|\"[^\"]*[„“]",
        "nothing": r"None|\{\{|%\(|\bnull\b",
    }.items():
        if found := re.search(sign, text):
            yield f"{what}: {text[max(0, found.start() - 40) : found.end() + 40]!r}"
