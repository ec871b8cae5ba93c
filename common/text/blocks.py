"""HTML of an article as plain blocks: what a reader, a checklist and a comparison see of it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = frozenset({"p", "h2", "h3", "h4", "li", "blockquote", "td", "th", "caption", "figcaption"})


@dataclass(slots=True)
class Block:
    """A paragraph, heading, point, cell; `tag` says which."""

    tag: str
    text: str = ""


@dataclass(slots=True)
class TextLink:
    """A link: where it leads and what one can read of it."""

    href: str
    text: str = ""


@dataclass(slots=True)
class Outline:
    """All blocks and links in their order; how many tables there are, and how many of them have a header cell."""

    blocks: list[Block] = field(default_factory=list)
    links: list[TextLink] = field(default_factory=list)
    tables: int = 0
    headed: int = 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Outline()
        self.open: list[Block] = []
        self.link: TextLink | None = None
        self.header_here = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.open.append(Block(tag))
            self.found.blocks.append(self.open[-1])
            self.header_here = self.header_here or tag == "th"
        elif tag == "br" and self.open:
            self.open[-1].text += " "
        elif tag == "a":
            self.link = TextLink(dict(attrs).get("href") or "")
            self.found.links.append(self.link)
        elif tag == "table":
            self.found.tables += 1
            self.header_here = False

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS and self.open:
            self.open.pop()
        elif tag == "a":
            self.link = None
        elif tag == "table":
            self.found.headed += self.header_here

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text += data
        elif data.strip():
            self.found.blocks.append(Block("p", data))
        if self.link is not None:
            self.link.text += data


def outline(html: str) -> Outline:
    """Read clean HTML. White space in the texts is made single; a list's empty wrapper is not a block."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for block in reader.found.blocks:
        block.text = " ".join(block.text.split())
    for link in reader.found.links:
        link.text = " ".join(link.text.split())
    # A point or quotation that only holds a paragraph is told by the paragraph.
    reader.found.blocks = _without_wrappers(reader.found.blocks)
    return reader.found


def _without_wrappers(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if block.tag in ("li", "blockquote", "td", "th") and not block.text and following and following.tag == "p":
            following.tag = block.tag
            continue
        kept.append(block)
    return kept
