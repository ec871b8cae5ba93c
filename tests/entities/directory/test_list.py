"""The public directory: words, filters with counts, order, pages, nonsense."""

import re
from datetime import date

import pytest
from django.test import Client

from common.search.services import rebuild
from common.text.folding import sort_key
from entities.directory.models import Entity
from tests.factories import (
    CountyFactory,
    EntityFactory,
    EntityKindFactory,
    OfferedServiceFactory,
    ServiceCategoryFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/podmioty/"


def entity(name: str, **fields: object) -> Entity:
    return EntityFactory(published=True, name=name, sort_name=sort_key(name), **fields)


def names(client: Client, query: str = "") -> list[str]:
    """Names on the page, in their order."""
    html = client.get(f"{LIST}{query}").content.decode()
    return re.findall(r'<h3><a href="/podmioty/[^"]+">([^<]+)</a></h3>', html)


def counts(client: Client, query: str = "") -> dict[str, int]:
    """The number beside each check box, by its label."""
    html = client.get(f"{LIST}{query}").content.decode()
    return {label: int(n) for label, n in re.findall(r'<span>([^<]+)</span><span class="n">(\d+)</span>', html)}


def test_entities_stand_in_polish_alphabetical_order(client):
    for name in ("Źródło", "Żuraw", "Zorza", "Łan", "Las", "Ćma", "Cis"):
        entity(name)
    assert names(client) == ["Cis", "Ćma", "Las", "Łan", "Zorza", "Źródło", "Żuraw"]


def test_what_is_not_published_is_not_listed(client):
    entity("Widoczna")
    EntityFactory(name="Szkic")
    EntityFactory(proposed=True, name="Proponowana")
    assert names(client) == ["Widoczna"]


def test_words_find_a_name_a_service_and_a_town_in_any_form(client):
    entity("Spółdzielnia „Kętucky”", town="Kęty")
    garden = entity("Fundacja Las", town="Zator")
    OfferedServiceFactory(entity=garden, title="Zakładanie ogrodów")
    entity("Inna", town="Bochnia")
    rebuild()
    assert names(client, "?q=ketucky") == ["Spółdzielnia „Kętucky”"]
    assert names(client, "?q=ogrody") == ["Fundacja Las"]
    assert names(client, "?q=w+Kętach") == ["Spółdzielnia „Kętucky”"]


def test_an_upper_category_finds_what_its_lower_ones_offer(client):
    upper = ServiceCategoryFactory(code="karmia", name="Karmią")
    lower = ServiceCategoryFactory(code="ciasta", name="Ciasta", parent=upper)
    other = ServiceCategoryFactory(code="pierogi", name="Pierogi", parent=upper)
    cook = entity("Kuchnia")
    OfferedServiceFactory(entity=cook, category=lower)
    OfferedServiceFactory(entity=cook, category=other)
    OfferedServiceFactory(entity=entity("Pierogarnia"), category=other)
    entity("Ślusarnia")
    assert names(client, "?co=karmia") == ["Kuchnia", "Pierogarnia"]
    assert names(client, "?co=karmia&co=ciasta") == ["Kuchnia"]
    # Each entity is counted once, however much it offers; lower categories open under a chosen upper one.
    assert counts(client)["Karmią"] == 2
    assert counts(client, "?co=karmia")["Ciasta"] == 1
    assert counts(client, "?co=karmia")["Pierogi"] == 2


def test_counts_respect_the_other_filters_and_leave_their_own_out(client):
    foundation = EntityKindFactory(code="fundacja-probna", name="fundacja próbna")
    kety, sucha = CountyFactory(code="1213", name="oświęcimski"), CountyFactory()
    entity("A", kind=foundation, county=kety, enterprise_from=date(2024, 1, 1))
    entity("B", kind=foundation, county=sucha, partnership_count=2)
    entity("C", county=kety)
    found = counts(client, f"?rodzaj=fundacja-probna&powiat={kety.slug}")
    assert found["Fundacja próbna"] == 1
    assert found["Spółdzielnia socjalna"] == 1
    assert found["Tylko przedsiębiorstwa społeczne"] == 1
    assert "Tylko członkowie partnerstw" not in found
    page = client.get(f"{LIST}?rodzaj=fundacja-probna&powiat={kety.slug}").content.decode()
    assert "powiat oświęcimski (1)" in page
    assert "powiat suski (1)" in page


def test_only_those_whose_status_is_valid_today_are_social_enterprises(client, time_machine):
    time_machine.move_to(date(2026, 5, 5))
    entity("Ważna", enterprise_from=date(2025, 5, 5), enterprise_until=date(2026, 5, 5))
    entity("Bezterminowa", enterprise_from=date(2026, 5, 5))
    entity("Wygasła", enterprise_from=date(2020, 1, 1), enterprise_until=date(2026, 5, 4))
    entity("Przyszła", enterprise_from=date(2026, 5, 6))
    entity("Bez statusu")
    assert names(client, "?ps=1") == ["Bezterminowa", "Ważna"]
    assert client.get(LIST).content.decode().count('data-kind="partnership">Przedsiębiorstwo społeczne') == 2


def test_members_of_partnerships_are_found_by_the_kept_column(client):
    entity("Razem", partnership_count=1)
    entity("Osobno")
    assert names(client, "?partnerstwo=1") == ["Razem"]


def test_pages_follow_each_other_without_gaps_and_say_how_many_there_are(client):
    for n in range(45):
        entity(f"Podmiot {n}")
    seen, query = [], ""
    for _ in range(3):
        html = client.get(f"{LIST}{query}").content.decode()
        assert "45\xa0podmiotów" in html
        seen += names(client, query)
        following = re.search(r'rel="next" href="/podmioty/(\?[^"]+)"', html)
        query = following[1].replace("&amp;", "&") if following else ""
    assert seen == [f"Podmiot {n}" for n in range(45)]
    assert query == ""


def test_paging_keeps_the_filters(client):
    for n in range(21):
        entity(f"Podmiot {n}", partnership_count=1)
    assert 'href="/podmioty/?partnerstwo=1&amp;strona=po-' in client.get(f"{LIST}?partnerstwo=1").content.decode()


def test_nothing_found_says_so_and_leads_back(client):
    html = client.get(f"{LIST}?q=niczego").content.decode()
    assert "0\xa0podmiotów" in html
    assert "Nikt nie spełnia wszystkich tych warunków" in html
    assert "Pokaż wszystkie podmioty" in html


@pytest.mark.parametrize(
    "query",
    [
        "?co=nie-ma-takiej",
        "?rodzaj=%00&rodzaj=<script>",
        "?powiat=nigdzie",
        "?strona=po-999999999999999999",
        "?strona=1000000000",
        "?ps=tak&partnerstwo=-1",
        "?inny=parametr",
        "?" + "&".join(f"co=x{n}" for n in range(300)),
    ],
)
def test_nonsense_in_the_address_is_left_out(client, query):
    entity("Jedyna")
    response = client.get(f"{LIST}{query}")
    assert response.status_code == 200
    assert "Jedyna" in response.content.decode()
    assert "<script>" not in response.content.decode().partition("<main")[2]


def test_an_endless_query_is_answered(client):
    assert client.get(f"{LIST}?q={'x' * 8000}").status_code == 200


def test_english_page_names_kinds_and_marks_polish_sentences(client):
    entity("Spółdzielnia „Mak”", lead="Piecze chleb.", lead_en="")
    html = client.get("/en/podmioty/").content.decode()
    assert "Social cooperative" in html
    assert '<p lang="pl">Piecze chleb.</p>' in html
    assert 'href="/en/podmioty/' in html


def test_queries_do_not_grow_with_the_rows(client, constant_queries):
    def add(n: int) -> None:
        for _ in range(n):
            OfferedServiceFactory(entity=EntityFactory(published=True))

    assert constant_queries(client, LIST, add) <= 8
