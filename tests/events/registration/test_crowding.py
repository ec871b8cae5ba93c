"""Places that one e-mail address takes: limited, shown to staff, and no honest group is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from events.catalogue.models import Event
from events.registration.models import Participant
from events.registration.states import ParticipantState
from tests.cast import Cast
from tests.events.registration.test_strangers_mail import VICTIM, group, send
from tests.factories import EventFactory
from tests.security.test_registration import filled_in

pytestmark = pytest.mark.django_db
Sweep = Callable[[], list[EmailMessage]]


def states(event: Event) -> dict[str, int]:
    found: dict[str, int] = {}
    for state in Participant.objects.filter(event=event).order_by("queue_number").values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(published=True, capacity=180, centre=cast.centre, contact_email="biuro@owes.example")


def test_three_forms_for_one_victim_take_thirty_places_and_write_three_mails(event: Event, sweep_outbox: Sweep) -> None:
    for k in range(3):
        send(event, group(event, 30, email=f"wrog{k}@example.com"))
    assert states(event) == {"confirmed": 30, "pending": 60}
    event.refresh_from_db()
    assert (event.taken, event.free) == (30, 150)
    assert len([mail for mail in sweep_outbox() if VICTIM in mail.to]) == 3


def test_ways_of_writing_one_senders_address_are_one_sender(event: Event) -> None:
    for written in ("wrog+1@example.com", "Wrog+2@example.com", "wrog@example.com"):
        send(event, group(event, 15, "", email=written))
    assert states(event) == {"confirmed": 30, "pending": 15}


def test_half_of_few_places_and_a_small_group_always_fits() -> None:
    small, tiny, free = (EventFactory(published=True, capacity=n) for n in (40, 12, None))
    for event, people, taken in ((small, 30, 20), (tiny, 12, 10), (free, 30, 30)):
        send(event, group(event, people, "", email=f"biuro{people}@example.org"))
        assert states(event).get("confirmed") == taken


def test_a_group_of_all_or_none_is_decided_whole(event: Event) -> None:
    send(event, group(event, 20, "", email="biuro@example.org"))
    send(event, group(event, 20, "", email="biuro+2@example.org", all_or_none="all"))
    assert states(event) == {"confirmed": 20, "pending": 20}


def test_who_waits_for_a_decision_reads_why_and_whom_to_ask(event: Event, client: Client, sweep_outbox: Sweep) -> None:
    send(event, group(event, 30, "", email="biuro@example.org"))
    registration = event.registrations.get()
    sweep_outbox()
    named = {"osoba-0-first_name": "Ola", "osoba-0-last_name": "Nowak", "osoba-TOTAL_FORMS": "1"}
    page = client.get(f"/zgloszenie/{registration.token}/osoby/")
    key = page.context["form"].initial["form_key"]
    sent = {"form_key": key, "osoba-INITIAL_FORMS": "0", **named}
    assert client.post(f"/zgloszenie/{registration.token}/osoby/", sent).status_code == 302
    assert states(event) == {"confirmed": 30, "pending": 1}
    [mail] = sweep_outbox()
    why = "Do 30 osób z jednego adresu e-mail dostaje miejsca bez pytania."
    assert why in mail.body
    assert why in client.get(f"/zgloszenie/{registration.token}/").content.decode()
    assert mail.reply_to == ["biuro@owes.example"]


def test_staff_see_the_crowd_let_it_in_or_raise_the_number(event: Event, client: Client, cast: Cast) -> None:
    for k in range(3):
        send(event, group(event, 30, email=f"wrog{k}@example.com"))
    send(event, group(event, 9, "", email="mala.grupa@example.org"))
    url = f"/panel/wydarzenia/{event.pk}/zgloszenia/"
    client.force_login(cast.animator)
    page = client.get(url)
    shown = {(one.address, one.people, one.undecided, one.senders) for one in page.context["crowds"]}
    assert shown == {(VICTIM, 90, 60, 3), *((f"wrog{k}@example.com", 30, 30 if k else 0, 1) for k in range(3))}
    assert "Nikt nie otworzył wysłanego tam odnośnika." in page.content.decode()
    assert client.get("/panel/").context["waiting"].decisions[0].pending == 60
    pending = Participant.objects.filter(event=event, state=ParticipantState.PENDING)
    decided = {"osoba": [one.pk for one in pending[:5]], "to": "confirmed"}
    assert client.post(f"{url}decyzje/", decided).status_code == 302
    assert states(event)["confirmed"] == 44
    assert client.post(f"{url}z-jednego-adresu/", {"people": "120"}).status_code == 302
    send(event, group(event, 20, email="wrog9@example.com"))
    assert states(event)["confirmed"] == 64


def test_who_registers_for_a_group_and_opens_the_link_is_no_crowd(event: Event, client: Client, cast: Cast) -> None:
    send(event, group(event, 20, "", email="biuro@example.org"))
    registration = event.registrations.get()
    client.get(f"/zgloszenie/{registration.token}/")
    client.force_login(cast.animator)
    assert client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/").context["crowds"] == []


def test_what_staff_register_is_not_limited(event: Event, client: Client, cast: Cast) -> None:
    Event.objects.filter(pk=event.pk).update(people_per_address=1)
    client.force_login(cast.animator)
    url = f"/panel/wydarzenia/{event.pk}/zgloszenia/nowe/"
    page = client.get(url)
    for k in range(3):
        data: dict[str, Any] = {name: value or "" for name, value in page.context["form"].initial.items()}
        data |= {"first_name": f"Jan{k}", "last_name": "Lis", "email": "biuro@example.org", "form_key": f"klucz{k}"}
        client.post(url, data)
    assert set(states(event)) <= {"confirmed"}


@pytest.mark.parametrize("typed", ["0", "-1", "x", "99999999"])
def test_a_number_that_is_none_changes_nothing(event: Event, client: Client, cast: Cast, typed: str) -> None:
    client.force_login(cast.animator)
    client.post(f"/panel/wydarzenia/{event.pk}/zgloszenia/z-jednego-adresu/", {"people": typed})
    event.refresh_from_db()
    assert event.people_per_address is None


def test_a_form_costs_two_queries_more_than_without_limits(
    event: Event, django_assert_max_num_queries: Any, client: Client
) -> None:
    """22 without limits (one reads the street for the mail): one counts the mails, one the people of the address."""
    send(event, group(event, 30, "", email="biuro@example.org"))
    data = filled_in(event, email="jan@example.org")
    with django_assert_max_num_queries(24):
        client.post(f"/wydarzenia/{event.slug}/zgloszenie/", data)
