"""Every cached public page, in both languages: nothing in it belongs to one visitor, nothing comes from elsewhere."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.architecture.addresses import addresses
from tests.architecture.permission_table import TABLE
from tests.architecture.words import faults_of_page
from tests.architecture.world import World
from tests.cast import Cast
from tests.factories import AccessibilityDeclarationFactory, NoticeFactory

pytestmark = pytest.mark.django_db

# Lines of the table whose address is a cached page that anybody may open.
PAGES = sorted(
    line
    for line, told in TABLE.items()
    if addresses()[line.partition(" @")[0]].is_cached_page and told.answers.split()[0] == "200"
)
SOURCES = {"script": "src", "img": "src", "source": "srcset", "iframe": "src", "link": "href"}
LINKS_THAT_LOAD = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


class Seen(HTMLParser):
    """What a page is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.loaded: list[str] = []
        self.post_forms = 0
        self.nonces = 0
        self.inline = 0
        self.styles = 0
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.headings += [tag] if re.fullmatch(r"h[1-6]", tag) else []
        self.ids += [given["id"]] if "id" in given else []
        self.nonces += "nonce" in given
        self.styles += "style" in given or tag == "style"
        self.post_forms += tag == "form" and given.get("method", "get").lower() == "post"
        self.inline += any(name.startswith("on") for name in given)
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "script" and "src" not in given and given.get("type") != "application/ld+json":
            self.inline += 1
        if tag in SOURCES and (tag != "link" or given.get("rel") in LINKS_THAT_LOAD):
            parts = given.get(SOURCES[tag], "").split(",") if tag == "source" else [given.get(SOURCES[tag], "")]
            self.loaded += [part.split()[0] for part in parts if part.strip()]


@pytest.fixture
def world(cast: Cast) -> World:
    AccessibilityDeclarationFactory()
    NoticeFactory(kind="privacy")
    return World(cast)


def test_there_are_pages_to_look_at():
    assert len(PAGES) > 10


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_public_page(name: str, language: str, world: World, client: Client):
    line = TABLE[name]
    with translation.override(language):
        path = reverse(name.partition(" @")[0], kwargs=line.fill(world)) + line.query

    response = client.get(path)

    assert response.status_code == 200
    assert list(response.cookies) == []
    varies = {part.strip().lower() for part in response.get("Vary", "").split(",")}
    assert varies & {"cookie", "accept-language"} == set()
    assert "no-store" not in response["Cache-Control"]
    if response["Content-Type"].startswith("text/html"):
        _check_html(response.content.decode(), "en" if path.startswith("/en/") else "pl")


def _check_html(html: str, language: str) -> None:
    seen = Seen(html)
    assert seen.language == language
    assert seen.headings.count("h1") == 1
    assert seen.headings[0] in ("h1", "h2")
    assert sorted(seen.ids) == sorted(set(seen.ids))
    assert (seen.post_forms, seen.nonces, seen.inline, seen.styles) == (0, 0, 0, 0)
    assert [address for address in seen.loaded if urlsplit(address).netloc] == []
    title = re.search(r"<title>(.*?)</title>", html, re.S)
    assert title is not None
    assert len(title[1].strip()) > 5
    assert html.count('<link rel="canonical"') == 1
    assert faults_of_page(html) == []


@pytest.mark.parametrize("language", ["pl", "en"])
def test_no_two_pages_have_the_same_title(language: str, world: World, client: Client):
    titles: dict[str, str] = {}
    for name in PAGES:
        if TABLE[name].query and name != "search":
            continue
        with translation.override(language):
            path = reverse(name.partition(" @")[0], kwargs=TABLE[name].fill(world)) + TABLE[name].query
        response = client.get(path)
        if response["Content-Type"].startswith("text/html"):
            found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.S)
            assert found is not None
            assert found[1] not in titles, f"{name} and {titles[found[1]]}"
            titles[found[1]] = name
