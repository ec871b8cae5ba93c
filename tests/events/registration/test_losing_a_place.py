"""Whoever loses a place hears it, loses the entry they were sent and no other, and reads why at their own old link."""

from collections.abc import Callable
from datetime import time

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from events.attendance.services import let_in, open_sessions
from events.catalogue.models import Event
from events.registration.desk.decisions import decide
from events.registration.desk.moving import move_person
from events.registration.models import Participant, Registration
from events.registration.services import NewPerson, Registrant, Terms, cancel_event, give_up, register
from events.registration.states import ParticipantState
from tests.cast import Cast
from tests.events.catalogue.pages import plain
from tests.events.registration.test_own_pages import entry
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db
Sweep = Callable[[], list[EmailMessage]]
ANNA = NewPerson("Anna", "Lis", email="anna@example.org", needs="dieta")
JAN = {"first_name": "Jan", "last_name": "Żak", "email": "jan@example.org"}
OWNER = "danuta@example.org"


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(
        published=True,
        centre=cast.centre,
        capacity=1,
        starts_at=time(10),
        ends_at=time(14),
        contact_phone="+48583268561",
    )


def sign_up(event: Event, *people: NewPerson, email: str = OWNER) -> Registration:
    registrant = Registrant(first_name="Danuta", last_name="Kowal", email=email)
    return register(event_id=event.pk, entity=None, registrant=registrant, people=people)


def change(client: Client, person: Participant, what: str, **typed: str) -> None:
    url = f"/zgloszenie/{person.registration.token}/osoba/{person.pk}/"
    assert client.post(url, {"change": what, **typed}).status_code == 302


def entries(mails: list[EmailMessage]) -> dict[str, tuple[str, str, int] | None]:
    """Recipient → method, UID and SEQUENCE of the entry, or None where there is none."""
    found: dict[str, tuple[str, str, int] | None] = {}
    for mail in mails:
        method, one, _part = entry(mail) if mail.attachments else ("", {}, None)
        found[mail.to[0]] = (method, str(one["UID"]), int(one["SEQUENCE"])) if method else None
    return found


def own_page(client: Client, person: Participant) -> str:
    answer = client.get(f"/zgloszenie/osoba/{person.token}/")
    assert answer.status_code == 200
    return plain(answer.content.decode())


def test_a_replaced_person_is_told_loses_their_entry_and_reads_it_at_the_old_link(
    client: Client, event: Event, sweep_outbox: Sweep
) -> None:
    anna = sign_up(event, ANNA).participants.get()
    before = entries(sweep_outbox())
    change(client, anna, "replace", **JAN)
    mails = sweep_outbox()
    after = entries(mails)
    assert sorted(after) == ["anna@example.org", "jan@example.org"]
    method, uid, sequence = after["anna@example.org"]
    assert (method, uid, sequence > before["anna@example.org"][2]) == ("CANCEL", before["anna@example.org"][1], True)
    method, uid, _sequence = after["jan@example.org"]
    assert (method, uid not in [one[1] for one in before.values()]) == ("REQUEST", True)
    [to_anna] = [mail for mail in mails if mail.to == ["anna@example.org"]]
    body = to_anna.body.replace("\u00a0", " ")
    assert ("Danuta Kowal" in body, "Jan" in body, "58 326 85 61" in body) == (True, False, True)
    page = own_page(client, anna)
    assert "Danuta Kowal" in page
    assert "Nie ma Cię już" in page
    assert "58 326 85 61" in page
    assert "Jan" not in page
    assert "Zrezygnuj" not in page


def test_the_newcomer_has_the_same_place_and_nothing_of_the_first(client: Client, event: Event) -> None:
    registration = sign_up(event, ANNA)
    waiting = sign_up(event, NewPerson("Ewa", "Sum"), email="ewa@example.org")
    anna = registration.participants.get()
    change(client, anna, "replace", **JAN)
    jan, out = Participant.objects.get(first_name="Jan"), Participant.objects.get(pk=anna.pk)
    assert (jan.state, jan.queue_number, jan.confirmed_at) == ("confirmed", anna.queue_number, anna.confirmed_at)
    assert (out.state, out.standing, out.needs) == ("cancelled", "zamiana osoby", "")
    assert {jan.key, jan.token, jan.ticket}.isdisjoint({anna.key, anna.token, anna.ticket})
    assert jan.person_id != anna.person_id
    assert waiting.participants.get().state == "waiting"
    event.refresh_from_db()
    assert (event.taken, event.waiting) == (1, 1)


