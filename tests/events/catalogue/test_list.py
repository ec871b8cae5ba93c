"""The list of events: coming and past, filters with counts, pages, kindness to nonsense."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache

from tests.events.catalogue.pages import NOON, TODAY, county, event, read, titles
from tests.factories import EventFactory, FundingProjectFactory, SupportCentreFactory


@pytest.fixture(autouse=True)
def _at_noon(time_machine, db):
    time_machine.move_to(NOON, tick=False)


def day(days):
    return TODAY + timedelta(days=days)


def test_coming_events_stand_nearest_first_and_past_ones_latest_first(client):
    event("Za miesiąc", starts_on=day(30))
    event("Dziś", starts_on=day(0))
    event("Wczoraj", starts_on=day(-1))
    event("Przed rokiem", starts_on=day(-365), completed=True)
    event("Szkic", starts_on=day(3), published=False)
    assert titles(client, "/wydarzenia/") == ["Dziś", "Za miesiąc"]
    assert titles(client, "/wydarzenia/?czas=minione") == ["Wczoraj", "Przed rokiem"]


def test_event_completed_on_its_day_is_in_one_list_only(client):
    event("Dziś rano", starts_on=day(0), ends_on=day(0), completed=True)
    assert titles(client, "/wydarzenia/") == []
    assert titles(client, "/wydarzenia/?czas=minione") == ["Dziś rano"]


@pytest.fixture
def four():
    """Four coming events that differ in every facet."""
    suski, oswiecimski = county("1215"), county("1213")
    mowes, other = SupportCentreFactory(slug="mowes"), SupportCentreFactory(slug="inny")
    project = FundingProjectFactory(published=True, slug="mowes-mz", short_name="MOWES MZ")
    event("Jeden", starts_on=day(1), kind="workshop", county=suski, centre=mowes, project=project)
    event("Dwa", starts_on=day(2), kind="workshop", county=oswiecimski, centre=mowes)
    event("Trzy", starts_on=day(3), kind="study_visit", county=suski, centre=other)
    event("Cztery", starts_on=day(4), kind="training", county=None, centre=other, town="")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rodzaj=workshop", ["Jeden", "Dwa"]),
        ("rodzaj=workshop&rodzaj=training", ["Jeden", "Dwa", "Cztery"]),
        ("powiat=powiat-suski", ["Jeden", "Trzy"]),
        ("osrodek=mowes", ["Jeden", "Dwa"]),
        ("projekt=mowes-mz", ["Jeden"]),
        ("rodzaj=workshop&powiat=powiat-suski&osrodek=mowes", ["Jeden"]),
        ("rodzaj=study_visit&osrodek=mowes", []),
        ("rodzaj=nonsense", ["Jeden", "Dwa", "Trzy", "Cztery"]),
    ],
)
@pytest.mark.usefixtures("four")
def test_filters_narrow_the_list(client, query, found):
    assert titles(client, f"/wydarzenia/?{query}") == found


@pytest.mark.usefixtures("four")
def test_counts_are_those_under_the_other_filters(client):
    html = client.get("/wydarzenia/?powiat=powiat-suski").content.decode()
    kinds = dict(re.findall(r'value="(\w+)" type="checkbox"[^>]*><span>[^<]*</span><span class="n">(\d+)', html))
    assert kinds == {"workshop": "1", "study_visit": "1"}
    counties = re.findall(r"<option value=\"(powiat-\w+)\"[^>]*>([^<]*) \((\d+)\)", html)
    assert counties == [("powiat-oswiecimski", "powiat oświęcimski", "1"), ("powiat-suski", "powiat suski", "2")]
    assert "2 wydarzenia" in read(client, "/wydarzenia/?powiat=powiat-suski")


@pytest.mark.usefixtures("four")
def test_chosen_filter_without_events_can_be_taken_off(client):
    county("1206")
    html = client.get("/wydarzenia/?powiat=powiat-krakowski").content.decode()
    assert '<option value="powiat-krakowski" selected>powiat krakowski (0)</option>' in html
    assert "Zdejmij któryś z filtrów" in html


def test_nothing_announced_shows_the_way_to_past_events(client):
    assert "W tej chwili nic nie jest zapowiedziane." in read(client, "/wydarzenia/")
    assert 'href="/wydarzenia/?czas=minione"' in client.get("/wydarzenia/").content.decode()


def test_project_that_is_not_public_is_no_filter(client):
    event("Jeden", starts_on=day(1), project=FundingProjectFactory(slug="tajny", short_name="Tajny projekt"))
    assert "Tajny projekt" not in client.get("/wydarzenia/").content.decode()


def test_past_events_are_paged_without_gaps_and_keep_the_filters(client):
    for number in range(60):
        event(f"Spotkanie {number:02}", starts_on=day(-1 - number % 7), kind="workshop")
    event("Wizyta", starts_on=day(-2), kind="study_visit")
    seen, url = [], "/wydarzenia/?czas=minione&rodzaj=workshop"
    for _page in range(3):
        seen += titles(client, url)
        forward = re.search(r'rel="next" href="([^"]+)"', client.get(url).content.decode())
        url = forward[1].replace("&amp;", "&") if forward else ""
    assert url == ""
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize(
    "query",
    [
        "strona=po-999999999999999999",
        "strona=1000000000",
        "strona=%00",
        "czas=nigdy",
        "powiat=%00&osrodek='&projekt=<script>",
        "rodzaj=" + "x" * 8000,
        "powiat=" + "y" * 8000,
        "miesiac=2026-13",
    ],
)
@pytest.mark.usefixtures("four")
def test_hostile_query_gets_a_list(client, query):
    text = read(client, f"/wydarzenia/?{query}")
    assert "Najbliższe wydarzenia" in text
    assert "<script>" not in client.get(f"/wydarzenia/?{query}").content.decode().partition("<main")[2]


def test_rows_tell_the_places_in_a_word(client):
    event("Pełny", starts_on=day(1), capacity=2, taken=2)
    event("Wolny", starts_on=day(2), capacity=2, taken=1)
    event("Wcale", starts_on=day(3), registration_mode="none")
    text = read(client, "/wydarzenia/")
    assert "lista rezerwowa" in text
    assert "wolne miejsca" in text
    assert "bez zgłoszeń" in text


def test_english_list_falls_back_on_polish_with_its_mark(client):
    event("Po polsku", starts_on=day(1))
    event("Dwa języki", starts_on=day(2), title_en="Two languages")
    html = client.get("/en/wydarzenia/").content.decode()
    assert '<h3 lang="pl"><a href="/en/wydarzenia/po-polsku/">' in html
    assert re.search(r'<h3><a href="/en/wydarzenia/dwa-j[^"]*/">Two languages</a>', html)
    assert "Coming events" in html


def test_no_list_sets_or_varies_by_a_cookie(client):
    event("Jeden", starts_on=day(1))
    client.cookies["sessionid"] = "somebody"
    for url in ("/wydarzenia/", "/wydarzenia/?czas=minione", "/wydarzenia/kalendarz/", "/wydarzenia/kalendarz.ics"):
        response = client.get(url)
        assert response.cookies == {}
        assert "Cookie" not in response.headers.get("Vary", "")


def test_list_takes_three_queries_at_one_row_and_at_thirty(client, constant_queries):
    assert constant_queries(client, "/wydarzenia/", lambda n: EventFactory.create_batch(n, published=True)) == 3


def test_past_list_takes_three_queries(client, constant_queries):
    def add(n):
        EventFactory.create_batch(n, completed=True, ends_on=day(-30))

    assert constant_queries(client, "/wydarzenia/?czas=minione", add) == 3


def test_cancelled_event_leaves_the_coming_list(client, cast):
    one = event("Odwołane spotkanie", starts_on=day(5), cancelled=True, published=False)
    cache.clear()
    assert titles(client, "/wydarzenia/") == []
    assert "Wydarzenie jest odwołane" in read(client, f"/wydarzenia/{one.slug}/")


def test_one_subscribes_by_a_link_or_by_an_address_that_can_be_copied(client, settings):
    settings.SITE_URL = "https://owes.example"
    for path in ("/wydarzenia/?rodzaj=training", "/wydarzenia/kalendarz/?rodzaj=training"):
        html = client.get(path).content.decode()
        assert 'href="webcal://owes.example/wydarzenia/kalendarz.ics?rodzaj=training"' in html
        assert 'value="https://owes.example/wydarzenia/kalendarz.ics?rodzaj=training" readonly' in html
        told = html.partition('id="subskrybuj"')[2].partition("</details>")[0]
        assert [part.count("<li>") for part in told.split("<h3>")[1:]] == [3, 3, 3]
    centre = EventFactory(published=True).centre
    page = client.get(f"/osrodki/{centre.slug}/").content.decode()
    assert f'<a href="/wydarzenia/?osrodek={centre.slug}#subskrybuj">' in page
    assert f'type="text/calendar" href="/wydarzenia/kalendarz.ics?osrodek={centre.slug}"' in page
