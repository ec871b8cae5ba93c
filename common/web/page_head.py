"""What the `<head>` of a public page says to search engines and to those who share its link."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from common.text.polish import is_english

# As Django's json_script does: nothing in the data can end the element or open another.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True, slots=True)
class Head:
    """For the tag `meta`. `path` is the Polish path; the English page stands under /en.

    `image` is an address on this site; `structured` comes from `json_ld()`; `english` is the path (without /en) of the
    English page where it is a page of its own.
    """

    path: str
    title: str
    description: str = ""
    image: str = ""
    kind: str = "website"
    structured: SafeString | str = ""
    english: str = ""

    @property
    def polish_url(self) -> str:
        return settings.SITE_URL + self.path

    @property
    def english_url(self) -> str:
        return f"{settings.SITE_URL}/en{self.english or self.path}"

    @property
    def canonical(self) -> str:
        """The address of this page in its own language, without parameters."""
        return self.english_url if is_english() else self.polish_url

    @property
    def image_url(self) -> str:
        """The picture's full address."""
        return settings.SITE_URL + self.image if self.image.startswith("/") else self.image


def json_ld(data: dict[str, Any]) -> SafeString:
    """Structured data for `<script type="application/ld+json">`: data, never run, and safe inside HTML."""
    data = {
        "@context": "https://schema.org",
        **{name: value for name, value in data.items() if value not in ("", None)},
    }
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 escaped above


def excerpt(text: str, length: int = 160) -> str:
    """The beginning of a text for a description: whole words, one line."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(",;:–") + "…"
