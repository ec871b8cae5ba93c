"""What the tests of event pages share."""

import re
from datetime import date
from html import unescape
from typing import Any

from django.test import Client
from django.utils.text import slugify

from common.text.folding import fold
from tests.factories import CountyFactory, EventFactory

TAG = re.compile(r"<[^>]+>")


def read(client: Client, url: str) -> str:
    """The text of a public page: tags away, spaces of every kind made plain."""
    response = client.get(url)
    assert response.status_code == 200, url
    return plain(response.content.decode())


def plain(html: str) -> str:
    """The text between the tags of `<main>`, in one line."""
    body = html.partition("<main")[2].partition("</main>")[0] or html
    return " ".join(unescape(TAG.sub(" ", body)).replace("\u00a0", " ").split())


def titles(client: Client, url: str) -> list[str]:
    """Titles of the events listed at an address."""
    html = client.get(url).content.decode()
    return [unescape(title).replace("\u00a0", " ") for title in re.findall(r"<h3[^>]*><a [^>]*>([^<]*)</a>", html)]


def event(title: str, **fields: Any) -> Any:
    """A published event; its slug comes from its title."""
    if "starts_on" in fields:
        fields.setdefault("ends_on", fields["starts_on"])
    return EventFactory(**{"published": True, "title": title, "slug": slugify(fold(title)), **fields})


def county(code: str) -> Any:
    """A county of the built-in register."""
    return CountyFactory(code=code)


NOON = "2026-11-22 12:00:00+01:00"
TODAY = date(2026, 11, 22)
