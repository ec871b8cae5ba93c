"""A project asks, a person answers by keyboard: one walk through the pages, looked at on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from common.outbox.models import OutboxMail
from events.participation.models import Participation
from tests.cast import make_cast
from tests.factories import AttendanceFactory, FundingProjectFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_project_asks_and_a_person_answers_by_keyboard(page: Page, sign_in, both_widths) -> None:
    cast = make_cast()
    project = FundingProjectFactory(published=True, centre=cast.centre)
    AttendanceFactory(
        participant__registration__event__project=project,
        participant__registration__event__centre=cast.centre,
        participant__registration__event__completed=True,
    )
    sign_in(cast.coordinator)
    page.goto(f"/panel/projekty/{project.pk}/udzial/")
    expect(page.get_by_role("heading", level=1)).to_have_text("O co projekt pyta uczestników")
    for name in ("Płeć", "Niepełnosprawność (można odmówić)"):
        page.get_by_label(name).check()
    page.get_by_label("Przechowuj odpowiedzi do").fill("2099-12-31")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_role("heading", name="Brakuje danych 1 osoby")).to_be_visible()
    assert both_widths(page) == []
    page.get_by_role("link", name="Napisz do osób, których danych brakuje").click()
    expect(page.get_by_role("heading", name="Napiszemy do 1 osoby")).to_be_visible()
    assert both_widths(page) == []
    page.get_by_role("button", name="Wyślij wiadomości").click()
    expect(page.get_by_text("Wychodzi 1 wiadomość.")).to_be_visible()
    expect(page.get_by_text("dziś już napisaliśmy")).to_be_visible()

    page.goto(re.search(r"/udzial/[\w-]+/", OutboxMail.objects.get().text)[0])
    send = page.get_by_role("button", name="Wyślij odpowiedzi")
    expect(send).to_be_visible()
    send.press("Enter")
    expect(page.get_by_role("heading", name="Popraw 3 odpowiedzi")).to_be_visible()
    assert both_widths(page) == []
    page.get_by_role("link", name="Wybierz odpowiedź: płeć.").press("Enter")
    page.get_by_role("radio", name="Kobieta").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Kobieta")).to_be_checked()
    page.keyboard.press("Tab")  # past the group, to the next question
    expect(page.get_by_role("radio", name="Tak", exact=True)).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Odmawiam odpowiedzi")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("Tab")
    expect(send).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mamy komplet odpowiedzi")).to_be_visible()
    assert both_widths(page) == []
    assert Participation.objects.get().state == "complete"
