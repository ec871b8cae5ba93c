"""An address of a page in a name, wherever a stranger or an entity's person types one: refused beside its field."""

import re
from typing import Any

import pytest
from django.test import Client

from entities.directory.models import EntityKind
from entities.imports.values import Reader
from events.catalogue.models import Event
from events.registration.models import Participant, Registration
from events.registration.services import NewPerson, Registrant, register
from tests.cast import Cast
from tests.factories import EntityFactory, EventFactory, PhotoFactory
from tests.security.test_registration import filled_in

pytestmark = pytest.mark.django_db
ADDRESSES = ["Wygrana https://zly.example/", "WWW.zly.example", "Jan ftp://zly.example", "ZAJRZYJ NA www.zly.pl"]
SAY = "Usuń adres strony: nie wpisuj tu „://” ani „www.”."
TURNED = "Jan \u202eelpmaxe.ylz"


def errors_beside(html: str, name: str) -> str:
    """What stands at the field of this name."""
    found = re.search(rf'id="id_{re.escape(name)}_error"[^>]*>(.*?)</ul>', html, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]).strip() if found else ""


FIELDS: dict[str, dict[str, str]] = {
    "first_name": {},
    "last_name": {},
    "function": {},
    "new_name": {"representing": "new"},
    "osoba-0-first_name": {"for_whom": "both", "osoba-0-last_name": "Lis"},
    "osoba-0-last_name": {"for_whom": "both", "osoba-0-first_name": "Jan"},
    "osoba-0-function": {"for_whom": "both", "osoba-0-first_name": "Jan", "osoba-0-last_name": "Lis"},
}


@pytest.mark.parametrize("typed", ADDRESSES)
@pytest.mark.parametrize(("name", "with_it"), FIELDS.items())
def test_a_registration_form_refuses_it_beside_its_field(
    client: Client, name: str, with_it: dict[str, str], typed: str
) -> None:
    event = EventFactory(published=True)
    new = {"new_kind": EntityKind.objects.all()[0].pk, "new_county": event.county_id, "new_name": "Dąb"}
    answer = client.post(f"/wydarzenia/{event.slug}/zgloszenie/", filled_in(event, **{**new, **with_it, name: typed}))
    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert SAY in answer.content.decode()
    form = answer.context["people"].forms[0] if name.startswith("osoba") else answer.context["form"]
    assert form.errors == {name.removeprefix("osoba-0-"): [SAY]}
    assert form[name.removeprefix("osoba-0-")].value() == typed  # what was typed stays


def test_signs_that_turn_the_text_do_not_come_through(client: Client) -> None:
    event = EventFactory(published=True)
    assert client.post(f"/wydarzenia/{event.slug}/zgloszenie/", filled_in(event, last_name=TURNED)).status_code == 302
    assert Participant.objects.get().last_name == "Jan elpmaxe.ylz"


def test_behind_the_links_too(client: Client) -> None:
    event = EventFactory(published=True)
    sender = Registrant("Anna", "Lis", "anna@example.org")
    row = register(event_id=event.pk, entity=None, registrant=sender, people=[NewPerson("Anna", "Lis")])
    person = row.participants.get()
    changed = {"change": "replace", "first_name": ADDRESSES[0], "last_name": "Lis"}
    answer = client.post(f"/zgloszenie/{row.token}/osoba/{person.pk}/", changed)
    assert (answer.status_code, answer.context["form"].errors) == (422, {"first_name": [SAY]})


def test_contact_forms_and_reports_of_pictures(client: Client) -> None:
    entity = EntityFactory(published=True, email="biuro@example.org")
    sent = {"key": "6f2cbb8e-5f0f-4b5e-9a3e-0c1d2e3f4a5b", "name": ADDRESSES[1], "email": "a@example.org", "text": "A"}
    answer = client.post(f"/podmioty/{entity.slug}/wiadomosc/", sent)
    assert (answer.status_code, answer.context["form"].errors) == (422, {"name": [SAY]})
    photo = PhotoFactory(gallery__published=True)
    answer = client.post(f"/galerie/{photo.gallery.slug}/{photo.pk}/zglos/", {"contact": ADDRESSES[1]})
    assert answer.context["form"].errors == {"contact": [SAY]}


def test_ones_own_details(client: Client, cast: Cast) -> None:
    client.force_login(cast.participant)
    for typed, why in ((ADDRESSES[0], SAY), (TURNED, "Jest tu niewidoczny znak")):
        answer = client.post("/konto/dane/", {"first_name": "Jan", "last_name": typed})
        [[said]] = answer.context["form"].errors.values()
        assert said.startswith(why)


def test_sheets_of_entities() -> None:
    for name in ("name", "short_name", "town"):
        assert Reader([name]).read([ADDRESSES[1]]).errors == [(name, SAY)]
    assert Reader(["lead"]).read(["Piszemy na www.makowianka.pl"]).errors == []


def test_titles_of_events(client: Client, cast: Cast) -> None:
    event: Any = EventFactory(published=True, centre=cast.centre)
    client.force_login(cast.animator)
    page = client.get(f"/panel/wydarzenia/{event.pk}/zmiana/")
    data = {name: "" if value is None else value for name, value in page.context["form"].initial.items()}
    answer = client.post(f"/panel/wydarzenia/{event.pk}/zmiana/", {**data, "title": ADDRESSES[0]})
    assert answer.context["form"].errors["title"] == [SAY]
    assert Event.objects.get(pk=event.pk).title == event.title
