"""A colleague comes instead with a meal of their own; answers change until the deadline, later they are asked for."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events.catalogue.models import Event
from events.registration.models import Answer, Participant, Question, Registration
from events.registration.services import NewPerson, Registrant, register
from tests.factories import EventFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return EventFactory(published=True, contact_email="animator@owes.example", contact_name="Ola")


@pytest.fixture
def meal(event: Event) -> Question:
    return QuestionFactory(
        event=event, text="Posiłek", kind="one", options="mięsny\nwege", is_required=True, per_participant=True
    )


@pytest.fixture
def registration(event: Event, meal: Question) -> Registration:
    return register(
        event_id=event.pk,
        entity=None,
        registrant=Registrant("Danuta", "Kowal", "danuta@example.org", phone="+48600700800"),
        people=[
            NewPerson("Anna", "Lis", email="anna@example.org", answers={meal.pk: "mięsny"}),
            NewPerson("Ewa", "Lis", answers={meal.pk: "mięsny"}),
        ],
    )


def meals() -> dict[str, str]:
    rows = Answer.objects.filter(participant__isnull=False).select_related("participant")
    return {str(one.participant): one.value for one in rows}


def test_a_colleague_sent_instead_has_a_meal_and_both_are_told(
    client: Client, registration: Registration, meal: Question, sweep_outbox: Any
) -> None:
    sweep_outbox()
    anna = Participant.objects.get(first_name="Anna")
    url = f"/zgloszenie/{registration.token}/osoba/{anna.pk}/"
    jan = {"change": "replace", "first_name": "Jan", "last_name": "Żak", "email": "jan@example.org"}
    assert "checked" in str(client.get(url).context["form"][f"pytanie-{meal.pk}"])  # the meal that was ordered
    refused = client.post(url, jan)
    assert (refused.status_code, "Odpowiedz na to pytanie" in refused.content.decode()) == (422, True)
    client.post(url, jan | {f"pytanie-{meal.pk}": "wege"})
    assert meals() == {"Jan Żak": "wege", "Ewa Lis": "mięsny"}
    told = {mail.to[0]: mail.subject for mail in sweep_outbox()}
    assert sorted(told) == ["anna@example.org", "jan@example.org"]


def test_the_answers_of_each_person_change_until_registration_closes_and_are_asked_for_later(
    client: Client, event: Event, registration: Registration, meal: Question, sweep_outbox: Any
) -> None:
    sweep_outbox()
    anna, ewa = registration.participants.order_by("pk")
    url = f"/zgloszenie/{registration.token}/zmiana/"
    sent = {"phone": "600 700 800", **{f"osoba-{one.pk}-pytanie-{meal.pk}": "wege" for one in (anna, ewa)}}
    assert client.post(url, sent | {f"osoba-{ewa.pk}-pytanie-{meal.pk}": ""}).status_code == 422
    assert client.post(url, sent).status_code == 302
    assert (meals(), sweep_outbox()) == ({"Anna Lis": "wege", "Ewa Lis": "wege"}, [])
    event.closes_at = timezone.now() - timedelta(minutes=1)
    event.save()
    assert "Zgłoszenia są zamknięte. Zmiany trafią do organizatorów jako prośba" in client.get(url).content.decode()
    for _ in range(2):
        client.post(url, sent | {f"osoba-{anna.pk}-pytanie-{meal.pk}": "mięsny", "phone": "600 700 801"})
    assert meals() == {"Anna Lis": "wege", "Ewa Lis": "wege"}
    [mail] = sweep_outbox()
    assert mail.to == ["animator@owes.example"]
    assert "Anna Lis, Posiłek: wege → mięsny" in mail.body
    assert "Telefon: " in mail.body
    registration.refresh_from_db()
    assert registration.phone == "+48600700800"
