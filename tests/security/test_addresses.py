"""Addresses typed by nobody sane: answered kindly, in Polish, quickly, and never with 500."""

import re
import time
from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.architecture.addresses import addresses
from tests.architecture.permission_table import OPEN, TABLE
from tests.architecture.world import World
from tests.security.cost import SECONDS

pytestmark = pytest.mark.django_db

FINE = {200, 301, 302, 400, 404, 405, 414, 429}  # 429: an address whose guesses are counted
LONG = "a" * 8192
NONSENSE = (
    "",
    "0",
    "-1",
    "1000000000",
    "9" * 400,
    "po-0",
    "po-999999999999999999",
    "przed-1000000000",
    "1e9",
    "NaN",
    "null",
    "true",
    "2026-99",
    "0000-00",
    "99999-01",
    "١٢٣",  # digits to Python, not to us
    "' OR 1=1 --",
    '"; DROP TABLE events_event; --',
    "%27%20UNION%20SELECT%20NULL--",
    "<script>alert(1)</script>",
    "{{7*7}}${7*7}",
    "../../../../etc/passwd",
    "🧵🥟",
    "zażółć gęślą jaźń",
    "\u202eodwrócony",
    "\x00",
    "a\x00b",
    "%00",
    "Set-Cookie:\r\nX-Wrog: 1",
    "(((((",
    "* & | ! : *",
    "NEAR(a b) AND -",
    LONG,
)
# One of each sort: what every parameter gets by itself; all of NONSENSE comes in all of them at once. `make soak` asks
# every parameter for all of it.
OF_EACH_SORT = ("-1", "9" * 400, "2026-99", "١٢٣", "' OR 1=1 --", "<script>alert(1)</script>", "a\x00b", LONG)
# Escapes that are no UTF-8, or cut short; and parameters that are lists to other frameworks.
RAW_QUERIES = (
    "?q=%FF%FE",
    "?q=%C5",
    "?q=%E2%82",
    "?strona=%FF",
    "?q=%u0041",
    "?%00=1&=&&&=;",
    "?q=a&q=b&q=&powiat=1&powiat=2&powiat=x",
    "?q[]=a&powiat[]=1213&rodzaj[0]=x&osrodek[a][b]=c",
    "?" + "&".join(f"rodzaj={n}" for n in range(900)),
    "?" + "&".join(f"p{n}=1" for n in range(2000)),
)
UNSAFE = ("post", "put", "patch", "delete")
# An address whose slug, number or token is nobody's.
UNKNOWN = {
    "slug": ("nie-ma-takiego", "a" * 300, "A_-"),
    "token": ("nie-ma", "a" * 300, "..%2f..", "🧵", "%00"),
    "number": (999, 10**9, 10**30),
    "key": (10**9, 10**30),
    "pk": (10**9, 10**30),
    "document_id": (10**9, 10**30),
}

PUBLIC = [key for key, line in TABLE.items() if line.answers == OPEN and not line.query and not line.post]
CACHED = [key for key in PUBLIC if addresses()[key.split(" @")[0]].is_cached_page]
HTML_ERROR = re.compile(r'<html lang="pl">.*<h1>', re.DOTALL)


@pytest.fixture
def world(cast):
    return World(cast)


@pytest.fixture
def visitor() -> Client:
    """Errors come back as the answer that a reader would get."""
    return Client(raise_request_exception=False)


def address_of(key: str, world: World) -> str:
    return reverse(key.split(" @")[0], kwargs=TABLE[key].fill(world))


def unfriendly(name: str, response: HttpResponse, began: float) -> list[str]:
    """What is wrong with an answer, in words."""
    found, took = [], time.process_time() - began
    if response.streaming:
        list(response)
    if response.status_code not in FINE:
        found.append(f"{name}: {response.status_code} {HTTPStatus(response.status_code).phrase}")
    if took > SECONDS:
        found.append(f"{name}: {took:.1f} s")
    if "X-Wrog" in response.headers or any("\n" in value for value in response.headers.values()):
        found.append(f"{name}: a header was smuggled in")
    if response.status_code == 404 and not HTML_ERROR.search(response.content.decode()):
        found.append(f"{name}: 404 without a page that helps")
    if not response.streaming and b"<script>alert(1)" in response.content:
        found.append(f"{name}: a script was let through")
    return found


def ask(visitor: Client, url: str, **params: str) -> list[str]:
    began = time.process_time()
    response = visitor.get(url, params or None)
    name = f"{url} {', '.join(f'{key}={value[:40]!r}' for key, value in params.items())}"[:200]
    return unfriendly(name, response, began)


def asked_nonsense(visitor: Client, url: str, names: tuple[str, ...], values: tuple[str, ...]) -> list[str]:
    """Faults of the answers to each value in each parameter alone."""
    return [fault for name in names for value in values for fault in ask(visitor, url, **{name: value})]


def names_in(key: str) -> tuple[str, ...]:
    """The parameters that the page reads, and one that it does not know."""
    return (*addresses()[key.split(" @")[0]].view.cache_policy.params, "nieznany")


