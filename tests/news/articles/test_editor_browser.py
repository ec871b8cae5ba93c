"""The editor in Chromium: written by keyboard, kept when the session or the connection ends, clean in axe."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from news.articles import services
from news.articles.models import Article, PrivateDraft
from tests.factories import ArticleFactory, GalleryFactory, PhotoFactory, StopFactory
from tests.factories.news import ArticleEventFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("OWES_TEST_SHOTS", "")


def look(page: Page, axe: Any, name: str) -> None:
    """Both widths fit, and are clean in axe."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    assert axe(page) == [], name
    page.set_viewport_size({"width": 1280, "height": 900})


def tool(page: Page, name: str) -> None:
    page.get_by_role("toolbar", name="Wygląd tekstu").get_by_role("button", name=name, exact=True).click()


def restore(page: Page) -> None:
    """One copy is offered, the server's or this browser's: the later one."""
    page.locator(".unsaved").get_by_text("Przywróć", exact=True).click()


def test_an_article_is_written_with_headings_a_list_and_a_link(page, sign_in, cast, axe):
    article = ArticleFactory(
        centre=cast.centre, body="", lead="", gallery=GalleryFactory(centre=cast.centre, photo_count=200)
    )
    PhotoFactory.create_batch(40, gallery=article.gallery, alt="")
    event = ArticleEventFactory(article=article, event__centre=cast.centre).event
    StopFactory.create_batch(2, event=event, day=event.starts_on)
    sign_in(cast.editor)
    page.goto(f"/panel/aktualnosci/{article.pk}/")
    text = page.locator(".ProseMirror")
    expect(text).to_have_role("textbox")
    expect(text).to_have_accessible_name(re.compile("^Treść"))
    expect(page.locator("textarea[name=body]")).to_be_hidden()
    assert page.locator("img").count() == 0
    text.focus()
    tool(page, "Nagłówek 2")
    expect(page.get_by_role("button", name="Nagłówek 2")).to_have_attribute("aria-pressed", "true")
    page.keyboard.type("O czym rozmawiano")
    page.keyboard.press("Enter")
    page.keyboard.type("Najpierw o pieniądzach.")
    page.keyboard.press("Enter")
    tool(page, "Lista")
    page.keyboard.type("kuchnia")
    page.keyboard.press("Shift+Control+ArrowLeft")
    tool(page, "Odnośnik")
    page.get_by_label("Adres odnośnika").fill("/podmioty/")
    page.get_by_role("button", name="Wstaw odnośnik").click()
    # The toolbar is one stop of the tab key, walked by the arrows.
    page.get_by_role("button", name="Akapit", exact=True).focus()
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Ponów")).to_be_focused()
    look(page, axe, "edytor")
    page.get_by_role("button", name="Zapisz", exact=True).click()
    page.get_by_text("Zapisano.").wait_for()
    article.refresh_from_db()
    assert article.body == (
        "<h2>O czym rozmawiano</h2><p>Najpierw o pieniądzach.</p>"
        '<ul><li><p><a href="/podmioty/" rel="noopener">kuchnia</a></p></li></ul>'
    )
    # The checklist leads to the field.
    page.get_by_role("link", name="Napisz wstęp").click()
    assert page.url.endswith("#id_lead")


