"""What can be printed: text made safe for the fonts of our papers, nothing else of it changed."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

COVERAGE = Path(__file__).with_name("coverage.txt")
UNKNOWN = "□"
# A word longer than this may be broken after each few signs, or it would leave its column.
LONGEST_WORD, PIECE = 24, 8
SOFT = "\u200b"
_LONG = re.compile(rf"[^\s{SOFT}\-/]{{{LONGEST_WORD + 1},}}")


@cache
def _signs() -> frozenset[int]:
    lines = [line for line in COVERAGE.read_text().splitlines() if not line.startswith("#")]
    pairs = [line.split("-") for line in lines]
    return frozenset(sign for first, last in pairs for sign in range(int(first, 16), int(last, 16) + 1))


def printable(text: str) -> str:
    """The text as it will stand on paper.

    Signs that turn the direction of writing, and other invisible ones, are left out: a name cannot rewrite the line it
    stands in. What no font of ours holds becomes □ (PDF/UA forbids a sign without a shape).
    """
    known = _signs()
    signs = []
    for sign in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(sign)
        if kind in ("Zs", "Zl", "Zp") or sign in "\t\n\r":
            signs.append(sign if sign in "\n\u00a0" else " ")
        elif kind not in ("Cc", "Cf", "Cs"):
            signs.append(sign if ord(sign) in known else UNKNOWN)
    return _LONG.sub(lambda word: SOFT.join(_pieces(word.group())), "".join(signs))


def _pieces(word: str) -> list[str]:
    return [word[at : at + PIECE] for at in range(0, len(word), PIECE)]


def printable_data(value: Any) -> Any:
    """The same for every text of a paper's data."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: printable_data(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [printable_data(part) for part in value]
    return value
