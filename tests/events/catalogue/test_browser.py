"""Pages of events in Chromium: accessible in both widths, usable by keyboard, without sideways scrolling."""

from datetime import timedelta

import pytest

from tests.events.catalogue.pages import event
from tests.factories import AppearanceFactory, EventEntityFactory, ProgrammeItemFactory, StopFactory
from tests.factories.base import days_from_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit():
    """A visit of two days, in three days."""
    day = days_from_now(3)
    one = event("Wizyta u sąsiadów", kind="study_visit", starts_on=day, ends_on=day + timedelta(days=1), capacity=9)
    for number in range(2):
        stop = StopFactory(event=one, day=day + timedelta(days=number))
        AppearanceFactory(event=one, item=ProgrammeItemFactory(event=one, stop=stop, day=stop.day))
    EventEntityFactory(event=one)
    return one


def test_pages_are_accessible_and_fit(page, both_widths, visit):
    for path in ("", "?czas=minione", "kalendarz/", "wizyta-u-sasiadow/"):
        page.goto(f"/wydarzenia/{path}")
        assert both_widths(page) == [], path


def test_filters_work_by_keyboard_alone(page, visit):
    event("Szkolenie z kosztorysu", kind="training", starts_on=days_from_now(5))
    page.goto("/wydarzenia/")
    page.get_by_label("Szkolenie").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pokaż wyniki").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/wydarzenia/?rodzaj=training*")
    assert page.locator(".agenda h3").all_text_contents() == ["Szkolenie z\u00a0kosztorysu"]
