"""Without the password: a one-time code, a new password by a link, a new address."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from common.outbox.models import OutboxMail
from tests.accounts.doors import ask_code, ask_reset, code_in, confirm, last_mail, link_in, sign_in, sign_up, signed_in
from tests.factories import UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "czerwony rower 12"


@pytest.fixture
def person():
    return UserFactory(email="anna@example.org")


def enter(client, code):
    return client.post("/konto/kod/wpisz/", {"code": code})


# --- code ---
def test_the_code_from_the_mail_lets_in(client, person):
    answer = ask_code(client, person.email)
    assert (answer.status_code, answer.url) == (302, "/konto/kod/wpisz/")
    assert person.email in client.get(answer.url).content.decode()
    answer = enter(client, code_in(last_mail(person.email)))
    assert (answer.status_code, answer.url) == (302, "/konto/")


def test_the_code_may_be_typed_without_the_dash_or_with_spaces(client, person):
    ask_code(client, person.email)
    enter(client, " " + code_in(last_mail(person.email)).replace("-", "  ") + " ")
    assert signed_in(client)


def test_the_code_works_only_where_it_was_asked_for(client, person):
    ask_code(client, person.email)
    stranger = Client()
    ask_code(stranger, "obca@example.org")
    enter(stranger, code_in(last_mail(person.email)))
    assert not signed_in(stranger)


def test_the_code_ends_after_a_quarter_of_an_hour(client, person):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask_code(client, person.email)
        clock.shift(15 * 60 + 1)
        assert enter(client, code_in(last_mail(person.email))).url == "/konto/kod/"
        assert not signed_in(client)


def test_after_five_wrong_codes_one_asks_anew(client, person):
    ask_code(client, person.email)
    answers = [enter(client, "0000-000x") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 302]
    enter(client, code_in(last_mail(person.email)))
    assert not signed_in(client)


def test_whoever_waits_in_vain_may_ask_anew_or_give_a_password(client, person):
    ask_code(client, person.email)
    assert client.get("/konto/logowanie/").url == "/konto/kod/wpisz/"
    assert client.post("/konto/wylogowanie/", {"next": "/konto/logowanie/"}).url == "/konto/logowanie/"
    assert sign_in(client, person.email, PASSWORD).url == "/konto/"


# --- new password ---
def test_the_link_sets_a_new_password_once_and_signs_in(client, person):
    answer = ask_reset(client, person.email)
    assert (answer.status_code, answer.url) == (302, "/konto/haslo/wyslane/")
    link = link_in(last_mail(person.email))
    form = client.get(link)
    assert "set-password" in form.url  # the key does not stay in the address
    answer = client.post(form.url, {"password1": NEW})
    assert (answer.status_code, answer.url) == (302, "/konto/")
    assert signed_in(client)
    assert last_mail(person.email).subject == "Twoje hasło zostało zmienione"
    assert sign_in(Client(), person.email, PASSWORD).status_code == 200
    assert sign_in(Client(), person.email, NEW).status_code == 302
    assert "już nie działa" in Client().get(link).content.decode()


def test_whose_address_was_taken_by_another_takes_the_account_by_the_link(client):
    """Somebody signed up with a stranger's address; the stranger sets a password, and is the owner."""
    sign_up(Client(), "cudza@example.org", password="haslo intruza 1")
    ask_reset(client, "cudza@example.org")
    form = client.get(link_in(last_mail("cudza@example.org")))
    assert client.post(form.url, {"password1": NEW}).url == "/konto/"
    assert sign_in(Client(), "cudza@example.org", "haslo intruza 1").status_code == 200


def test_the_link_ends_after_a_day(client, person):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask_reset(client, person.email)
        clock.shift(24 * 3600 + 60)
        assert "już nie działa" in client.get(link_in(last_mail(person.email))).content.decode()


def test_a_new_password_signs_out_everywhere_else(client, person):
    elsewhere = Client()
    sign_in(elsewhere, person.email, PASSWORD)
    sign_in(client, person.email, PASSWORD)
    answer = client.post("/konto/haslo/", {"oldpassword": PASSWORD, "password1": NEW})
    assert (answer.status_code, answer.url) == (302, "/konto/")
    assert client.get("/konto/").status_code == 200
    assert elsewhere.get("/konto/").status_code == 302


def test_the_present_password_must_be_right(client, person):
    sign_in(client, person.email, PASSWORD)
    page = client.post("/konto/haslo/", {"oldpassword": "nie to", "password1": NEW}).content.decode()
    assert "To nie jest Twoje obecne hasło." in page


def test_an_invited_person_without_a_password_sets_one_after_signing_in_by_code(client):
    invited = UserFactory(password=None, email="zaproszona@example.org")
    ask_code(client, invited.email)
    enter(client, code_in(last_mail(invited.email)))
    assert client.get("/konto/haslo/").url == "/konto/haslo/ustaw/"
    assert client.get("/konto/haslo/ustaw/").status_code == 200
    client.post("/konto/haslo/ustaw/", {"password1": NEW})
    assert sign_in(Client(), invited.email, NEW).status_code == 302


# --- new address ---
def test_a_new_address_holds_from_its_confirmation_and_the_old_one_is_told(client, person):
    sign_in(client, person.email, PASSWORD)
    asked = client.post("/konto/e-mail/", {"email": "nowy@example.org", "action_add": "1"})
    assert asked.url == "/konto/ponownie/?next=%2Fkonto%2Fe-mail%2F"  # "is it you?"
    client.post(asked.url, {"password": PASSWORD})
    assert "nowy@example.org" in client.get("/konto/e-mail/").content.decode()
    person.refresh_from_db()
    assert person.email == "anna@example.org"
    confirm(client, "nowy@example.org")
    person.refresh_from_db()
    assert person.email == "nowy@example.org"
    assert last_mail("anna@example.org").subject == "Twój adres e-mail został zmieniony"


def test_a_change_of_address_can_be_taken_back(client, person):
    sign_in(client, person.email, PASSWORD)
    client.post("/konto/ponownie/", {"password": PASSWORD})
    client.post("/konto/e-mail/", {"email": "nowy@example.org", "action_add": "1"})
    client.post("/konto/e-mail/", {"email": "nowy@example.org", "action_remove": "1"})
    assert list(person.emailaddress_set.values_list("email", flat=True)) == ["anna@example.org"]


def test_an_address_of_somebody_else_is_not_given_away(client, person):
    other = UserFactory(email="zajety@example.org")
    sign_in(client, person.email, PASSWORD)
    client.post("/konto/ponownie/", {"password": PASSWORD})
    taken = client.post("/konto/e-mail/", {"email": other.email, "action_add": "1"})
    free = client.post("/konto/e-mail/", {"email": "wolny@example.org", "action_add": "1"})
    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    assert OutboxMail.objects.filter(to=other.email).count() == 1
    other.refresh_from_db()
    assert other.email == "zajety@example.org"
