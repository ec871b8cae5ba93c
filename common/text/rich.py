"""What HTML may be kept: headings below the page's own, lists, quotations, links, tables; nothing else."""

import nh3

TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "hr",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "cite",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "hreflang", "lang"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean_html(html: str) -> str:
    """The HTML with only allowed tags, attributes and addresses; relative links stay."""
    return nh3.clean(
        html.replace("\0", ""),
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes={**ATTRIBUTES, "*": {"lang"}},
        url_schemes=SCHEMES,
        link_rel="noopener",
        strip_comments=True,
    )
