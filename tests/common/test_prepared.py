"""Querysets compiled once give what the querysets give."""

from datetime import timedelta

import pytest
from django.db.models import Count, Q

from common.db.compiled_queries import Prepared
from events.catalogue.models import Event
from news.articles.models import Article
from tests.factories import ArticleFactory, CategoryFactory, EventFactory
from tests.factories.base import now

pytestmark = pytest.mark.django_db


def test_rows_are_those_of_the_queryset_whatever_the_argument():
    first, second = EventFactory(published=True), EventFactory(completed=True)
    rows = Prepared(lambda key: Event.objects.filter(pk=key).values_list("slug", "starts_on", "published_at"))

    assert rows(first.pk) == [(first.slug, first.starts_on, first.published_at)]
    assert rows(second.pk) == [(second.slug, second.starts_on, second.published_at)]
    assert rows(0) == []


def test_models_come_with_what_is_joined_and_read_no_more_than_asked(django_assert_num_queries):
    article = ArticleFactory(published=True, category=CategoryFactory(name="Relacje"))
    found = Prepared(
        lambda slug: Article.objects.filter(slug=slug).select_related("category").only("title", "category__name")
    )
    found(article.slug)

    with django_assert_num_queries(1):
        (one,) = found(article.slug)
        assert (one.pk, one.title, one.category.name) == (article.pk, article.title, "Relacje")
    with django_assert_num_queries(1):
        assert one.body == article.body


def test_a_join_without_a_row_gives_none():
    article = ArticleFactory(published=True, category=None)
    found = Prepared(lambda slug: Article.objects.filter(slug=slug).select_related("category"))

    assert found.first(article.slug).category is None
    assert found.first("nie-ma") is None


def test_moments_and_days_compare_as_in_the_queryset():
    moment = now()
    early = ArticleFactory(published=True, published_at=moment - timedelta(hours=1))
    late = ArticleFactory(published=True, published_at=moment + timedelta(hours=1))
    before = Prepared(lambda when, not_this: Article.objects.filter(~Q(pk=not_this), published_at__lt=when))
    event = EventFactory(published=True)
    on_day = Prepared(lambda day: Event.objects.filter(starts_on=day))

    assert before(moment, 0) == [early]
    assert before(moment, early.pk) == []
    assert before(moment + timedelta(days=1), early.pk) == [late]
    assert on_day(event.starts_on) == [event]
    assert on_day(event.starts_on + timedelta(days=1)) == []


def test_counts_may_be_prepared_too():
    section = CategoryFactory(slug="proba")
    ArticleFactory.create_batch(2, category=section)
    counts = Prepared(
        lambda slug: Article.objects.filter(category__slug=slug).values_list("state").annotate(Count("pk"))
    )

    assert counts("proba") == [("draft", 2)]


def test_an_argument_used_twice_goes_to_both_places():
    ArticleFactory(title="Kęty", lead="o czym innym")
    ArticleFactory(title="Kęty", lead="Kęty")
    both = Prepared(lambda word: Article.objects.filter(title=word, lead=word))

    assert [article.lead for article in both("Kęty")] == ["Kęty"]


def test_an_argument_that_the_database_gets_changed_is_refused():
    searched = Prepared(lambda word: Article.objects.filter(title__contains=word))

    with pytest.raises(ValueError, match="do not reach the SQL"):
        searched("Kęty")


def test_what_cannot_be_rebuilt_from_a_row_is_refused():
    with pytest.raises(TypeError):
        Prepared(lambda: Article.objects.values("title"))()


def test_models_keep_what_was_counted_for_them():
    ArticleFactory(title="Kęty")
    counted = Prepared(
        lambda title: Article.objects.filter(title=title).select_related("category").annotate(n=Count("tags"))
    )

    assert [(article.title, article.n) for article in counted("Kęty")] == [("Kęty", 0)]
