"""How often one may knock. Counted in rows: neither Redis nor a storm of requests changes it."""

import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client

from common.outbox.models import OutboxMail
from tests.accounts.doors import ask_code, ask_reset, code_in, last_mail, sign_in, sign_up, signed_in
from tests.factories import UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
TOO_MANY = "Zbyt wiele prób"


@pytest.fixture(autouse=True)
def clock():
    """The beginning of an hour: no window ends in the middle of a test."""
    with time_machine.travel("2026-11-23T10:00:05Z", tick=False) as clock:
        yield clock


def test_after_ten_guesses_even_the_right_password_waits_a_quarter(client, clock):
    person = UserFactory()
    for _ in range(10):
        sign_in(client, person.email, "zgaduje")
    assert TOO_MANY in sign_in(client, person.email.upper(), PASSWORD).content.decode()
    assert not signed_in(client)
    clock.shift(15 * 60)
    assert sign_in(client, person.email, PASSWORD).status_code == 302


def test_guesses_of_one_place_do_not_shut_out_the_person_elsewhere():
    person = UserFactory()
    for _ in range(11):
        sign_in(Client(REMOTE_ADDR="203.0.113.7"), person.email, "zgaduje")
    assert sign_in(Client(REMOTE_ADDR="198.51.100.4"), person.email, PASSWORD).status_code == 302


def test_a_new_session_for_each_guess_changes_nothing():
    person = UserFactory()
    answers = [sign_in(Client(), person.email, "zgaduje").content.decode() for _ in range(12)]
    assert [TOO_MANY in answer for answer in answers] == [False] * 10 + [True] * 2


@pytest.mark.parametrize("ask", [ask_code, ask_reset, sign_up])
@pytest.mark.parametrize("email", ["znana@example.org", "obca@example.org"])
def test_a_post_box_is_not_flooded(ask, email):
    UserFactory(email="znana@example.org")
    answers = [ask(Client(REMOTE_ADDR=f"203.0.113.{n}"), email) for n in range(8)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [200] * 3
    assert TOO_MANY in answers[-1].content.decode()
    assert OutboxMail.objects.filter(to=email).count() <= 5


def test_an_address_without_an_account_gets_five_mails_a_day_however_it_is_written(clock):
    for n in range(4):
        for written in ("obca@example.org", f"obca+{n}@example.org"):
            for ask in (ask_code, ask_reset, sign_up):
                ask(Client(REMOTE_ADDR=f"203.0.113.{n}"), written)
                clock.shift(61)  # mails without a secret go once a minute
        clock.shift(3600)
    assert OutboxMail.objects.filter(to__startswith="obca").count() == 5


def test_the_owner_of_an_account_gets_codes_all_day_and_thirty_at_most(clock):
    person = UserFactory()
    for _ in range(8):
        for n in range(5):
            ask_code(Client(REMOTE_ADDR=f"203.0.113.{n}"), person.email)
        clock.shift(3600)
    assert OutboxMail.objects.filter(to=person.email).count() == 30


def test_codes_cannot_be_guessed_by_posting_many_at_once(client):
    """allauth counts wrong codes in the session, which requests at the same moment all read before any writes it."""
    person = UserFactory()
    ask_code(client, person.email)
    # What each of many simultaneous requests would find: the session as it was before all of them.
    stored = dict(client.session)
    answers = []
    for _ in range(12):
        session = client.session
        session.update(stored)
        session.save()
        answers.append(client.post("/konto/kod/wpisz/", {"code": "0000-000x"}).status_code)
    assert answers == [200] * 10 + [429] * 2
    assert client.post("/konto/kod/wpisz/", {"code": code_in(last_mail(person.email))}).status_code == 429


def test_too_many_forms_from_one_place_get_a_kind_page():
    answers = [sign_up(Client(), f"nowa{n}@example.org") for n in range(61)]
    assert [answer.status_code for answer in answers] == [302] * 60 + [429]
    assert answers[-1]["Retry-After"] == "3600"
    assert TOO_MANY in answers[-1].content.decode()


def test_behind_our_proxy_the_visitor_is_who_it_says_and_no_more(settings):
    settings.PROXIES = 1
    person = UserFactory()

    def guess(claimed: str) -> str:
        client = Client(REMOTE_ADDR="", headers={"X-Forwarded-For": f"{claimed}, 203.0.113.7"})
        return sign_in(client, person.email, "zgaduje").content.decode()

    answers = [guess(f"192.0.2.{n}") for n in range(11)]
    assert TOO_MANY in answers[-1]


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_moment_are_all_counted():
    person = UserFactory()
    answers: list[str] = []
    barrier = threading.Barrier(4)

    def guess() -> None:
        barrier.wait()
        try:
            answers.extend(sign_in(Client(), person.email, "zgaduje").content.decode() for _ in range(4))
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(TOO_MANY not in answer for answer in answers) == 10
    assert len(answers) == 16
