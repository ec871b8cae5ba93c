"""Search over everything public."""

import re

import pytest
from django.test import Client

from common.search.services import rebuild
from news.articles.models import Article
from owes_portal.site.highlight import LENGTH, highlight, snippet
from tests.factories import ArticleFactory, EntityFactory, EventFactory

pytestmark = pytest.mark.django_db


def hits(client: Client, query: str) -> list[str]:
    """Titles of what was found, without marks."""
    response = client.get(f"/szukaj/?{query}")
    assert response.status_code == 200
    return [re.sub(r"</?mark>", "", hit.title) for hit in response.context["found"].hits]


@pytest.fixture
def things() -> None:
    ArticleFactory(published=True, title="Spotkanie spółdzielni w Kętach", lead="O spółdzielniach i gminie.")
    EventFactory(published=True, title="Warsztat dla spółdzielni")
    EntityFactory(published=True, name="Spółdzielnia Socjalna Próba")
    ArticleFactory(title="Szkic o spółdzielni")
    rebuild()


@pytest.mark.usefixtures("things")
def test_it_finds_articles_events_and_entities_without_polish_letters_and_in_any_inflection(client):
    assert sorted(hits(client, "q=spoldzielnie")) == [
        "Spotkanie spółdzielni w Kętach",
        "Spółdzielnia Socjalna Próba",
        "Warsztat dla spółdzielni",
    ]


@pytest.mark.usefixtures("things")
def test_it_may_be_narrowed_to_one_kind_and_says_how_many_there_are_of_each(client):
    page = client.get("/szukaj/?q=spoldzielnie&zrodlo=article")
    sources = {source.title: (source.count, source.chosen) for source in page.context["found"].sources}

    assert [hit.url for hit in page.context["found"].hits] == [
        f"/aktualnosci/{Article.objects.published().get().slug}/"
    ]
    assert (sources[""], sources["Aktualności"]) == ((3, False), (1, True))
    assert hits(client, "q=spoldzielnie&zrodlo=kot") != []


@pytest.mark.usefixtures("things")
def test_found_words_are_marked(client):
    html = client.get("/szukaj/?q=spoldzielnia").content.decode()

    assert "Spotkanie <mark>spółdzielni</mark> w Kętach" in html
    assert "O <mark>spółdzielniach</mark> i gminie." in html


@pytest.mark.parametrize(
    "query",
    ["", "q=", "q=+++", "q=%00", "q=%22", "q=*", "q=a", "q=x&strona=1000000000", "q=x&strona=-1", "q=x&strona=kot"],
)
def test_odd_questions_are_answered_kindly(client, query):
    assert client.get(f"/szukaj/?{query}").status_code == 200


@pytest.mark.usefixtures("things")
def test_a_very_long_question_is_cut_and_the_visitor_is_told(client):
    page = client.get("/szukaj/?q=" + "spotkanie+" * 800)

    assert page.status_code == 200
    assert "Zapytanie było bardzo długie" in page.content.decode()
    assert len(page.context["found"].asked) <= 200


def test_nothing_found_says_what_to_try(client):
    html = client.get("/szukaj/?q=hipopotam").content.decode()

    assert "Nic nie znaleźliśmy" in html
    assert "Spróbuj użyć mniej słów" in html


def test_what_was_typed_is_never_markup(client):
    html = client.get("/szukaj/?q=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()

    assert "<script>alert" not in html


def test_marking_escapes_the_text_and_leaves_other_words():
    assert highlight("<b> Kęty & kot", [["kety"]]) == "&lt;b&gt; <mark>Kęty</mark> &amp; kot"
    assert highlight("Kęty", []) == "Kęty"


def test_a_long_text_is_shown_around_its_first_hit():
    text = "słowo " * 200 + "spółdzielnia " + "koniec " * 200

    part = snippet(text, [["spoldzieln"]])

    assert part.startswith("… słowo")
    assert part.endswith("koniec …")
    assert "spółdzielnia" in part
    assert len(part) < LENGTH + 10


def test_as_many_queries_for_thirty_hits_as_for_one(client, constant_queries):
    def add(n: int) -> None:
        for _ in range(n):
            ArticleFactory(published=True, title="Spotkanie w Kętach")
        rebuild("article")

    assert constant_queries(client, "/szukaj/?q=spotkanie", add) <= 4
