"""The gallery manager in Chromium: photos moved by keyboard and by mouse, words for many, the place that matters."""

import re

import pytest
from playwright.sync_api import Page, expect

from news.galleries.models import Gallery
from tests.factories import GalleryFactory, PhotoFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gallery(cast, sign_in, make_renditions) -> Gallery:
    """Four photos that are ready, before an editor who is signed in."""
    gallery = GalleryFactory(published=True, centre=cast.centre)
    for number in range(4):
        PhotoFactory(gallery=gallery, position=number, alt=f"Opis {number}", caption="")
    make_renditions()
    sign_in(cast.editor)
    return gallery


def opened(page: Page, gallery: Gallery) -> None:
    """The manager, once its scripts listen."""
    page.goto(f"/panel/galerie/{gallery.pk}/")
    expect(page.locator("[data-tick-all]:not([hidden])")).to_have_count(1)
    expect(page.locator("[data-sum-here]")).to_have_count(1)


def moved(page: Page, gallery: Gallery, *, to: int, shown: list[str]) -> None:
    """The page says where the photo went and shows this order; the portal keeps the same."""
    expect(page.locator("[data-said]")).to_have_text(f"Zdjęcie przesunięte na miejsce {to}.")
    fields = page.get_by_label("Tekst alternatywny: co widać")
    assert [field.input_value() for field in fields.all()] == shown
    assert list(gallery.photos.order_by("position").values_list("alt", flat=True)) == shown


def test_photos_are_moved_by_keyboard_and_mouse_and_described_together(page, gallery, both_widths):
    opened(page, gallery)
    assert both_widths(page) == []
    page.set_viewport_size({"width": 1280, "height": 2400})  # nothing scrolls while it is dragged
    lower = page.locator("[data-photo]", has=page.locator("[value='Opis 0']")).get_by_role("button", name="Niżej")
    lower.focus()
    for place, shown in ((2, "1023"), (3, "1203")):
        page.keyboard.press("Enter")
        moved(page, gallery, to=place, shown=[f"Opis {number}" for number in shown])
        expect(lower).to_be_focused()  # so that the next press moves it on
    boxes = page.locator("[data-photo] .box")
    boxes.nth(3).drag_to(boxes.nth(0), target_position={"x": 40, "y": 4})
    moved(page, gallery, to=1, shown=["Opis 3", "Opis 1", "Opis 2", "Opis 0"])
    page.get_by_text("To samo dla wielu zdjęć").click()
    page.get_by_label("Podpis", exact=True).fill("Kęty, przy wspólnym stole")
    page.get_by_role("button", name="Zaznacz wszystkie na tej stronie").click()
    expect(page.get_by_role("checkbox", name=re.compile("^Zaznacz"), checked=True)).to_have_count(4)
    page.get_by_role("button", name="Zastosuj").click()
    expect(page.get_by_text("Zmienione zdjęcia: 4.")).to_be_visible()
    assert list(gallery.photos.values_list("caption", flat=True)) == ["Kęty, przy wspólnym stole"] * 4


def test_the_place_that_matters_is_clicked_or_typed(page, gallery, axe):
    photo = gallery.photos.earliest("position")
    page.goto(f"/panel/galerie/{gallery.pk}/zdjecie/{photo.pk}/")
    expect(page.locator(".can-aim")).to_be_visible()
    assert axe(page) == []
    picture = page.locator("[data-aim] img")
    expect(picture).to_have_js_property("complete", value=True)
    size = picture.bounding_box()
    picture.click(position={"x": size["width"] * 0.25, "y": size["height"] * 0.75})
    across, along = page.get_by_label("Od lewej, w %"), page.get_by_label("Od góry, w %")
    expect(across).to_have_value(re.compile("2[456]"))
    expect(along).to_have_value(re.compile("7[456]"))
    across.fill("30")
    along.fill("10")
    expect(page.locator(".aim-mark")).to_have_attribute("style", "left: 30%; top: 10%;")
    along.press("Enter")
    expect(page.get_by_text("Zapisano.")).to_be_visible()
    photo.image.refresh_from_db()
    assert (photo.image.focal_x, photo.image.focal_y) == (0.3, 0.1)
