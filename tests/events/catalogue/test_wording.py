"""When and where an event is stands in one wording wherever it is told."""

import re
from datetime import date, time
from html import unescape

import pytest
from django.test import Client

from events.catalogue.models import Event
from events.programme.printed_programme import head_of
from tests.architecture.tree import ROOT, code, relative
from tests.factories import ArticleEventFactory, ArticleFactory, CountyFactory, EventFactory, StopFactory

WHEN = "12 maja 2027 r., środa, godz. 9.00–15.30"
# Who reads the venue itself, and why it is no wording of the place.
READS_VENUE = {
    "events/catalogue/wording.py": "the wording",
    "events/catalogue/structured_data.py": "schema.org wants name and address apart",
    "events/catalogue/search.py": "words for the index",
    "events/panel/row_views.py": "offers it as the first stop",
    "news/articles/article_page.py": "schema.org wants name and address apart",
    "templates/events/panel/plan.html": "the field of the form",
}


def text(client: Client, path: str) -> str:
    html = client.get(path).content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture
def event() -> Event:
    found = EventFactory(
        published=True, registration_mode="open", slug="jeden", title="Jeden", venue="Dom Kultury", town="Kęty",
        starts_on=date(2027, 5, 12), ends_on=date(2027, 5, 12), starts_at=time(9), ends_at=time(15, 30),
        county=CountyFactory(code="1213", name="oświęcimski"), online_url="https://meet.example/abc",
    )  # fmt: skip
    StopFactory(event=found, day=found.starts_on, name="Dom Kultury", address="Rynek 7", town="Kęty")
    ArticleEventFactory(article=ArticleFactory(published=True, slug="o-jednym"), event=found)
    return found


@pytest.mark.django_db
def test_page_article_paper_list_form_and_calendar_tell_one_event_alike(client, event):
    place = "Dom Kultury, Rynek 7, Kęty"
    whole = f"{place}, powiat oświęcimski"
    assert f"Kiedy {WHEN} Gdzie {whole}, online, link przyjdzie e-mailem" in text(client, "/wydarzenia/jeden/")
    assert f"Kiedy {WHEN} Gdzie {whole}, online" in text(client, "/aktualnosci/o-jednym/")
    head = head_of(event)
    assert (head.when.replace("\xa0", " "), head.where) == (WHEN, f"{whole}, online")
    assert f"Kiedy {WHEN} Gdzie {place}, online" in text(client, "/wydarzenia/jeden/zgloszenie/")
    assert "9.00, Kęty, Dom Kultury, online" in text(client, "/wydarzenia/")
    calendar = client.get("/wydarzenia/jeden/kalendarz.ics").content.decode().replace("\r\n ", "").replace("\\,", ",")
    assert f"LOCATION:{place}, online" in calendar


@pytest.mark.django_db
def test_a_journey_names_its_places_in_order_each_once(client, event):
    for position, (name, town) in enumerate([("ZAZ", "Wadowice"), ("Dom Kultury", "Kęty")], start=1):
        StopFactory(event=event, day=event.starts_on, position=position, name=name, town=town)
    whole = "Dom Kultury, Kęty; ZAZ, Wadowice"
    assert f"Gdzie {whole}" in text(client, "/wydarzenia/jeden/")
    assert f"Gdzie {whole}, online" in text(client, "/aktualnosci/o-jednym/")
    assert head_of(event).where == f"{whole}, online"


def test_of_several_days_the_hours_are_those_of_the_beginning_and_the_end(db):
    event = EventFactory(starts_on=date(2027, 5, 12), ends_on=date(2027, 5, 13), starts_at=time(9), ends_at=time(15))
    assert event.when.replace("\xa0", " ") == "Od 12 maja, godz. 9.00, do 13 maja 2027 r., godz. 15.00"


def test_nobody_else_puts_a_place_together():
    files = [*code(), *(ROOT / "templates").rglob("*.*")]
    reading = {relative(path) for path in files if re.search(r"\.venue\b", path.read_text())}
    assert {path for path in reading if "/demo/" not in path} == set(READS_VENUE)
