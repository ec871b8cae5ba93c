"""A passkey in Chromium, with its virtual authenticator: added, used alone, named and taken away; axe on each page."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.factories import UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def authenticator(page):
    """A phone's lock that always says yes."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    more = {"isUserVerified": True, "automaticPresenceSimulation": True}
    line.send("WebAuthn.addVirtualAuthenticator", {"options": options | more})
    return line


def test_a_passkey_is_added_and_signs_in_alone(page, axe, authenticator, base_url):
    user = UserFactory()
    home = base_url.replace("127.0.0.1", "localhost")  # a key belongs to a name, never to a number
    page.set_viewport_size({"width": 360, "height": 740})
    page.context.unroute_all()
    faults = {}

    def look():
        faults[page.url] = axe(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults[page.url].append("wider than the phone")

    page.goto(f"{home}/konto/logowanie/")
    look()
    page.get_by_label("Adres e-mail").fill(user.email)
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    page.wait_for_url("**/konto/")
    page.goto(f"{home}/konto/drugi-skladnik/")
    look()
    page.get_by_role("link", name="Ustaw aplikację").click()
    look()
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Potwierdź").click()
    page.wait_for_url("**/aplikacja/")
    look()
    page.goto(f"{home}/konto/drugi-skladnik/klucze/")
    look()
    page.get_by_role("link", name="Dodaj klucz").click()
    look()
    page.get_by_label("Nazwa klucza").fill("mój telefon")
    page.get_by_role("button", name="Dodaj ten klucz").click()
    page.wait_for_url("**/drugi-skladnik/kody/")
    look()
    page.goto(f"{home}/konto/drugi-skladnik/klucze/")
    expect(page.get_by_text("Klucz dostępu: loguje bez hasła.")).to_be_visible()
    look()
    page.get_by_role("link", name="Zmień nazwę „mój telefon”").click()
    look()
    page.goto(f"{home}/konto/sesje/")
    look()
    page.get_by_role("button", name="Wyloguj", exact=False).first.click()
    page.wait_for_url("**/logowanie/")
    page.goto(f"{home}/konto/logowanie/")
    page.get_by_role("button", name="Zaloguj się kluczem dostępu").click()
    page.wait_for_url("**/konto/")
    expect(page.get_by_text(user.email).first).to_be_visible()
    key = Authenticator.objects.get(user=user, type=Authenticator.Type.WEBAUTHN)
    page.goto(f"{home}/konto/drugi-skladnik/klucze/{key.pk}/usuniecie/")
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Potwierdź").click()
    look()
    page.get_by_role("button", name="Usuń").click()
    page.wait_for_url("**/klucze/")
    expect(page.get_by_text("Nie ma jeszcze kluczy.")).to_be_visible()
    assert not any(faults.values()), faults
