"""Giving up asks first, says what follows, and is undone while nobody else has been told about the place."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events.catalogue.models import Event
from events.registration.models import Participant, Registration
from events.registration.services import NewPerson, Registrant, give_up, register
from tests.cast import Cast
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(published=True, centre=cast.centre, capacity=1)


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    client.force_login(cast.animator)
    return client


def sign_up(event: Event, name: str) -> Participant:
    first, last = name.split()
    address = f"{first.lower()}@example.org"
    made = register(
        event_id=event.pk,
        entity=None,
        registrant=Registrant(first, last, address),
        people=[NewPerson(first, last, email=address)],
    )
    return made.participants.get()


def state_of(person: Participant) -> str:
    return Participant.objects.get(pk=person.pk).state


def words(html: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.content.decode()).split())


def test_staff_read_who_is_next_and_which_messages_leave_before_a_place_is_given_up(
    staff: Client, event: Event, sweep_outbox: Any
) -> None:
    first, second = sign_up(event, "Anna Lis"), sign_up(event, "Ewa Kos")
    sweep_outbox()
    url = f"/panel/wydarzenia/{event.pk}/zgloszenia/{first.pk}/rezygnacja/"
    for answer in (staff.get(url), staff.post(url)):  # a press on the list asks too
        said = words(answer)
        assert "Kto będzie następny Ewa Kos" in said
        assert "anna@example.org (rezygnacja z udziału) ewa@example.org (przyznane miejsce)" in said
        assert (state_of(first), state_of(second), sweep_outbox()) == ("confirmed", "waiting", [])
    staff.post(url, {"sure": "1"})
    assert (state_of(first), state_of(second)) == ("cancelled", "confirmed")
    assert [mail.to for mail in sweep_outbox()] == [["anna@example.org"], ["ewa@example.org"]]
    # Somebody has been told: it cannot be undone, and the page says why.
    page = f"/panel/wydarzenia/{event.pk}/zgloszenia/{first.pk}/"
    assert "Nie można przywrócić miejsca: Miejsce przeszło już na kogoś innego" in words(staff.get(page))
    staff.post(f"{page}przywrocenie/")
    assert (state_of(first), state_of(second)) == ("cancelled", "confirmed")


def test_the_person_reads_only_that_the_next_gets_the_place_and_takes_it_back_while_it_is_free(
    client: Client, event: Event, sweep_outbox: Any, time_machine: Any
) -> None:
    first = sign_up(event, "Anna Lis")
    own = f"/zgloszenie/osoba/{first.token}/"
    said = words(client.get(f"{own}rezygnacja/"))
    assert "Jeśli ktoś czeka, miejsce od razu dostanie następna osoba z listy" in said
    for how in ("", f"/zgloszenie/{first.registration.token}/rezygnacja/{first.pk}/"):
        url = how or f"{own}rezygnacja/"
        back = f"/zgloszenie/{first.registration.token}/przywrocenie/{first.pk}/" if how else f"{own}przywrocenie/"
        client.post(url)
        assert state_of(first) == "confirmed"  # asked first
        client.post(url, {"sure": "1"})
        assert state_of(first) == "cancelled"
        sweep_outbox()
        client.post(back)
        assert state_of(first) == "confirmed"
        [mail] = sweep_outbox()
        assert (mail.to, len(mail.attachments)) == (["anna@example.org"], 1)
    client.post(f"{own}rezygnacja/", {"sure": "1"})
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    client.post(f"{own}przywrocenie/")
    assert state_of(first) == "cancelled"


def test_who_only_waited_is_not_thanked_for_a_place(client: Client, event: Event) -> None:
    with_place, waiting = sign_up(event, "Anna Lis"), sign_up(event, "Ewa Kos")
    for person, thanks in ((waiting, "Zgłoszenie zostało wycofane."), (with_place, "Zapisaliśmy rezygnację.")):
        said = words(client.post(f"/zgloszenie/osoba/{person.token}/rezygnacja/", {"sure": "1"}, follow=True))
        assert thanks in said


def test_a_place_that_a_newcomer_has_is_not_given_back_and_who_waited_stands_where_they_stood(
    staff: Client, event: Event
) -> None:
    first = sign_up(event, "Anna Lis")
    give_up(participant_id=first.pk, by=None)
    sign_up(event, "Ewa Kos")
    second, third = sign_up(event, "Jan Lis"), sign_up(event, "Ola Lis")
    base = f"/panel/wydarzenia/{event.pk}/zgloszenia/"
    assert "Miejsce nie jest już wolne" in words(staff.get(f"{base}{first.pk}/"))
    give_up(participant_id=second.pk, by=None)
    staff.post(f"{base}{second.pk}/przywrocenie/")
    waiting = Participant.objects.filter(event=event, state="waiting").order_by("queue_number")
    assert list(waiting) == [second, third]


def test_who_registered_anew_has_one_registration(staff: Client, event: Event) -> None:
    event.capacity = None
    event.save()
    first = sign_up(event, "Anna Lis")
    give_up(participant_id=first.pk, by=None)
    sign_up(event, "Anna Lis")
    staff.post(f"/panel/wydarzenia/{event.pk}/zgloszenia/{first.pk}/przywrocenie/")
    assert (state_of(first), Registration.objects.count()) == ("cancelled", 2)
