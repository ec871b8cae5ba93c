"""A gallery in Chromium: with script the photos open in place, by keyboard too; without it each has its page."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import GalleryFactory, PhotoFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def photos():
    """Three photos of a published gallery."""
    gallery = GalleryFactory(published=True, slug="kety")
    return [PhotoFactory(gallery=gallery, caption=f"Podpis {n}", alt=f"Opis {n}") for n in (1, 2, 3)]


def test_pages_are_accessible_and_fit(page, both_widths, photos):
    for path in ("", "kety/", f"kety/{photos[0].pk}/", f"kety/{photos[0].pk}/zglos/"):
        page.goto(f"/galerie/{path}")
        assert both_widths(page) == [], path


def viewer_at(page, number):
    """The viewer shows this photo of three, with its caption."""
    expect(page.locator(".pswp__counter")).to_have_text(re.compile(rf"{number} \D+ 3"))
    expect(page.locator(".pswp__caption")).to_contain_text(f"Podpis {number}")


def test_photos_are_walked_by_mouse(page, photos):  # by keyboard: tests/visual/test_keyboard.py
    page.goto("/galerie/kety/")
    page.locator(".gallery a").first.click()
    viewer_at(page, 1)
    report = page.locator(".pswp__caption").get_by_role("link", name="Zgłoś to zdjęcie")
    expect(report).to_have_attribute("href", re.compile(f"/galerie/kety/{photos[0].pk}/zglos/$"))
    page.locator(".pswp").get_by_role("button", name="Następne zdjęcie").click()
    viewer_at(page, 2)
    page.locator(".pswp").get_by_role("button", name="Zamknij").click()
    expect(page.locator(".pswp")).to_have_count(0)
    expect(page).to_have_url(re.compile("/galerie/kety/$"))


@pytest.mark.browser_context_args(has_touch=True, reduced_motion="reduce", viewport={"width": 360, "height": 740})
def test_photos_are_walked_by_a_finger(page, photos):
    page.goto("/galerie/kety/")
    page.locator(".gallery a").nth(2).tap()
    viewer_at(page, 3)
    page.locator(".pswp").get_by_role("button", name="Zamknij").tap()
    expect(page.locator(".pswp")).to_have_count(0)
    page.locator(".gallery a").first.tap()
    viewer_at(page, 1)
    expect(page.locator(".pswp__item img")).to_have_count(3)  # the neighbours come when the opening has ended
    finger = page.context.new_cdp_session(page)

    def touch(kind, *at):
        points = [{"x": at[0], "y": 370}] if at else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 320)
    for x in range(300, 19, -20):
        touch("touchMove", x)
    touch("touchEnd")
    viewer_at(page, 2)


def test_without_script_a_photo_opens_its_page(browser, base_url, photos):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}/galerie/kety/")
    page.locator(".gallery a").first.click()
    assert page.url.endswith(f"/galerie/kety/{photos[0].pk}/")
    page.get_by_role("link", name="Podpis 2").click()
    assert page.url.endswith(f"/galerie/kety/{photos[1].pk}/")
    context.close()
