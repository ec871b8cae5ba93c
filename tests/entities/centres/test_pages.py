"""Centres and counties: finding one's centre by what people type, and the pages."""

import html

import pytest
from django.test import Client

from common.search.services import rebuild
from entities.centres.models import SupportCentre
from entities.territory.models import County
from tests.factories import (
    ContactPersonFactory,
    CountyFactory,
    EntityFactory,
    FundingProjectFactory,
    LocalPartnershipFactory,
    MunicipalityFactory,
    SupportCentreFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/osrodki/"


@pytest.fixture
def west() -> SupportCentre:
    """Serves powiat oświęcimski and powiat chrzanowski."""
    return SupportCentreFactory(name="OWES Zachód", slug="zachod", counties=[_county("1213"), _county("1203")])


@pytest.fixture
def south() -> SupportCentre:
    """Serves powiat suski."""
    return SupportCentreFactory(name="OWES Południe", slug="poludnie", counties=[_county("1215")])


def _county(code: str) -> County:
    names = {"1213": "oświęcimski", "1203": "chrzanowski", "1215": "suski"}
    return CountyFactory(code=code, name=names[code])


def answer(client: Client, asked: str) -> str:
    """The part of the page that answers, as text."""
    response = client.get(LIST, {"powiat": asked})
    assert response.status_code == 200
    text = response.content.decode()
    return html.unescape(text.partition('aria-labelledby="answer">')[2].partition("</section>")[0])


@pytest.mark.parametrize(
    "asked",
    [
        "oświęcimski",
        "powiat oświęcimski",
        "oswiecimski",
        "OŚWIĘCIMSKIM",
        "w powiecie oświęcimskim",
        "Oświęcim",
        "Kęty",
        "z Kęt",
    ],
)
def test_a_county_is_understood_in_any_form(client, west, south, asked):
    MunicipalityFactory(code="1213053", county_id="1213", name="Kęty", sort_name="kety")
    text = answer(client, asked)
    assert "Kto pomaga w powiecie oświęcimskim" in text
    assert "OWES Zachód" in text
    assert "OWES Południe" not in text


def test_the_slug_of_a_county_answers_too(client, west):
    assert "OWES Zachód" in answer(client, County.objects.get(pk="1213").slug)


@pytest.mark.parametrize("asked", ["Kęty", "kety", "w Kętach"])
def test_a_town_is_understood_where_an_entity_stands_in_it(client, west, south, asked):
    EntityFactory(published=True, county_id="1213", town="Kęty")
    rebuild("entity")
    assert "OWES Zachód" in answer(client, asked)
    assert "OWES Południe" not in answer(client, asked)


def test_several_counties_are_offered_to_choose_from(client, west, south):
    MunicipalityFactory(code="1213082", county_id="1213", name="Nowa Wieś")
    MunicipalityFactory(code="1215082", county_id="1215", name="Nowa Wieś")
    text = answer(client, "Nowa Wieś")
    assert "O który powiat chodzi?" in text
    assert "powiat oświęcimski" in text
    assert "powiat suski" in text


def test_people_of_the_county_answer_and_not_their_colleagues(client, west):
    here = ContactPersonFactory(centre=west, name="Alina Tutejsza")
    here.counties.add("1213")
    ContactPersonFactory(centre=west, name="Jan Sąsiedzki").counties.add("1203")
    text = answer(client, "oświęcimski")
    assert "Alina Tutejsza" in text
    assert "Jan Sąsiedzki" not in text


def test_where_no_owes_serves_the_rops_helps(client, west):
    SupportCentreFactory(rops=True, name="ROPS Małopolska")
    _county("1215")
    assert "ROPS Małopolska" in answer(client, "suski")


def test_an_unknown_name_gets_a_kind_answer_and_is_escaped(client, west):
    response = client.get(LIST, {"powiat": "<b>Atlantyda</b>"})
    assert "Nie znamy powiatu" in response.content.decode()
    assert "<b>Atlantyda" not in response.content.decode()


@pytest.mark.parametrize("asked", ["", "   ", "powiat", "\0", "%", "a" * 8000, "1"])
def test_empty_and_hostile_questions_are_answered(client, west, asked):
    assert client.get(LIST, {"powiat": asked}).status_code == 200


def test_a_closed_centre_is_neither_listed_nor_shown(client, west):
    SupportCentreFactory(name="Dawny", slug="dawny", is_active=False)
    assert "Dawny" not in client.get(LIST).content.decode()
    assert client.get("/osrodki/dawny/").status_code == 404


def test_page_of_a_centre_shows_contact_people_counties_and_what_it_runs(client, west):
    ContactPersonFactory(centre=west, name="Alina Bąk", function="animatorka").counties.add("1213")
    LocalPartnershipFactory(published=True, centre=west, name="Partnerstwo nad Sołą")
    FundingProjectFactory(published=True, centre=west, title="Razem w regionie")
    SupportCentre.objects.filter(pk=west.pk).update(hours="8.00–16.00", street="ul. Polna 1", town="Oświęcim")
    text = html.unescape(client.get("/osrodki/zachod/").content.decode())
    shown = ["Alina Bąk", "animatorka", "powiat chrzanowski", "8.00–16.00", "ul. Polna 1", "zachod@example.org"]
    assert [one for one in [*shown, "Partnerstwo nad Sołą", "Razem w\xa0regionie"] if one not in text] == []


def test_county_page_says_what_is_there(client, west):
    county = _county("1213")
    EntityFactory(published=True, name="Tutejsza", county=county)
    EntityFactory(published=True, name="Dalsza", county=_county("1203"))
    LocalPartnershipFactory(published=True, centre=west, name="Partnerstwo nad Sołą", counties=[county])
    text = client.get(f"/powiaty/{county.slug}/").content.decode()
    shown = ["Co jest w powiecie oświęcimskim", "OWES Zachód", "Tutejsza", "Partnerstwo nad Sołą", "1\xa0podmiot"]
    assert [one for one in shown if one not in text] == []
    assert "Dalsza" not in text


def test_a_city_is_named_as_a_city(client):
    city = CountyFactory(code="1261", name="Kraków", is_city=True)
    SupportCentreFactory(counties=[city])
    assert "Co jest w mieście Kraków" in client.get(f"/powiaty/{city.slug}/").content.decode()


def test_an_unknown_county_is_not_found(client):
    assert client.get("/powiaty/nie-ma/").status_code == 404


def test_english_pages_speak_english(client, west):
    assert "Find your support centre" in client.get("/en/osrodki/").content.decode()
    assert "What is there in oświęcimski county" in client.get(f"/en/powiaty/{_county('1213').slug}/").content.decode()


@pytest.mark.parametrize("path", [LIST, "/osrodki/zachod/", "/powiaty/{county}/"])
def test_queries_do_not_grow(client, west, constant_queries, path):
    county = _county("1213")

    def add(n: int) -> None:
        for _ in range(n):
            ContactPersonFactory(centre=west).counties.add(county)
            SupportCentreFactory(counties=[county])
            EntityFactory(published=True, county=county)
            LocalPartnershipFactory(published=True, centre=west, counties=[county])
            FundingProjectFactory(published=True, centre=west)

    constant_queries(client, path.format(county=county.slug), add)
