"""HTML that people paste, honest and hostile: what is kept of it."""

import time

import pytest

from common.text.blocks import Block, outline
from common.text.rich import clean_html, readable_html, too_deep, written_html

LINK = '<a href="/a" rel="noopener">a</a>'


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ala ma\nkota.\n\nDrugi akapit.", "<p>Ala ma<br>kota.</p><p>Drugi akapit.</p>"),
        ("Wstęp\r\n\r\n<h2>Dalej</h2>\r\nogon", "<p>Wstęp</p><h2>Dalej</h2><p>ogon</p>"),
        ("2 < 3 & 4", "<p>2 &lt; 3 &amp; 4</p>"),
        (
            "<h1>Tytuł</h1><p><b>Ważne</b> i <i>ciche</i></p>",
            "<h2>Tytuł</h2><p><strong>Ważne</strong> i <em>ciche</em></p>",
        ),
        ("<p>a</p><hr><ul><li><p>b</p></li></ul>", "<p>a</p><hr><ul><li><p>b</p></li></ul>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ("<style>p{color:red}</style><p style='color:red' class=x>a</p>", "<p>a</p>"),
        ('<p onclick="x()" onmouseover=y>a</p><img src=x onerror=alert(1)>', "<p>a</p>"),
        ('<p><a href="/a" onclick="x" target=_blank>a</a></p>', f"<p>{LINK}</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', '<p><a rel="noopener">a</a></p>'),
        ('<p><a href="jAvA\tscript:alert(1)">a</a></p>', '<p><a rel="noopener">a</a></p>'),
        ('<p><a href="data:text/html,x">a</a></p>', '<p><a rel="noopener">a</a></p>'),
        ("<p>a\0b</p>", "<p>ab</p>"),
        ("<svg><script>x</script></svg><p>a</p><iframe src=/></iframe><form><input></form>", "<p>a</p>"),
        ("<p>a<!-- <script> --></p>", "<p>a</p>"),
        ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", ""),
        ("", ""),
    ],
)
def test_only_what_belongs_to_an_article_is_kept(typed, kept):
    html = written_html(typed)
    assert html == kept
    assert written_html(html) == html


@pytest.mark.parametrize("tag", ["blockquote", "div", "b", "ul><li"])
def test_deep_nesting_costs_no_time_and_leaves_the_text(tag):
    text, before = f"<{tag}>" * 80_000 + "słowo", time.monotonic()
    assert too_deep(text)
    assert "słowo" in clean_html(text)
    assert time.monotonic() - before < 20  # a parser left to itself needs minutes


def test_old_paragraphs_without_an_end_are_not_deep():
    assert not too_deep("<p>a" * 500 + "<ul>" + "<li>b" * 500 + "</ul>")


def test_blocks_stand_apart_in_a_text_area_and_come_back_the_same():
    html = "<p>a</p><h2>b</h2><ul><li><p>c</p></li></ul><p>d</p>"
    assert readable_html(html).split("\n\n")[1] == "<h2>b</h2>"
    assert written_html(readable_html(html)).replace("\n", "") == html


def test_a_text_is_told_as_blocks_and_links():
    seen = outline(
        '<ul><li><p>x  y <a href="/z"></a></p></li></ul><blockquote><p>c</p></blockquote><table><tr><td>1</table>'
    )
    assert seen.blocks == [Block("li", "x y"), Block("blockquote", "c"), Block("td", "1")]
    assert [(link.href, link.text) for link in seen.links] == [("/z", "")]
    assert (seen.tables, seen.headed) == (1, 0)
