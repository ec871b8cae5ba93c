"""News outside their own pages: feeds, search, and the pages of what they are about."""

from xml.etree import ElementTree

import pytest

from common.search.models import SearchEntry
from common.search.queries import search
from common.search.services import rebuild
from entities.directory.exports import staff_rows
from entities.directory.models import Entity
from events.catalogue.models import EntityRole
from events.catalogue.services import change_event
from news.articles import page_sections
from news.articles.folder_parts import report
from news.articles.models import ArticleRole
from news.articles.services import edit_article
from news.galleries.services import change_gallery
from tests.factories import (
    ArticleEntityFactory,
    ArticleEventFactory,
    ArticleFactory,
    CategoryFactory,
    EntityFactory,
    EventEntityFactory,
    EventFactory,
    FundingProjectFactory,
    GalleryFactory,
    LocalPartnershipFactory,
    TagFactory,
)
from tests.papers import words_of

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def items(client, path: str) -> list[str]:
    """Titles in an RSS feed."""
    root = ElementTree.fromstring(client.get(path).content)  # noqa: S314 our own feed
    return [item.findtext("title") or "" for item in root.iter("item")]


def test_rss_gives_the_news_and_may_be_narrowed_to_a_centre(client):
    ArticleFactory(published=True, title="Moja & nasza <wieść>", centre__slug="owes-zachod")
    ArticleFactory(published=True, title="Inna")
    ArticleFactory(title="Szkic")

    assert sorted(items(client, "/rss/")) == ["Inna", "Moja & nasza <wieść>"]
    assert items(client, "/rss/?osrodek=owes-zachod") == ["Moja & nasza <wieść>"]
    assert client.get("/rss/")["Content-Type"].startswith("application/rss+xml")


def test_atom_gives_links_with_the_whole_address(client):
    article = ArticleFactory(published=True)

    entry = ElementTree.fromstring(client.get("/atom/").content).find(f"{ATOM}entry")  # noqa: S314 our own feed

    assert entry.find(f"{ATOM}link").get("href") == f"http://127.0.0.1:8000/aktualnosci/{article.slug}/"


def test_a_sign_that_xml_has_not_costs_no_feed(client):
    """Already in the database, or of a name that is not the article's own: the feed leaves it out."""
    tag = TagFactory(name="zlo\x0cty", slug="zloty")
    article = ArticleFactory(
        published=True,
        title="Kuchnia\x0bspołeczna\x01",
        lead="Raz\x0bdwa\ufffe\x1f",
        author="Ewa\x0bŁoś",
        category=CategoryFactory(name="Re\x08lacje"),
    )
    article.tags.add(tag)

    assert items(client, "/rss/") == ["Kuchnia społeczna"]
    entry = ElementTree.fromstring(client.get("/atom/?temat=zloty").content).find(f"{ATOM}entry")  # noqa: S314 ours
    told = [entry.findtext(f"{ATOM}{name}") for name in ("title", "summary", f"author/{ATOM}name")]
    assert told == ["Kuchnia społeczna", "Raz dwa", "Ewa Łoś"]
    assert entry.find(f"{ATOM}category").get("term") == "Relacje"


def test_feeds_take_as_many_queries_for_thirty_as_for_one(client, constant_queries):
    def add(n: int) -> None:
        for _ in range(n):
            ArticleEventFactory()

    assert constant_queries(client, "/rss/", add) <= 6


def test_an_entity_shows_articles_that_present_it_and_meetings_it_had_a_role_in():
    entity = EntityFactory(published=True)
    ArticleEntityFactory(entity=entity, article__title="Przedstawia")
    report = ArticleEventFactory(article__title="Relacjonuje")
    EventEntityFactory(event=report.event, entity=entity, role=EntityRole.VISITED)
    visited = ArticleEventFactory(article__title="Tylko gość")
    EventEntityFactory(event=visited.event, entity=entity, role=EntityRole.REPRESENTED)
    ArticleEntityFactory(entity=entity, article=ArticleFactory(title="Szkic"))

    assert sorted(story.title for story in page_sections.of_entity(entity, 1)) == ["Przedstawia", "Relacjonuje"]


def test_event_partnership_project_centre_and_county_show_their_articles_once():
    event = EventFactory(
        completed=True,
        partnership=LocalPartnershipFactory(published=True),
        project=FundingProjectFactory(published=True),
    )
    article = ArticleFactory(published=True, title="O nas", project=event.project, centre=event.centre)
    ArticleEventFactory(article=article, event=event)
    ArticleEventFactory(
        article=article, event=EventFactory(published=True, project=event.project), role=ArticleRole.ANNOUNCES
    )
    ArticleFactory(published=True, title="Nie o nas")

    for load, thing in (
        (page_sections.of_event, event),
        (page_sections.of_partnership, event.partnership),
        (page_sections.of_project, event.project),
        (page_sections.of_centre, event.centre),
        (page_sections.of_county, event.county),
    ):
        assert [story.title for story in load(thing, 1)] == ["O nas"]


def test_a_shelf_has_portions():
    article = ArticleFactory(published=True)
    ArticleFactory.create_batch(page_sections.SIZE, published=True, centre=article.centre)

    first, second = page_sections.of_centre(article.centre, 1), page_sections.of_centre(article.centre, 2)

    assert (len(first), first.more, len(second), second.more) == (page_sections.SIZE, True, 1, False)


def test_the_search_finds_them_in_any_inflection():
    ArticleFactory(published=True, title="Spotkanie o spółdzielniach")
    ArticleFactory(title="Szkic o spółdzielniach")
    rebuild("article")

    assert [row.title for row in search("spoldzielnia", "pl").rows] == ["Spotkanie o spółdzielniach"]


def test_the_search_forgets_a_language_that_a_thing_has_no_more():
    article = ArticleFactory(published=True, title="Kuchnia społeczna")
    event, gallery = EventFactory(published=True, title="Targi"), GalleryFactory(published=True, title="Zdjęcia")

    def set_english(title: str) -> None:
        edit_article(article_id=article.pk, by=None, title_en=title)
        change_event(event_id=event.pk, by=None, title_en=title)
        change_gallery(gallery_id=gallery.pk, by=None, title_en=title)

    set_english("Kitchenette")
    assert {row.source for row in search("kitchenette", "en").rows} == {"article", "event", "gallery"}
    set_english("")
    assert search("kitchenette", "en").total == 0
    assert [row.source for row in search("targi", "en").rows] == ["event"]  # alone again: found from English

    edit_article(article_id=article.pk, by=None, title="Community kitchen", language="en")
    assert list(SearchEntry.objects.filter(source="article").values_list("language", "title")) == [
        ("en", "Community kitchen")
    ]


def test_what_is_published_after_midnight_belongs_to_that_day_and_not_to_that_of_greenwich(time_machine):
    time_machine.move_to("2026-07-01 00:30:00+02:00", tick=False)
    link = ArticleEventFactory()
    rebuild("article")

    assert SearchEntry.objects.get(source="article").date.isoformat() == "2026-07-01"
    EntityFactory(published=True)
    assert list(staff_rows(Entity.objects.all()))[1][-1] == "2026-07-01"
    (paper,) = report(link.event).files
    assert "1 lipca 2026" in words_of(paper.content)
