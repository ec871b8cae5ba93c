"""The main job in Chromium, with scripts and without: an empty event becomes the public article."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from events.attendance.models import Attendance
from events.catalogue.models import Event
from events.registration.models import Participant
from news.articles.models import Article
from tests.cast import Cast
from tests.pictures import photo_upload

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Any], None]
Sweep = Callable[[], list[Any]]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()


def plan(page: Page, cast: Cast) -> Event:
    """The animator plans and publishes an event of today with two places."""
    page.goto("/panel/wydarzenia/nowe/")
    page.locator("[name=title]").fill("Kęty po raz drugi")
    page.locator("[name=kind]").select_option("networking")
    page.locator("[name=centre]").select_option(str(cast.centre.pk))
    page.locator("[name=starts_on]").fill(timezone.localdate().isoformat())
    page.locator("[name=town]").fill("Kęty")
    page.locator("[name=capacity]").fill("2")
    press(page, "Zapisz szkic")
    page.locator("form[action$='/publikacja/'] button").click()
    page.get_by_text("Wydarzenie jest publiczne.").wait_for()
    return Event.objects.get()


def register(page: Page, event: Event, cast: Cast, sweep_outbox: Sweep) -> None:
    """Somebody of the entity registers three people from the public page; the mail leads to the one who waits."""
    page.goto(f"/wydarzenia/{event.slug}/zgloszenie/")
    page.locator("[name=for_whom][value=both]").check()
    page.locator("[name=representing][value=entity]").check()
    page.locator("[name=entity_query]").fill(cast.entity.name)
    page.locator("[name=first_name]").fill("Danuta")
    page.locator("[name=last_name]").fill("Żak")
    page.locator("[name=email]").fill("danuta@example.org")
    for number, (first, last) in enumerate([("Stefan", "Dżdżownik"), ("Olga", "Ćma")]):
        row = page.locator(f"[name=osoba-{number}-first_name]")
        if not row.count():
            page.locator("button[name=add]").click()
            row.wait_for()
        row.fill(first)
        page.locator(f"[name=osoba-{number}-last_name]").fill(last)
    for name in ("rules", "notice"):
        if page.locator(f"[name={name}]").count():
            page.locator(f"[name={name}]").check()
    press(page, "Wyślij zgłoszenie")
    page.get_by_text("Sprawdź pocztę").first.wait_for()
    [mail] = sweep_outbox()
    page.goto(re.search(r"/zgloszenie/[\w-]+/", mail.body)[0])
    page.get_by_text("pozycja 1").wait_for()


def at_the_door(page: Page, event: Event, *, scripted: bool) -> None:
    """One came of the two, and somebody without a registration; then the lists are closed."""
    page.goto(f"/panel/wydarzenia/{event.pk}/")
    page.locator(f"form[action='/panel/wydarzenia/{event.pk}/obecnosc/'] button").first.click()
    if scripted:
        page.locator("#door[data-live][data-kept]").wait_for()
    page.locator(".row", has_text="Żak").locator("input[type=checkbox]").check()
    if not scripted:  # with scripts the tick saves itself
        press(page, "Zapisz")
    page.locator(".row", has_text="Żak").locator("time").wait_for()
    page.get_by_role("link", name="Dopisz osobę").click()
    page.locator("[name=first_name]").fill("Ewa")
    page.locator("[name=last_name]").fill("Bąk")
    press(page, "Dopisz i zaznacz obecność")
    page.locator(".row", has_text="Bąk").wait_for()
    page.goto(f"/panel/wydarzenia/{event.pk}/")
    page.locator(f"form[action='/panel/wydarzenia/{event.pk}/obecnosc/zamkniecie/'] button").first.click()
    page.get_by_text("Listy zamknięte").wait_for()


def write_the_report(page: Page, event: Event, *, scripted: bool) -> None:
    """The editor opens the draft, fills what only people know, and saves."""
    page.goto(f"/panel/wydarzenia/{event.pk}/")
    page.locator(f"form[action='/panel/wydarzenia/{event.pk}/relacja/'] button").first.click()
    area = page.locator("textarea[name=body]")
    if not scripted:
        area.fill(re.sub(r"\[uzupełnij[^\]]*\]", "Spotkamy się jesienią.", area.input_value()))
    else:
        text = page.locator(".ProseMirror")
        for _ in range(2):
            text.locator("p", has_text="[uzupełnij").first.click(click_count=3)
            page.keyboard.type("Spotkamy się jesienią.")
        expect(text).not_to_contain_text("[uzupełnij")
    press(page, "Zapisz")
    page.get_by_text("Zapisano.").wait_for()
    page.get_by_text("Nic nie stoi na przeszkodzie publikacji.").wait_for()


def add_photo(page: Page, *, scripted: bool) -> None:
    """A photo is added and described; with scripts it is sent as soon as it is chosen."""
    press(page, "Dodaj galerię")
    if scripted:
        page.locator(".drag-hint").wait_for()
    photo = photo_upload(1)
    page.locator("[name=photos]").set_input_files(
        [{"name": photo.name, "mimeType": "image/jpeg", "buffer": photo.read()}]
    )
    if not scripted:
        press(page, "Dodaj zdjęcia")
    page.locator("[name$='-alt']").first.fill("Rozmowa przy stole")
    press(page, "Zapisz")


def walk(page: Page, sign_in: SignIn, cast: Cast, sweep_outbox: Sweep, *, scripted: bool) -> None:
    sign_in(cast.animator)
    event = plan(page, cast)
    page.context.clear_cookies()
    register(page, event, cast, sweep_outbox)
    sign_in(cast.animator)
    at_the_door(page, event, scripted=scripted)
    sign_in(cast.editor)
    write_the_report(page, event, scripted=scripted)
    article = Article.objects.get()
    add_photo(page, scripted=scripted)
    expect(page.get_by_text("Zapisano.")).to_be_visible()
    page.goto(f"/panel/aktualnosci/{article.pk}/")
    press(page, "Opublikuj")
    page.get_by_text("Opublikowano.").wait_for()


def read(page: Page, cast: Cast) -> None:
    """The public sentence says those registered and marked: two people, one of them from one entity."""
    came = Participant.objects.filter(pk__in=Attendance.objects.values("participant"))
    assert sorted(came.values_list("last_name", "entity__name")) == [("Bąk", None), ("Żak", cast.entity.name)]
    page.context.clear_cookies()
    page.goto(f"/aktualnosci/{Article.objects.get().slug}/")
    public = page.locator("main").inner_text().replace("\u00a0", " ")
    assert "W spotkaniu uczestniczyły 2 osoby, w tym 1 przedstawiciel 1 podmiotu ekonomii społecznej." in public
    assert "Spotkamy się jesienią." in public
    expect(page.get_by_role("img", name="Rozmowa przy stole").first).to_be_visible()


def test_from_an_empty_event_to_the_public_article(page, sign_in, cast, sweep_outbox, make_renditions, axe):
    walk(page, sign_in, cast, sweep_outbox, scripted=True)
    make_renditions()
    read(page, cast)
    assert axe(page) == []


@pytest.mark.browser_context_args(java_script_enabled=False)
@pytest.mark.soak  # each of its pages without script: tests of HTTP; a registration without script is walked in CI
def test_the_same_without_javascript(page, sign_in, cast, sweep_outbox, make_renditions):
    walk(page, sign_in, cast, sweep_outbox, scripted=False)
    make_renditions()
    read(page, cast)
