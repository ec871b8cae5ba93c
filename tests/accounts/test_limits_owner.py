"""Guessing is limited, the owner is not: good sign-ins cost nothing, strangers shut nobody out, a /48 is one holder."""

import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client

from tests.accounts.doors import ask_code, sign_in, signed_in
from tests.accounts.test_second_factor import next_code, set_up_app
from tests.architecture.tree import ROOT
from tests.factories import UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
TOO_MANY = "Zbyt wiele prób"


@pytest.fixture(autouse=True)
def clock():
    """The beginning of an hour: no window ends in the middle of a test."""
    with time_machine.travel("2026-11-23T10:00:05Z", tick=False) as clock:
        yield clock


@pytest.fixture
def person():
    return UserFactory(email="anna@example.org")


def guess(client: Client, email: str) -> bool:
    """One wrong password; False when it was refused unread."""
    answer = sign_in(client, email, "zgaduje")
    return answer.status_code == 200 and TOO_MANY not in answer.content.decode()


def siege(email: str) -> None:
    """Strangers at many addresses guess as often as they are let."""
    for n in range(21):
        for _ in range(10):
            guess(Client(REMOTE_ADDR=f"198.51.100.{n}"), email)


def test_good_sign_ins_do_not_use_up_the_limit(person):
    answers = [sign_in(Client(), person.email, PASSWORD).status_code for _ in range(12)]
    assert answers == [302] * 12


def test_a_room_of_people_signs_in_from_one_address():
    people = UserFactory.create_batch(62)
    assert [sign_in(Client(), one.email, PASSWORD).status_code for one in people] == [302] * 62


def test_good_codes_of_the_second_factor_do_not_use_up_the_limit(clock, person):
    secret = set_up_app(Client(), person)
    for _ in range(12):
        clock.shift(60)
        client = Client()
        sign_in(client, person.email, PASSWORD)
        client.post("/konto/logowanie/kod/", {"code": next_code(secret)})
        assert signed_in(client)


def test_a_good_sign_in_gives_back_only_itself(person):
    """Whoever has an account of their own cannot wash away their guesses at another's."""
    stranger = UserFactory()
    for _ in range(10):
        guess(Client(), person.email)
        assert sign_in(Client(), stranger.email, PASSWORD).status_code == 302
    assert not guess(Client(), person.email)


def test_strangers_do_not_shut_the_owner_out_of_a_browser_that_they_use(person):
    own = Client(REMOTE_ADDR="203.0.113.7")
    sign_in(own, person.email, PASSWORD)
    own.post("/konto/wylogowanie/")
    siege(person.email)
    for _ in range(11):  # the same network too: a neighbour in the office
        guess(Client(REMOTE_ADDR="203.0.113.7"), person.email)
    assert sign_in(own, person.email, PASSWORD).status_code == 302


def test_strangers_do_not_shut_the_owner_out_of_a_new_place_either(person):
    siege(person.email)
    assert sign_in(Client(REMOTE_ADDR="203.0.113.7"), person.email, PASSWORD).status_code == 302


def test_in_a_siege_every_new_place_has_three_guesses_an_hour(clock, person):
    siege(person.email)
    new = Client(REMOTE_ADDR="203.0.113.9")
    assert [guess(new, person.email) for _ in range(5)] == [True, True, True, False, False]
    clock.shift(20 * 60)
    assert not guess(new, person.email)


def test_a_known_browser_may_guess_no_more_often_than_another(person):
    own = Client()
    sign_in(own, person.email, PASSWORD)
    own.post("/konto/wylogowanie/")
    assert [guess(own, person.email) for _ in range(11)] == [True] * 10 + [False]


def test_a_browser_is_known_for_its_own_person_only(person):
    """Somebody's cookie opens no count of another account, and a made-up one none at all."""
    client = Client()
    sign_in(client, UserFactory().email, PASSWORD)
    client.post("/konto/wylogowanie/")
    for _ in range(10):
        guess(Client(), person.email)
    assert not guess(client, person.email)
    client.cookies["known"] = "zmyslone"
    assert not guess(client, person.email)


def test_the_cookie_of_a_known_browser_says_nobodys_name(person):
    client = Client()
    sign_in(client, person.email, PASSWORD)
    kept = client.cookies["known"]
    assert "anna" not in kept.value
    assert (kept["httponly"], kept["samesite"]) == (True, "Lax")


def test_who_stole_the_password_does_not_shut_the_owner_out_by_wrong_codes(clock, person):
    own = Client()
    secret = set_up_app(own, person)
    own.post("/konto/wylogowanie/")
    for n in range(12):
        thief = Client(REMOTE_ADDR=f"198.51.100.{n}")
        sign_in(thief, person.email, PASSWORD)
        thief.post("/konto/logowanie/kod/", {"code": "000000"})
    clock.shift(60)
    sign_in(own, person.email, PASSWORD)
    own.post("/konto/logowanie/kod/", {"code": next_code(secret)})
    assert signed_in(own)


def test_strangers_do_not_use_up_the_codes_that_the_owner_may_ask_for(person):
    own = Client()
    sign_in(own, person.email, PASSWORD)
    own.post("/konto/wylogowanie/")
    for n in range(8):
        ask_code(Client(REMOTE_ADDR=f"203.0.113.{n}"), person.email)
    assert ask_code(own, person.email).status_code == 302


@pytest.mark.parametrize(
    ("network", "at_once"),
    [("2001:db8:7:1::{n:x}", 10), ("2001:db8:7:{n:x}::1", 40), ("2001:db8:7:{n:x}00::1", 160)],
)
def test_a_holder_of_many_ipv6_networks_has_few_tries_not_one_for_each(person, network, at_once):
    """A /64 has ten guesses, the /56 around it forty, the /48 a hundred and sixty."""
    tried = [guess(Client(REMOTE_ADDR=network.format(n=n + 1)), person.email) for n in range(at_once + 5)]
    assert tried == [True] * at_once + [False] * 5


def test_public_forms_count_ipv6_in_the_same_way(client):
    """Every limit by place goes through `allow_from`: none asks for the narrowest network alone."""
    alone = [
        str(path.relative_to(ROOT))
        for app in ("accounts", "entities", "partnerships", "events", "news", "owes_portal")
        for path in (ROOT / app).rglob("*.py")
        if "{visitor(" in path.read_text(encoding="utf-8")
    ]
    assert alone == []


@pytest.mark.django_db(transaction=True)
def test_good_and_wrong_ones_at_the_same_moment_leave_only_the_wrong_ones_counted():
    person = UserFactory()
    barrier = threading.Barrier(4)

    def go(password: str) -> None:
        barrier.wait()
        try:
            for _ in range(3):
                sign_in(Client(), person.email, password)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(word,)) for word in (PASSWORD, "zgaduje", PASSWORD, "zgaduje")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [guess(Client(), person.email) for _ in range(5)] == [True] * 4 + [False]