def test_unsaved_text_outlives_the_session_the_connection_and_the_tab(page, context, sign_in, cast):
    article = ArticleFactory(centre=cast.centre, published=True)
    address = f"/panel/aktualnosci/{article.pk}/"
    sign_in(cast.editor)
    page.goto(address)
    text = page.locator(".ProseMirror")

    # To the server, as the editor's own; the saved article stays.
    text.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Na serwerze. ")
    page.get_by_text(re.compile(r"zabezpieczono o \d\d:\d\d")).wait_for()
    assert "Na serwerze." in PrivateDraft.objects.get(user=cast.editor).fields["body"]
    article.refresh_from_db()
    assert article.edition == 1
    page.goto(address)
    restore(page)
    expect(text).to_contain_text("Na serwerze.")

    # The session ends: the text stays in this browser, and comes back after signing in.
    PrivateDraft.objects.all().delete()
    Session.objects.all().delete()
    page.get_by_label("Wstęp").first.fill("Po końcu sesji.")
    page.get_by_text("Sesja wygasła.").wait_for()
    sign_in(cast.editor)
    page.goto(address)
    restore(page)
    expect(page.get_by_label("Wstęp").first).to_have_value("Po końcu sesji.")
    expect(text).to_contain_text("Na serwerze.")

    # No connection; the tab is closed at once.
    page.get_by_text(re.compile("zabezpieczono o")).wait_for()
    PrivateDraft.objects.all().delete()
    context.set_offline(True)
    page.get_by_label("Wstęp").first.fill("Bez sieci.")
    page.get_by_text("Brak połączenia.").wait_for()
    page.goto("about:blank")
    context.set_offline(False)
    page.goto(address)
    restore(page)
    expect(page.get_by_label("Wstęp").first).to_have_value("Bez sieci.")

    # Saved: nothing is offered any more.
    page.get_by_role("button", name="Zapisz", exact=True).click()
    page.get_by_text("Zapisano.").wait_for()
    page.goto(address)
    expect(text).to_contain_text("Na serwerze.")
    assert page.locator(".unsaved").count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_the_conflict_and_the_versions_can_be_read(page, sign_in, cast, axe):
    article = ArticleFactory(
        centre=cast.centre, body="<h2>Wnioski</h2><p>Raz dwa trzy.</p><ul><li>a</li><li>b</li></ul>"
    )
    services.publish(article_id=article.pk, by=cast.editor.pk)
    sign_in(cast.editor)
    page.goto(f"/panel/aktualnosci/{article.pk}/")
    text = page.locator(".ProseMirror")
    text.get_by_text("Raz dwa trzy.").click()
    page.keyboard.press("End")
    page.keyboard.type(" Moje zdanie.")
    theirs = article.body.replace("dwa", "cztery")
    services.edit_article(article_id=article.pk, by=cast.coordinator.pk, body=theirs)
    page.get_by_role("button", name="Zapisz", exact=True).click()
    page.get_by_role("heading", name="Ktoś inny zapisał ten tekst").wait_for()
    expect(page.locator("del", has_text="cztery")).to_be_visible()
    expect(page.locator("ins", has_text="Moje zdanie.")).to_be_visible()
    expect(text).to_contain_text("Moje zdanie.")
    look(page, axe, "konflikt")
    page.get_by_role("button", name="Zapisz", exact=True).click()
    page.get_by_text("Zapisano.").wait_for()
    assert "Moje zdanie." in Article.objects.get().body
    page.goto(f"/panel/aktualnosci/{article.pk}/wersje/?od=1&do=3")
    expect(page.locator("ins", has_text="Moje zdanie.")).to_be_visible()
    look(page, axe, "wersje")


def test_the_publish_button_publishes_what_was_just_typed(page, sign_in, cast):
    article = ArticleFactory(centre=cast.centre, body="", lead="")
    sign_in(cast.editor)
    page.goto(f"/panel/aktualnosci/{article.pk}/")
    page.locator(".ProseMirror").focus()
    page.keyboard.type("Treść wpisana przed chwilą.")
    page.get_by_role("button", name="Opublikuj", exact=True).click()
    expect(page.get_by_text("Opublikowano.")).to_be_visible()
    expect(page.locator(".unsaved")).to_have_count(0)
    page.goto(f"/aktualnosci/{article.slug}/")
    expect(page.locator("main")).to_contain_text("Treść wpisana przed chwilą.")


def test_without_a_script_the_publish_button_publishes_what_was_typed_too(page, sign_in, cast, base_url):
    article = ArticleFactory(centre=cast.centre, body="", lead="")
    sign_in(cast.editor)
    bare = page.context.browser.new_context(java_script_enabled=False, base_url=base_url)
    bare.add_cookies(page.context.cookies())
    plain = bare.new_page()
    plain.goto(f"/panel/aktualnosci/{article.pk}/")
    plain.locator("textarea[name=body]").fill("Treść wpisana bez skryptu.")
    plain.get_by_role("button", name="Opublikuj", exact=True).click()
    expect(plain.get_by_text("Opublikowano.")).to_be_visible()
    plain.goto(f"/aktualnosci/{article.slug}/")
    expect(plain.locator("main")).to_contain_text("Treść wpisana bez skryptu.")
    bare.close()
