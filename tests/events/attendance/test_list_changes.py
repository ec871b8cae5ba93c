"""What changed since the list was printed stands beside it, prints as an addition, and is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events.attendance.list_changes import tell_changes
from events.attendance.models import ListSnapshot
from events.attendance.services import open_sessions
from events.catalogue.models import Event
from events.registration.models import Participant
from events.registration.self_service import correct_person
from events.registration.services import NewPerson, Registrant, give_up, register
from tests.cast import Cast
from tests.factories import EventFactory
from tests.papers import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(published=True, centre=cast.centre, contact_email="animator@owes.example")


def sign_up(event: Event, name: str) -> Participant:
    first, last = name.split()
    who = Registrant(first, last, f"{first.lower()}@example.org")
    made = register(event_id=event.pk, entity=None, registrant=who, people=[NewPerson(first, last)])
    return made.participants.get()


def changed(event: Event, people: list[Participant]) -> None:
    for one in people[:2]:
        give_up(participant_id=one.pk, by=None)
    sign_up(event, "Zenon Nowy")
    correct_person(participant_id=people[2].pk, details=NewPerson("Celina", "Poprawna"), by=None)


def test_since_the_list_was_printed(client: Client, cast: Cast, event: Event) -> None:
    people = [sign_up(event, name) for name in ("Anna Lis", "Beata Lis", "Celina Lis")]
    client.force_login(cast.animator)
    base = f"/panel/wydarzenia/{event.pk}/"
    addition = f"{base}papiery/uzupelnienie.pdf"
    assert client.get(addition).status_code == 302  # nothing to be added to a list that was not printed
    client.get(f"{base}papiery/lista.pdf")
    assert "Od wydruku:" not in client.get(base).content.decode()
    changed(event, people)
    [session] = open_sessions(event_id=event.pk)
    for page in (base, f"{base}obecnosc/{session.pk}/"):
        said = "Od wydruku: 1 osoba doszła, 2 osoby zrezygnowały, 1 osoba poprawiona."
        assert said in client.get(page).content.decode()
    text = words_of(b"".join(client.get(addition).streaming_content))  # type: ignore[attr-defined]
    assert [name for name in ("Zenon Nowy", "Celina Poprawna", "Anna Lis", "Beata Lis") if name not in text] == []
    assert "Od wydruku:" not in client.get(base).content.decode()  # the addition was printed too


def test_after_the_deadline_one_digest_each_morning_and_at_once_on_the_day(
    event: Event, sweep_outbox: Any, time_machine: Any
) -> None:
    people = [sign_up(event, name) for name in ("Anna Lis", "Beata Lis", "Celina Lis")]
    assert tell_changes() == 0
    Event.objects.update(closes_at=timezone.now())
    sweep_outbox()
    assert tell_changes() == 0  # told from here on
    Event.objects.update(closes_at=timezone.now() + timedelta(hours=1))
    changed(event, people)
    Event.objects.update(closes_at=timezone.now())
    sweep_outbox()
    assert (tell_changes(), sweep_outbox()) == (0, [])  # not before the morning
    time_machine.move_to(timezone.localtime() + timedelta(days=1))
    time_machine.move_to(timezone.localtime().replace(hour=7, minute=5))
    assert [tell_changes(), tell_changes()] == [1, 0]
    [mail] = sweep_outbox()
    assert mail.to == ["animator@owes.example"]
    for line in (
        "1 osoba doszła, 2 osoby zrezygnowały, 1 osoba poprawiona",
        "Zenon Nowy",
        "Anna Lis",
        "Celina Poprawna",
    ):
        assert line in mail.body, line
    time_machine.move_to(f"{event.starts_on}T05:00")
    give_up(participant_id=people[2].pk, by=None)
    sweep_outbox()
    assert tell_changes() == 1
    assert "1 osoba zrezygnowała" in sweep_outbox()[0].body
    assert ListSnapshot.objects.get().purpose == "told"
