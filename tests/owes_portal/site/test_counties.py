"""What there is in a county, on one page; its feeds; all counties on a map beside an equal list."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.factories import (
    ArticleEventFactory,
    ContactPersonFactory,
    CountyFactory,
    EntityFactory,
    EventFactory,
    FundingProjectFactory,
    LocalPartnershipFactory,
    SupportCentreFactory,
    SupportPersonFactory,
)

pytestmark = pytest.mark.django_db


def text(client, path: str) -> str:
    """The page as its reader gets it."""
    response = client.get(path)
    assert response.status_code == 200
    return html.unescape(response.content.decode()).replace("\xa0", " ")


def headings(page: str) -> list[str]:
    """Second-level headings inside the page's own part."""
    return [
        found.strip() for found in re.findall(r"<h2[^>]*>(.*?)</h2>", page.partition("<main")[2].partition("</main")[0])
    ]


def alternates(page: str) -> list[str]:
    """Addresses of the feeds that the head of the page names."""
    return re.findall(r'<link rel="alternate" type="[a-z/+]+" href="([^"]+)"', page)


@pytest.fixture
def county():
    """Powiat suski, of whom everybody here is."""
    return CountyFactory()


@pytest.fixture
def whole(county):
    """A county where everything is."""
    centre = SupportCentreFactory(name="OWES Beskid", slug="beskid", counties=[county])
    ContactPersonFactory(centre=centre, name="Alina Bąk").counties.add(county)
    partnership = LocalPartnershipFactory(
        published=True, centre=centre, name="Partnerstwo Babiej Góry", counties=[county]
    )
    SupportPersonFactory(partnership=partnership, name="Jan Góral", function="mentor", institution="ROPS")
    other = LocalPartnershipFactory(published=True, centre=centre, name="Drugie", counties=[county])
    SupportPersonFactory(partnership=other, name="Jan Góral", function="mentor", institution="ROPS")
    EntityFactory(published=True, name="Piekarnia", county=county)
    soon = timezone.localdate() + timedelta(days=3)
    EventFactory(published=True, title="Narada", county=county, centre=centre, starts_on=soon, ends_on=soon)
    ArticleEventFactory(event=EventFactory(completed=True, county=county), article__title="Byliśmy w Zawoi")
    return county


def test_the_page_of_a_county_tells_who_helps_works_and_what_happens(client, whole):
    page = text(client, f"/powiaty/{whole.slug}/")
    assert headings(page) == [
        "Kto tu pomaga", "Zespół wsparcia", "Partnerstwa",
        "Najbliższe wydarzenia", "Aktualności z powiatu", "Kto tu pracuje",
    ]  # fmt: skip
    shown = [
        "OWES Beskid",
        "Alina Bąk",
        "Partnerstwo Babiej Góry",
        "Narada",
        "Byliśmy w Zawoi",
        "Piekarnia",
        "1 podmiot",
    ]
    assert [one for one in shown if one not in page] == []
    assert page.count("Jan Góral") == 1
    for link in (f"/podmioty/?powiat={whole.slug}", f"/aktualnosci/?powiat={whole.slug}", "/osrodki/mapa/"):
        assert f'href="{link}"' in page


def test_an_empty_county_is_kind_and_says_what_to_do(client):
    lonely = CountyFactory(code="1217", name="tatrzański")
    page = text(client, f"/powiaty/{lonely.slug}/")
    for words in (
        "Żaden ośrodek nie ma jeszcze tego powiatu",
        "Nie działa tu jeszcze żadne partnerstwo",
        "Na razie nic tu nie zaplanowano",
        "Nic jeszcze nie napisano o spotkaniach w tym powiecie",
        "Żadna organizacja z tego powiatu nie ma jeszcze strony",
    ):
        assert words in page


def test_pages_of_county_centre_and_project_name_their_feeds_and_these_answer(client, whole):
    project = FundingProjectFactory(published=True)
    ArticleEventFactory(event=EventFactory(completed=True, project=project), article__title="O projekcie")
    for path, query in (
        (f"/powiaty/{whole.slug}/", f"powiat={whole.slug}"),
        ("/osrodki/beskid/", "osrodek=beskid"),
        (f"/projekty/{project.slug}/", f"projekt={project.slug}"),
    ):
        page = text(client, path)
        named = alternates(page)
        assert sorted(named) == [f"/rss/?{query}", f"/wydarzenia/kalendarz.ics?{query}"]
        assert "Subskrybuj te wydarzenia" in page
        assert [client.get(feed).status_code for feed in named] == [200, 200]
    assert "O projekcie" in text(client, f"/rss/?projekt={project.slug}")


def test_feeds_hold_only_what_was_asked_for_and_say_so(client, whole):
    EventFactory(published=True, title="Gdzie indziej", county=CountyFactory(code="1217", name="tatrzański"))
    calendar = Calendar.from_ical(client.get(f"/wydarzenia/kalendarz.ics?powiat={whole.slug}").content)
    titles = [str(one["summary"]) for one in calendar.walk("VEVENT")]
    assert "Narada" in titles
    assert "Gdzie indziej" not in titles
    assert calendar["x-wr-calname"] == "Wydarzenia: powiat suski"
    assert "Aktualności: powiat suski</title>" in text(client, f"/rss/?powiat={whole.slug}")


@pytest.mark.parametrize("feed", ["/rss/", "/atom/", "/wydarzenia/kalendarz.ics"])
@pytest.mark.parametrize(
    "query", ["powiat=nie-ma", "osrodek=nie-ma", "projekt=nie-ma", "rodzaj=nie-ma", "powiat=<b>", "osrodek=%00"]
)
def test_a_feed_of_what_does_not_exist_is_not_found(client, feed, query):
    assert client.get(f"{feed}?{query}").status_code == 404


def test_a_project_not_yet_public_has_no_feeds(client):
    draft = FundingProjectFactory()
    assert client.get(f"/rss/?projekt={draft.slug}").status_code == 404
    assert client.get(f"/wydarzenia/kalendarz.ics?projekt={draft.slug}").status_code == 404


def test_filtered_feeds_take_as_many_queries_for_thirty_as_for_one(client, county, constant_queries):
    def add(n: int) -> None:
        for _ in range(n):
            ArticleEventFactory(event=EventFactory(published=True, county=county))

    constant_queries(client, f"/rss/?powiat={county.slug}", add)
    constant_queries(client, f"/wydarzenia/kalendarz.ics?powiat={county.slug}", add)


def test_the_map_of_counties_has_an_equal_list_of_who_helps(client, whole, constant_queries):
    SupportCentreFactory(
        name="OWES Tatry", short_name="OWES Tatry", counties=[CountyFactory(code="1217", name="tatrzański")]
    )
    page = text(client, "/osrodki/mapa/")
    rows = re.findall(r'<li data-county="(\d+)"[^>]*data-words="([^"]*)"[^>]*><a href="([^"]+)">', page)
    assert {code: url for code, _, url in rows}["1215"] == f"/powiaty/{whole.slug}/"
    assert {code: words for code, words, _ in rows}["1217"] == "OWES Tatry"

    def add(n: int) -> None:
        for at in range(n):
            SupportCentreFactory(counties=[CountyFactory(code=f"12{at % 20 + 1:02d}", name=f"powiat{at % 20}")])

    constant_queries(client, "/osrodki/mapa/", add)
