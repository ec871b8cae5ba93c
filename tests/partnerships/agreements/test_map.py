"""Partnerships by county: on a map and in an equal list; the list narrowed to a kind."""

import html
import re

import pytest

from entities.territory.models import County
from tests.factories import CountyFactory, LocalPartnershipFactory

pytestmark = pytest.mark.django_db
MAP = "/partnerstwa/mapa/"


@pytest.fixture
def region():
    """Two partnerships in powiat suski, one of them in a second county too; one of no county; a draft."""
    suski, tatry = CountyFactory(), CountyFactory(code="1217", name="tatrzański")
    LocalPartnershipFactory(published=True, name="Babia Góra", slug="babia", counties=[suski])
    LocalPartnershipFactory(published=True, name="Szlaki", slug="szlaki", kind="thematic", counties=[suski, tatry])
    LocalPartnershipFactory(published=True, name="Bałtyk", slug="baltyk", kind="international")
    LocalPartnershipFactory(name="Szkic", counties=[suski])
    return suski


def listed(client, query: str = "") -> dict[str, tuple[int, list[str]]]:
    """What the list beside the map says: code of a county → its number and the names under it."""
    text = html.unescape(client.get(MAP + query).content.decode()).replace("\xa0", " ")
    rows = re.findall(r'<li data-county="(\d+)"[^>]*data-n="(\d+)">(.*?)</ul></li>', text, re.S)
    return {code: (int(n), re.findall(r'<a href="/partnerstwa/[^"]+">([^<]+)</a>', inner)) for code, n, inner in rows}


def test_the_list_names_every_partnership_of_every_county(client, region):
    assert listed(client) == {"1215": (2, ["Babia Góra", "Szlaki"]), "1217": (1, ["Szlaki"])}
    page = client.get(MAP).content.decode()
    assert "Szkic" not in page
    assert page.index("Ponad powiatami") < page.index("Bałtyk")
    assert f'href="/powiaty/{region.slug}/"' in page
    assert "3\xa0partnerstwa" in page


def test_map_and_list_are_narrowed_to_a_kind(client, region):
    assert listed(client, "?rodzaj=thematic") == {"1215": (1, ["Szlaki"]), "1217": (1, ["Szlaki"])}
    assert listed(client, "?rodzaj=nonsens") == listed(client)
    text = client.get("/partnerstwa/?rodzaj=international").content.decode()
    assert re.findall(r'<h3><a href="/partnerstwa/([^"]+)/">', text) == ["baltyk"]
    both = client.get(f"/partnerstwa/?rodzaj=thematic&powiat={County.objects.get(pk='1217').slug}").content.decode()
    assert re.findall(r'<h3><a href="/partnerstwa/([^"]+)/">', both) == ["szlaki"]


def test_the_map_takes_as_many_queries_for_thirty_as_for_one(client, region, constant_queries):
    def add(n: int) -> None:
        for _ in range(n):
            LocalPartnershipFactory(published=True, counties=[region])

    constant_queries(client, MAP, add)
