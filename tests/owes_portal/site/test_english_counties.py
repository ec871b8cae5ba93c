"""On English pages a county is “suski county”: the word of its Polish name comes from no code."""

import re
from html.parser import HTMLParser

import pytest

from events.catalogue.models import EntityRole
from tests.factories import (
    ArticleEntityFactory,
    ArticleEventFactory,
    CountyFactory,
    EntityFactory,
    EventEntityFactory,
    EventFactory,
    StopFactory,
    SupportCentreFactory,
)

pytestmark = pytest.mark.django_db
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SAID = {"alt", "aria-label", "content", "placeholder", "title", "label", "data-name"}


class English(HTMLParser):
    """What a page says in English: its text and what its attributes say, without parts in Polish."""

    def __init__(self) -> None:
        super().__init__()
        self.polish: list[bool] = [False]
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        polish = told["lang"] == "pl" if told.get("lang") else self.polish[-1]
        if not polish:
            said = (value for name, value in attrs if name in SAID and value)
            self.words += [value for value in said if not value.startswith("http")]
        if tag not in VOID:
            self.polish.append(polish)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.polish) > 1:
            self.polish.pop()

    def handle_data(self, data: str) -> None:
        if not self.polish[-1]:
            self.words.append(data)


def english(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    reader = English()
    reader.feed(response.content.decode())
    assert reader.polish == [False], path
    return " ".join(" ".join(reader.words).replace("\xa0", " ").split())


def test_no_english_page_says_the_polish_word_for_a_county(client):
    entity = EntityFactory(published=True, town="Zawoja")
    county, centre = entity.county, SupportCentreFactory(email="biuro@owes.example")
    centre.counties.add(county)
    coming = EventFactory(published=True, county=county, town="Kęty", centre=centre)
    EventFactory(published=True, county=CountyFactory(code="1213", name="oświęcimski"), centre=centre)
    stop = StopFactory(event=coming, county=county)
    EventEntityFactory(event=coming, entity=entity, role=EntityRole.PRESENTED)
    plain = ArticleEventFactory(event__county=county, event__town="Kęty", event__centre=centre, article__centre=centre)
    visit = ArticleEventFactory(event__county=county, event__centre=centre, article__centre=centre)
    StopFactory(event=visit.event, county=county, name="Stołówka")
    StopFactory(event=visit.event, county=county, name="Pralnia", town=stop.town, position=2)
    ArticleEntityFactory(article=plain.article, entity=entity)
    telling = (
        "/wydarzenia/",
        f"/wydarzenia/?powiat={county.slug}",
        f"/wydarzenia/{coming.slug}/",
        f"/aktualnosci/?powiat={county.slug}",
        f"/aktualnosci/{plain.article.slug}/",
        f"/aktualnosci/{visit.article.slug}/",
        f"/podmioty/{entity.slug}/",
        f"/podmioty/?powiat={county.slug}",
        f"/powiaty/{county.slug}/",
        "/kontakt/",
    )
    for path in telling:
        page = english(client, f"/en{path}")
        assert "suski county" in page, path
        assert not re.search(r"\bpowia[tc]", page, re.IGNORECASE), path
        assert "powiat suski" in client.get(path).content.decode().replace("&nbsp;", " ").replace("\xa0", " "), path
    feed = client.get(f"/en/rss/?powiat={county.slug}").content.decode()
    assert ("suski county" in feed, "powiat suski" in feed) == (True, False)
