"""A gallery in Chromium: with script the photos open in place, by keyboard too; without it each has its page."""

import pytest

from tests.factories import GalleryFactory, PhotoFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def photos():
    """Three photos of a published gallery."""
    gallery = GalleryFactory(published=True, slug="kety")
    return [PhotoFactory(gallery=gallery, caption=f"Podpis {n}", alt=f"Opis {n}") for n in (1, 2, 3)]


@pytest.mark.parametrize("width", [1280, 360])
def test_pages_are_accessible_and_fit(page, axe, photos, width):
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("", "kety/", f"kety/{photos[0].pk}/", f"kety/{photos[0].pk}/zglos/"):
        page.goto(f"/galerie/{path}")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


def test_photos_are_walked_by_keyboard_and_focus_comes_back(page, photos):
    page.goto("/galerie/kety/")
    page.locator(".gallery a").first.focus()
    page.keyboard.press("Enter")
    page.locator(".pswp:focus").wait_for()
    assert "Podpis 1" in page.locator(".pswp__caption").text_content()
    report = page.locator(".pswp__caption").get_by_role("link", name="Zgłoś to zdjęcie")
    assert report.get_attribute("href").endswith(f"/galerie/kety/{photos[0].pk}/zglos/")
    page.keyboard.press("ArrowRight")
    page.locator(".pswp__caption", has_text="Podpis 2").wait_for()
    page.keyboard.press("Escape")
    page.locator(".pswp").wait_for(state="detached")
    assert page.url.endswith("/galerie/kety/")
    page.locator(f'.gallery a[href="/galerie/kety/{photos[1].pk}/"]:focus').wait_for()


def test_without_script_a_photo_opens_its_page(browser, base_url, photos):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}/galerie/kety/")
    page.locator(".gallery a").first.click()
    assert page.url.endswith(f"/galerie/kety/{photos[0].pk}/")
    page.get_by_role("link", name="Podpis 2").click()
    assert page.url.endswith(f"/galerie/kety/{photos[1].pk}/")
    context.close()
