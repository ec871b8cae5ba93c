"""The page of an entity: what is shown, to whom it leads, old addresses."""

import html
import json
import re
from datetime import date

import pytest
from django.test import Client

from common.slugs.services import change_slug
from entities.directory.states import EntityState
from tests.factories import (
    BundledServiceFactory,
    CountyFactory,
    EnterpriseStatusFactory,
    EntityFactory,
    EntityPhotoFactory,
    OfferedServiceFactory,
    PartnershipMemberFactory,
    ProjectPartnerFactory,
)

pytestmark = pytest.mark.django_db


def page(client: Client, slug: str, english: bool = False) -> str:
    response = client.get(f"{'/en' if english else ''}/podmioty/{slug}/")
    assert response.status_code == 200
    return response.content.decode()


def main(text: str) -> str:
    """The part between header and footer."""
    return text.partition("<main")[2].partition("</main>")[0]


def test_page_shows_what_can_be_ordered_bundles_and_facts(client):
    entity = EntityFactory(
        published=True,
        nip="1234563218",
        brand="Dobre z Beskidu",
        street="ul. Polna 1",
        postal_code="34-222",
        town="Zawoja",
        description="Pierwszy akapit.\n\nDrugi akapit.",
    )
    OfferedServiceFactory(entity=entity, title="Chleb na zakwasie", description="Co dzień.", category__name="Wypieki")
    BundledServiceFactory(bundle__entity=entity, bundle__name="Zdrowie+", title="Gimnastyka")
    shown = main(page(client, entity.slug))
    offered = ["Chleb na zakwasie", "Co dzień.", "Wypieki", "Pakiet usług: Zdrowie+", "Gimnastyka"]
    facts = ["123-456-32-18", "Dobre z\xa0Beskidu", "ul. Polna 1, 34-222\xa0Zawoja", "powiat suski"]
    assert [text for text in [*offered, *facts, "<p>Pierwszy akapit.</p>"] if text not in shown] == []


def test_status_is_shown_with_its_decision_only_while_it_is_valid(client, time_machine):
    time_machine.move_to(date(2026, 5, 5))
    fields = {"published": True, "enterprise_from": date(2025, 5, 6)}
    valid = EntityFactory(**fields, enterprise_until=date(2026, 5, 5))
    EnterpriseStatusFactory(entity=valid, decision_number="PS/7/2025", decided_on=date(2025, 5, 6))
    over = EntityFactory(**fields, enterprise_until=date(2026, 5, 4))
    EnterpriseStatusFactory(entity=over, decided_on=date(2025, 5, 6))
    shown = main(page(client, valid.slug))
    assert "przedsiębiorstwo społeczne od 6\xa0maja\xa02025\xa0r. (decyzja nr PS/7/2025)" in shown
    assert "nadaje wojewoda" in shown
    assert "rzedsiębiorstwo społeczne" not in main(page(client, over.slug))


def test_the_address_for_letters_is_a_link_that_harvesters_do_not_read(client):
    entity = EntityFactory(published=True, email="bar@mak.example", phone="+48330000012")
    text = page(client, entity.slug)
    assert "bar@mak.example" not in text
    assert '<a href="mailto:bar@mak.example">bar@mak.example</a>' in html.unescape(text)
    assert 'href="tel:+48330000012"' in text


def test_founders_are_linked_where_they_have_a_page(client):
    entity = EntityFactory(published=True, founder_type="legal")
    entity.founders.add(EntityFactory(published=True, name="Miasto", slug="miasto", sort_name="a"))
    entity.founders.add(EntityFactory(name="Powiat", slug="powiat", sort_name="b"))
    shown = main(page(client, entity.slug))
    assert '<a href="/podmioty/miasto/">Miasto</a>, Powiat' in shown


def test_being_founded_is_said_and_the_operator_named(client):
    operator = EntityFactory(published=True, name="Fundacja Feniks", slug="feniks")
    entity = EntityFactory(published=True, being_founded=True, operator=operator)
    shown = main(page(client, entity.slug))
    assert "W trakcie zakładania" in shown
    assert '<a href="/podmioty/feniks/">Fundacja Feniks</a>' in shown


