"""However somebody comes in, the same is asked: telephone, e-mail, needs, the entity, the event's questions."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from entities.directory.models import Entity
from events.attendance.services import open_sessions
from events.catalogue.models import Event
from events.imports import working
from events.registration.models import Answer, Participant
from tests.cast import Cast
from tests.entities.imports.sheets import xlsx
from tests.factories import EntityKindFactory, EventFactory, QuestionFactory

pytestmark = pytest.mark.django_db
NEW = "Stowarzyszenie Nowe"


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(published=True, centre=cast.centre)


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    client.force_login(cast.animator)
    return client


def test_every_way_in_asks_the_same_and_what_is_open_stands_on_the_page(staff: Client, event: Event) -> None:
    kind = EntityKindFactory(code="nowe", name="klub nowych")
    meal = QuestionFactory(
        event=event, text="Posiłek", kind="one", options="mięsny\nwege", is_required=True, per_participant=True
    )
    hotel = QuestionFactory(event=event, text="Nocleg", kind="yes_no", is_required=True)
    [session] = open_sessions(event_id=event.pk)
    typed = {
        "function": "prezeska", "email": "anna@example.org", "phone": "600 700 800", "needs": "pętla", "entity": NEW,
        "entity-kind": kind.pk, f"pytanie-{meal.pk}": "wege", f"pytanie-{hotel.pk}": "yes", "role": "participant",
    }  # fmt: skip
    base = f"/panel/wydarzenia/{event.pk}/"

    def sent(url: str, first: str, prefix: str = "", **also: Any) -> None:
        data = {"form_key": first * 8, "first_name": first, "last_name": "Lis", **typed}
        answer = staff.post(base + url, {f"{prefix}{name}": value for name, value in data.items()} | also)
        assert answer.status_code == 302, answer.context and answer.context.get("form")

    sent("zgloszenia/nowe/", "Anna")
    sent(f"obecnosc/{session.pk}/osoba/", "Beata")
    sent("obecnosc/papier/", "Celina", "w1-", blank="1")
    head = [
        "Imię",
        "Nazwisko",
        "Funkcja",
        "E-mail",
        "Telefon",
        "Potrzeby",
        "Podmiot",
        "Rodzaj podmiotu",
        "Posiłek",
        "Nocleg",
    ]
    row = [
        "Dorota",
        "Lis",
        "prezeska",
        "anna@example.org",
        "600 700 800",
        "pętla",
        NEW,
        "Klub nowych",
        "wege",
        "tak",
    ]
    sheet = SimpleUploadedFile("lista.xlsx", xlsx(head, row))
    made = staff.post(f"{base}zgloszenia/import/", {"file": sheet}).headers["Location"]
    working.work()
    assert NEW in staff.get(made).content.decode()
    staff.post(made)
    working.work()

    people = Participant.objects.select_related("registration", "entity").order_by("first_name")
    assert [one.first_name for one in people] == ["Anna", "Beata", "Celina", "Dorota"]
    assert list(Entity.objects.filter(name=NEW).values_list("state", "kind", "county", "country")) == [
        ("proposed", kind.pk, None, "PL")
    ]
    for one in people:
        told = (one.function, one.email, one.registration.phone, one.needs, str(one.entity))
        assert told == ("prezeska", "anna@example.org", "+48600700800", "pętla", NEW), str(one)
        answers = Answer.objects.filter(registration=one.registration).order_by("question")
        assert list(answers.values_list("value", flat=True)) == ["wege", True], str(one)

    staff.post(
        f"{base}zgloszenia/nowe/", {"form_key": "e" * 8, "first_name": "Ewa", "last_name": "Lis", "role": "guest"}
    )
    ewa = Participant.objects.get(first_name="Ewa")
    page = staff.get(f"{base}zgloszenia/{ewa.pk}/").content.decode()
    assert "Jeszcze bez odpowiedzi</dt><dd>Posiłek, Nocleg" in page
