"""An online event: the link to join reaches everybody who has a place, and nobody else; a changed link is told."""

from collections.abc import Callable
from datetime import time
from html import unescape
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from events.catalogue.models import Event
from events.registration.desk.decisions import decide
from events.registration.desk.moving import move_person
from events.registration.models import Participant, Registration
from events.registration.notices.reminders import remind_due
from events.registration.own_page.adding_people import add_people
from events.registration.services import NewPerson, Registrant, cancel_event, give_up, register
from events.registration.states import ParticipantState
from tests.cast import Cast
from tests.events.registration.test_own_pages import entry
from tests.events.registration.test_telling import change, tell
from tests.factories import EventFactory, LocalPartnershipFactory, PartnershipMemberFactory

pytestmark = pytest.mark.django_db
Sweep = Callable[[], list[EmailMessage]]
LINK = "https://spotkania.example/j/482-991?pwd=a%2Fb&od=owes"
ANNA = NewPerson("Anna", "Lis", email="anna@example.org")
JAN = NewPerson("Jan", "Żak", email="jan@example.org")


def online(**fields: Any) -> Event:
    hours = {"starts_at": time(10), "ends_at": time(12)}
    return EventFactory(**{"published": True, "online_url": LINK, "town": "", "venue": "", **hours, **fields})


def sign_up(event: Event, *people: NewPerson, email: str = "danuta@example.org", language: str = "pl") -> Registration:
    registrant = Registrant(first_name="Danuta", last_name="Kowal", email=email, language=language)
    return register(event_id=event.pk, entity=None, registrant=registrant, people=people)


def has_link(mail: EmailMessage) -> bool:
    """Whether the mail holds the link: in both faces and in the entry's LOCATION and DESCRIPTION, or nowhere."""
    faces = {LINK in mail.body, LINK in unescape(str(mail.alternatives[0][0]))}
    entries = set()
    if mail.attachments:
        method, found, _part = entry(mail)
        entries = {(method, LINK in found["LOCATION"], LINK in found["DESCRIPTION"])}
    [answer] = faces
    assert entries in ([{("REQUEST", True, True)}] if answer else [set(), {("CANCEL", False, False)}]), mail.subject
    return answer


def told(mails: list[EmailMessage]) -> dict[str, bool]:
    return {mail.to[0]: has_link(mail) for mail in mails}


def test_who_has_a_place_is_sent_the_link_and_who_waits_is_not(sweep_outbox: Sweep) -> None:
    event = online(capacity=2)
    sign_up(event, ANNA)
    assert told(sweep_outbox()) == {"danuta@example.org": True, "anna@example.org": True}
    half = sign_up(event, NewPerson("Ewa", "Sum"), JAN, email="ewa@example.org")
    assert told(sweep_outbox()) == {"ewa@example.org": True, "jan@example.org": False}
    add_people(registration_id=half.pk, people=[NewPerson("Ola", "Bąk")], form_key="k", by=None)
    assert told(sweep_outbox()) == {"ewa@example.org": False}
    give_up(participant_id=Participant.objects.get(first_name="Anna").pk, by=None)
    mails = sweep_outbox()
    assert [(mail.to[0], has_link(mail)) for mail in mails] == [
        ("danuta@example.org", False),
        ("anna@example.org", False),
        ("ewa@example.org", True),
        ("jan@example.org", True),
    ]


def test_added_people_who_have_a_place_are_sent_the_link(sweep_outbox: Sweep) -> None:
    registration = sign_up(online(), ANNA)
    sweep_outbox()
    add_people(registration_id=registration.pk, people=[JAN], form_key="k", by=None)
    assert told(sweep_outbox()) == {"danuta@example.org": True, "jan@example.org": True}


def test_with_approval_the_link_comes_with_the_place(sweep_outbox: Sweep) -> None:
    event = online(registration_mode="approval")
    person = sign_up(event, ANNA).participants.get()
    everybody = ["anna@example.org", "danuta@example.org"]
    assert told(sweep_outbox()) == dict.fromkeys(everybody, False)
    for to in (
        ParticipantState.WAITING,
        ParticipantState.CONFIRMED,
        ParticipantState.WAITING,
        ParticipantState.REFUSED,
    ):
        decide(event_id=event.pk, participant_ids=[person.pk], to=to, by=None)
        assert told(sweep_outbox()) == dict.fromkeys(everybody, to == ParticipantState.CONFIRMED)


def test_whom_staff_move_to_an_online_event_gets_its_link(sweep_outbox: Sweep) -> None:
    here = EventFactory(published=True)
    person = sign_up(here, ANNA).participants.get()
    sweep_outbox()
    move_person(participant_id=person.pk, to_event_id=online().pk, may_wait=False, by=None)
    for mail in sweep_outbox():
        _old, new = (part for part in mail.message().walk() if part.get_content_type() == "text/calendar")
        text = new.get_payload(decode=True).decode().replace("\r\n ", "")
        assert (LINK in mail.body, f"LOCATION:{LINK}" in text) == (True, True)


def test_the_reminder_has_the_link_and_a_cancellation_has_not(time_machine: Any, sweep_outbox: Sweep) -> None:
    event = online(remind_days_before=2)
    sign_up(event, ANNA)
    sweep_outbox()
    time_machine.move_to(f"{event.starts_on}T09:00+01:00")
    time_machine.shift(-24 * 3600)
    assert remind_due() == 1
    everybody = ["anna@example.org", "danuta@example.org"]
    assert told(sweep_outbox()) == dict.fromkeys(everybody, True)
    cancel_event(event_id=event.pk, reason="Choroba.", by=None)
    assert told(sweep_outbox()) == dict.fromkeys(everybody, False)


