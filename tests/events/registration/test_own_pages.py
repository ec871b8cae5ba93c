"""Behind the links: calendar entries, changes, one person for another, each person's own consents and needs."""

from collections.abc import Callable
from datetime import time
from email.message import Message
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from icalendar import Calendar

from accounts.models import Consent
from common.auditlog.models import AuditEntry
from events.catalogue.models import Event
from events.registration.models import Participant, Registration
from events.registration.services import NewPerson, Registrant, cancel_event, give_up, register
from events.registration.tickets import ticket_code
from tests.factories import EventFactory, NoticeFactory

pytestmark = pytest.mark.django_db
Sweep = Callable[[], list[EmailMessage]]


@pytest.fixture
def event() -> Event:
    return EventFactory(published=True, capacity=2, starts_at=time(10), ends_at=time(14))


def sign_up(event: Event, *people: NewPerson, email: str = "danuta@example.org") -> Registration:
    return register(
        event_id=event.pk,
        entity=None,
        registrant=Registrant(first_name="Danuta", last_name="Kowal", email=email),
        people=people or [NewPerson("Danuta", "Kowal", email="danuta@example.org")],
    )


def entry(mail: EmailMessage) -> tuple[str, Any, Message]:
    """Method, VEVENT and MIME part of the calendar entry in a mail."""
    [part] = [part for part in mail.message().walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0], part


def test_confirmation_puts_the_event_into_the_calendar_and_giving_up_takes_it_out(
    event: Event, sweep_outbox: Sweep
) -> None:
    registration = sign_up(event)
    method, first, part = entry(sweep_outbox()[0])
    assert (method, part.get_param("method"), first["STATUS"]) == ("REQUEST", "REQUEST", "CONFIRMED")
    assert str(first["DTSTART"].params["TZID"]) == "Europe/Warsaw"
    assert first["ATTENDEE"] == "mailto:danuta@example.org"
    give_up(participant_id=registration.participants.get().pk, by=None)
    method, last, _part = entry(sweep_outbox()[0])
    assert (method, last["STATUS"], last["UID"] == first["UID"]) == ("CANCEL", "CANCELLED", True)
    assert last["SEQUENCE"] > first["SEQUENCE"]


def test_who_only_waits_gets_no_entry_until_there_is_a_place(event: Event, sweep_outbox: Sweep) -> None:
    first = sign_up(event, NewPerson("Anna", "Lis"), NewPerson("Jan", "Lis"))
    second = sign_up(event, NewPerson("Ewa", "Bąk"), email="ewa@example.org")
    mails = sweep_outbox()
    assert [len(mail.attachments) for mail in mails] == [1, 0]
    give_up(participant_id=first.participants.first().pk, by=None)
    resigned, promoted = sweep_outbox()
    assert (len(resigned.attachments), entry(promoted)[0]) == (0, "REQUEST")
    assert str(second.key) in entry(promoted)[1]["UID"]


def test_a_cancelled_event_leaves_the_calendars_of_all(event: Event, sweep_outbox: Sweep) -> None:
    sign_up(event, NewPerson("Anna", "Lis", email="anna@example.org"))
    before = {mail.to[0]: entry(mail)[1] for mail in sweep_outbox()}
    cancel_event(event_id=event.pk, reason="Choroba.", by=None)
    after = {mail.to[0]: entry(mail) for mail in sweep_outbox()}
    assert sorted(after) == ["anna@example.org", "danuta@example.org"]
    for address, (method, last, _part) in after.items():
        assert (method, last["UID"]) == ("CANCEL", before[address]["UID"])
        assert last["SEQUENCE"] > before[address]["SEQUENCE"]


def test_another_person_takes_the_same_place_and_nothing_of_the_first_stays(
    client: Client, event: Event, sweep_outbox: Sweep
) -> None:
    registration = sign_up(event, NewPerson("Anna", "Lis", email="anna@example.org", needs="dieta"))
    before = registration.participants.get()
    sweep_outbox()
    answer = client.post(
        f"/zgloszenie/{registration.token}/osoba/{before.pk}/",
        {"change": "replace", "first_name": "Jan", "last_name": "Żak", "email": "jan@example.org"},
    )
    assert answer.status_code == 302
    after = registration.participants.get(state="confirmed")
    assert (str(after), after.queue_number, after.needs) == ("Jan Żak", before.queue_number, "")
    assert after.person_id != before.person_id
    assert {after.token, after.ticket}.isdisjoint({before.token, before.ticket})
    assert sorted(mail.to[0] for mail in sweep_outbox()) == ["anna@example.org", "jan@example.org"]
    assert ticket_code(before.ticket) not in client.get(f"/zgloszenie/osoba/{before.token}/bilet/").content.decode()
    assert AuditEntry.objects.filter(verb="participant.replace", object_id=before.pk).count() == 1


