"""The first version of every notice and consent: simple HTML, for consents one sentence without tags.

The texts name no controller: they point to the centre that organises the event, so they hold for every centre. A centre
with other criteria publishes a version of its own.
"""

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from common.db.reference_data import Row

TEXTS = Path(__file__).with_name("data") / "notices"
KINDS = (
    "registration",
    "colleague",
    "participation",
    "rules",
    "privacy",
    "consent-contact",
    "consent-invitations",
    "consent-portrait",
)
PUBLISHED = datetime(2024, 1, 1, tzinfo=UTC)


@cache
def notices() -> list[Row]:
    """Version 1 of each kind, in Polish and English."""
    return [_notice(kind) for kind in KINDS]


def _notice(kind: str) -> Row:
    polish, english = (
        (TEXTS / f"{kind}.{language}.html").read_text(encoding="utf-8").strip() for language in ("pl", "en")
    )
    return {
        "kind": kind,
        "controller": "",
        "version": 1,
        "text_pl": polish,
        "text_en": english,
        "digest": hashlib.sha256(f"{polish}\0{english}".encode()).hexdigest(),
        "published_at": PUBLISHED,
    }


def _text(name: str) -> str:
    return (TEXTS / name).read_text(encoding="utf-8").strip()
