"""The log: one line for what a stranger can cause, and never a secret link or what the stranger sent."""

import io
import logging
from collections.abc import Callable, Iterator

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import resolve

from common.web.log_filters import LineFormatter
from tests.cast import Cast
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db
MULTIPART = "multipart/form-data; boundary=x"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[str]]]:
    """What the portal's own handler wrote during the test."""
    handler = next(one for one in logging.getLogger().handlers if isinstance(one.formatter, LineFormatter))
    there = handler.setStream(io.StringIO())
    yield lambda: handler.stream.getvalue().splitlines()
    handler.setStream(there)


@pytest.fixture
def visitor() -> Client:
    """Somebody from outside, whose forms carry no token."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def sent(client: Client, what: str) -> int:
    """One request of a stranger; its status."""
    asks = {
        "a foreign host": lambda: client.get("/wydarzenia/", HTTP_HOST="jan.kowalski.example"),
        "a host that is none": lambda: client.get("/", HTTP_HOST="a b\\\r\n@<jan.kowalski>"),
        "a form without its token": lambda: client.post("/konto/logowanie/", {"login": "jan.kowalski@example.org"}),
        "a foreign origin": lambda: client.post("/konto/logowanie/", HTTP_ORIGIN="https://jan.kowalski.example"),
        "a broken form": lambda: client.post("/konto/logowanie/", b"--x\r\nContent-Di", MULTIPART),
        "a form without a boundary": lambda: client.post("/konto/logowanie/", b"jan.kowalski", "multipart/form-data"),
        "too many fields": lambda: client.post("/konto/logowanie/", {f"jan.kowalski{n}": "1" for n in range(3100)}),
        "bytes of no alphabet in an address": lambda: client.get("/wydarzenia/%ff%fe%00jan.kowalski/"),
        "bytes of no alphabet in a question": lambda: client.get("/szukaj/?q=%ff%fejan.kowalski"),
        "a session of no form": lambda: Client(headers={"cookie": "sessionid=jan.kowalski"}).get("/konto/"),
        "a method that is none": lambda: client.generic("JAN.KOWALSKI", "/konto/logowanie/"),
    }
    return asks[what]().status_code


@pytest.mark.parametrize(
    ("what", "most"),
    [
        ("a foreign host", 1),
        ("a host that is none", 1),
        ("a form without its token", 1),
        ("a foreign origin", 1),
        ("a broken form", 1),
        ("a form without a boundary", 1),
        ("too many fields", 1),
        ("bytes of no alphabet in an address", 0),
        ("bytes of no alphabet in a question", 0),
        ("a session of no form", 1),
        ("a method that is none", 1),
    ],
)
def test_what_a_stranger_sends_is_one_line_at_most_and_none_of_it_is_repeated(what, most, lines, visitor, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert sent(visitor, what) < 500
    assert len(lines()) <= most, lines()
    assert "kowalski" not in "\n".join(lines()).lower()


def test_a_foreign_host_is_told_by_its_name(lines, visitor, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert visitor.get("/wydarzenia/", HTTP_HOST="evil.example").status_code == 400
    assert [line.partition("ERROR ")[2] for line in lines()] == [
        "django.security.DisallowedHost 400 DisallowedHost GET /?"
    ]


def test_a_fault_of_ours_keeps_its_traceback_without_the_secret_link_and_the_values(rf):
    token = "AbCdEfGhIjKlMnOpQrStUvWxYz012345"
    request = rf.get(f"/zgloszenie/{token}/")
    request.resolver_match = resolve(request.path)
    told = {"name": "django.request", "msg": "Internal Server Error: %s", "args": (request.path,)}
    record = logging.makeLogRecord(told | {"request": request, "status_code": 500})
    values = "(1, jan.kowalski@example.org)"
    try:
        raise IntegrityError(f'refused "x"\nDETAIL:  Failing row contains {values}.\n')
    except IntegrityError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    text = LineFormatter("%(message)s").format(record)
    assert text.startswith("500 IntegrityError GET /zgloszenie/<slug:token>/\nTraceback")
    assert 'IntegrityError: refused "x"' in text
    assert token not in text
    assert "kowalski" not in text


def test_who_lacks_a_right_is_one_line_without_what_was_asked(lines: Callable[[], list[str]], cast: Cast) -> None:
    client, event = Client(), EventFactory(centre=cast.centre)
    client.force_login(cast.editor)
    assert client.get(f"/panel/wydarzenia/{event.pk}/dokumenty/?q=jan.kowalski").status_code == 403
    [line] = lines()
    assert line.endswith(f"403 user {cast.editor.pk} /panel/wydarzenia/<int:pk>/dokumenty/")
