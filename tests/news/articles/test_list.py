"""The list of news."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from news.articles.models import Article, ArticleRole
from tests.factories import (
    ArticleEventFactory,
    ArticleFactory,
    AttachmentFactory,
    CategoryFactory,
    CountyFactory,
    GalleryFactory,
    StoredImageFactory,
    TagFactory,
)
from tests.factories.base import now

pytestmark = pytest.mark.django_db


def titles(client: Client, path: str) -> list[str]:
    """The titles on a page of the list, in order."""
    response = client.get(path)
    assert response.status_code == 200
    return [story.title for story in response.context["stories"]]


def test_it_shows_published_news_the_latest_first(client):
    old = ArticleFactory(published=True, title="Dawna", published_at=now() - timedelta(days=3))
    ArticleFactory(published=True, title="Nowa")
    ArticleFactory(title="Szkic")
    ArticleFactory(in_review=True, title="W recenzji")
    ArticleFactory(withdrawn=True, title="Wycofana")

    assert titles(client, "/aktualnosci/") == ["Nowa", "Dawna"]
    assert f'href="/aktualnosci/{old.slug}/"' in client.get("/aktualnosci/").content.decode()


def test_above_a_title_stands_what_it_is_and_what_comes_with_it(client):
    gallery = GalleryFactory(published=True, photo_count=12)
    report = ArticleFactory(published=True, gallery=gallery)
    ArticleEventFactory(article=report, event__kind="study_visit")
    AttachmentFactory(article=report, kind="presentation")
    announcement = ArticleFactory(published=True, published_at=now() - timedelta(days=1))
    ArticleEventFactory(article=announcement, role=ArticleRole.ANNOUNCES)
    section = CategoryFactory(name="Dobre praktyki")
    ArticleFactory(published=True, category=section, published_at=now() - timedelta(days=2))

    stories = client.get("/aktualnosci/").context["stories"]

    assert [story.word for story in stories] == ["Relacja, 12\xa0zdjęć, prezentacja", "Zapowiedź", "Dobre praktyki"]
    assert [story.kind for story in stories] == ["study_visit", "networking", ""]


def test_photos_of_a_gallery_that_is_not_public_are_not_promised(client):
    ArticleFactory(published=True, gallery=GalleryFactory(photo_count=12))

    assert client.get("/aktualnosci/").context["stories"][0].word == "Aktualność"


def test_it_filters_by_section_year_subject_centre_county_kind_and_project(client):
    subject, section = TagFactory(slug="catering"), CategoryFactory(slug="praktyki")
    county = CountyFactory(code="1206", name="krakowski")
    found = ArticleFactory(
        published=True, title="Ta", category=section, published_at=datetime(2019, 5, 5, 12, tzinfo=UTC)
    )
    found.tags.add(subject)
    link = ArticleEventFactory(article=found, event__kind="workshop", event__county=county)
    ArticleFactory(published=True, title="Inna")

    for query in (
        "dzial=praktyki",
        "rok=2019",
        "temat=catering",
        f"osrodek={found.centre.slug}",
        f"powiat={county.slug}",
        "rodzaj=workshop",
        f"dzial=praktyki&rok=2019&rodzaj={link.event.kind}",
    ):
        assert titles(client, f"/aktualnosci/?{query}") == ["Ta"], query
    assert titles(client, "/aktualnosci/?dzial=praktyki&rok=2020") == []


def test_an_option_says_how_many_articles_it_would_show(client):
    section = CategoryFactory(slug="praktyki", name="Dobre praktyki II")
    for year in (2018, 2019, 2019):
        ArticleFactory(published=True, category=section, published_at=datetime(year, 5, 5, tzinfo=UTC))
    ArticleFactory(published=True, published_at=datetime(2019, 6, 6, tzinfo=UTC))

    sections, years = client.get("/aktualnosci/?rok=2019").context["groups"]

    assert [(option.value, option.count) for option in sections.options] == [("praktyki", 2)]
    assert [(option.value, option.count, option.chosen) for option in years.options] == [
        ("2019", 3, True),
        ("2018", 1, False),
    ]


def test_nonsense_in_the_address_is_answered_kindly(client):
    ArticleFactory(published=True, title="Jest")

    for query in ("strona=1000000000", "strona=po-99999999", "strona=-1", "rok=kot", "rodzaj=kot", "rok=%00"):
        assert titles(client, f"/aktualnosci/?{query}") == ["Jest"], query
    for query in ("dzial=nie-ma", "temat=%00", f"dzial={'x' * 8000}", "rok=0000", "rok=9999"):
        assert client.get(f"/aktualnosci/?{query}").status_code == 200, query


def test_older_news_are_a_page_away_and_back(client):
    for day in range(15):
        ArticleFactory(published=True, title=f"N{day:02}", published_at=now() - timedelta(days=day))

    first = client.get("/aktualnosci/")
    second = client.get(first.context["older"])

    assert [story.title for story in second.context["stories"]] == ["N12", "N13", "N14"]
    assert second.context["older"] == ""
    assert client.get(second.context["newer"]).context["stories"] == first.context["stories"]


def test_of_a_pair_each_language_shows_its_own(client):
    polish = ArticleFactory(published=True, title="Po polsku")
    ArticleFactory(published=True, title="In English", language="en", translation_of=polish)

    assert titles(client, "/aktualnosci/") == ["Po polsku"]
    assert titles(client, "/en/aktualnosci/") == ["In English"]


def test_without_a_pair_the_article_stands_in_both_lists_marked_by_its_language(client):
    ArticleFactory(published=True, title="Po polsku")
    draft = ArticleFactory(title="Draft", language="en", translation_of=Article.objects.get())

    page = client.get("/en/aktualnosci/")
    assert [(story.title, story.lang) for story in page.context["stories"]] == [("Po polsku", "pl")]
    assert draft.title not in page.content.decode()


def test_as_many_queries_for_thirty_as_for_one(client, constant_queries):
    def add(n: int) -> None:
        for _ in range(n):
            article = ArticleFactory(
                published=True, cover=StoredImageFactory(ready=True), cover_alt="Stół", category=CategoryFactory()
            )
            ArticleEventFactory(article=article)
            AttachmentFactory(article=article)

    assert constant_queries(client, "/aktualnosci/", add) <= 8