def test_an_event_in_a_room_and_online_names_both_places(sweep_outbox: Sweep) -> None:
    sign_up(online(town="Kęty", venue="Dom Kultury"), ANNA)
    for mail in sweep_outbox():
        assert entry(mail)[1]["LOCATION"] == f"Dom Kultury, Kęty, {LINK}"
        assert f"Dom Kultury, Kęty, online\nLink do spotkania: {LINK}\n" in mail.body


def test_an_english_registration_gets_an_english_entry_whoever_acts(client: Client, sweep_outbox: Sweep) -> None:
    event = online(title_en="A meeting online", town="")
    sign_up(event, ANNA, language="en")
    for mail in sweep_outbox():
        found = entry(mail)[1]
        assert (found["SUMMARY"], f"Link to join: {LINK}" in found["DESCRIPTION"]) == ("A meeting online", True)
        assert f"online\nLink to join: {LINK}\n" in mail.body


def test_own_pages_show_the_link_while_there_is_a_place_and_the_event_is_to_come(
    client: Client, time_machine: Any
) -> None:
    event = online(capacity=1)
    seated, waits = sign_up(event, ANNA), sign_up(event, JAN, email="ewa@example.org")

    def shown() -> list[bool]:
        pages = [f"/zgloszenie/{one.token}/" for one in (seated, waits)]
        pages += [f"/zgloszenie/osoba/{one.participants.get().token}/" for one in (seated, waits)]
        return [f'href="{LINK.replace("&", "&amp;")}"' in client.get(page).content.decode() for page in pages]

    assert shown() == [True, False, True, False]
    give_up(participant_id=seated.participants.get().pk, by=None)
    assert shown() == [False, True, False, True]
    time_machine.move_to(f"{event.ends_on}T23:00+01:00")
    time_machine.shift(24 * 3600)
    assert shown() == [False] * 4


def test_the_public_sees_the_link_only_where_nobody_registers(client: Client) -> None:
    for mode, cancelled in (("open", False), ("approval", False), ("none", False), ("none", True)):
        state = {"cancelled": True, "published": False} if cancelled else {}
        event = online(registration_mode=mode, **state)
        answers = [
            client.get(url).content.decode().replace("\r\n ", "").replace("&amp;", "&")
            for url in (f"/wydarzenia/{event.slug}/kalendarz.ics", f"/wydarzenia/{event.slug}/")
        ]
        is_open = mode == "none" and not cancelled
        assert [LINK in text for text in answers] == [is_open, is_open]


def test_an_invited_member_of_a_partnership_gets_no_link_before_registering(
    client: Client, cast: Cast, sweep_outbox: Sweep
) -> None:
    partnership = LocalPartnershipFactory(published=True, centre=cast.centre)
    PartnershipMemberFactory(partnership=partnership, entity__email="biuro@example.org")
    event = online(centre=cast.centre, partnership=partnership)
    client.force_login(cast.coordinator)
    client.post(f"/panel/wydarzenia/{event.pk}/zgloszenia/zaproszenia/")
    [mail] = sweep_outbox()
    assert (mail.to, LINK in mail.body, "\nonline\n" in mail.body) == (["biuro@example.org"], False, True)


def test_a_changed_link_is_told_to_those_with_a_place_and_to_nobody_else(
    client: Client, cast: Cast, sweep_outbox: Sweep
) -> None:
    event = online(centre=cast.centre, capacity=1, online_url="https://spotkania.example/stary")
    sign_up(event, ANNA)
    sign_up(event, JAN, email="ewa@example.org")
    sweep_outbox()
    client.force_login(cast.animator)
    answer = change(client, event, online_url=LINK)
    page = client.get(answer.headers["Location"])
    assert (page.context["count"], LINK in page.context["preview"]) == (1, True)
    tell(client, event, "send")
    mails = sweep_outbox()
    assert told(mails) == {"anna@example.org": True, "danuta@example.org": True}
    assert all("Zmienił się link do spotkania." in mail.body for mail in mails)
    assert not any("Zmienił się termin" in mail.body or "stary" in mail.body for mail in mails)


def test_another_hour_of_an_online_event_is_told_to_all_and_the_link_to_those_with_a_place(
    client: Client, cast: Cast, sweep_outbox: Sweep
) -> None:
    event = online(centre=cast.centre, capacity=1)
    sign_up(event, ANNA)
    sign_up(event, JAN, email="ewa@example.org")
    sweep_outbox()
    client.force_login(cast.animator)
    change(client, event, starts_at="11:00")
    tell(client, event, "send")
    assert told(sweep_outbox()) == {
        "anna@example.org": True,
        "danuta@example.org": True,
        "jan@example.org": False,
        "ewa@example.org": False,
    }


def test_where_only_people_wait_a_changed_link_is_no_news(client: Client, cast: Cast) -> None:
    event = online(centre=cast.centre, registration_mode="approval")
    sign_up(event, ANNA)
    client.force_login(cast.animator)
    assert change(client, event, online_url=f"{LINK}2").headers["Location"] == f"/panel/wydarzenia/{event.pk}/zmiana/"
    event.refresh_from_db()
    assert event.told == {}
