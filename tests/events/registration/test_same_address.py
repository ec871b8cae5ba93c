"""A form from an address that is registered already: nobody twice, the owner is told, a stranger learns nothing."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from events.catalogue.models import Event
from events.registration.models import FurtherForm, Participant, Registration
from events.registration.services import give_up
from tests.cast import Cast
from tests.factories import EntityFactory, EventFactory, QuestionFactory
from tests.security.test_registration import filled_in

pytestmark = pytest.mark.django_db
Sweep = Callable[[], list[EmailMessage]]
ME, ADDRESS = {"first_name": "Danuta", "last_name": "Kowal"}, "danuta@example.org"


@pytest.fixture
def event() -> Event:
    return EventFactory(published=True, capacity=5)


def send(client: Client, event: Event, **changes: Any) -> Any:
    return client.post(f"/wydarzenia/{event.slug}/zgloszenie/", filled_in(event, **changes), follow=True)


def row(n: int, name: str, **more: Any) -> dict[str, Any]:
    first, last = name.split()
    return {f"osoba-{n}-{field}": value for field, value in {"first_name": first, "last_name": last, **more}.items()}


def names(event: Event) -> list[str]:
    return [str(person) for person in event.participants.order_by("queue_number")]


def text_of(answer: Any) -> str:
    """The page without what is new at every visit."""
    return re.sub(r"name=.csrf[^>]*|wyslane/[\w-]+/", "", answer.content.decode())


def test_the_page_tells_nothing_and_the_mail_everything(client: Client, event: Event, sweep_outbox: Sweep) -> None:
    fresh = send(client, event, email=ADDRESS)
    first = Registration.objects.get()
    again = send(Client(), event, email="DANUTA@Example.org", first_name="Ktoś", last_name="Obcy")
    assert (again.status_code, again.redirect_chain[0][1]) == (fresh.status_code, fresh.redirect_chain[0][1])
    assert text_of(again) == text_of(fresh)
    assert ADDRESS in text_of(again)
    assert first.token not in text_of(fresh)
    assert not [name for name in ("Danuta", "Obcy") if name in text_of(again)]
    assert (Registration.objects.count(), names(event)) == (1, ["Danuta Kowal"])
    event.refresh_from_db()
    assert event.taken == 1
    confirmed, told = sweep_outbox()
    assert (confirmed.to, told.to) == ([ADDRESS], [ADDRESS])
    assert [first.token in mail.body for mail in (confirmed, told)] == [True, True]
    assert told.subject.startswith("Masz już zgłoszenie")
    assert f"/zgloszenie/{first.token}/osoby/" in told.body
    assert "Obcy" not in told.body, "a stranger's words reach no mailbox"


def test_people_of_the_second_form_stand_ready_and_are_added_once_at_the_end_of_the_queue(
    client: Client, sweep_outbox: Sweep
) -> None:
    event = EventFactory(published=True, capacity=2)
    question = QuestionFactory(event=event, per_participant=True, is_required=True)
    asked = {f"pytanie-{question.pk}": "tak"}
    send(client, event, email=ADDRESS, all_or_none="all", **asked)
    send(client, event, email="inna@example.org", first_name="Ewa", last_name="Sum", **asked)
    colleagues = {**row(0, "Jan Żak", email="jan@example.org", **asked), **row(1, "Olga Ćma", **asked)}
    form = {"for_whom": "both", **asked, **colleagues, "osoba-TOTAL_FORMS": "2"}
    send(client, event, email=ADDRESS, **form)
    sweep_outbox()
    registration = Registration.objects.get(email=ADDRESS)
    url = f"/zgloszenie/{registration.token}/osoby/"
    page = client.get(url)
    assert [one["last_name"].value() for one in page.context["people"]] == ["Żak", "Ćma"]
    key = page.context["form"].initial["form_key"]
    data = {"form_key": key, "osoba-TOTAL_FORMS": "2", "osoba-INITIAL_FORMS": "0", **colleagues}
    unanswered = {name: value for name, value in data.items() if "pytanie" not in name}
    assert client.post(url, unanswered).status_code == 422
    for _ in range(2):
        assert client.post(url, data).status_code == 302
    assert names(event) == ["Danuta Kowal", "Ewa Sum", "Jan Żak", "Olga Ćma"]
    assert list(event.participants.order_by("queue_number").values_list("state", flat=True)) == [
        "confirmed",
        "confirmed",
        "waiting",
        "waiting",
    ]
    assert sorted(mail.to[0] for mail in sweep_outbox()) == [ADDRESS, "jan@example.org"]
    assert client.get(url).context["people"][0]["last_name"].value() is None
    # Each of those added counts alone: one freed place is one person's, whatever the first form wanted.
    give_up(participant_id=Participant.objects.get(last_name="Sum").pk, by=None)
    assert Participant.objects.get(last_name="Żak").state == "confirmed"
    event.refresh_from_db()
    assert (event.taken, event.waiting) == (2, 1)


def test_rows_are_added_and_removed_on_the_page_that_adds_people(client: Client, event: Event) -> None:
    send(client, event, email=ADDRESS)
    url = f"/zgloszenie/{Registration.objects.get().token}/osoby/"
    key = client.get(url).context["form"].initial["form_key"]
    data = {"form_key": key, "osoba-TOTAL_FORMS": "1", **row(0, "Jan Żak")}
    more = client.post(url, {**data, "add": "1"})
    assert [one["last_name"].value() for one in more.context["people"]] == ["Żak", None]
    fewer = client.post(url, {**data, "osoba-TOTAL_FORMS": "2", **row(1, "Olga Ćma"), "remove": "0"})
    assert [one["last_name"].value() for one in fewer.context["people"]] == ["Ćma"]
    assert client.post(url, {**data, "osoba-0-first_name": "", "osoba-0-last_name": ""}).status_code == 422
    assert client.post(url, {**data, "form_key": "x"}).status_code == 422
    assert names(event) == ["Danuta Kowal"]


def test_whoever_gave_everything_up_registers_anew(client: Client, event: Event) -> None:
    send(client, event, email=ADDRESS)
    give_up(participant_id=Participant.objects.get().pk, by=None)
    send(client, event, email=ADDRESS)
    assert Registration.objects.count() == 2
    event.refresh_from_db()
    assert event.taken == 1


def test_the_signed_in_owner_of_the_address_sees_the_registration_at_once(
    client: Client, event: Event, cast: Cast
) -> None:
    client.force_login(cast.entity_member)
    mine = {"email": cast.entity_member.email}
    fresh = send(client, event, **mine)
    own = f"/zgloszenie/{Registration.objects.get().token}/"
    assert fresh.redirect_chain == [(own, 302)]
    again = send(client, event, **mine)
    assert again.redirect_chain == [(own, 302)]
    assert "nikt nie został zapisany drugi raz" in again.content.decode()
    other = send(client, event, email="inna@example.org")
    assert "/wyslane/" in other.redirect_chain[0][0]


def test_a_form_that_is_refused_says_the_same_of_every_address(client: Client, sweep_outbox: Sweep) -> None:
    event = EventFactory(published=True, capacity=1, has_waiting_list=False)
    send(client, event, email=ADDRESS)
    sweep_outbox()
    known, unknown = send(client, event, email=ADDRESS), send(client, event, email="obca@example.org")
    assert (known.status_code, unknown.status_code) == (409, 409)
    assert str(known.context["form"].non_field_errors()) == str(unknown.context["form"].non_field_errors())
    assert [mail.to for mail in sweep_outbox()] == [[ADDRESS]]


def test_an_address_is_not_flooded_whoever_sends_forms_with_it(
    client: Client, event: Event, sweep_outbox: Sweep, time_machine: Any
) -> None:
    time_machine.move_to(timezone.now().replace(minute=1))
    for _ in range(5):
        send(client, event, email=ADDRESS)
    assert len(sweep_outbox()) == 2
    time_machine.shift(timedelta(minutes=11))
    send(client, event, email=ADDRESS)
    assert len(sweep_outbox()) == 1
    key = FurtherForm.objects.latest("pk").form_key
    assert client.get(f"/wydarzenia/{EventFactory(published=True).slug}/zgloszenie/wyslane/{key}/").status_code == 404


@pytest.mark.parametrize("changes", [{"closes_at": timezone.now() - timedelta(days=1)}, {"entity_limit": 1}])
def test_nobody_is_added_where_nobody_could_register(client: Client, event: Event, changes: dict[str, Any]) -> None:
    entity = EntityFactory(published=True)
    send(client, event, email=ADDRESS, representing="entity", entity_query=entity.name)
    url = f"/zgloszenie/{Registration.objects.get().token}/osoby/"
    key = client.get(url).context["form"].initial["form_key"]
    Event.objects.filter(pk=event.pk).update(**changes)
    client.post(url, {"form_key": key, "osoba-TOTAL_FORMS": "1", **row(0, "Jan Żak")})
    assert names(event) == ["Danuta Kowal"]
