"""Writing to an entity: by the outbox, answered to the sender, seldom enough, never to who has no address."""

import re
from uuid import uuid4

import pytest

from common.outbox.models import OutboxMail
from tests.factories import EntityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity():
    return EntityFactory(published=True, name="Makowianka", email="biuro@makowianka.example")


def told(**fields: object) -> dict[str, object]:
    return {"key": uuid4(), "name": "Anna Nowak", "email": "anna@urzad.example", "text": "40 obiadów.", **fields}


def test_a_message_reaches_the_entity_once_and_the_answer_goes_to_the_sender(client, entity, sweep_outbox):
    address = f"/podmioty/{entity.slug}/wiadomosc/"
    key = re.search(r'name="key" value="([^"]+)"', client.get(address).content.decode())[1]
    for _ in range(2):
        answer = client.post(address, told(key=key))
        assert (answer.status_code, answer["Location"]) == (302, f"{address}wyslana/")
    assert "biuro@makowianka" not in client.get(answer["Location"]).content.decode()
    (mail,) = sweep_outbox()
    assert (mail.to, mail.reply_to) == (["biuro@makowianka.example"], ["anna@urzad.example"])
    assert mail.subject.startswith("Wiadomość przez portal")
    ours, stranger = mail.body.split("Od: Anna Nowak, anna@urzad.example")
    assert ours.startswith("Ktoś napisał")
    assert stranger.strip() == "> 40 obiadów."


def test_what_is_missing_is_asked_for_and_robots_are_thanked(client, entity):
    address = f"/podmioty/{entity.slug}/wiadomosc/"
    answer = client.post(address, told(email="anna", text=""))
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["email", "text"])
    assert client.post(address, told(website="http://spam.example")).status_code == 302
    assert client.post(address, told(name="Anna\r\nBcc: x@y.pl")).status_code == 302
    assert [mail.to for mail in OutboxMail.objects.all()] == ["biuro@makowianka.example"]


def test_one_place_writes_five_times_an_hour_at_most(client, entity):
    address = f"/podmioty/{entity.slug}/wiadomosc/"
    answers = [client.post(address, told()).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert OutboxMail.objects.count() == 5


def test_only_public_entities_with_an_address_can_be_written_to(client, entity):
    assert f'href="/podmioty/{entity.slug}/wiadomosc/"' in client.get(f"/podmioty/{entity.slug}/").content.decode()
    silent = EntityFactory(published=True, email="")
    hidden = EntityFactory(email="a@b.example")
    assert "wiadomosc/" not in client.get(f"/podmioty/{silent.slug}/").content.decode()
    for other in (silent, hidden):
        assert client.get(f"/podmioty/{other.slug}/wiadomosc/").status_code == 404
