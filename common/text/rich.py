"""What HTML may be kept: headings below the page's own, lists, quotations, links, tables; nothing else."""

import re

import nh3
from django.utils.html import strip_tags

from common.text.control_characters import without_controls

TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "hr",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "cite",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "hreflang", "lang"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# No person nests so deep; a parser of HTML needs the square of the depth.
DEEPEST = 50
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Tags that stand alone, or that the next one closes.
_NOT_NESTING = frozenset(
    {"area", "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p", "source"}
    | {"td", "th", "tr", "wbr"}
)
_BLOCKS = "p|h[1-6]|ul|ol|blockquote|table|figure|hr"
_BLOCK = re.compile(rf"<(/?)({_BLOCKS})\b[^>]*>", re.IGNORECASE)
# What other editors write for what we keep.
_SAME = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
_OTHER_NAME = re.compile(r"<(/?)(b|i|h1|h5|h6)(?=[\s>/])", re.IGNORECASE)
_BETWEEN = re.compile(rf"(</(?:{_BLOCKS})>|<hr>)\s*(?=<(?:{_BLOCKS})\b)")


def clean_html(html: str) -> str:
    """The HTML with only allowed tags, attributes and addresses; relative links stay. Too deep: its text alone."""
    html = html.replace("\0", "")
    if too_deep(html):
        html = strip_tags(html)
    clean = nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes={**ATTRIBUTES, "*": {"lang"}},
        url_schemes=SCHEMES,
        link_rel="noopener",
        strip_comments=True,
    )
    return without_controls(clean, line="\n")


def too_deep(html: str) -> bool:
    """Whether tags are nested deeper than anybody writes."""
    depth = 0
    for closing, name in _ANY_TAG.findall(html):
        if name.lower() not in _NOT_NESTING:
            depth = max(0, depth - 1) if closing else depth + 1
        if depth > DEEPEST:
            return True
    return False


def written_html(text: str) -> str:
    """Clean HTML of what somebody wrote, with or without tags: text outside blocks becomes paragraphs.

    An empty line begins a new paragraph, a new line stays a new line. So a text area serves who knows no HTML.
    """
    same = _OTHER_NAME.sub(lambda tag: f"<{tag[1]}{_SAME[tag[2].lower()]}", text.replace("\r\n", "\n"))
    html = clean_html(same)
    made, depth, last = [], 0, 0
    for tag in _BLOCK.finditer(html):
        if depth == 0 and not tag[1]:
            made.append(_paragraphs(html[last : tag.start()]))
            last = tag.start()
        if tag[2].lower() != "hr":
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth == 0:
            made.append(html[last : tag.end()])
            last = tag.end()
    made.append(_paragraphs(html[last:]) if depth == 0 else html[last:])
    return "".join(made)


def readable_html(html: str) -> str:
    """The same HTML with an empty line between its blocks, for a text area."""
    return _BETWEEN.sub(r"\1\n\n", html)


def _paragraphs(text: str) -> str:
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part)
