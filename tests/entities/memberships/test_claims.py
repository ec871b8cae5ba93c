"""Asking for the care of a page: by the entity's own post box, by its owner, by staff."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from common.outbox.models import OutboxMail
from entities.memberships.models import Claim, Membership
from tests.factories import ClaimFactory, EntityFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity():
    return EntityFactory(published=True, name="Makowianka", email="biuro@makowianka.example")


@pytest.fixture
def person(client):
    user = UserFactory(email="anna@example.org", first_name="Anna", last_name="Nowak")
    client.force_login(user)
    return user


def ask(entity):
    return reverse("own:claim", args=[entity.slug])


def visitor(user):
    client = Client()
    client.force_login(user)
    return client


def letter(to):
    return OutboxMail.objects.filter(to=to).latest("pk")


def link():
    return re.search(r"/podmioty/opieka/\S+", letter("biuro@makowianka.example").text)[0]


def test_the_entitys_post_box_says_yes_and_the_person_owns_the_page(client, person, entity):
    assert f'href="{ask(entity)}"' in client.get(f"/podmioty/{entity.slug}/").content.decode()
    assert client.post(ask(entity), {"way": "mail"}).status_code == 302
    assert "Twoja prośba czeka" in client.get(ask(entity)).content.decode()
    assert "Anna Nowak (anna@example.org)" in letter(entity.email).text
    box = Client()  # whoever reads the box needs no account
    for _ in range(2):
        page = box.get(link()).content.decode()
        assert "Anna Nowak" in page
    assert box.get(f"{link()}?act=accept").status_code == 200
    assert not Membership.objects.exists()
    assert "od teraz opiekuje się stroną" in box.post(link(), {"act": "accept"}).content.decode()
    assert Membership.objects.get().role == "owner"
    assert letter(person.email).subject == "Opiekujesz się stroną: Makowianka"
    assert box.post(link(), {"act": "refuse"}).status_code == 410
    assert client.get(ask(entity)).url == reverse("own:entity", args=[entity.pk])


def test_the_link_ends_after_a_week_and_when_the_address_changes(client, person, entity, time_machine):
    client.post(ask(entity), {"way": "mail"})
    entity.email = "inny@makowianka.example"
    entity.save()
    assert client.post(link(), {"act": "accept"}).status_code == 410
    entity.email = "biuro@makowianka.example"
    entity.save()
    time_machine.move_to(timezone.now() + timedelta(days=8))
    assert Client().post(link(), {"act": "accept"}).status_code == 410
    assert not Membership.objects.exists()
    # One may ask again.
    client.force_login(person)
    assert client.post(ask(entity), {"way": "mail"}).status_code == 302
    assert Client().post(link(), {"act": "accept"}).status_code == 200
    assert Membership.objects.get().user == person


def test_once_there_is_an_owner_the_address_proves_nothing(client, person, entity):
    """A member may write any address into the record: by it they must not become an owner."""
    client.post(ask(entity), {"way": "mail"})
    MembershipFactory(owner=True, entity=entity)
    assert Client().post(link(), {"act": "accept"}).status_code == 410
    answer = client.post(ask(entity), {"way": "mail"})
    assert answer.status_code == 422
    assert 'value="mail"' not in answer.content.decode()
    assert Membership.objects.count() == 1


def test_the_owner_lets_a_colleague_in_as_a_member(client, person, entity):
    owner = MembershipFactory(owner=True, entity=entity)
    client.post(ask(entity), {"way": "owner", "reason": "Pracuję w kuchni."})
    assert "Pracuję w kuchni." in letter(owner.user.email).text
    there, claim = visitor(owner.user), Claim.objects.get()
    assert "Anna Nowak" in there.get(reverse("own:people", args=[entity.pk])).content.decode()
    url = reverse("own:request", args=[entity.pk, claim.pk])
    assert client.post(url, {"act": "accept"}).status_code == 404  # not by oneself
    there.post(url, {"act": "accept"})
    assert Membership.objects.get(user=person).role == "member"
    assert "był szybszy" in there.post(url, {"act": "refuse"}, follow=True).content.decode()


def test_staff_decide_with_a_reason_that_goes_by_mail(client, cast, person, entity):
    silent = EntityFactory(published=True, name="Bez adresu")
    assert client.post(ask(silent), {"way": "mail"}).status_code == 422
    assert client.post(ask(silent), {"way": "staff", "reason": "ja"}).status_code == 422
    for one in (silent, entity):
        assert client.post(ask(one), {"way": "staff", "reason": "Jestem prezeską zarządu."}).status_code == 302
    staff = visitor(cast.coordinator)
    page = staff.get(reverse("panel:entity-claims")).content.decode()
    assert page.count("Jestem prezeską zarządu.") == 2
    first, second = Claim.objects.order_by("pk")
    url = reverse("panel:entity-claim", args=[first.pk])
    staff.post(url, {"act": "refuse", "answer": ""})
    first.refresh_from_db()
    assert first.state == "waiting"
    staff.post(url, {"act": "refuse", "answer": "Zarząd nie potwierdził."})
    assert "Zarząd nie potwierdził." in letter(person.email).text
    staff.post(reverse("panel:entity-claim", args=[second.pk]), {"act": "accept"})
    assert list(Membership.objects.filter(user=person).values_list("entity__name", "role")) == [("Makowianka", "owner")]
    second.refresh_from_db()
    assert second.decided_by == cast.coordinator


def test_a_request_is_withdrawn_or_asked_in_another_way(client, person, entity):
    client.post(ask(entity), {"way": "mail"})
    first = link()
    client.post(ask(entity), {"way": "staff", "reason": "Prowadzę biuro spółdzielni."})
    assert Client().post(first, {"act": "accept"}).status_code == 410
    client.post(ask(entity), {"act": "withdraw"})
    assert sorted(Claim.objects.values_list("way", "state")) == [("mail", "withdrawn"), ("staff", "withdrawn")]


def test_a_hidden_entity_and_none_answer_alike(client, person):
    for state in ("draft", "proposed", "awaiting", "archived"):
        hidden = EntityFactory(state=state, email="biuro@example.org")
        answers = [
            method(url)
            for url in (ask(hidden), "/konto/podmioty/opieka/nie-ma-takiego/")
            for method in (client.get, client.post)
        ]
        assert [answer.status_code for answer in answers] == [404] * 4
    token = ClaimFactory(
        entity=EntityFactory(state="archived", email="biuro@example.org"),
        way="mail",
        sent_to="biuro@example.org",
        expires_at=timezone.now() + timedelta(days=1),
    ).token
    assert [Client().get(f"/podmioty/opieka/{one}/").status_code for one in (token, "x" * 32)] == [404, 404]


def test_a_post_box_is_not_flooded(entity):
    answers = [visitor(UserFactory()).post(ask(entity), {"way": "mail"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert OutboxMail.objects.filter(to=entity.email).count() == 3


def test_the_queue_takes_as_many_queries_with_thirty_as_with_one(client, cast, constant_queries):
    client.force_login(cast.coordinator)

    def add(n):
        for claim in ClaimFactory.create_batch(n):
            MembershipFactory(owner=True, entity=claim.entity)

    assert constant_queries(client, reverse("panel:entity-claims"), add) < 15
