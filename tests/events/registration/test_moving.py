"""Staff move a person to another event, and mend a misspelt address; places of both events stay exact."""

import contextlib
from collections.abc import Callable
from datetime import time
from functools import partial
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from icalendar import Calendar

from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused
from events.registration.desk.moving import move_person
from events.registration.models import Participant, Registration
from events.registration.services import NewPerson, Registrant, Terms, register
from tests.cast import Cast
from tests.factories import EventFactory
from tests.load.web import in_turns

Sweep = Callable[[], list[EmailMessage]]


def sign_up(event: Event, *names: str, own: str = "") -> Registration:
    who = names[0].lower()
    return register(
        event_id=event.pk,
        entity=None,
        registrant=Registrant(names[0], "Lis", f"{who}@example.org", phone="+48500100200"),
        people=[NewPerson(name, "Lis", email=own, needs="dieta") for name in names],
        terms=Terms(),
    )


def here(event: Event) -> dict[str, str]:
    event.refresh_from_db()
    rows = dict(Participant.objects.filter(event=event).order_by("queue_number").values_list("first_name", "state"))
    states = list(rows.values())
    assert (event.taken, event.waiting) == (states.count("confirmed"), states.count("waiting"))
    return rows


def entries(mail: EmailMessage) -> list[tuple[str, str, int]]:
    found = []
    for part in mail.message().walk():
        if part.get_content_type() == "text/calendar":
            calendar = Calendar.from_ical(part.get_payload(decode=True))
            event = calendar.walk("VEVENT")[0]
            found.append((str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"])))
    return found


@pytest.mark.django_db
def test_the_place_goes_on_here_and_the_person_is_a_newcomer_there(
    client: Client, cast: Cast, sweep_outbox: Sweep
) -> None:
    old = EventFactory(published=True, centre=cast.centre, capacity=1, starts_at=time(10))
    new = EventFactory(published=True, centre=cast.centre, capacity=2)
    anna = sign_up(old, "Anna", own="wlasny@example.org").participants.get()
    sign_up(old, "Ewa")
    before = {mail.to[0]: entries(mail) for mail in sweep_outbox()}
    client.force_login(cast.animator)
    url = f"/panel/wydarzenia/{old.pk}/zgloszenia/{anna.pk}/przeniesienie/"
    assert "wolne miejsca: 2" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    for status in (302, 422):  # sent twice, moved once
        assert client.post(url, {"event": new.pk}).status_code == status
    assert (here(old), here(new)) == ({"Anna": "cancelled", "Ewa": "confirmed"}, {"Anna": "confirmed"})
    comer = Participant.objects.get(event=new)
    assert (comer.person_id, comer.needs, comer.registration.phone) == (anna.person_id, "dieta", "+48500100200")
    assert {comer.token, comer.ticket}.isdisjoint({anna.token, anna.ticket})
    mails = {mail.to[0]: mail for mail in sweep_outbox()}
    assert sorted(mails) == ["anna@example.org", "ewa@example.org", "wlasny@example.org"]
    for address in ("anna@example.org", "wlasny@example.org"):
        (gone, uid, sequence), (method, new_uid, _) = entries(mails[address])
        assert (gone, method, uid) == ("CANCEL", "REQUEST", before[address][0][1])
        assert sequence > before[address][0][2]
        assert new_uid != uid
    assert comer.token in mails["wlasny@example.org"].body
    assert comer.registration.token in mails["anna@example.org"].body
    page = client.get(f"/panel/wydarzenia/{old.pk}/zgloszenia/{anna.pk}/")
    assert page.context["history"][-1].words == "przeniesienie na inne wydarzenie"


@pytest.mark.django_db
def test_without_a_free_place_there_nothing_changes_unless_the_person_may_wait(
    client: Client, cast: Cast, sweep_outbox: Sweep
) -> None:
    old, new = (EventFactory(published=True, centre=cast.centre, capacity=1) for _ in range(2))
    anna = sign_up(old, "Anna").participants.get()
    sign_up(new, "Jan")
    sweep_outbox()
    client.force_login(cast.animator)
    url = f"/panel/wydarzenia/{old.pk}/zgloszenia/{anna.pk}/przeniesienie/"
    assert client.post(url, {"event": new.pk}).status_code == 422
    assert (here(old), here(new), sweep_outbox()) == ({"Anna": "confirmed"}, {"Jan": "confirmed"}, [])
    assert client.post(url, {"event": new.pk, "may_wait": "on"}).status_code == 302
    assert (here(old), here(new)) == ({"Anna": "cancelled"}, {"Jan": "confirmed", "Anna": "waiting"})


@pytest.mark.django_db
def test_only_to_events_to_come_of_the_own_centres_and_not_twice(client: Client, cast: Cast) -> None:
    old, new = (EventFactory(published=True, centre=cast.centre) for _ in range(2))
    foreign = EventFactory(published=True, centre=cast.other_centre)
    not_there = [foreign, EventFactory(centre=cast.centre), EventFactory(completed=True, centre=cast.centre), old]
    anna = sign_up(old, "Anna", own="anna@example.org").participants.get()
    sign_up(new, "Anna", own="anna@example.org")
    client.force_login(cast.animator)
    url = f"/panel/wydarzenia/{old.pk}/zgloszenia/{anna.pk}/przeniesienie/"
    assert [one.pk for one in client.get(url).context["offered"]] == [new.pk]
    for event in (*not_there, new):
        assert client.post(url, {"event": event.pk}).status_code == 422
    assert here(old) == {"Anna": "confirmed"}


@pytest.mark.django_db(transaction=True)
def test_moves_there_and_back_at_once_keep_the_places_of_both_exact() -> None:
    one, two = (EventFactory(published=True, capacity=4) for _ in range(2))
    for event, letter in ((one, "A"), (two, "B")):
        for n in range(6):
            sign_up(event, f"{letter}{n}")

    def move(person: Participant, to: Event) -> None:
        with contextlib.suppress(EventRefused):  # no place there, and this one would not wait
            move_person(participant_id=person.pk, to_event_id=to.pk, may_wait=person.pk % 2 == 0, by=None)

    pairs = zip(one.participants.all(), two.participants.all(), strict=True)
    moves = [partial(move, person, to) for left, right in pairs for person, to in ((left, two), (right, one))]
    in_turns(moves, hands=6)
    everywhere: dict[str, int] = {}
    for event in (one, two):
        found = here(event)
        states = list(found.values())
        assert states.count("confirmed") == min(4, len(states) - states.count("cancelled"))
        for name, state in found.items():
            everywhere[name] = everywhere.get(name, 0) + (state != "cancelled")
    assert set(everywhere.values()) == {1}, "somebody is in both events, or in none"


@pytest.mark.django_db
def test_a_misspelt_address_is_mended_and_the_old_link_stops_working(
    client: Client, cast: Cast, sweep_outbox: Sweep
) -> None:
    event = EventFactory(published=True, centre=cast.centre)
    registration = sign_up(event, "Anna")
    person = registration.participants.get()
    old, own = registration.token, person.token
    sweep_outbox()
    client.force_login(cast.animator)
    url = f"/panel/wydarzenia/{event.pk}/zgloszenia/{person.pk}/adres/"
    client.post(url, {"email": "to nie adres"})
    client.post(url, {"email": "anna@dobry.example"})
    client.post(url, {"email": "anna@dobry.example"})  # once more, as when a message was lost
    registration.refresh_from_db()
    mails: list[Any] = sweep_outbox()
    assert [mail.to for mail in mails] == [["anna@dobry.example"]] * 2
    assert all(registration.token in mail.body for mail in mails)
    assert [client.get(f"/zgloszenie/{one}/").status_code for one in (old, registration.token)] == [404, 200]
    assert client.get(f"/zgloszenie/osoba/{own}/").status_code == 404
