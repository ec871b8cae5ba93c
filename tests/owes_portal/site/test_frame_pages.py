"""Contact, declaration, privacy, the map of the site, and what only machines read."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from common.web.versions import bump
from owes_portal.site import machine_views
from tests.factories import (
    AccessibilityDeclarationFactory,
    ArticleFactory,
    ContactPersonFactory,
    CountyFactory,
    EntityFactory,
    EventFactory,
    FundingProjectFactory,
    LocalPartnershipFactory,
    NoticeFactory,
    SupportCentreFactory,
)

pytestmark = pytest.mark.django_db
# DOMAIN.md: each id stands once.
IDS = {
    "a11y-wstep",
    "a11y-podmiot",
    "a11y-zakres",
    "a11y-url",
    "a11y-data-publikacja",
    "a11y-data-aktualizacja",
    "a11y-status",
    "a11y-kontakt",
    "a11y-email",
    "a11y-telefon",
    "a11y-procedura",
    "a11y-data-sporzadzenie",
    "a11y-architektura",
    "a11y-komunikacja",
    "a11y-data-przeglad",
    "a11y-ocena",
    "a11y-aplikacje",
    "a11y-osoba",
    "a11y-deklaracja",
    "a11y-audytor",
}
HEADINGS = [
    "Deklaracja dostępności",
    "Stan dostępności cyfrowej",
    "Niedostępne treści",
    "Przygotowanie deklaracji dostępności i jej aktualizacja",
    "Skróty klawiszowe",
    "Informacje zwrotne i dane kontaktowe",
    "Obsługa wniosków i skarg związanych z dostępnością",
    "Pozostałe informacje",
    "Aplikacje mobilne",
    "Dostępność architektoniczna",
    "Dostępność komunikacyjno-informacyjna",
]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def main_of(client, path: str) -> str:
    return client.get(path).content.decode().partition("<main")[2].partition("</main>")[0].replace("\xa0", " ")


def test_contact_begins_with_the_rops_and_lists_people_and_counties(client):
    ContactPersonFactory(
        name="Halina Zarzycka",
        centre=SupportCentreFactory(name="OWES Zachód", counties=[CountyFactory()], street="Krótka 7"),
    )
    SupportCentreFactory(rops=True, name="ROPS Kraków")
    SupportCentreFactory(name="OWES Zamknięty", is_active=False)

    html = main_of(client, "/kontakt/")

    assert html.index("ROPS Kraków") < html.index("OWES Zachód")
    assert "Halina Zarzycka" in html
    assert "powiat suski" in html
    assert "Krótka 7" in html
    assert "OWES Zamknięty" not in html


@pytest.mark.parametrize("path", ["/deklaracja-dostepnosci/", "/en/deklaracja-dostepnosci/"])
def test_the_declaration_has_each_id_once(client, path):
    AccessibilityDeclarationFactory(not_accessible="Starsze PDF", shortcuts="Tab: dalej", status="partial")

    found = re.findall(r'id="(a11y-[a-z-]+)"', main_of(client, path))

    assert sorted(found) == sorted(IDS)


def test_the_declaration_has_the_headings_of_the_law_in_order(client):
    row = AccessibilityDeclarationFactory(not_accessible="Starsze PDF", shortcuts="Tab: dalej", status="partial")

    html = main_of(client, "/deklaracja-dostepnosci/")

    assert re.findall(r"<h[1-3]>(.*?)</h[1-3]>", html) == HEADINGS
    assert '<strong id="a11y-status">częściowo zgodna</strong>' in html
    assert f'<time id="a11y-data-przeglad" datetime="{row.reviewed_on}">' in html
    assert '<a id="a11y-email" href="mailto:dostepnosc@example.org">' in html


def test_the_declaration_leaves_out_headings_that_do_not_apply(client):
    AccessibilityDeclarationFactory()

    html = main_of(client, "/deklaracja-dostepnosci/")

    assert "Niedostępne treści" not in html
    assert "Skróty klawiszowe" not in html
    assert '<strong id="a11y-status">zgodna</strong>' in html


def test_the_declaration_in_english_is_a_text_of_its_own_or_the_polish_one_marked(client):
    AccessibilityDeclarationFactory(architecture="Wejście bez stopni.")
    assert '<div class="stack" id="a11y-architektura" lang="pl">' in main_of(client, "/en/deklaracja-dostepnosci/")

    AccessibilityDeclarationFactory(language="en", architecture="Step-free entrance.")
    bump("frame")
    html = main_of(client, "/en/deklaracja-dostepnosci/")
    assert "Step-free entrance." in html
    assert '<div class="stack" id="a11y-architektura">' in html


def test_the_privacy_policy_is_the_newest_version_in_force(client):
    now = timezone.now()
    for version, text, since in ((11, "Stara", -9), (12, "Obowiązująca", -1), (13, "Przyszła", 9)):
        NoticeFactory(kind="privacy", version=version, text_pl=text, published_at=now + timedelta(days=since))

    html = main_of(client, "/polityka-prywatnosci/")

    assert "Obowiązująca" in html
    assert "Stara" not in html
    assert "Przyszła" not in html
    assert '<section class="prose" lang="pl">' in main_of(client, "/en/polityka-prywatnosci/")


def test_the_map_of_the_site_leads_to_every_list(client):
    LocalPartnershipFactory(published=True, name="Partnerstwo Kęckie", slug="keckie")
    FundingProjectFactory(published=True, short_name="Razem", slug="razem")
    SupportCentreFactory(name="OWES Zachód", slug="zachod")

    html = main_of(client, "/mapa-strony/")

    for path in ("/aktualnosci/", "/wydarzenia/kalendarz/", "/podmioty/", "/partnerstwa/keckie/", "/projekty/razem/"):
        assert f'href="{path}"' in html, path
    for path in ("/galerie/", "/osrodki/zachod/", "/kontakt/", "/deklaracja-dostepnosci/"):
        assert f'href="{path}"' in html, path


def locations(client, path: str = "/sitemap.xml") -> list[str]:
    root = ElementTree.fromstring(client.get(path).content)  # noqa: S314 our own file
    return [place.text.removeprefix("http://127.0.0.1:8000") for place in root.iter(f"{SITEMAP}loc")]


def test_the_sitemap_lists_public_pages_and_no_others(client):
    article, event = ArticleFactory(published=True), EventFactory(published=True)
    entity = EntityFactory(published=True)
    hidden = [ArticleFactory(), EventFactory(), EntityFactory()]

    found = locations(client)

    assert len(found) == len(set(found))
    for path in ("/", "/kontakt/", f"/aktualnosci/{article.slug}/", f"/wydarzenia/{event.slug}/"):
        assert path in found, path
    assert f"/podmioty/{entity.slug}/" in found
    assert [thing for thing in hidden if any(thing.slug in path for path in found)] == []


def test_a_large_sitemap_becomes_an_index_of_smaller_files(client, monkeypatch):
    monkeypatch.setattr(machine_views, "SIZE", 20)
    articles = ArticleFactory.create_batch(25, published=True)

    index = locations(client)

    assert [path for path in index if "aktualnosci" in path] == [
        "/sitemap.xml?dzial=aktualnosci&strona=1",
        "/sitemap.xml?dzial=aktualnosci&strona=2",
    ]
    files = [locations(client, path) for path in index]
    assert all(len(file) <= 20 for file in files)
    everything = {path for file in files for path in file}
    assert {f"/aktualnosci/{article.slug}/" for article in articles} <= everything
    for nonsense in ("dzial=kot", "dzial=aktualnosci&strona=99", "dzial=aktualnosci&strona=x"):
        assert client.get(f"/sitemap.xml?{nonsense}").status_code == 404


def test_robots_keep_out_of_the_panel_and_find_the_sitemap(client):
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /panel/" in text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text


def test_a_missing_page_helps_and_touches_no_cookie(client):
    response = client.get("/nie-ma-takiej/")
    html = response.content.decode()

    assert response.status_code == 404
    assert list(response.cookies) == []
    assert 'role="search"' in html
    assert 'href="/aktualnosci/"' in html
    assert "There is no such page" in client.get("/en/nie-ma-takiej/").content.decode()
