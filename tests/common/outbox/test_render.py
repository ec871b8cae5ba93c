"""Mails from templates: subject, text and HTML from one source."""

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