def test_who_waited_or_was_not_decided_yet_is_told_without_an_entry(
    client: Client, event: Event, sweep_outbox: Sweep
) -> None:
    sign_up(event, NewPerson("Ewa", "Sum"), email="ewa@example.org")
    anna = sign_up(event, ANNA).participants.get()
    sweep_outbox()
    change(client, anna, "replace", **JAN)
    assert entries(sweep_outbox()) == {"anna@example.org": None, "jan@example.org": None}
    jan = Participant.objects.get(first_name="Jan")
    assert (jan.state, jan.queue_number, jan.waiting_since) == ("waiting", anna.queue_number, anna.waiting_since)
    give_up(participant_id=jan.pk, by=None)
    assert entries(sweep_outbox()) == {OWNER: None, "jan@example.org": None}


def test_replaced_and_named_again_the_person_has_a_new_entry(client: Client, event: Event, sweep_outbox: Sweep) -> None:
    anna = sign_up(event, ANNA).participants.get()
    change(client, anna, "replace", **JAN)
    sweep_outbox()
    jan = Participant.objects.get(first_name="Jan")
    change(client, jan, "replace", first_name="Anna", last_name="Lis", email="anna@example.org")
    after = entries(sweep_outbox())
    assert (after["jan@example.org"][0], after["anna@example.org"][0]) == ("CANCEL", "REQUEST")
    again = Participant.objects.get(first_name="Anna", state="confirmed")
    assert str(again.key) in after["anna@example.org"][1]
    assert again.person_id == anna.person_id


def test_an_address_taken_out_of_a_registration_is_told_and_loses_its_entry(
    client: Client, event: Event, sweep_outbox: Sweep
) -> None:
    anna = sign_up(event, ANNA).participants.get()
    before = entries(sweep_outbox())["anna@example.org"]
    change(client, anna, "correct", first_name="Anna", last_name="Lis", email="anna.lis@example.org")
    mails = sweep_outbox()
    after = entries(mails)
    assert [after[to][0] for to in ("anna@example.org", "anna.lis@example.org")] == ["CANCEL", "REQUEST"]
    [to_old] = [mail for mail in mails if mail.to == ["anna@example.org"]]
    assert not any(word in to_old.body for word in ("Anna", "Lis", "anna.lis", "Danuta", "/zgloszenie/"))
    change(client, anna, "correct", first_name="Anna", last_name="Lis", email="anna@example.org")
    back = entries(sweep_outbox())["anna@example.org"]
    assert (back[0], back[1], back[2] > after["anna@example.org"][2] > before[2]) == ("REQUEST", before[1], True)


def test_a_link_that_opens_nothing_any_more_says_so_in_words(client: Client, event: Event) -> None:
    anna = sign_up(event, ANNA).participants.get()
    change(client, anna, "correct", first_name="Anna", last_name="Lis", email="anna.lis@example.org")
    for path in (f"osoba/{anna.token}/", f"osoba/{anna.token}/bilet/", "nie-ma-takiego/", "nie-ma-takiego/osoby/"):
        answer = client.get(f"/zgloszenie/{path}")
        assert (answer.status_code, "Ten link nie działa" in answer.content.decode()) == (404, True), path
    assert "Ten link nie działa" not in client.get("/nie-ma/").content.decode()


def test_a_colleague_whose_place_the_registrant_gave_up_reads_who_did_it(
    client: Client, event: Event, sweep_outbox: Sweep
) -> None:
    registration = sign_up(event, ANNA)
    sweep_outbox()
    client.post(f"/zgloszenie/{registration.token}/rezygnacja/{registration.participants.get().pk}/", {"sure": "1"})
    mails = {mail.to[0]: mail for mail in sweep_outbox()}
    assert sorted(mails) == ["anna@example.org", OWNER]
    assert "Danuta Kowal" in mails["anna@example.org"].body
    assert "Dziękujemy za wiadomość" in mails[OWNER].body


