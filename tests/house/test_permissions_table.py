"""Every address of the portal, asked by every role: the answer is the one in the table."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.house.addresses import addresses
from tests.house.permission_table import ROLES, TABLE
from tests.house.posting import Forms, bare_forms
from tests.house.world import World
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
    assert missing == [], "add a line to tests/house/permission_table.py"


def test_the_table_names_no_address_that_is_gone():
    assert sorted(set(map(name_of, TABLE)) - set(addresses())) == []


def ask(client: Client, url: str, *, post: bool, bare: set[str]) -> int:
    """How the address answers; what a POST changed is taken back, so that the next role finds the world as it was.

    `bare` gathers the forms of the page that carry no CSRF token.
    """
    if not post:
        response = client.get(url)
        bare.update(bare_forms(response))
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


@pytest.mark.parametrize("key", TABLE)
def test_every_role_gets_the_answer_of_the_table(key, world):
    url, line = address_of(key, world), TABLE[key]
    visitors = {role: visitor(world, role) for role in ROLES}
    bare: set[str] = set()
    with undefined_variables() as undefined:
        answers = {role: ask(client, url, post=line.post, bare=bare) for role, client in visitors.items()}
    assert answers == line.expected(), url
    assert bare == set(), "forms that post without {% csrf_token %}"
    assert sorted(set(undefined)) == [], "printed by a template, given by nobody"

    # Who may not open may not post either.
    shut_out = [role for role, answer in answers.items() if answer in REFUSALS and not line.is_door]
    posted = {role: status(visitors[role].post(url, {})) for role in shut_out}
    assert {role: answer for role, answer in posted.items() if answer not in (*REFUSALS, 405)} == {}


CACHED = [key for key in TABLE if name_of(key) in addresses() and addresses()[name_of(key)].is_cached_page]


@pytest.mark.parametrize("key", CACHED)
def test_public_page_is_the_same_for_everyone_and_leaves_no_trace(key, world, time_machine):
    time_machine.move_to(timezone.now(), tick=False)  # an empty feed gives the present second as its date
    url = address_of(key, world)
    anonymous = Client().get(url)
    cache.clear()  # so that the second answer is made anew, not read
    signed_in = visitor(world, "administrator").get(url)
    for response in (anonymous, signed_in):
        assert response.cookies == {}
        assert "cookie" not in response.headers.get("Vary", "").lower()
        assert "accept-language" not in response.headers.get("Vary", "").lower()
        assert "nonce-" not in response.headers.get("Content-Security-Policy", "")
    body = anonymous.content.decode(errors="replace")  # a paper or a workbook is no text
    assert 'method="post"' not in body.lower()
    assert "csrfmiddlewaretoken" not in body
    assert signed_in.content == anonymous.content