def test_another_address_of_the_same_person_gets_a_new_link_and_ticket_and_the_old_ones_die(
    client: Client, event: Event, sweep_outbox: Sweep
) -> None:
    registration = sign_up(event, NewPerson("Anna", "Lis", email="ana@example.org"), NewPerson("Jan", "Lis"))
    sweep_outbox()

    def correct(person: Participant, **typed: str) -> Participant:
        sent = {"change": "correct", "first_name": person.first_name, "last_name": "Lis", **typed}
        assert client.post(f"/zgloszenie/{registration.token}/osoba/{person.pk}/", sent).status_code == 302
        return Participant.objects.get(pk=person.pk)

    # The mail went to somebody else: what it holds opens nothing any more.
    anna = registration.participants.get(first_name="Anna")
    moved = correct(anna, email="anna@example.org")
    assert {moved.token, moved.ticket}.isdisjoint({anna.token, anna.ticket})
    for tail in ("", "bilet/"):
        assert client.get(f"/zgloszenie/osoba/{anna.token}/{tail}").status_code == 404
    links = {mail.to[0]: f"/zgloszenie/osoba/{moved.token}/" in mail.body for mail in sweep_outbox()}
    assert links == {"ana@example.org": False, "anna@example.org": True}
    assert ticket_code(moved.ticket) in client.get(f"/zgloszenie/osoba/{moved.token}/bilet/").content.decode()

    # The same address in other letters, and another function, are no other address.
    same = correct(moved, email="Anna@example.org", function="prezeska")
    assert (same.token, same.ticket, same.function, sweep_outbox()) == (moved.token, moved.ticket, "prezeska", [])

    # Where there was no address the registrant holds the link: from now on it is the person's alone.
    jan = registration.participants.get(first_name="Jan")
    told = correct(jan, email="jan@example.org")
    assert {told.token, told.ticket}.isdisjoint({jan.token, jan.ticket})
    [mail] = sweep_outbox()
    assert (mail.to, f"/zgloszenie/osoba/{told.token}/" in mail.body) == (["jan@example.org"], True)


def test_nobody_is_replaced_after_the_event_began(client: Client, event: Event, time_machine: Any) -> None:
    registration = sign_up(event, NewPerson("Anna", "Lis"))
    url = f"/zgloszenie/{registration.token}/osoba/{registration.participants.get().pk}/"
    time_machine.move_to(f"{event.starts_on}T12:00+02:00")
    assert client.post(url, {"change": "replace", "first_name": "Jan", "last_name": "Żak"}).status_code == 302
    assert str(registration.participants.get()) == "Anna Lis"


def test_a_colleague_gets_an_own_link_and_chooses_for_themselves(
    client: Client, event: Event, sweep_outbox: Sweep
) -> None:
    for kind in ("colleague", "consent-contact", "consent-invitations", "consent-portrait"):
        NoticeFactory(kind=kind, text_pl=f"Treść {kind}")
    registration = sign_up(event, NewPerson("Anna", "Lis", email="anna@example.org"), NewPerson("Jan", "Lis"))
    person = Participant.objects.get(first_name="Anna")
    mails = {mail.to[0]: mail.body for mail in sweep_outbox()}
    url = f"/zgloszenie/osoba/{person.token}/"
    assert url in mails["anna@example.org"]
    assert url not in mails["danuta@example.org"]
    assert registration.token not in mails["anna@example.org"]
    page = client.get(url).content.decode()
    assert page.count('type="checkbox"') == 3
    assert "checked" not in page
    client.post(url, {"consent-portrait": "on", "needs": "pętla indukcyjna"})
    client.post(url, {"consent-contact": "on", "needs": "pętla indukcyjna"})
    kept = Consent.objects.filter(subject=person.key).exclude(notice__kind="colleague").order_by("pk")
    assert [(one.notice.kind, one.withdrawn_at is None) for one in kept] == [
        ("consent-portrait", False),
        ("consent-contact", True),
    ]
    person.refresh_from_db()
    assert person.needs == "pętla indukcyjna"
    assert ticket_code(person.ticket) in client.get(f"{url}bilet/").content.decode()


def test_who_waits_has_no_ticket(client: Client, event: Event) -> None:
    sign_up(event, NewPerson("Anna", "Lis"), NewPerson("Jan", "Lis"), NewPerson("Ewa", "Lis"))
    last = Participant.objects.get(first_name="Ewa")
    assert last.ticket not in client.get(f"/zgloszenie/osoba/{last.token}/bilet/").content.decode()
