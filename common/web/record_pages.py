"""The panel pages of one record: the tabs between them, and what is still missing before the record is public."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of a record: key of its part, name, address; how much stands there (None where nothing is counted)."""

    key: str
    name: str
    url: str
    count: int | None = None


class MissingDetail(NamedTuple):
    """Something worth adding before the record is public, and the part in which it is entered."""

    text: str
    part: str


def missing_details(asked: Iterable[tuple[bool, str, str]]) -> list[MissingDetail]:
    """Of (whether it is missing, its name, its part) those that are missing."""
    return [MissingDetail(text, part) for is_missing, text, part in asked if is_missing]
