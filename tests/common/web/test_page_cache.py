"""The cache of public pages: never stale, right to the minute, one query when warm, nobody's cookie."""

import gzip
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from common.web import page_cache
from common.web.versions import PageVersion, bump
from tests.common.web.urls import rendered

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.common.web.urls")]
NOON = datetime(2026, 11, 22, 11, 59, 30, tzinfo=ZoneInfo("Europe/Warsaw"))


@pytest.fixture(autouse=True)
def clock() -> object:
    rendered.clear()
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def renderings(client: Client, *paths: str, **headers: str) -> list[int]:
    """How many renderings there have been after each visit."""
    return [(client.get(path, headers=headers), len(rendered))[1] for path in paths]


def test_the_second_visit_costs_one_query_and_gives_the_same_bytes_and_headers(client: Client) -> None:
    first = client.get("/lista/")
    with CaptureQueriesContext(connection) as queries:
        second = client.get("/lista/")
    assert len(queries) == 1
    assert len(rendered) == 1
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())
    assert "Content-Security-Policy" in second.headers


@pytest.mark.parametrize(("area", "times"), [("news", 2), ("events", 2), ("entities", 1)])
def test_a_change_in_a_shown_area_makes_the_copy_stale_at_once(client: Client, area: str, times: int) -> None:
    client.get("/lista/")
    bump(area)
    client.get("/lista/")
    assert len(rendered) == times


def test_a_page_with_its_own_row_follows_only_that_row(client: Client) -> None:
    bump("news", "centres")
    assert renderings(client, "/rzecz/news/", "/rzecz/news/") == [1, 1]
    PageVersion.objects.filter(pk="centres").update(number=7)
    assert renderings(client, "/rzecz/news/") == [1]
    PageVersion.objects.filter(pk="news").update(number=7)
    assert renderings(client, "/rzecz/news/") == [2]


def test_a_thing_that_is_not_there_is_not_kept(client: Client) -> None:
    assert client.get("/rzecz/news/").status_code == 404
    bump("news")
    assert client.get("/rzecz/news/").status_code == 200


def test_a_change_during_rendering_leaves_no_stale_copy(client: Client) -> None:
    assert renderings(client, "/zmienna/", "/zmienna/") == [1, 2]


def test_every_copy_ends_with_the_minute(client: Client, clock: time_machine.Traveller) -> None:
    client.get("/lista/")
    clock.shift(29)
    assert renderings(client, "/lista/") == [1]
    clock.shift(1)
    assert renderings(client, "/lista/") == [2]


def test_declared_parameters_make_pages_of_their_own_and_others_are_ignored(client: Client) -> None:
    pages = ["/lista/", "/lista/?strona=2", "/lista/?rodzaj=a&strona=2", "/lista/?strona=2&rodzaj=a"]
    assert renderings(client, *pages) == [1, 2, 3, 3]
    assert renderings(client, "/lista/?fbclid=x", "/lista/?strona=2&utm_source=y") == [3, 3]


def test_a_view_does_not_see_undeclared_parameters(client: Client) -> None:
    assert "utm" not in client.get("/lista/?utm_source=y&strona=3").content.decode()


def test_languages_and_fragments_have_their_own_copies(client: Client) -> None:
    assert renderings(client, "/lista/", "/en/lista/") == [1, 2]
    assert renderings(client, "/lista/", "/lista/", hx_request="true") == [3, 3]
    assert " en " in client.get("/en/lista/").content.decode()
    assert client.get("/en/lista/")["Content-Language"] == "en"


def test_a_browser_that_has_the_page_is_told_so(client: Client) -> None:
    first = client.get("/lista/")
    again = client.get("/lista/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    bump("news")
    assert client.get("/lista/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_packed_copy_is_kept_beside_the_plain_one(client: Client) -> None:
    plain = client.get("/lista/")
    packed = [client.get("/lista/", headers={"accept-encoding": "gzip, br"}) for _ in range(2)]
    assert packed[0].content == packed[1].content
    assert packed[1]["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed[1].content).decode().startswith("<p>listing")
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in packed[1]["Vary"]


def test_a_cached_page_touches_no_cookie(client: Client) -> None:
    for _ in range(2):
        response = client.get("/lista/")
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("path", ["/ciasteczko/", "/sesja/", "/dalej/", "/formularz/"])
def test_what_depends_on_the_visitor_or_leads_elsewhere_is_never_kept(client: Client, path: str) -> None:
    assert renderings(client, path, path) == [1, 2]


def test_forms_are_not_stored_anywhere(client: Client) -> None:
    assert client.get("/formularz/")["Cache-Control"] == "no-store, private"


def test_head_is_answered_from_the_copy_and_makes_none(client: Client) -> None:
    client.head("/lista/")
    assert renderings(client, "/lista/") == [2]
    assert client.head("/lista/")["ETag"]
    assert len(rendered) == 2


def test_a_strange_host_is_refused_before_the_cache(client: Client, settings: object) -> None:
    client.get("/lista/")
    settings.ALLOWED_HOSTS = ["portal.example"]  # type: ignore[attr-defined]
    assert client.get("/lista/", headers={"host": "evil.example"}).status_code == 400


def test_plain_http_is_sent_to_https_even_when_a_copy_exists(client: Client, settings: object) -> None:
    client.get("/lista/", secure=True)
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]
    fresh = Client()  # the middleware reads the setting when it is made
    assert fresh.get("/lista/").status_code == 301
    assert fresh.get("/lista/", secure=True).status_code == 200


@pytest.mark.parametrize("path", ["/lista/?strona=" + "9" * 8192, "/lista/?strona=%00&rodzaj=%ff", "/" + "x" * 5000])
def test_hostile_addresses_are_answered(client: Client, path: str) -> None:
    answer: HttpResponse = client.get(path)
    assert answer.status_code in (200, 404)


def test_an_area_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="artciles"):
        bump("artciles")


def test_copies_kept_by_the_process_are_as_fresh_and_few(client: Client, settings: object, clock: object) -> None:
    settings.PAGE_COPIES_NEAR = 2  # type: ignore[attr-defined]
    first = client.get("/lista/")
    cache.clear()
    again = client.get("/lista/")
    assert (len(rendered), again.content, dict(again.items())) == (1, first.content, dict(first.items()))
    bump("news")
    assert renderings(client, "/lista/") == [2]
    clock.shift(60)  # type: ignore[attr-defined]
    assert renderings(client, "/lista/") == [3]
    assert renderings(client, *(f"/lista/?strona={n}" for n in range(9))) == list(range(4, 13))
    assert len(page_cache._near) <= 2
    page_cache._near.clear()