def test_a_moved_person_reads_at_the_old_link_where_to(client: Client, event: Event) -> None:
    anna = sign_up(event, ANNA).participants.get()
    other = EventFactory(published=True, centre=event.centre, title="Drugi termin")
    moved = move_person(participant_id=anna.pk, to_event_id=other.pk, may_wait=False, by=None)
    page = client.get(f"/zgloszenie/osoba/{anna.token}/").content.decode()
    assert (f'href="/zgloszenie/osoba/{moved.token}/"' in page, "Drugi termin" in page) == (True, True)


def test_of_two_that_are_one_person_the_dropped_one_is_told_and_loses_its_entry(
    client: Client, cast: Cast, event: Event, sweep_outbox: Sweep
) -> None:
    Event.objects.filter(pk=event.pk).update(capacity=5)
    keep = sign_up(event, ANNA).participants.get()
    drop = sign_up(event, ANNA, email="biuro@example.org").participants.get()
    before = entries(sweep_outbox())
    client.force_login(cast.animator)
    client.post(f"/panel/wydarzenia/{event.pk}/zgloszenia/{keep.pk}/dublet/", {"drop": drop.pk})
    after = entries(sweep_outbox())
    assert sorted(after) == ["anna@example.org", "biuro@example.org"]
    assert after["biuro@example.org"][:2] == ("CANCEL", before["biuro@example.org"][1])
    assert after["anna@example.org"][0] == "CANCEL"
    assert str(drop.key) in after["anna@example.org"][1]
    assert "dwa razy" in own_page(client, drop)
    client.post(f"/panel/wydarzenia/{event.pk}/zgloszenia/{drop.pk}/dublet/cofniecie/")
    back = entries(sweep_outbox())
    assert back["biuro@example.org"][:2] == ("REQUEST", before["biuro@example.org"][1])
    assert back["anna@example.org"][:2] == ("REQUEST", after["anna@example.org"][1])
    assert back["anna@example.org"][2] > after["anna@example.org"][2]
    assert "dwa razy" not in own_page(client, drop)


def test_a_cancelled_event_takes_out_only_the_entries_that_were_sent_and_tells_everybody(
    event: Event, sweep_outbox: Sweep
) -> None:
    sign_up(event, NewPerson("Ewa", "Sum"), email="ewa@example.org")
    sign_up(event, ANNA)
    register(  # entered by staff: nobody but the person has an address
        event_id=event.pk,
        entity=None,
        registrant=Registrant(),
        people=[NewPerson("Ola", "Bąk", email="ola@example.org")],
        terms=Terms(source="staff", above_capacity=True),
    )
    sweep_outbox()
    cancel_event(event_id=event.pk, reason="Choroba.", by=None)
    methods = {to: one and one[0] for to, one in entries(sweep_outbox()).items()}
    assert methods == {"ewa@example.org": "CANCEL", "ola@example.org": "CANCEL", OWNER: None, "anna@example.org": None}


def test_staff_who_take_a_place_away_take_the_entry_too_and_what_was_taken_out_is_not_taken_out_again(
    event: Event, sweep_outbox: Sweep
) -> None:
    anna = sign_up(event, ANNA).participants.get()
    sweep_outbox()
    decide(event_id=event.pk, participant_ids=[anna.pk], to=ParticipantState.WAITING, by=None)
    methods = {to: one and one[0] for to, one in entries(sweep_outbox()).items()}
    assert methods == {OWNER: "CANCEL", "anna@example.org": "CANCEL"}
    give_up(participant_id=anna.pk, by=None)
    assert entries(sweep_outbox()) == {OWNER: None, "anna@example.org": None}


def test_who_was_replaced_and_comes_all_the_same_is_let_in(client: Client, cast: Cast, event: Event) -> None:
    anna = sign_up(event, ANNA).participants.get()
    change(client, anna, "replace", **JAN)
    [session] = open_sessions(event_id=event.pk)
    let_in(participant_id=anna.pk, session_id=session.pk, by=None)
    anna.refresh_from_db()
    assert (anna.state, anna.left, anna.standing) == ("confirmed", "", "ma miejsce")
