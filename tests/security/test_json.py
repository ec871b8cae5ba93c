"""JSON that no page of ours sends: refused in words before it is parsed, never a 500."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from common.web.json_input import MOST_BYTES, MOST_DEPTH, JSONRefused, parse_json
from events.attendance.models import Mark, Session
from events.attendance.services import open_sessions
from tests.factories import EntityFactory, EventFactory, MembershipFactory

pytestmark = pytest.mark.django_db
JSON = "application/json"


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


def mark(**changes: object) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "who": 1, "here": True, "at": 1} | changes


@pytest.fixture
def session(cast) -> Session:
    event = EventFactory(published=True, centre=cast.centre, starts_on=timezone.localdate())
    return open_sessions(event_id=event.pk)[0]


@pytest.fixture
def door(session: Session, cast, client: Client):
    """Sends a body to the list at the door, as a device of the staff does."""
    client.force_login(cast.animator)
    url = f"/panel/wydarzenia/{session.event_id}/obecnosc/{session.pk}/znaki/"
    return lambda body, kind=JSON: client.post(url, body, content_type=kind)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('{"marks": ' + nested(50) + "}", "deep"),
        ('{"marks": [' + '{"a":' * 50 + "1" + "}" * 50 + "]}", "deep"),
        ('{"marks": "' + "a" * MOST_BYTES + '"}', "too_big"),
        (" ", "broken"),
        ("{", "broken"),
        ('{"marks": [NaN]}', "broken"),
        ('{"marks": [' + "9" * 5000 + "]}", "broken"),
        (b'{"marks": "\xff"}', "broken"),
        ("[]", "shape"),
        ("7", "shape"),
        ("null", "shape"),
        ('"marks"', "shape"),
        ('{"marks": 7}', "shape"),
        ('{"marks": {"a": 1}}', "shape"),
        ('{"marks": [[1]]}', "shape"),
        (json.dumps({"marks": [mark(who=10**30)]}), "shape"),
        (json.dumps({"marks": [mark(id=["x"])]}), "shape"),
        (json.dumps({"marks": [mark()] * 201}), "shape"),
    ],
)
def test_a_body_that_no_device_sends_is_refused_in_words(door, body, code) -> None:
    answer = door(body)
    assert (answer.status_code, answer.json()["error"], Mark.objects.count()) == (400, code, 0)
    assert answer.json()["message"].endswith(".")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_sent_where_json_is_taken_is_refused_in_words(session: Session, cast, kind: str) -> None:
    """With the guard against forgery on, which reads the form first: then there is no body any more."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.animator)
    page = client.get(f"/panel/wydarzenia/{session.event_id}/obecnosc/{session.pk}/")
    url = f"/panel/wydarzenia/{session.event_id}/obecnosc/{session.pk}/znaki/"
    token = str(page.context["csrf_token"])
    form = f"--x\r\nContent-Disposition: form-data; name=csrfmiddlewaretoken\r\n\r\n{token}\r\n--x--\r\n"
    body = form if kind.startswith("multipart") else f"csrfmiddlewaretoken={token}"
    header = {"HTTP_X_CSRFTOKEN": token} if kind == "text/plain" else {}
    answer = client.post(url, body, content_type=kind, **header)
    assert (answer.status_code, answer.json()["error"]) == (400, "kind")


def test_an_honest_batch_with_brackets_in_its_strings_is_taken(door) -> None:
    answer = door(json.dumps({"marks": [mark(how="[[[[" * 20 + '\\"{')]}))
    assert (answer.status_code, list(answer.json()["taken"].values())) == (200, ["unknown"])


def test_an_answer_of_a_key_that_is_nested_too_deep_is_a_wrong_answer(client: Client) -> None:
    client.get("/konto/logowanie/klucz/")
    for credential in (nested(MOST_DEPTH + 1), "{", "9" * 5000, json.dumps({"a": "b" * MOST_BYTES})):
        answer = client.post("/konto/logowanie/klucz/", {"credential": credential})
        assert answer.status_code in (302, 422), credential[:30]


def test_signs_of_a_form_that_nobody_gave_are_passed_over(client: Client) -> None:
    owner = MembershipFactory(owner=True, entity=EntityFactory(published=True))
    client.force_login(owner.user)
    url = reverse("own:change", args=[owner.entity_id])
    data = {name: value for name, value in client.get(url).context["form"].initial.items() if value}
    for was in (nested(MOST_DEPTH + 1), "[]", "7", '{"name": {"a": 1}}', "x" * MOST_BYTES * 2):
        answer = client.post(url, data | {"was": was, "lead": "Robią meble."})
        assert answer.status_code in (302, 409), was[:30]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (nested(MOST_DEPTH), None),
        ('{"a": "]]]]"}', {"a": "]]]]"}),
        (r'{"a": "\"[[[[[[[[[[[[[["}', {"a": '"[[[[[[[[[[[[[['}),
        (r'"\\"', "\\"),
    ],
)
def test_brackets_are_counted_outside_of_strings_only(text: str, value: object) -> None:
    assert parse_json(text) == (value if value is not None else json.loads(text))


@pytest.mark.parametrize("text", [nested(MOST_DEPTH + 1), '"a' + r"\"" * 30_000, '"' * 60_000, "]" * 60_000 + "["])
def test_what_is_too_deep_or_never_ends_is_refused_at_once(text: str) -> None:
    with pytest.raises(JSONRefused):
        parse_json(text)
