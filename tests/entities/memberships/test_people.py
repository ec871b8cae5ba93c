"""Who keeps an entity's page: invitations, roles, leaving; every change told to the owners and kept in the history."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from common.auditlog.models import AuditEntry
from common.outbox.models import OutboxMail
from entities.memberships.inviting import InvitationRefused, accept_invitation, send_code
from entities.memberships.models import Invitation, Membership
from entities.memberships.services import LastOwner, end_membership, set_role
from tests.factories import EntityFactory, InvitationFactory, MembershipFactory, UserFactory
from tests.factories.accounts import EmailAddressFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    row = MembershipFactory(owner=True, user__email="szefowa@example.org", entity__name="Makowianka")
    client.force_login(row.user)
    return row


def people(entity):
    return reverse("own:people", args=[entity.pk])


def mails(key=""):
    return [(mail.to, mail.subject) for mail in OutboxMail.objects.filter(key__startswith=key).order_by("pk")]


def visitor(user):
    client = Client()
    client.force_login(user)
    return client


def link(to):
    return re.search(r"/konto/zaproszenie/\S+", OutboxMail.objects.filter(to=to).latest("pk").text)[0]


def test_a_colleague_is_invited_opens_the_link_and_joins_by_a_button(client, owner):
    answer = client.post(people(owner.entity), {"email": "Jan@Example.org", "role": "member"})
    assert answer.status_code == 302
    invitation = Invitation.objects.get()
    assert len(invitation.token) >= 22
    assert mails() == [
        ("szefowa@example.org", "Wysłano zaproszenie: Makowianka"),
        ("jan@example.org", "Zaproszenie do opieki nad stroną: Makowianka"),
    ]
    jan = UserFactory(email="prywatny@example.org", first_name="Jan", last_name="Bielak")
    EmailAddressFactory(user=jan, email="jan@example.org", primary=False)  # confirmed too
    other, url = visitor(jan), link("jan@example.org")
    for _ in range(2):  # looking never acts
        assert "Przyjmij zaproszenie" in other.get(url).content.decode()
    assert not Membership.objects.filter(user=jan).exists()
    assert other.post(url).url == reverse("own:entity", args=[owner.entity.pk])
    assert Membership.objects.get(user=jan).role == "member"
    assert mails("entity-people")[1:] == [
        ("szefowa@example.org", "Nowa osoba: Makowianka"),
        ("prywatny@example.org", "Nowa osoba: Makowianka"),
    ]
    # Used up: another account finds a page that says so, and stays outside.
    stranger = UserFactory()
    assert visitor(stranger).post(url).status_code == 410
    assert not Membership.objects.filter(user=stranger).exists()
    page = client.get(reverse("own:entity", args=[owner.entity.pk])).content.decode()
    assert "Nowa osoba opiekuje się stroną: Jan Bielak" in page


def test_an_invitation_ends_and_can_be_withdrawn(client, owner, time_machine):
    client.post(people(owner.entity), {"email": "jan@example.org", "role": "owner"})
    again = client.post(people(owner.entity), {"email": "jan@example.org", "role": "member"})
    assert again.status_code == 422
    assert "Zaproszenie na ten adres już czeka" in again.content.decode()
    first = link("jan@example.org")
    client.post(reverse("own:uninvite", args=[owner.entity.pk, Invitation.objects.get().pk]))
    person = UserFactory()
    jan = visitor(person)
    assert "wycofane" in jan.post(first).content.decode()
    assert client.post(people(owner.entity), {"email": "jan@example.org", "role": "member"}).status_code == 302
    time_machine.move_to(timezone.now() + timedelta(days=15))
    jan.force_login(person)
    assert jan.get(link("jan@example.org")).status_code == 410
    assert jan.post(link("jan@example.org")).status_code == 410
    assert Membership.objects.count() == 1
    # What ended makes place for a new one.
    client.force_login(owner.user)
    assert client.post(people(owner.entity), {"email": "jan@example.org", "role": "member"}).status_code == 302


def test_a_link_that_is_not_there_and_one_of_a_hidden_entity_say_the_same(owner):
    hidden = InvitationFactory(entity=EntityFactory(state="archived"))
    someone = visitor(UserFactory())
    answers = [someone.get(f"/konto/zaproszenie/{token}/") for token in (hidden.token, "x" * 32)]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_roles_are_given_and_taken_and_everybody_concerned_is_told(client, owner):
    row = MembershipFactory(entity=owner.entity, user__email="czlonek@example.org")
    url = reverse("own:person", args=[owner.entity.pk, row.pk])
    assert "Nadaj rolę właściciela" in client.get(url).content.decode()
    client.post(url, {"act": "owner"})
    assert [to for to, _ in mails("entity-people")] == ["szefowa@example.org", "czlonek@example.org"]
    client.post(url, {"act": "remove"})
    assert not Membership.objects.filter(pk=row.pk).exists()
    assert list(AuditEntry.objects.filter(object_id=owner.entity.pk).values_list("verb", flat=True)) == [
        "entity.member_role",
        "entity.member_removed",
    ]


def test_a_member_leaves_but_acts_on_nobody(owner):
    row = MembershipFactory(entity=owner.entity)
    client = visitor(row.user)
    other = reverse("own:person", args=[owner.entity.pk, owner.pk])
    for act in ("remove", "member", "owner"):
        assert client.post(other, {"act": act}).status_code == 403
    mine = reverse("own:person", args=[owner.entity.pk, row.pk])
    assert client.post(mine, {"act": "owner"}).status_code == 403
    assert client.post(people(owner.entity), {"email": "x@example.org", "role": "owner"}).status_code == 403
    assert client.post(mine, {"act": "leave"}).url == "/konto/"
    assert list(Membership.objects.values_list("user", "role")) == [(owner.user_id, "owner")]


def test_the_last_owner_neither_leaves_nor_steps_down(client, owner):
    MembershipFactory(entity=owner.entity)
    url = reverse("own:person", args=[owner.entity.pk, owner.pk])
    for act in ("leave", "member"):
        assert "musi mieć właściciela" in client.post(url, {"act": act}, follow=True).content.decode()
    owner.refresh_from_db()
    assert owner.role == "owner"


def test_another_entitys_people_and_invitations_are_out_of_reach(client, owner):
    other = MembershipFactory(owner=True)
    invitation = InvitationFactory(entity=other.entity)
    foreign = [
        reverse("own:entity", args=[other.entity.pk]),
        people(other.entity),
        reverse("own:person", args=[other.entity.pk, other.pk]),
        reverse("own:person", args=[owner.entity.pk, other.pk]),
        reverse("own:uninvite", args=[owner.entity.pk, invitation.pk]),
        reverse("own:entity", args=[999999]),
    ]
    assert [client.post(url, {"act": "remove"}).status_code for url in foreign] == [405, 404, 404, 404, 404, 405]
    assert [client.get(url).status_code for url in foreign] == [404, 404, 404, 404, 405, 404]
    assert Membership.objects.filter(pk=other.pk).exists()


def at_once(*acts):
    """Run each in a thread of its own, all begun together; what each raised, or None."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(n, act):
        barrier.wait()
        try:
            act()
        except Exception as error:
            results[n] = type(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_go_at_the_same_moment_leave_one(on_postgres):
    if not on_postgres:
        pytest.skip("row locks are PostgreSQL's; SQLite lets one writer in at a time")
    for _ in range(5):
        first = MembershipFactory(owner=True)
        second = MembershipFactory(owner=True, entity=first.entity)
        results = at_once(
            lambda first=first: end_membership(membership_id=first.pk, by=first.user_id),
            lambda second=second: set_role(membership_id=second.pk, role="member", by=second.user_id),
        )
        assert sorted(map(str, results)) == sorted(map(str, [None, LastOwner]))
        assert Membership.objects.filter(entity=first.entity, role="owner").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_link_opened_by_two_at_the_same_moment_lets_one_in(on_postgres):
    if not on_postgres:
        pytest.skip("row locks are PostgreSQL's; SQLite lets one writer in at a time")
    invitation, users, codes = InvitationFactory(), UserFactory.create_batch(2), {}
    for user in users:
        send_code(invitation=invitation, user=user)
        codes[user] = re.search(r"\b[0-9]{8}\b", OutboxMail.objects.latest("pk").text)[0]
    results = at_once(
        *[lambda user=user: accept_invitation(token=invitation.token, user=user, code=codes[user]) for user in users]
    )
    assert sorted(map(str, results)) == sorted(map(str, [None, InvitationRefused]))
    assert Membership.objects.filter(entity=invitation.entity).count() == 1