def test_photos_are_shown_with_their_words(client):
    photo = EntityPhotoFactory(
        entity=EntityFactory(published=True), alt="Kuchnia", caption="W kuchni", credit="Jan Żak"
    )
    shown = main(page(client, photo.entity.slug))
    assert 'alt="Kuchnia"' in shown
    assert "W\xa0kuchni" in shown
    assert "Fot. Jan Żak" in shown


def test_partnerships_and_projects_add_their_sections(client):
    member = PartnershipMemberFactory(joined_on=date(2024, 5, 6), partnership__name="Partnerstwo Babiej Góry")
    ProjectPartnerFactory(entity=member.entity, project__title="Razem pod Babią Górą")
    shown = main(page(client, member.entity.slug))
    assert "Partnerstwo Babiej Góry" in shown
    assert "Członek partnerstwa od 6\xa0maja\xa02024\xa0r." in shown
    assert "Razem pod Babią Górą" in shown


def test_neighbours_come_from_the_same_county_and_follow_in_the_alphabet(client):
    entity = EntityFactory(published=True, name="M", sort_name="m")
    for name in ("a", "b", "x", "y"):
        EntityFactory(published=True, name=f"Sąsiad {name}", sort_name=name)
    EntityFactory(published=True, name="Daleki", sort_name="n", county=CountyFactory(code="1213", name="oświęcimski"))
    shown = main(page(client, entity.slug))
    assert "Też z powiatu suskiego" in shown
    assert re.findall(r">Sąsiad (\w)<", shown) == ["x", "y", "a"]
    assert "Daleki" not in shown


def test_structured_data_cannot_end_its_element(client):
    entity = EntityFactory(published=True, name="Mak </script><b>", town="Zawoja")
    text = page(client, entity.slug)
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert data is not None
    assert json.loads(data[1])["name"] == "Mak </script><b>"
    assert json.loads(data[1])["address"]["addressLocality"] == "Zawoja"


def test_english_page_falls_back_to_polish_openly(client):
    entity = EntityFactory(published=True, lead="Piecze chleb.", description="Opis.")
    shown = main(page(client, entity.slug, english=True))
    assert '<p class="lead" lang="pl">Piecze chleb.</p>' in shown
    assert '<div class="prose" lang="pl">' in shown
    assert "Details of the entity" in shown


@pytest.mark.parametrize("state", ["draft", "proposed", "awaiting", "archived"])
def test_what_is_not_published_has_no_page(client, state):
    entity = EntityFactory(state=state)
    assert client.get(f"/podmioty/{entity.slug}/").status_code == 404
    assert client.get("/podmioty/nikt-taki/").status_code == 404


def test_an_old_address_and_a_merged_entity_redirect_for_ever(client):
    entity = EntityFactory(published=True, name="Nowa", slug="stara-nazwa")
    change_slug(entity, "Nowa nazwa")
    EntityFactory(slug="wchlonieta", state=EntityState.MERGED, merged_into=entity)
    between = EntityFactory(slug="srednia", state=EntityState.MERGED, merged_into=entity)
    EntityFactory(slug="jeszcze-starsza", state=EntityState.MERGED, merged_into=between)
    for slug in ("stara-nazwa", "wchlonieta", "jeszcze-starsza"):
        response = client.get(f"/podmioty/{slug}/")
        assert (response.status_code, response.headers["Location"]) == (301, "/podmioty/nowa-nazwa/")
    assert client.get("/en/podmioty/wchlonieta/").headers["Location"] == "/en/podmioty/nowa-nazwa/"


def test_queries_do_not_grow_with_what_the_entity_has(client, constant_queries):
    entity = EntityFactory(published=True)

    def add(n: int) -> None:
        for _ in range(n):
            OfferedServiceFactory(entity=entity)
            BundledServiceFactory(bundle__entity=entity)
            EntityPhotoFactory(entity=entity)
            PartnershipMemberFactory(entity=entity)
            EntityFactory(published=True)

    constant_queries(client, f"/podmioty/{entity.slug}/", add)


def test_a_foreign_partner_without_county_has_a_page(client):
    entity = EntityFactory(published=True, county=None, country="BE", town="Bruksela")
    shown = main(page(client, entity.slug))
    assert "Bruksela" in shown
    assert "Też z" not in shown
