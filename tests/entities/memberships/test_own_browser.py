"""The whole way by keyboard: sign up, confirm, ask for the care of a page, edit it; staff see the difference."""

import re

import pytest
from playwright.sync_api import expect

from entities.directory.models import EntityChange
from entities.memberships.models import Membership
from tests.accounts.doors import PASSWORD, last_mail, link_in
from tests.factories import EntityFactory
from tests.visual.test_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 20_000  # on a loaded machine a page takes long; what is waited for is the same
EMAIL, BOX = "anna.nowak@example.org", "biuro@makowianka.example"


def press(page, name, role="button"):
    """Tab to the control and press Enter; the next page is waited for by whoever calls."""
    wanted = page.locator("main").get_by_role(role, name=name)
    expect(wanted).to_be_visible(timeout=PATIENCE)
    tab_to(page, wanted, most=120)
    expect(wanted).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Enter")


def write(page, label, text):
    """Tab to the field, put the text in place of what stands there."""
    field = page.get_by_label(label)
    tab_to(page, field, most=120)
    expect(field).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    expect(field).to_have_value(text, timeout=PATIENCE)


def heading(page, text):
    expect(page.get_by_role("heading", level=1, name=text)).to_be_visible(timeout=PATIENCE)


def test_from_sign_up_to_the_difference_that_staff_see_by_keyboard(page, axe, sign_in, cast):
    entity = EntityFactory(published=True, name="Makowianka", email=BOX, lead="Szyją.")
    page.set_viewport_size({"width": 360, "height": 740})
    page.context.set_default_timeout(3 * PATIENCE)
    faults = {}

    def look(name):
        faults[name] = axe(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults[name].append("wider than the phone")

    # Sign up; the link comes by mail.
    page.goto("/konto/rejestracja/")
    write(page, "Adres e-mail", EMAIL)
    write(page, "Hasło", PASSWORD)
    press(page, "Załóż konto")
    page.wait_for_url("**/konto/potwierdzenie/")
    page.goto(link_in(last_mail(EMAIL)))
    press(page, "Potwierdź adres")
    page.wait_for_url(re.compile(r"/konto/$"))
    look("an empty account")

    # Ask for the care of the page, from the entity's page.
    page.goto(f"/podmioty/{entity.slug}/")
    press(page, "Przejmij opiekę", role="link")
    heading(page, "Opieka nad stroną: Makowianka")
    look("asking")
    way = page.get_by_role("radio", name=re.compile("Skrzynka organizacji"))
    tab_to(page, way)
    page.keyboard.press("Space")
    expect(way).to_be_checked(timeout=PATIENCE)
    press(page, "Wyślij prośbę")
    expect(page.get_by_role("heading", name="Twoja prośba czeka")).to_be_visible(timeout=PATIENCE)
    look("asked")

    # Somebody at the entity's post box says yes.
    page.goto(link_in(last_mail(BOX)))
    heading(page, "Opieka nad stroną: Makowianka")
    look("the post box is asked")
    press(page, "Tak, to nasza osoba")
    expect(page.get_by_role("status")).to_contain_text("od teraz opiekuje się stroną", timeout=PATIENCE)
    assert Membership.objects.get(entity=entity).role == "owner"

    # Edit: the sentence is public at once, the name waits.
    page.goto("/konto/")
    press(page, "Makowianka", role="link")
    heading(page, "Makowianka")
    press(page, "Dane i kontakt", role="link")
    heading(page, "Dane i kontakt")
    write(page, re.compile("^Nazwa(?! skrócona)"), "Makowianka Nowa")
    write(page, re.compile("^Czym się zajmuje"), "Gotują obiady.")
    press(page, "Zapisz")
    expect(page.get_by_role("heading", name="Czeka na decyzję")).to_be_visible(timeout=PATIENCE)
    assert sorted(EntityChange.objects.values_list("state", flat=True)) == ["live", "waiting"]

    # Staff see both, and accept the name.
    sign_in(cast.coordinator)
    page.goto("/panel/podmioty/zmiany/")
    heading(page, "Zmiany wpisów")
    expect(page.locator("ins", has_text="Gotują obiady.")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("ins", has_text="Makowianka Nowa")).to_be_visible(timeout=PATIENCE)
    look("the differences")
    press(page, re.compile("^Przyjmij"))
    expect(page.locator("ins", has_text="Makowianka Nowa")).to_have_count(0, timeout=PATIENCE)
    entity.refresh_from_db()
    assert (entity.name, entity.lead) == ("Makowianka Nowa", "Gotują obiady.")
    page.goto("/panel/podmioty/prosby/")
    look("requests")
    assert {name: found for name, found in faults.items() if found} == {}
