"""Who is invited and who accepts: the address invited, or a code sent there; nobody in a stranger's name."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from entities.memberships.models import Invitation, Membership
from tests.factories import EntityFactory, InvitationFactory, MembershipFactory, UserFactory
from tests.factories.accounts import EmailAddressFactory

pytestmark = pytest.mark.django_db


def visitor(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def unseen() -> Membership:
    """The owner of an entity that no staff have looked at."""
    entity = EntityFactory(state="awaiting", email="ktos@ofiara.example")
    return MembershipFactory(owner=True, entity=entity, user__email="szef@spoldzielnia.example")


def invite(row: Membership, email: str) -> int:
    address = reverse("own:people", args=[row.entity_id])
    return visitor(row.user).post(address, {"email": email, "role": "member"}).status_code


def test_an_entity_that_nobody_looked_at_invites_only_within_its_owners_domain(unseen, sweep_outbox):
    tried = ("ofiara.example", "gmail.com", "x.spoldzielnia.example")
    assert [invite(unseen, f"ktos@{domain}") for domain in tried] == [422, 422, 422]
    assert (Invitation.objects.count(), sweep_outbox()) == (0, [])
    assert invite(unseen, "Kolega@Spoldzielnia.example") == 302
    assert Invitation.objects.get().email == "kolega@spoldzielnia.example"


@pytest.mark.parametrize("provider", ["gmail.com", "wp.pl", "onet.pl", "outlook.com"])
def test_an_address_of_a_public_provider_is_no_domain_of_ones_own(provider):
    row = MembershipFactory(owner=True, entity=EntityFactory(state="awaiting"), user__email=f"szef@{provider}")
    assert invite(row, f"ofiara@{provider}") == 422


def test_an_address_that_was_never_confirmed_gives_no_domain(unseen):
    EmailAddressFactory(user=unseen.user, email="szef@ofiara.example", verified=False, primary=False)
    assert invite(unseen, "ktos@ofiara.example") == 422


def test_an_entity_that_staff_published_invites_whom_it_wants():
    assert invite(MembershipFactory(owner=True, user__email="szef@wp.pl"), "ktokolwiek@gmail.com") == 302


def test_the_invited_address_accepts_at_once():
    invitation = InvitationFactory(email="jan@example.org")
    jan = UserFactory(email="Jan@example.org")
    visitor(jan).post(reverse("own:invitation", args=[invitation.token]))
    assert Membership.objects.filter(user=jan, entity=invitation.entity).exists()


def test_another_account_needs_the_code_that_goes_to_the_invited_address(sweep_outbox):
    invitation = InvitationFactory(email="jan@example.org")
    other = UserFactory(email="prywatny@example.org")
    client, address = visitor(other), reverse("own:invitation", args=[invitation.token])
    for tried in ({}, {"code": ""}, {"code": "00000000"}, {"code": "²" * 8}):
        assert client.post(address, tried).status_code == 422
    assert not Membership.objects.filter(user=other).exists()
    assert client.post(address, {"act": "code"}).status_code == 302
    (mail,) = sweep_outbox()
    assert mail.to == ["jan@example.org"]
    code = re.search(r"\b[0-9]{8}\b", mail.body)[0]
    # Another person's code is another one.
    assert visitor(UserFactory()).post(address, {"code": code}).status_code == 422
    assert client.post(address, {"code": f"{code[:4]} {code[4:]}"}).status_code == 302
    assert Membership.objects.get(user=other).entity == invitation.entity


def test_a_code_is_guessed_five_times_an_hour_and_ends_with_its_hour(sweep_outbox, time_machine):
    time_machine.move_to("2026-11-20 10:05:00", tick=False)
    invitation = InvitationFactory(email="jan@example.org", expires_at="2026-11-30T10:00:00Z")
    client, address = visitor(UserFactory()), reverse("own:invitation", args=[invitation.token])
    client.post(address, {"act": "code"})
    (mail,) = sweep_outbox()
    code = re.search(r"\b[0-9]{8}\b", mail.body)[0]
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    assert [client.post(address, {"code": wrong}).status_code for _ in range(6)] == [422] * 5 + [429]
    assert client.post(address, {"code": code}).status_code == 429
    time_machine.move_to("2026-11-20 12:06:00", tick=False)
    assert client.post(address, {"code": code}).status_code == 422
    assert not Membership.objects.filter(entity=invitation.entity).exists()


def test_codes_are_sent_a_few_times_a_day_and_leave_nothing_behind(sweep_outbox):
    invitation = InvitationFactory(email="jan@example.org")
    client, address = visitor(UserFactory()), reverse("own:invitation", args=[invitation.token])
    assert [client.post(address, {"act": "code"}).status_code for _ in range(4)] == [302, 302, 302, 429]
    assert len(sweep_outbox()) == 1  # the same code in the same hour is one mail
