"""Two texts compared for a reader: block by block, and word by word where a block was changed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext_lazy as _

from common.text.blocks import Block, outline
from common.text.rich import written_html

COMPARED = {
    "title": _("title"),
    "lead": _("lead"),
    "body": _("text"),
    "participation": _("participation sentence"),
}
SAME, ADDED, GONE = "", "ins", "del"
# Comparing costs the square of the words: longer blocks are shown whole, before and after.
MOST_WORDS = 1500
MOST_BLOCKS = 2000
ALIKE = 0.4
_WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, came (`ins`) or went (`del`)."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class ComparedBlock:
    """A block as both texts have it; `tag` says what it is. Unchanged ones far from any change are passed over."""

    tag: str
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.how for piece in self.pieces)


def compare_html(before: str, after: str) -> list[ComparedBlock]:
    """The bodies of two articles."""
    return compare(outline(before).blocks, outline(after).blocks)


@dataclass(frozen=True, slots=True)
class Differing:
    """A field in which two texts of an article are not the same."""

    name: str
    lines: list[ComparedBlock | None]


def differing(saved: Any, mine: Mapping[str, Any]) -> list[Differing]:
    """Each field in which `mine` is not what is saved, with its differences: what would go, what would come."""
    made = []
    for name, label in COMPARED.items():
        before, after = str(getattr(saved, name) or ""), str(mine.get(name) or "")
        if name == "body":
            after = written_html(after)
        lines = compare_html(before, after) if name == "body" else compare_text(before, after)
        if any(line.changed for line in lines):
            made.append(Differing(str(label), changed_only(lines)))
    return made


def compare_text(before: str, after: str) -> list[ComparedBlock]:
    """Two plain texts: a title, a lead."""
    return compare([Block("p", before)] if before else [], [Block("p", after)] if after else [])


def compare(before: Sequence[Block], after: Sequence[Block]) -> list[ComparedBlock]:
    """Blocks of both texts in one order."""
    if len(before) + len(after) > MOST_BLOCKS:
        return [_whole(GONE, block) for block in before] + [_whole(ADDED, block) for block in after]
    old, new = [(one.tag, one.text) for one in before], [(one.tag, one.text) for one in after]
    lines: list[ComparedBlock] = []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            lines += [_whole(SAME, block) for block in after[c:d]]
        else:
            lines += _replaced(before[a:b], after[c:d])
    return lines


def changed_only(lines: Sequence[ComparedBlock]) -> list[ComparedBlock | None]:
    """Changed lines with one neighbour on each side; None where unchanged ones are left out."""
    near = {place + step for place, line in enumerate(lines) if line.changed for step in (-1, 0, 1)}
    made: list[ComparedBlock | None] = []
    for place, line in enumerate(lines):
        if place in near:
            made.append(line)
        elif not made or made[-1] is not None:
            made.append(None)
    return made


def _whole(how: str, block: Block) -> ComparedBlock:
    return ComparedBlock(block.tag, (Piece(how, block.text),))


def _replaced(before: Sequence[Block], after: Sequence[Block]) -> Iterator[ComparedBlock]:
    """Blocks that changed: each with the one that took its place, while they are alike."""
    for place in range(max(len(before), len(after))):
        old = before[place] if place < len(before) else None
        new = after[place] if place < len(after) else None
        pieces = _words(old.text, new.text) if old and new else None
        if new and pieces:
            yield ComparedBlock(new.tag, pieces)
            continue
        if old:
            yield _whole(GONE, old)
        if new:
            yield _whole(ADDED, new)


def _words(old: str, new: str) -> tuple[Piece, ...] | None:
    """Word by word; None where the two have too little in common, or too much to compare."""
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    if len(a) > MOST_WORDS or len(b) > MOST_WORDS:
        return None
    matcher = SequenceMatcher(None, [word.strip() for word in a], [word.strip() for word in b], autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    pieces: list[Piece] = []
    for how, i, j, k, m in matcher.get_opcodes():
        if how == "equal":
            pieces.append(Piece(SAME, "".join(b[k:m])))
            continue
        pieces += [Piece(GONE, "".join(a[i:j]))] if i < j else []
        pieces += [Piece(ADDED, "".join(b[k:m]))] if k < m else []
    return tuple(pieces)
