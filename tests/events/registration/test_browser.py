"""Registration as people do it in Chromium: on a phone, without JavaScript, by keyboard alone; the staff's work too."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from common.outbox.models import OutboxMail
from entities.directory.services import publish_entity
from events.catalogue.models import Event
from events.imports import working
from events.registration.models import Participant, Registration
from events.registration.services import NewPerson, Registrant, Terms, register
from tests.factories import EntityFactory, EventFactory, NoticeFactory
from tests.factories.base import days_from_now
from tests.visual.test_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("OWES_TEST_SHOTS", "")
PHONE = {"width": 360, "height": 740}


def look(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def states(event: Event) -> list[str]:
    return list(event.participants.order_by("queue_number").values_list("state", flat=True))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_person_of_an_entity_registers_three_people_on_a_phone(browser, base_url, axe, scripts):
    entity = EntityFactory(name="Spółdzielnia Kuchnia Babci")
    publish_entity(entity_id=entity.pk, by=None)
    event = EventFactory(published=True, capacity=2, title="Kęty przy wspólnym stole")
    context = browser.new_context(java_script_enabled=scripts, base_url=base_url, viewport=PHONE)
    context.set_default_timeout(30_000)
    page = context.new_page()

    def fine(name: str) -> None:
        look(page, f"{name}-{'js' if scripts else 'nojs'}")
        if scripts:
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    page.goto(f"/wydarzenia/{event.slug}/zgloszenie/")
    fine("empty")
    page.get_by_label("Siebie i inne osoby").check()
    page.get_by_role("button", name="Wyślij zgłoszenie").click()
    expect(page.locator(".summary")).to_be_visible()
    fine("error")
    page.locator("#id_entity_query").fill("kuchnia babci")
    page.locator("#id_first_name").fill("Danuta")
    page.locator("#id_last_name").fill("Żak")
    page.locator("#id_email").fill("danuta@example.org")
    page.locator("#id_osoba-0-first_name").fill("Stefan")
    page.locator("#id_osoba-0-last_name").fill("Dżdżownik")
    page.get_by_role("button", name="Dopisz osobę").click()
    page.locator("#id_osoba-1-first_name").fill("Olga")
    page.locator("#id_osoba-1-last_name").fill("Ćma")
    for box in page.locator("main form input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Wyślij zgłoszenie").click()
    expect(page.get_by_role("heading", name="Sprawdź pocztę")).to_be_visible()
    expect(page.get_by_text("danuta@example.org")).to_be_visible()
    fine("sent")
    assert states(event) == ["confirmed", "confirmed", "waiting"]
    registration = Registration.objects.get()
    assert registration.entity == entity

    page.goto(f"/zgloszenie/{registration.token}/")
    expect(page.get_by_text("pozycja 1")).to_be_visible()
    fine("confirmed-and-waiting")
    page.get_by_role("link", name=re.compile("Zrezygnuj z udziału.*Stefan")).click()
    page.get_by_role("button", name="Tak, rezygnuję").click()
    expect(page.get_by_text("pozycja 1")).to_have_count(0)
    fine("cancelled")
    assert states(event) == ["confirmed", "cancelled", "confirmed"]
    page.goto(f"/wydarzenia/{event.slug}/zgloszenie/")
    fine("full")
    context.close()


def type_into(page: Page, field: str, text: str) -> None:
    """Come to the field by Tab, and type."""
    tab_to(page, page.locator(field))
    page.keyboard.type(text)


def press(page: Page, name: str, *, goes: bool = True) -> None:
    """Come to the button or link by Tab, and press it; after the words shown may follow those of whom, for the ear."""
    words = re.compile(f"^{name.replace(': ', '.*')}")
    tab_to(page, page.locator("main").get_by_role("button", name=words).or_(page.get_by_role("link", name=words)).first)
    if not goes:
        page.keyboard.press("Enter")
        return
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick(page: Page, label: str | re.Pattern[str]) -> None:
    box = page.get_by_label(label)
    tab_to(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()


def sign_up(event: Event, *names: str, **terms: object) -> Registration:
    registrant = Registrant(names[0], "Lis", f"{names[0].lower()}@example.org", phone="+48500100200")
    people = [NewPerson(name, "Lis") for name in names]
    return register(event_id=event.pk, entity=None, registrant=registrant, people=people, terms=Terms(**terms))


def test_the_own_pages_by_keyboard(page):
    for kind in ("colleague", "consent-contact", "consent-portrait"):
        NoticeFactory(kind=kind, text_pl=f"Zgoda {kind}")
    event = EventFactory(published=True, capacity=5)
    registration = sign_up(event, "Anna", "Jan")
    own = f"/zgloszenie/{registration.token}/"

    page.goto(own)
    press(page, "Dopisz osobę")
    page.wait_for_url("**/osoby/")
    type_into(page, "#id_osoba-0-first_name", "Olga")
    type_into(page, "#id_osoba-0-last_name", "Ćma")
    press(page, "Dopisz osobę", goes=False)
    expect(page.locator("#id_osoba-1-first_name")).to_be_focused()
    page.keyboard.type("Piotr")
    type_into(page, "#id_osoba-1-last_name", "Bąk")
    press(page, "Zapisz te osoby")
    page.wait_for_url(f"**{own}")
    assert event.participants.count() == 4

    press(page, "Zmień dane lub osobę: Jan Lis")
    tab_to(page, page.get_by_label("Ta sama osoba, poprawione dane"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("#id_first_name"))
    page.keyboard.press("Control+a")
    page.keyboard.type("Zenon")
    press(page, "Zapisz$")
    expect(page.get_by_role("heading", name="Zenon Lis")).to_be_visible()
    press(page, "Zrezygnuj z udziału: Zenon Lis")
    press(page, "Tak, rezygnuję")
    expect(page.get_by_text("Zapisaliśmy rezygnację")).to_be_visible()

    page.goto(f"/zgloszenie/osoba/{Participant.objects.get(first_name='Anna').token}/")
    tick(page, "Zgoda consent-portrait")
    type_into(page, "#id_needs", "pętla indukcyjna")
    press(page, "Zapisz$")
    expect(page.get_by_label("Zgoda consent-portrait")).to_be_checked()
    press(page, "Pokaż bilet")
    page.wait_for_url("**/bilet/")


def test_the_work_of_the_staff_with_registrations_by_keyboard(page, sign_in, cast):
    event = EventFactory(published=True, centre=cast.centre, capacity=1, registration_mode="approval")
    sign_up(event, "Anna")
    sign_up(event, "Jan")
    other = EventFactory(published=True, centre=cast.centre, title="Drugi termin", capacity=5)
    sign_in(cast.animator)
    base = f"/panel/wydarzenia/{event.pk}/zgloszenia/"

    page.goto(f"{base}decyzje/")
    tick(page, "Zaznacz: Anna Lis")
    press(page, "Zakwalifikuj")
    expect(page.locator(".said")).to_be_visible()
    tick(page, "Zaznacz: Jan Lis")
    press(page, "Na listę rezerwową")
    expect(page.locator(".said")).to_be_visible()
    assert states(event) == ["confirmed", "waiting"]

    page.goto(f"{base}nowe/")
    type_into(page, "#id_first_name", "Zofia")
    type_into(page, "#id_last_name", "Sum")
    press(page, "Zgłoś osobę")
    page.wait_for_url(f"**{base}")

    page.goto(f"{base}wiadomosc/")
    type_into(page, "#id_subject", "Zmiana sali")
    type_into(page, "#id_text", "Spotykamy się w sali nr 2.")
    press(page, "Pokaż podgląd")
    expect(page.get_by_role("heading", name="Podgląd")).to_be_visible()
    press(page, "Wyślij$")
    page.wait_for_url(f"**{base}")

    page.goto(f"{base}import/")
    sheet = {"name": "lista.csv", "mimeType": "text/csv", "buffer": "Imię;Nazwisko\nEwa;Bąk".encode()}
    page.locator("#id_file").set_input_files(sheet)
    press(page, "Pokaż, co się stanie")
    page.wait_for_url(re.compile(r"/import/\d+/$"))
    working.work()  # the worker reads the list
    page.reload()
    press(page, "Zapisz zgłoszenia")
    expect(page.get_by_role("button", name="Zapisz zgłoszenia")).to_have_count(0)
    working.work()  # and registers its people
    assert Participant.objects.filter(event=event, last_name="Bąk").count() == 1

    Event.objects.filter(pk=event.pk).update(promotion_stops_at=timezone.now() - timedelta(minutes=1))
    page.goto(f"{base}telefony/")
    press(page, "Nie odbiera: Jan Lis")
    expect(page.locator(".said")).to_be_visible()

    jan = Participant.objects.get(first_name="Jan")
    page.goto(f"{base}{jan.pk}/")
    press(page, "Przenieś na inne wydarzenie")
    tick(page, re.compile("Drugi termin"))
    press(page, "Przenieś$")
    page.wait_for_url(re.compile(rf"/panel/wydarzenia/{other.pk}/zgloszenia/\d+/"))
    assert states(other) == ["confirmed"]

    OutboxMail.objects.filter(state="waiting").update(
        state="failed", failed_at=timezone.now(), next_attempt_at=None, error="TimeoutError"
    )
    page.goto("/panel/wiadomosci/")
    press(page, "Spróbuj wysłać wszystkie")
    expect(page.locator(".said")).to_be_visible()

    page.goto(f"/panel/wydarzenia/{event.pk}/kopia/")
    day = page.locator("input[type=date]")
    tab_to(page, day)
    day.fill(days_from_now(60).isoformat())  # the day's own keys depend on the browser's language
    press(page, "Utwórz kopię")
    page.wait_for_url(re.compile(r"/panel/wydarzenia/\d+/$"))
