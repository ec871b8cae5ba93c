"""The checklist: law and WCAG block publication, the rest advises; each finding leads to its place."""

import pytest

from news.articles import services
from news.articles.checklist import Advice, Blocker, findings_of, problems_of
from news.articles.models import Article
from tests.factories import (
    ArticleEventFactory,
    ArticleFactory,
    CategoryFactory,
    FundingProjectFactory,
    GalleryFactory,
    PhotoFactory,
    StoredImageFactory,
)

pytestmark = pytest.mark.django_db
POLISH = (
    "<p>Na spotkaniu w gminie nie było ani chwili nudy, bo do stołu i na scenę szło się po to, żeby się poznać.</p>"
)
ENGLISH = (
    "<p>The people of the town came to the meeting and that was the best of it, for the host was in the kitchen.</p>"
)


def ready(**fields) -> Article:
    """An article that lacks nothing."""
    whole = {"category": CategoryFactory(), "cover": StoredImageFactory(), "cover_alt": "Stół", **fields}
    return ArticleFactory(**whole)


def codes(article: Article) -> list[str]:
    return [one.code for one in findings_of(article)]


def test_a_whole_article_lacks_nothing():
    assert findings_of(ready()) == []


@pytest.mark.parametrize(
    ("fields", "code", "href"),
    [
        ({"title": " "}, "title", "#id_title"),
        ({"lead": "[uzupełnij: co]"}, "placeholder", "#id_lead"),
        ({"body": "<p>Tu [uzupełnij: wnioski]</p>"}, "placeholder", "#id_body"),
        ({"body": "<h3>Zaraz trzeci</h3>"}, "headings", "#id_body"),
        ({"body": "<h2>Drugi</h2><h4>Czwarty</h4>"}, "headings", "#id_body"),
        ({"body": "<h2></h2><p>a</p>"}, "heading_empty", "#id_body"),
        ({"body": '<p><a href="/x"> </a></p>'}, "link_empty", "#id_body"),
        ({"body": "<p><a>dokąd</a></p>"}, "link_dead", "#id_body"),
        ({"body": "<table><tbody><tr><td>1</td></tr></tbody></table>"}, "table", "#id_body"),
        ({"body": ENGLISH * 2}, "language", "#id_language"),
        ({"body": POLISH * 2, "language": "en"}, "language", "#id_language"),
        ({"body": '<p><a href="/x">Kliknij tutaj…</a></p>'}, "link_says_nothing", "#id_body"),
        ({"body": f"<p>{'Zdanie o pracy. ' * 70}</p>"}, "paragraph_long", "#id_body"),
        ({"lead": "Spotkamy się 5 maja w Kętach."}, "year", "#id_lead"),
        ({"body": "<p>PILNE WAŻNE OGŁOSZENIE dla wszystkich</p>"}, "shouting", "#id_body"),
        ({"lead": ""}, "lead", "#id_lead"),
        ({"lead": "Długo. " * 60}, "lead_long", "#id_lead"),
        ({"category": None}, "category", "#id_category"),
    ],
)
def test_a_fault_is_told_with_its_place(fields, code, href):
    [found] = findings_of(ready(**fields))
    assert (found.code, found.href, found.blocks) == (code, href, code in Blocker)
    assert found.text == str((Blocker if found.blocks else Advice)(code).label)


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Drugi</h2><h3>Trzeci</h3><h2>Znów drugi</h2><h3>I trzeci</h3>",
        "<p>Od 5 maja 2026 r. do 7 czerwca 2026 r., w dniach 20–21 czerwca 2017 r., 31 maja – 2 czerwca 2017 r.</p>",
        '<p><a href="/wydarzenia/">Kalendarz wydarzeń</a> ośrodka OWES i ROPS.</p>',
        "<table><thead><tr><th>Rok</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
        f"{POLISH}<blockquote lang='en'><p>The best of it is in the kitchen.</p></blockquote>",
    ],
)
def test_what_is_right_is_left_alone(body):
    assert codes(ready(body=body)) == []


def test_photos_publicity_and_the_funding_sentence_block():
    article = ready(gallery=GalleryFactory())
    PhotoFactory(gallery=article.gallery, alt="", is_decorative=False)
    project = FundingProjectFactory(funding_sentence="Dofinansowano.")
    ArticleEventFactory(article=article, event__project=project)
    assert problems_of(article) == ["alt", "publicity"]
    article.gallery.photos.update(is_decorative=True)
    article.project = FundingProjectFactory(funding_sentence="")
    assert problems_of(article) == ["sentence"]
    article.project = project
    assert problems_of(article) == []


def test_what_blocks_is_refused_at_publication_and_in_a_published_text():
    article = ready(body="<h3>Trzeci</h3>")
    with pytest.raises(services.ArticleRefused) as refused:
        services.publish(article_id=article.pk, by=None)
    assert list(refused.value.reasons) == ["headings"]
    public = ready(published=True)
    with pytest.raises(services.ArticleRefused):
        services.edit_article(article_id=public.pk, by=None, body="<p>[uzupełnij]</p>")
    public.refresh_from_db()
    assert (public.body, public.edition, public.versions.count()) == ("<p>Treść artykułu.</p>", 1, 0)
