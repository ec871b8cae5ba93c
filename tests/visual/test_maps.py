"""Maps of counties in Chromium: drawn from the list beside them, moved by keys, no more than the list says."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.factories import CountyFactory, LocalPartnershipFactory, SupportCentreFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def region():
    """One county of one centre with one partnership."""
    county = CountyFactory()
    centre = SupportCentreFactory(short_name="OWES <Beskid>", counties=[county])
    LocalPartnershipFactory(published=True, name="Partnerstwo Babiej Góry", centre=centre, counties=[county])
    return county


def test_a_county_on_either_map_leads_to_its_page_and_keys_move_the_map(page: Page, region, axe) -> None:
    for path, words in (("/osrodki/mapa/", "powiat suski: OWES <Beskid>"), ("/partnerstwa/mapa/", "powiat suski: 1")):
        page.goto(path)
        drawn = page.locator(".map .county.leaflet-interactive:not(.county-0)")
        expect(drawn).to_have_count(1)
        drawn.hover()
        expect(page.locator(".leaflet-tooltip")).to_have_text(words)
        page.get_by_role("button", name="Przybliż").focus()
        expect(page.get_by_role("button", name="Przybliż")).to_be_focused()
        assert axe(page) == []
        page.locator("[data-county='1215'] > a").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Co jest w powiecie suskim")
        page.go_back()
        expect(drawn).to_have_count(1)
        drawn.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Co jest w powiecie suskim")


def test_without_a_script_the_list_stands_alone(browser: Browser, base_url: str, region) -> None:
    with browser.new_context(java_script_enabled=False, base_url=base_url) as context:
        page = context.new_page()
        for path in ("/osrodki/mapa/", "/partnerstwa/mapa/"):
            page.goto(path)
            expect(page.locator("[data-map]")).to_be_hidden()
            expect(page.locator("[data-county='1215'] > a")).to_be_visible()
        page.goto("/osrodki/?powiat=w+suskim")
        expect(page.get_by_role("heading", name="Kto pomaga w powiecie suskim")).to_be_visible()
