"""The animator plans an event in Chromium by keyboard alone; the pages are accessible and fit both widths."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from entities.directory.services import publish_entity
from events.catalogue.models import Event
from events.programme.models import Appearance, ProgrammeItem, Stop
from tests.factories import CountyFactory, EntityFactory, EventFactory, ProgrammeItemFactory, StopFactory
from tests.factories.base import days_from_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOTS = os.environ.get("OWES_TEST_SHOTS", "")
PARTS = ["miejsca", "program", "osoby", "podmioty", "punkty", "pytania"]


@pytest.fixture
def kitchen():
    entity = EntityFactory(name="Spółdzielnia Kuchnia Babci", town="Kęty", county=CountyFactory())
    publish_entity(entity_id=entity.pk, by=None)
    return entity


def look(page, name):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def fill(page, label, text):
    """Focus the field as the Tab key would, then type."""
    page.get_by_label(label, exact=True).last.focus()
    page.keyboard.type(text)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).last.focus()
    page.keyboard.press("Enter")


def test_the_whole_planning_by_keyboard(page, sign_in, cast, kitchen):
    sign_in(cast.animator)
    page.goto("/panel/wydarzenia/nowe/")
    fill(page, "Tytuł", "Kęty po raz drugi")
    page.get_by_label("Rodzaj").select_option("networking")
    page.get_by_label("Pierwszy dzień").fill(days_from_now(20).isoformat())
    press(page, "Zapisz szkic")
    page.wait_for_url(re.compile(r"/panel/wydarzenia/\d+/$"))
    event = Event.objects.get()

    # The place: its host is picked by typing, with the arrow keys.
    page.goto(f"/panel/wydarzenia/{event.pk}/plan/miejsca/")
    host = page.get_by_role("combobox", name="Kto przyjmuje gości")
    host.focus()
    page.keyboard.type("kuch")
    page.locator("li[role=option]").wait_for()
    assert host.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert host.get_attribute("aria-activedescendant") == page.locator("li[role=option]").get_attribute("id")
    look(page, "picker")
    page.keyboard.press("Enter")
    assert host.input_value() == kitchen.name
    assert host.get_attribute("aria-expanded") == "false"
    press(page, "Zapisz")
    page.get_by_role("status").get_by_text("Zapisano.").wait_for()
    assert Stop.objects.get().host == kitchen

    # The programme: two points, the second added and moved up without a reload.
    page.goto(f"/panel/wydarzenia/{event.pk}/plan/program/")
    page.evaluate("window.stayed = true")
    fill(page, "Tytuł punktu", "Rozmowa")
    press(page, "Dodaj: punkt")
    page.get_by_role("group", name="Punkt 2").wait_for()
    page.keyboard.type("Powitanie")  # the focus is in the new row
    page.get_by_role("group", name="Punkt 2").get_by_role("button", name="Przesuń w górę").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=r-0-title]")).to_have_value("Powitanie")
    expect(page.locator("[name=r-0-title]")).to_be_focused()
    assert page.evaluate("window.stayed") is True
    page.keyboard.press("Enter")  # in a field: saves, and moves or removes nothing
    page.get_by_role("status").get_by_text("Zapisano.").wait_for()
    assert list(ProgrammeItem.objects.values_list("title", flat=True)) == ["Powitanie", "Rozmowa"]

    page.goto(f"/panel/wydarzenia/{event.pk}/plan/osoby/")
    fill(page, "Imię i nazwisko", "Maria Kowal")
    press(page, "Zapisz")
    page.get_by_role("status").get_by_text("Zapisano.").wait_for()
    assert Appearance.objects.get().name == "Maria Kowal"

    page.goto(f"/panel/wydarzenia/{event.pk}/")
    look(page, "event")
    press(page, "Opublikuj")
    page.get_by_role("status").get_by_text("Wydarzenie jest publiczne.").wait_for()
    page.goto(f"/wydarzenia/{Event.objects.get().slug}/")
    assert page.get_by_text("Maria Kowal").count() == 1


@pytest.mark.soak  # the pages of the plan that the demo fills are looked at in CI (tests/visual)
def test_pages_of_the_plan_are_accessible_and_fit(page, both_widths, sign_in, cast):
    event = EventFactory(centre=cast.centre, ends_on=days_from_now(31))
    for number in range(2):
        ProgrammeItemFactory(event=event, stop=StopFactory(event=event, name=f"Dom {number}"))
    sign_in(cast.animator)
    base = f"/panel/wydarzenia/{event.pk}/"
    paths = {part: f"{base}plan/{part}/" for part in PARTS}
    paths |= {"podstawy": f"{base}zmiana/", "ustawienia": f"{base}ustawienia-zgloszen/", "okladka": f"{base}okladka/"}
    paths |= {
        "dokumenty": f"{base}dokumenty/",
        "wydarzenie": base,
        "kopia": f"{base}kopia/",
        "nowe": "/panel/wydarzenia/nowe/",
    }
    paths |= {"lista": "/panel/wydarzenia/", "start": "/panel/"}
    for name, path in paths.items():
        page.goto(path)
        look(page, name)
        assert both_widths(page) == [], name
