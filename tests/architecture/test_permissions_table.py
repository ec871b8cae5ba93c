"""Every address of the portal, asked by every role: the answer is the one in the table."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.architecture.addresses import addresses
from tests.architecture.permission_table import ROLES, TABLE
from tests.architecture.posting import Forms, bare_forms
from tests.architecture.words import faults_of_page
from tests.architecture.world import World
from tests.undefined import undefined_variables

REFUSALS = (302, 403, 404)


def name_of(key: str) -> str:
    """`panel:event @other` is a second line about `panel:event`."""
    return key.split(" @")[0]


@pytest.fixture
def world(cast):
    return World(cast)


def visitor(world: World, role: str) -> Client:
    client = Client(raise_request_exception=True)
    if role != "anonymous":
        client.force_login(getattr(world.cast, role))
    return client


def status(response: HttpResponse) -> int:
    """The status; a file is read to its end, which closes it."""
    if response.streaming:
        list(response)
    return response.status_code


def address_of(key: str, world: World) -> str:
    return reverse(name_of(key), kwargs=TABLE[key].fill(world)) + TABLE[key].query


def test_every_address_stands_in_the_table():
    missing = sorted(set(addresses()) - set(map(name_of, TABLE)))
    assert missing == [], "add a line to tests/architecture/permission_table.py"


def test_the_table_names_no_address_that_is_gone():
    assert sorted(set(map(name_of, TABLE)) - set(addresses())) == []


def ask(client: Client, url: str, *, post: bool, bare: set[str], words: set[str]) -> int:
    """How the address answers; what a POST changed is taken back, so that the next role finds the world as it was.

    `bare` gathers the forms of the page that carry no CSRF token, `words` what is wrong with its words.
    """
    if not post:
        response = client.get(url)
        bare.update(bare_forms(response))
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            words.update(faults_of_page(response.content.decode()))
        return status(response)
    with transaction.atomic():
        response = client.post(url, {})
        code = status(response)
        transaction.set_rollback(True)
    to_sign_in = code == 302 and response["Location"].startswith(reverse("account_login"))
    return code if to_sign_in or code in (403, 404) else 200


def test_forms_that_post_are_found():
    found = Forms('<form method="POST"><input name="a"></form><form><input name="b"></form><form method=post></form>')
    assert [fields for _action, fields in found.posting] == [{"a"}, set()]


# So many lines share one world and its signed-in people, whose making costs more than the asking.
SHARES = 24


def shares(keys: list[str]) -> list[list[str]]:
    return [share for start in range(SHARES) if (share := keys[start::SHARES])]


def faults_of(key: str, url: str, visitors: dict[str, Client]) -> list[str]:
    """What is wrong with the answers to one line, in words; whatever they changed is taken back."""
    line, bare, words = TABLE[key], set[str](), set[str]()
    with transaction.atomic(), undefined_variables() as undefined:
        answers = {role: ask(client, url, post=line.post, bare=bare, words=words) for role, client in visitors.items()}
        # Who may not open may not post either.
        shut_out = [role for role, answer in answers.items() if answer in REFUSALS and not line.is_door]
        posted = {role: status(visitors[role].post(url, {})) for role in shut_out}
        transaction.set_rollback(True)
    faults = [
        f"{role}: {answers[role]} instead of {wanted}"
        for role, wanted in line.expected().items()
        if answers[role] != wanted
    ]
    faults += [f"{role}: a POST answers {code}" for role, code in posted.items() if code not in (*REFUSALS, 405)]
    faults += [f"a form that posts without {{% csrf_token %}}: {form}" for form in bare]
    faults += sorted(words)
    return faults + [f"printed by a template, given by nobody: {name}" for name in sorted(set(undefined))]


@pytest.mark.parametrize("keys", shares(list(TABLE)), ids=lambda keys: keys[0])
def test_every_role_gets_the_answers_of_the_table(keys, world):
    visitors = {role: visitor(world, role) for role in ROLES}
    # Addresses first: they make the examples, which must outlive the taking back.
    urls = {key: address_of(key, world) for key in keys}
    faults = {f"{key} {url}": found for key, url in urls.items() if (found := faults_of(key, url, visitors))}
    assert faults == {}


CACHED = [key for key in TABLE if name_of(key) in addresses() and addresses()[name_of(key)].is_cached_page]


@pytest.mark.parametrize("keys", shares(CACHED), ids=lambda keys: keys[0])
def test_public_pages_are_the_same_for_everyone_and_leave_no_trace(keys, world, time_machine):
    time_machine.move_to(timezone.now(), tick=False)  # an empty feed gives the present second as its date
    somebody = visitor(world, "administrator")
    for key in keys:
        url = address_of(key, world)
        anonymous = Client().get(url)
        cache.clear()  # so that the second answer is made anew, not read
        signed_in = somebody.get(url)
        for response in (anonymous, signed_in):
            assert response.cookies == {}, url
            assert "cookie" not in response.headers.get("Vary", "").lower(), url
            assert "accept-language" not in response.headers.get("Vary", "").lower(), url
            assert "nonce-" not in response.headers.get("Content-Security-Policy", ""), url
        body = anonymous.content.decode(errors="replace")  # a paper or a workbook is no text
        assert 'method="post"' not in body.lower(), url
        assert "csrfmiddlewaretoken" not in body, url
        assert signed_in.content == anonymous.content, url