@pytest.mark.parametrize("key", CACHED)
def test_nonsense_in_every_parameter(key: str, world: World, visitor: Client) -> None:
    url, names = address_of(key, world), names_in(key)
    found = asked_nonsense(visitor, url, names, OF_EACH_SORT)
    found += [fault for value in NONSENSE for fault in ask(visitor, url, **dict.fromkeys(names, value))]
    assert found + [fault for query in RAW_QUERIES for fault in ask(visitor, url + query)] == []


@pytest.mark.soak
@pytest.mark.parametrize("key", CACHED)
def test_all_nonsense_in_every_parameter_by_itself(key: str, world: World, visitor: Client) -> None:
    assert asked_nonsense(visitor, address_of(key, world), names_in(key), NONSENSE) == []


@pytest.mark.parametrize("key", sorted(set(PUBLIC) - set(CACHED)))
def test_nonsense_at_pages_that_are_not_cached(key: str, world: World, visitor: Client) -> None:
    url = address_of(key, world)
    names = ("q", "next", "strona", "podmiot")
    assert [fault for value in NONSENSE for fault in ask(visitor, url, **dict.fromkeys(names, value))] == []
    assert [fault for query in RAW_QUERIES for fault in ask(visitor, url + query)] == []


@pytest.mark.parametrize("key", CACHED)
def test_a_page_for_reading_refuses_other_methods(key: str, world: World, visitor: Client) -> None:
    url = address_of(key, world)
    assert {method: getattr(visitor, method)(url).status_code for method in UNSAFE} == dict.fromkeys(UNSAFE, 405)
    assert visitor.head(url).status_code == 200


# The second is said of a link that was mailed, and works no more.
NOT_THERE = ("Nie ma takiej strony", "Ten link nie działa")
# Links from mails are not here: an old one gets a page that says so and offers a new one.
OF_A_THING = [key for key in PUBLIC if "<" in addresses()[key.split(" @")[0]].route and not key.startswith("account_")]


@pytest.mark.parametrize("key", OF_A_THING)
def test_a_thing_that_is_not_there_gets_a_page_that_helps(key: str, world: World, visitor: Client) -> None:
    filled = TABLE[key].fill(world)
    found = []
    for name, values in UNKNOWN.items():
        if name not in filled:
            continue
        for value in values:
            try:
                url = reverse(key.split(" @")[0], kwargs={**filled, name: value})
            except NoReverseMatch:
                continue  # the pattern itself refuses it: typed by hand, it is an unknown address
            response = visitor.get(url)
            if response.status_code != 404:
                found.append(f"{url}: {response.status_code}")
            elif not any(words in response.content.decode() for words in NOT_THERE):
                found.append(f"{url}: a bare 404")
    assert found == []


@pytest.mark.parametrize(
    "path",
    [
        "/nie-ma/",
        "/" + "a/" * 3000,
        "/" + LONG + "/",
        "/wydarzenia/" + LONG + "/",
        "/wydarzenia/../../etc/passwd",
        "/wydarzenia/%00/",
        "/wydarzenia/%FF%FE/",
        "/wydarzenia/%C5/zgloszenie/",
        "/podmioty/<script>/",
        "/podmioty/🥟/",
        "/aktualnosci/x/pliki/99999999999999999999999/",
        "/galerie/x/99999999999999999999999/",
        "/galerie/x/-1/",
        "/zgloszenie/%0d%0aX-Wrog:%201/",
        "/zgloszenie/a%00b/",
        "/zgloszenie/" + LONG + "/",
        "/zgloszenie/x/rezygnacja/99999999999999999999999/",
        "/media/00/" + "0" * 32 + "/99999.jpg",
        "/media/../settings.py",
        "/en/nie-ma/",
        "/en/en/",
        "/%2F%2Fexample.org/",
        "/panel/wydarzenia/99999999999999999999999/",
        "/.env",
        "/wp-login.php",
    ],
)
def test_an_address_out_of_nowhere(path: str, visitor: Client, db: None) -> None:
    began = time.process_time()
    response = visitor.generic("GET", path)
    wanted = ("There is no such page",) if path.startswith("/en/") else NOT_THERE
    assert response.status_code in FINE - {200}
    if response.status_code == 404:
        assert [words for words in wanted if words in response.content.decode()] != []
    assert "X-Wrog" not in response.headers
    assert "example.org" not in response.headers.get("Location", "")
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "a b", "[::1", "127.0.0.1@evil.example", "\r\nX: 1"]
)
def test_a_foreign_host_is_refused(host: str, visitor: Client, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["portal.example"]  # type: ignore[attr-defined]
    for url in ("/", "/wydarzenia/", "/sitemap.xml", "/nie-ma/", "/wydarzenia"):
        response = visitor.get(url, HTTP_HOST=host)
        assert response.status_code == 400
        assert "evil" not in response.headers.get("Location", "")
