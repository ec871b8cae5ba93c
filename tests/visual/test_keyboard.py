"""A reader without a mouse: skip link, menu of the phone, filters, lightbox, the look of the site."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from entities.directory.models import EntityGroup, EntityKind
from events.catalogue.kinds import EventKind
from tests.browser import DESK, PHONE
from tests.factories import EntityFactory, EventFactory, GalleryFactory, PhotoFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def tab_to(page: Page, wanted: Locator, most: int = 60) -> list[str]:
    """Tab until `wanted` has the focus; gives what had it on the way, for the order."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        passed.append(page.evaluate("document.activeElement.textContent.trim()"))
        if wanted.evaluate("it => it === document.activeElement"):
            return passed
    pytest.fail(f"not reached by Tab; passed {passed}")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_the_first_tab_skips_to_the_content(page: Page) -> None:
    page.goto("/aktualnosci/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/")
    menu, button = page.locator("#menu"), page.get_by_role("button", name="Menu", exact=True)
    expect(menu).to_be_hidden()
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    order = [link.strip() for link in menu.get_by_role("link").all_inner_texts()]
    assert tab_to(page, menu.get_by_role("link").last) == order
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, menu.get_by_role("link", name="Podmioty"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/podmioty/")


def test_the_look_that_was_chosen_stays_on_the_next_page(page: Page) -> None:
    page.goto("/")
    tab_to(page, page.get_by_role("button", name="Ciemny"), most=120)
    page.keyboard.press("Enter")
    for path in ("/", "/wydarzenia/"):
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.get_by_role("button", name="Ciemny")).to_have_attribute("aria-pressed", "true")
    tab_to(page, page.get_by_role("button", name="Jak w urządzeniu"), most=120)
    page.keyboard.press("Space")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") is None


def choose(page: Page, name: str, sent: str) -> None:
    """Tick an answer and send the form, by keyboard alone; on a phone the filters are unfolded first."""
    fold, box = (
        page.locator(".filters summary"),
        page.locator(".filters").get_by_label(re.compile(f"^{name}", re.IGNORECASE)),
    )
    if not box.is_visible():
        tab_to(page, fold)
        page.keyboard.press("Enter")
    tab_to(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    tab_to(page, page.locator(".filters").get_by_role("button", name="Pokaż wyniki"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**?*{sent}*")


def test_filters_of_the_directory_work_by_keyboard(page: Page) -> None:
    kinds = EntityKind.objects.filter(group=EntityGroup.SOCIAL_ECONOMY)[:2]
    mine, other = (EntityFactory(published=True, kind=kind, name=f"Podmiot {n}") for n, kind in enumerate(kinds))
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.goto("/podmioty/")
        choose(page, mine.kind.name, "=")
        expect(page.get_by_role("link", name=mine.name)).to_be_visible()
        expect(page.get_by_role("link", name=other.name)).to_have_count(0)


def test_filters_of_events_work_by_keyboard(page: Page) -> None:
    visit = EventFactory(published=True, kind=EventKind.STUDY_VISIT, title="Wyjazd do Byczyny")
    course = EventFactory(published=True, kind=EventKind.TRAINING, title="Księgowość od zera")
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.goto("/wydarzenia/")
        choose(page, "wizyta studyjna", "=")
        expect(page.get_by_role("link", name=visit.title)).to_be_visible()
        expect(page.get_by_role("link", name=course.title)).to_have_count(0)


def test_the_lightbox_opens_moves_and_closes_by_keyboard(page: Page, make_renditions: Callable[[], int]) -> None:
    gallery = GalleryFactory(published=True)
    for number in range(3):
        PhotoFactory(gallery=gallery, position=number, alt=f"Zdjęcie {number}")
    make_renditions()
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/galerie/{gallery.slug}/")
    thumbs, box = page.locator("[data-lightbox] a[data-full]"), page.get_by_role("dialog")
    expect(thumbs).to_have_count(3)
    tab_to(page, thumbs.nth(0))
    page.keyboard.press("Enter")
    expect(box).to_be_visible()
    shown = box.locator(".pswp__counter")
    expect(shown).to_have_text(re.compile(r"1 \D+ 3"))
    page.keyboard.press("ArrowRight")
    expect(shown).to_have_text(re.compile(r"2 \D+ 3"))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    expect(shown).to_have_text(re.compile(r"2 \D+ 3"))
    for _ in range(12):  # the focus never comes to what lies under the open box
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('header, main, footer, .skip')") is None
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(thumbs.nth(1)).to_be_focused()
