"""The first page."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from common.web.versions import bump
from events.figures.models import FigureSnapshot
from events.figures.queries import Figures, GroupFigure, region_scope
from tests.factories import (
    ArticleEventFactory,
    ArticleFactory,
    ContactPersonFactory,
    CountyFactory,
    EntityFactory,
    EventFactory,
    GalleryFactory,
    OfferedServiceFactory,
    PhotoFactory,
    ServiceCategoryFactory,
    StoredImageFactory,
    SupportCentreFactory,
)
from tests.factories.base import days_from_now

pytestmark = pytest.mark.django_db


def test_it_shows_the_four_nearest_events(client):
    for day in (9, 3, 7, 5, 1):
        EventFactory(published=True, title=f"Za {day} dni", starts_on=days_from_now(day))
    EventFactory(title="Szkic", starts_on=days_from_now(1))
    EventFactory(completed=True, title="Było")
    EventFactory(cancelled=True, title="Odwołane", starts_on=days_from_now(1))

    rows = client.get("/").context["coming"]

    assert [row.start for row in rows] == [days_from_now(day) for day in (1, 3, 5, 7)]


def test_an_event_leaves_the_list_with_the_midnight_after_its_last_day(client, time_machine):
    EventFactory(published=True, title="Do wtorku", starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 2))

    time_machine.move_to(datetime(2027, 3, 2, 22, 59, 30, tzinfo=UTC))  # 23.59.30 in Warsaw
    assert len(client.get("/").context["coming"]) == 1
    time_machine.move_to(datetime(2027, 3, 2, 23, 0, 1, tzinfo=UTC))
    assert len(client.get("/").context["coming"]) == 0


def test_it_shows_the_latest_report_large_and_three_other_stories(client):
    for number in range(5):
        ArticleFactory(published=True, title=f"Nowina {number}", published_at=timezone.now() - timedelta(days=number))
    for days in (20, 30):
        ArticleEventFactory(
            article__title=f"Relacja sprzed {days} dni", article__published_at=timezone.now() - timedelta(days=days)
        )

    page = client.get("/")

    titles = [story.title for story in page.context["stories"]]
    assert titles == ["Relacja sprzed 20 dni", "Nowina 0", "Nowina 1", "Nowina 2"]
    html = page.content.decode()
    assert (html.count('class="story story--lead'), html.count('class="story story--row')) == (1, 3)


def test_a_published_article_is_there_at_once_and_a_withdrawn_one_gone(client):
    assert client.get("/").status_code == 200
    article = ArticleEventFactory(article__title="Właśnie wyszła").article
    bump("news")
    assert "Właśnie wyszła" in client.get("/").content.decode()

    article.state, article.withdrawn_at = "withdrawn", timezone.now()
    article.save()
    bump("news")
    assert "Właśnie wyszła" not in client.get("/").content.decode()


def test_the_regions_figures_stand_as_one_sentence(client):
    year = timezone.localdate().year
    counties = {f"{n:04}": GroupFigure(1, 1) for n in range(31)}
    figures = Figures(listed_events=23, people=418, groups={"social_economy": GroupFigure(400, 96)}, counties=counties)
    snapshot = FigureSnapshot.objects.create(
        scope=region_scope(year), figures=figures.as_json(), signature="x", counted_at=timezone.now()
    )

    assert (
        '<p class="sentence">Od stycznia w <b>23 spotkaniach</b> uczestniczyło <b>418 osób</b> z <b>96 podmiotów</b> '
        "ekonomii społecznej i <b>31 powiatów</b>.</p>"
    ) in client.get("/").content.decode().replace("\xa0", " ")

    groups = {"social_economy": GroupFigure(1, 1)}
    one = Figures(
        listed_events=1, people=22, groups=groups, counties={"": GroupFigure(1, 1), "0208": GroupFigure(1, 1)}
    )
    snapshot.figures = one.as_json()
    snapshot.save()
    bump("events")
    assert (
        "w <b>1 spotkaniu</b> uczestniczyły <b>22 osoby</b> z <b>1 podmiotu</b> ekonomii społecznej i <b>1 powiatu</b>."
    ) in client.get("/").content.decode().replace("\xa0", " ")
    assert (
        "Since January <b>22 people</b> took part in <b>1 meeting</b>, from <b>1 social-economy entity</b> and "
        "<b>1 county</b>."
    ) in client.get("/en/").content.decode().replace("\xa0", " ")


def test_without_figures_there_is_no_sentence(client):
    assert '<p class="sentence">' not in client.get("/").content.decode()


def test_it_says_who_does_what_counting_each_entity_once(client):
    cooking = ServiceCategoryFactory(name="Gotują", code="gotuja-x")
    below = ServiceCategoryFactory(parent=cooking)
    entity = EntityFactory(published=True)
    for category in (cooking, below, below):
        OfferedServiceFactory(entity=entity, category=category)
    OfferedServiceFactory(entity=EntityFactory(published=True), category=below)
    OfferedServiceFactory(entity=EntityFactory(), category=below)

    verbs = client.get("/").context["verbs"]

    assert [(verb.name, verb.count, verb.url) for verb in verbs] == [("Gotują", 2, "/podmioty/?co=gotuja-x")]


def test_one_finds_the_centre_of_ones_county_without_script(client):
    served, other = CountyFactory(code="1206", name="krakowski"), CountyFactory(code="1213", name="oświęcimski")
    SupportCentreFactory(counties=[served])
    SupportCentreFactory(counties=[other], is_active=False)

    page = client.get("/")

    assert page.context["counties"] == [(served.slug, "powiat krakowski")]
    assert '<form class="bar-filters" action="/osrodki/" method="get"' in page.content.decode()


def test_people_answer_the_phone(client):
    ContactPersonFactory(name="Halina Zarzycka", phone="+48330000001")
    ContactPersonFactory(name="Bez Telefonu", phone="")
    ContactPersonFactory(name="Z Zamkniętego", centre__is_active=False)

    html = client.get("/").content.decode().replace("\xa0", " ")

    assert "<b>Halina Zarzycka</b><small>animatorka, OWES" in html
    assert '<a href="tel:+48330000001">33 000 00 01</a>' in html
    assert "Bez Telefonu" not in html
    assert "Z Zamkniętego" not in html


def test_galleries_show_their_covers(client):
    gallery = GalleryFactory(published=True, title="Jura sportowo", photo_count=11, taken_on=date(2017, 6, 21))
    PhotoFactory(gallery=gallery, is_cover=True, alt="Wycieczka po skałach")
    PhotoFactory(gallery=GalleryFactory(title="Szkic"), is_cover=True)

    html = client.get("/").content.decode().replace("\xa0", " ")

    assert 'alt="Wycieczka po skałach"' in html
    assert "11 zdjęć, 21 czerwca 2017 r." in html
    assert "Szkic" not in html


def test_as_many_queries_for_thirty_as_for_one(client, constant_queries):
    def add(n: int) -> None:
        for _ in range(n):
            EventFactory(published=True)
            link = ArticleEventFactory()
            link.article.cover, link.article.cover_alt = StoredImageFactory(ready=True), "Sala"
            link.article.save()
            PhotoFactory(is_cover=True)
            ContactPersonFactory()
            OfferedServiceFactory(entity=EntityFactory(published=True))

    assert constant_queries(client, "/", add) <= 14
