"""Marks of what a form showed. A value that comes back as it was shown was not typed: it must not overwrite what others
wrote, or took back, since the page was opened. Short digests, so that a page of hundreds of rows stays small.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from hashlib import blake2b

LENGTH = 8


def digests_of(values: Mapping[str, object], names: Sequence[str]) -> str:
    """A mark of each of these values, one after another."""
    return "".join(_mark(values[name]) for name in names)


def as_shown(values: Mapping[str, object], names: Sequence[str], marks: str) -> frozenset[str]:
    """Names whose values are what the page showed; none where the page did not say what it showed."""
    if len(marks) != LENGTH * len(names):
        return frozenset()
    told = [marks[at : at + LENGTH] for at in range(0, len(marks), LENGTH)]
    return frozenset(name for name, mark in zip(names, told, strict=True) if _mark(values[name]) == mark)


def _mark(value: object) -> str:
    """Blind to what a browser takes off a line of text."""
    text = "".join(str(value).splitlines()).strip()
    return urlsafe_b64encode(blake2b(text.encode(), digest_size=LENGTH * 3 // 4).digest()).decode()
