"""Rich text for paper: the blocks of an article as `paper/text.typ` sets them."""

from common.text.blocks import outline

KINDS = {"h2": "h2", "h3": "h3", "h4": "h3", "li": "li", "blockquote": "quote"}


def blocks_of(html: str) -> list[dict[str, str]]:
    """`<h2>A</h2><ul><li>b</li></ul>` → a heading A, an item b. Cells of a table stand under one another."""
    found = [(KINDS.get(block.tag, "p"), block.text) for block in outline(html).blocks]
    return [{"kind": kind, "text": text} for kind, text in found if text]
