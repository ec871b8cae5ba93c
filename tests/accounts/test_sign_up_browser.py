"""The whole sign-up by keyboard on a phone, axe on every page; the admin under our policy (CSP)."""

import re
from urllib.parse import urlsplit

import pytest

from tests.accounts.doors import PASSWORD, code_in, last_mail, link_in
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EMAIL = "nowa@example.org"


def path(page):
    return urlsplit(page.url).path


def tab_to(page, name):
    """Tab until the control of this name has the focus, as a keyboard's user would."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
        if focused == name:
            return
    pytest.fail(f"{name} is not reached by Tab")


def test_sign_up_to_sign_out_by_keyboard_on_a_phone(page, axe):
    page.set_viewport_size({"width": 360, "height": 740})
    faults = {}

    def look():
        faults[page.title()] = axe(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults[page.title()].append("wider than the phone")

    page.goto("/konto/rejestracja/")
    tab_to(page, "email")
    page.keyboard.type("nowa(at)example.org")
    tab_to(page, "password1")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".summary")
    look()
    assert page.title().startswith("Błąd:")
    tab_to(page, "email")
    page.keyboard.press("Control+A")
    page.keyboard.type(EMAIL)
    tab_to(page, "password1")
    page.keyboard.insert_text(PASSWORD)  # as pasting does
    page.keyboard.press("Enter")
    page.wait_for_url("**/konto/potwierdzenie/")
    look()
    page.goto(link_in(last_mail(EMAIL)))
    look()
    tab_to(page, "Potwierdź adres")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/konto/$"))
    look()
    page.goto("/konto/wylogowanie/")
    look()
    page.locator("main").focus()
    tab_to(page, "Wyloguj")
    page.keyboard.press("Enter")
    page.wait_for_url("**/konto/logowanie/")
    look()
    assert {title: found for title, found in faults.items() if found} == {}
    assert len(faults) == 6


@pytest.mark.soak  # signing up, in and out is walked with axe in CI
def test_every_other_page_of_the_account_is_clean(page, axe, sign_in):
    page.set_viewport_size({"width": 360, "height": 740})
    user = UserFactory(email="anna@example.org")
    faults = {}
    for url in ("/konto/haslo/przypomnij/", "/konto/haslo/wyslane/", "/konto/nieaktywne/", "/konto/kod/"):
        page.goto(url)
        faults[url] = axe(page)
    page.fill("#id_email", user.email)
    page.keyboard.press("Enter")
    page.wait_for_url("**/konto/kod/wpisz/")
    faults["code"] = axe(page)
    page.fill("#id_code", code_in(last_mail(user.email)))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/konto/$"))
    for url in ("/konto/dane/", "/konto/haslo/", "/konto/e-mail/", "/konto/ponownie/", "/en/konto/"):
        page.goto(url)
        faults[url] = axe(page)
    assert {url: found for url, found in faults.items() if found} == {}


def test_the_admin_works_under_our_policy(page, sign_in, cast):
    """The fixture `page` fails when the policy refuses anything or a script breaks."""
    sign_in(cast.administrator)
    for url in ("/admin/", "/admin/accounts/user/", f"/admin/accounts/user/{cast.editor.pk}/change/"):
        page.goto(url)
        page.wait_for_load_state("networkidle")
    page.goto(f"/admin/entities/entity/{cast.entity.pk}/change/")
    page.wait_for_load_state("networkidle")
    assert page.locator("#id_name").input_value() == cast.entity.name
