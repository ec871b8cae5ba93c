"""Signing in and out: where one lands, who is refused, how long it lasts."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.accounts.doors import ask_code, ask_reset, code_in, last_mail, sign_in, signed_in
from tests.factories import UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
WRONG = "do siebie nie pasują"


@pytest.fixture
def person():
    return UserFactory(email="anna@example.org")


def test_the_right_password_lets_in(client, person):
    answer = sign_in(client, "Anna@Example.org", PASSWORD)
    assert (answer.status_code, answer.url) == (302, "/konto/")
    assert signed_in(client)


def test_the_wrong_password_does_not_and_the_summary_says_what_to_do(client, person):
    answer = sign_in(client, person.email, "nie to haslo")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert WRONG in page
    assert 'class="summary"' in page
    assert not signed_in(client)


@pytest.mark.parametrize("role", ["animator", "editor", "coordinator", "administrator"])
def test_staff_land_in_the_panel(client, role):
    user = UserFactory(**{role: True})
    assert sign_in(client, user.email, PASSWORD).url == "/panel/"
    assert client.get("/konto/logowanie/").url == "/panel/"


def test_one_returns_to_where_one_was_asked_to_sign_in(client, person):
    asked = client.get("/konto/dane/")
    assert asked.url == "/konto/logowanie/?next=/konto/dane/"
    page = client.get(asked.url).content.decode()
    assert '<input type="hidden" name="next" value="/konto/dane/">' in page
    assert sign_in(client, person.email, PASSWORD, query="?next=/konto/dane/").url == "/konto/dane/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://zly.example/",
        "//zly.example/",
        "/\\zly.example",
        "javascript:alert(1)",
        "http:///zly.example",
        "\thttps://zly.example",
    ],
)
def test_nobody_is_sent_to_another_site(client, person, elsewhere):
    answer = client.post("/konto/logowanie/", {"login": person.email, "password": PASSWORD, "next": elsewhere})
    assert (answer.status_code, answer.url) == (302, "/konto/")
    assert client.post("/konto/wylogowanie/", {"next": elsewhere}).url == "/konto/logowanie/"


def test_in_english_one_stays_in_english(client, person):
    asked = client.get("/en/konto/dane/")
    page = client.get("/en/konto/logowanie/").content.decode()
    assert '<html lang="en">' in page
    assert "Sign in with a one-time code" in page
    assert sign_in(client, person.email, PASSWORD, language="/en").url == "/en/konto/"
    assert asked.status_code == 302


def test_a_closed_account_is_told_so_only_after_the_right_password(client):
    closed = UserFactory(is_active=False)
    assert sign_in(client, closed.email, PASSWORD).url == "/konto/nieaktywne/"
    assert WRONG in sign_in(client, closed.email, "nie to haslo").content.decode()
    assert not signed_in(client)


def test_a_closed_account_gets_no_code(client):
    closed = UserFactory(is_active=False)
    assert ask_code(client, closed.email).status_code == 302
    assert "Nie ma konta" in last_mail(closed.email).subject


def test_a_person_whose_account_is_closed_is_out_at_once(client, person):
    sign_in(client, person.email, PASSWORD)
    person.is_active = False
    person.save()
    assert client.get("/konto/").status_code == 302


def test_signing_in_changes_the_key_of_the_session(client, person):
    ask_reset(client, "ktos@example.org")  # a session before signing in
    before = client.session.session_key
    sign_in(client, person.email, PASSWORD)
    assert client.session.session_key != before


@pytest.mark.parametrize("role", ["animator", "administrator", None])
@pytest.mark.parametrize("by_code", [False, True])
def test_a_session_lives_for_two_weeks_and_asks_who_sits_there_meanwhile(client, role, by_code):
    """When it asks, by role: test_session_limits.py."""
    user = UserFactory(**({role: True} if role else {}))
    if by_code:
        ask_code(client, user.email)
        client.post("/konto/kod/wpisz/", {"code": code_in(last_mail(user.email))})
    else:
        sign_in(client, user.email, PASSWORD)
    assert signed_in(client)
    left = client.session.get_expiry_date() - timezone.now()
    assert round(left.total_seconds() / 3600) == 14 * 24


def test_signing_out_takes_a_press_of_a_button(client, person):
    client.force_login(person)
    assert client.get("/konto/wylogowanie/").status_code == 200
    assert signed_in(client)
    client.post("/konto/wylogowanie/")
    assert not signed_in(client)


def test_a_form_without_its_token_is_refused(person):
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, person.email, PASSWORD).status_code == 403


def test_a_request_by_a_script_gets_the_same_page_as_others(client, person):
    answer = client.post(
        "/konto/logowanie/", {"login": person.email, "password": "zle"}, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert answer["Content-Type"] == "text/html; charset=utf-8"
