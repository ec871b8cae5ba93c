"""Addresses without reversing: DESIGN §4 keeps them for ever, so a list of thirty rows need not ask the resolver."""

from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language

ENGLISH_PREFIX = "/en"


class DeadLink(Http404):
    """A personal link that opens nothing, or nothing any more: the page of the 404 says what may have happened."""


def prefix(language: str | None = None) -> str:
    """What the addresses of this language begin with: `/en` in English, nothing in Polish."""
    return ENGLISH_PREFIX if (language or get_language()) == "en" else ""


def webcal(path: str) -> str:
    """The whole address under which calendar programs subscribe to what a browser would download."""
    return f"webcal://{settings.SITE_URL.partition('://')[2]}{path}"


def absolute(path: str) -> str:
    """The whole address of a path, for feeds, sitemaps, link previews and structured data."""
    return f"{settings.SITE_URL}{path}"
