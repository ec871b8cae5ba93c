"""Mails from templates: subject, text and HTML from one source."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from common.outbox.render import render_mail


@pytest.fixture
def templates(tmp_path: Path, settings: object) -> Path:
    folder = tmp_path / "mail"
    folder.mkdir()
    engine = settings.TEMPLATES[0]  # type: ignore[attr-defined]
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]  # type: ignore[attr-defined]
    (folder / "probe.txt").write_text(
        "Zgłoszenie: {{ event }}\n\nDzień dobry, {{ name }}!\n\nhttps://portal.example/z/1/\n", encoding="utf-8"
    )
    return folder


def test_text_is_not_escaped_and_html_is(templates: Path) -> None:
    subject, text, html = render_mail("probe", {"event": "Kowal & Syn", "name": "<Ania>"})
    assert subject == "Zgłoszenie: Kowal & Syn"
    assert text == "Dzień dobry, <Ania>!\n\nhttps://portal.example/z/1/\n"
    assert "&lt;Ania&gt;" in html
    assert "<h1>Zgłoszenie: Kowal &amp; Syn</h1>" in html
    assert '<a href="https://portal.example/z/1/"' in html
    assert '<html lang="pl">' in html


def test_a_template_of_its_own_fills_the_frame(templates: Path) -> None:
    (templates / "probe.html").write_text(
        '{% extends "mail/frame.html" %}{% block content %}<p class="own">{{ event }}</p>{% endblock %}'
    )
    html = render_mail("probe", {"event": "A", "name": "B"}, "en")[2]
    assert '<p class="own">A</p>' in html
    assert '<html lang="en">' in html
    assert "<h1>" not in html


@dataclass(frozen=True)
class Funding:
    """As the publicity block of a project."""

    sentence: str = "Dofinansowane przez Unię Europejską."
    marks: tuple[object, ...] = ()
    lang: str = ""


def test_html_sets_lists_codes_and_long_links(templates: Path) -> None:
    link = "https://portal.example/zgloszenie/" + "a1" * 30 + "/"
    (templates / "probe.txt").write_text(f"Temat\n\nMają <miejsce>:\n- Anna\n- Jan\n\n482913\n\nZobacz:\n{link}\n")
    _subject, text, html = render_mail("probe", {"funding": Funding()})
    assert "<p>Mają &lt;miejsce&gt;:</p><ul><li>Anna</li><li>Jan</li></ul>" in html
    assert '<p class="code">482913</p>' in html
    assert f'<a href="{link}">{link[:52]}…</a>' in html
    assert link in text
    assert text.endswith("\n\nDofinansowane przez Unię Europejską.\n")
    assert '<div class="funding"><p>Dofinansowane przez Unię Europejską.</p></div>' in html


def test_an_e_mail_address_stands_whole_and_is_no_link(templates: Path) -> None:
    address = "anna.zak@bardzo-dluga-nazwa-spoldzielni-socjalnej-pod-lipami.example"
    (templates / "probe.txt").write_text(f"Temat\n\n{address}\n")
    assert f"<p>{address}</p>" in render_mail("probe", {})[2]


def test_what_looks_like_a_domain_is_no_link_and_a_quotation_has_none(templates: Path) -> None:
    (templates / "probe.txt").write_text(
        "Temat\n\nJan nagroda.com\n{{ site_url }}/zgloszenie/\n\n> https://zly.example <b>\n> nagroda.com\n"
    )
    html = render_mail("probe", {})[2]
    assert html.count("<a ") == 2  # ours, and the foot of the frame
    assert "<blockquote>https://zly.example &lt;b&gt;<br>nagroda.com</blockquote>" in html
