"""The working list of registrations in Chromium: 120 people on a phone, by keyboard, without scripts."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from events.registration.models import QuestionKind
from tests.factories import (
    AnswerFactory,
    EntityFactory,
    EventFactory,
    ParticipantFactory,
    QuestionFactory,
    RegistrationFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOTS = os.environ.get("OWES_TEST_SHOTS", "")
PHONE = {"width": 360, "height": 740}
TALLEST, SLOWER = 8000, 2.5


def look(page, name):
    if SHOTS:
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 740})
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png")
    page.set_viewport_size(PHONE)


@pytest.fixture
def event(cast):
    event = EventFactory(published=True, centre=cast.centre, title="Konferencja")
    event.meal = QuestionFactory(event=event, text="Posiłek", kind=QuestionKind.ONE, options="mięsny\nwege")
    return event


def add(event, n):
    entities = [
        EntityFactory(name=name)
        for name in ("Spółdzielnia Socjalna „Pod Kasztanem” w Wąglikowicach", "Gmina Kęty", "Fundacja Razem")
    ]
    start = event.participants.count()
    for number in range(start, start + n):
        registration = RegistrationFactory(
            event=event, entity=entities[number % 3], email=f"osoba{number}@example.org", phone="+48601222333"
        )
        ParticipantFactory(
            registration=registration,
            first_name="Świętosława",
            last_name=f"Brzęczykiewicz{number:03}",
            function="specjalistka do spraw ekonomii społecznej",
            email="",
        )
        AnswerFactory(registration=registration, question=event.meal, value="wege" if number % 4 else "mięsny")


def seconds(page, url):
    """The shortest of several loads: what others do on the machine does not count."""
    times = []
    for _ in range(5):
        page.goto(url)
        times.append(page.evaluate("performance.getEntriesByType('navigation')[0].duration"))
    return min(times)


def test_120_people_stand_on_one_page_of_a_phone_with_nothing_lost(page, sign_in, axe, cast, event):
    url = f"/panel/wydarzenia/{event.pk}/zgloszenia/"
    sign_in(cast.animator)
    page.set_viewport_size(PHONE)
    add(event, 120)
    page.goto(url)
    rows = page.locator(".lines tbody tr")
    expect(rows).to_have_count(120)
    assert page.evaluate("document.documentElement.scrollHeight") <= TALLEST
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    bar = page.locator(".ticked-bar").bounding_box()["y"]
    boxes = [rows.nth(number).bounding_box() for number in range(3)]
    assert all(box["y"] + box["height"] <= bar for box in boxes), (boxes, bar)
    assert axe(page) == []
    look(page, "list-120")

    first = rows.first
    first.locator("summary").click()
    for words in (
        "Brzęczykiewicz000 Świętosława",
        "Spółdzielnia Socjalna „Pod Kasztanem” w Wąglikowicach",
        "specjalistka do spraw ekonomii społecznej",
        "ma miejsce",
        "601 222 333",
        "osoba0@example.org",
        "mięsny",
    ):
        expect(first.get_by_text(words, exact=False).last).to_be_visible()
    expect(first.get_by_role("link", name="Rezygnuje")).to_be_visible()
    assert axe(page) == []
    look(page, "list-unfolded")


@pytest.mark.soak
def test_120_people_take_at_most_two_and_a_half_times_as_long_as_30(page, sign_in, cast, event):
    """A time: judged where nothing runs beside it."""
    url = f"/panel/wydarzenia/{event.pk}/zgloszenia/"
    sign_in(cast.animator)
    page.set_viewport_size(PHONE)
    add(event, 30)
    thirty = seconds(page, url)
    add(event, 90)
    hundred = seconds(page, url)
    assert hundred <= SLOWER * thirty, (thirty, hundred)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_list_is_worked_by_keyboard_without_a_script(page, sign_in, cast, event):
    add(event, 3)
    sign_in(cast.animator)
    page.goto(f"/panel/wydarzenia/{event.pk}/zgloszenia/")
    page.get_by_label("Nazwisko, podmiot, e-mail lub telefon").focus()
    page.keyboard.type("brzeczykiewicz001")
    page.keyboard.press("Enter")
    rows = page.locator(".lines tbody tr")
    expect(rows).to_have_count(1)
    rows.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    page.get_by_label("Zaznaczone osoby:").select_option("give_up")
    page.get_by_role("button", name="Dalej").press("Enter")
    look(page, "list-asks")
    page.get_by_role("button", name="Rezygnuje").press("Enter")
    expect(page.get_by_text("Gotowe: 1 osoba.")).to_be_visible()
    assert event.participants.get(last_name="Brzęczykiewicz001").state == "cancelled"
