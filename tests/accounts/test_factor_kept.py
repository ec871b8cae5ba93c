"""Who must have a second factor keeps the last one, on whatever path it might be taken away."""

import threading

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.urls import factor_pages
from tests.factories import UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy")]
Type = Authenticator.Type


@pytest.fixture
def policy(settings):
    settings.SECOND_FACTOR_ROLES = ["coordinator", "administrator"]


def coordinator() -> User:
    return UserFactory(coordinator=True)


def key_of(user: User, name: str = "telefon") -> Authenticator:
    return Authenticator.objects.create(user=user, type=Type.WEBAUTHN, data={"name": name, "credential": {}})


def app_of(user: User) -> Authenticator:
    return Authenticator.objects.create(user=user, type=Type.TOTP, data={"secret": "x"})


def asked_again(user: User) -> Client:
    """Signed in, the password given once more, as before every change of a factor."""
    client = Client()
    client.force_login(user)
    client.post("/konto/ponownie/", {"password": PASSWORD, "next": "/konto/"})
    return client


def remove(client: Client, key: Authenticator):
    return client.post(f"/konto/drugi-skladnik/klucze/{key.pk}/usuniecie/")


def kept(user: User) -> list[str]:
    return list(Authenticator.objects.filter(user=user).order_by("pk").values_list("type", flat=True))


def test_the_last_key_of_a_coordinator_stays_and_the_page_says_what_to_do():
    user = coordinator()
    key = key_of(user)
    answer = remove(asked_again(user), key)
    assert answer.status_code == 200
    assert "Najpierw dodaj inny sposób" in answer.content.decode()
    assert kept(user) == ["webauthn"]


def test_a_key_beside_another_factor_goes():
    user = coordinator()
    key, _ = key_of(user), app_of(user)
    assert remove(asked_again(user), key).status_code == 302
    assert kept(user) == ["totp"]


def test_codes_for_a_bad_day_are_no_second_factor():
    user = coordinator()
    key = key_of(user)
    Authenticator.objects.create(user=user, type=Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0})
    remove(asked_again(user), key)
    assert kept(user) == ["webauthn", "recovery_codes"]


def test_who_may_do_without_takes_the_last_key_away():
    user = UserFactory()
    key = key_of(user)
    assert remove(asked_again(user), key).status_code == 302
    assert kept(user) == []


@pytest.mark.parametrize("make", [key_of, app_of])
def test_no_page_of_the_second_factor_takes_the_last_one_away(make):
    """Every address of the second factor is posted to: a new one enters by itself."""
    user = coordinator()
    factor = make(user)
    client = asked_again(user)
    client.raise_request_exception = False  # the key of this test was made by no device, which other pages cannot read
    for page in factor_pages:
        needs_pk = "<int:pk>" in str(page.pattern)
        client.post(reverse(page.name, kwargs={"pk": factor.pk} if needs_pk else {}), {})
        assert Authenticator.objects.filter(pk=factor.pk).exists(), page.name


def test_the_admin_takes_no_factor_away_silently(client):
    """allauth puts its table of factors, secrets and a delete button, into Django's admin."""
    assert not admin.site.is_registered(Authenticator)
    administrator = UserFactory(administrator=True)
    app_of(administrator)
    client.force_login(administrator)
    assert client.get("/admin/mfa/authenticator/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", [key_of, app_of])
def test_of_two_removals_at_the_same_moment_one_is_refused(second):
    user = coordinator()
    first, other = key_of(user), second(user)
    urls = [
        f"/konto/drugi-skladnik/klucze/{first.pk}/usuniecie/",
        f"/konto/drugi-skladnik/klucze/{other.pk}/usuniecie/"
        if other.type == Type.WEBAUTHN
        else "/konto/drugi-skladnik/aplikacja/wylaczenie/",
    ]
    clients = [asked_again(user) for _ in urls]
    barrier, answers = threading.Barrier(2), []

    def go(client: Client, url: str) -> None:
        barrier.wait()
        try:
            answers.append(client.post(url).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in zip(clients, urls, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 302]
    assert len(kept(user)) == 1
