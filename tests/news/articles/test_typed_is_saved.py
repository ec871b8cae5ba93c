"""Every button of the article's page saves the text that stands in the form before it does anything else."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from news.articles import services
from news.articles.models import Article, PrivateDraft
from tests.cast import Cast
from tests.factories import ArticleFactory, GalleryFactory, PhotoFactory, StoredImageFactory

pytestmark = pytest.mark.django_db
BODY = "<p>Na spotkaniu przedstawiono trzy spółdzielnie.</p>"


class Buttons(HTMLParser):
    """The submit buttons of a page: (form's id, address, name, value); and the forms around them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str, str]] = []
        self.form: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = at
        if tag == "button" and at.get("type") == "submit":
            owner = at.get("form") or self.form.get("id", "")
            address = at.get("formaction") or self.form.get("action", "")
            self.found.append((owner, address, at.get("name", ""), at.get("value", "")))

    def handle_endtag(self, tag) -> None:
        if tag == "form":
            self.form = {}


def signed(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(article: Article) -> str:
    return f"/panel/aktualnosci/{article.pk}/"


def typed(client: Client, article: Article, **changes: object) -> dict[str, object]:
    initial = client.get(page_of(article)).context["form"].initial
    return {**{name: value for name, value in initial.items() if value is not None}, "body": BODY, **changes}


def move(client: Client, article: Article, to: str, **changes: object):
    answer = client.post(f"{page_of(article)}stan/", {**typed(client, article, **changes), "to": to}, follow=True)
    article.refresh_from_db()
    return answer


def said(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ")


@pytest.fixture
def editor(cast: Cast) -> Client:
    return signed(cast.editor)


@pytest.mark.parametrize(
    ("was", "to", "then"),
    [
        ({}, "published", "published"),
        ({}, "in_review", "in_review"),
        ({"state": "in_review", "submitted_at": timezone.now()}, "published", "published"),
        ({"state": "in_review", "submitted_at": timezone.now()}, "draft", "draft"),
        ({"published": True}, "withdrawn", "withdrawn"),
    ],
)
def test_what_is_typed_goes_with_the_move(cast: Cast, editor: Client, was: dict, to: str, then: str) -> None:
    article = ArticleFactory(centre=cast.centre, **was)
    move(editor, article, to, title="Wpisany tytuł")
    assert (article.state, article.title, article.body) == (then, "Wpisany tytuł", BODY)


def test_what_the_public_reads_is_what_stood_in_the_form(cast: Cast, editor: Client, client: Client) -> None:
    article = ArticleFactory(centre=cast.centre, body="")
    move(editor, article, "published")
    assert "przedstawiono trzy spółdzielnie" in client.get(f"/aktualnosci/{article.slug}/").content.decode()


def test_a_planned_publication_holds_the_typed_text_and_a_wrong_hour_keeps_it_in_the_form(
    cast: Cast, editor: Client
) -> None:
    article = ArticleFactory(centre=cast.centre)
    answer = move(editor, article, "scheduled", title="Wpisany tytuł", at="2020-01-01T10:00")
    assert (answer.status_code, article.state) == (422, "draft")
    form, schedule = answer.context["form"], answer.context["schedule"]
    assert (form["title"].value(), schedule["at"].value()) == ("Wpisany tytuł", "2020-01-01T10:00")
    assert "Ta godzina już minęła" in said(answer)
    later = timezone.localtime() + timedelta(days=2)
    move(editor, article, "scheduled", title="Wpisany tytuł", at=f"{later:%Y-%m-%dT%H:%M}")
    assert (article.state, article.title) == ("scheduled", "Wpisany tytuł")


def test_a_text_that_cannot_be_saved_is_not_published_and_the_page_says_why(cast: Cast, editor: Client) -> None:
    article = ArticleFactory(centre=cast.centre, title="Stary tytuł")
    answer = move(editor, article, "published", title="", lead="Nowy lead")
    assert (answer.status_code, article.state, article.title) == (422, "draft", "Stary tytuł")
    assert (answer.context["form"]["lead"].value(), bool(answer.context["form"].errors)) == ("Nowy lead", True)


def test_a_text_that_may_not_be_public_is_saved_and_the_page_says_what_to_mend(cast: Cast, editor: Client) -> None:
    article = ArticleFactory(centre=cast.centre)
    answer = move(editor, article, "published", lead="Było [uzupełnij: ile] osób.")
    assert (article.state, article.lead) == ("draft", "Było [uzupełnij: ile] osób.")
    assert "Tekst jest zapisany." in said(answer)
    assert answer.context["messages"]


def test_where_somebody_else_saved_meanwhile_nothing_is_published_and_both_texts_are_shown(
    cast: Cast, editor: Client
) -> None:
    article = ArticleFactory(centre=cast.centre, title="Pierwszy")
    mine = typed(editor, article, title="Mój")
    services.edit_article(article_id=article.pk, by=cast.coordinator.pk, title="Cudzy")
    answer = editor.post(f"{page_of(article)}stan/", {**mine, "to": "published"})
    article.refresh_from_db()
    assert (answer.status_code, article.state, article.title) == (409, "draft", "Cudzy")
    assert "Mój" in said(answer)
    assert PrivateDraft.objects.get().fields["title"] == "Mój"


def test_a_withdrawal_waits_for_no_text(cast: Cast, editor: Client) -> None:
    article = ArticleFactory(centre=cast.centre, published=True, title="Publiczny")
    answer = move(editor, article, "withdrawn", title="", lead="Zaczęte zda")
    assert (answer.status_code, article.state, article.title) == (422, "withdrawn", "Publiczny")
    assert answer.context["form"]["lead"].value() == "Zaczęte zda"


def test_a_press_without_a_change_makes_no_new_edition(cast: Cast, editor: Client) -> None:
    article = ArticleFactory(centre=cast.centre, body=BODY)
    edition = article.edition
    move(editor, article, "in_review")
    assert (article.state, article.edition) == ("in_review", edition)


def test_a_writer_cannot_publish_by_the_button_of_an_editor_nor_save_by_it(cast: Cast) -> None:
    article = ArticleFactory(centre=cast.centre, title="Stary tytuł")
    writer = signed(cast.animator)
    assert move(writer, article, "published", title="Nowy").status_code == 403
    assert (article.state, article.title) == ("draft", "Stary tytuł")


@pytest.mark.parametrize("tail", ["galeria/", "para/"])
def test_buttons_that_lead_elsewhere_save_the_text_too(cast: Cast, editor: Client, tail: str) -> None:
    article = ArticleFactory(centre=cast.centre)
    assert editor.post(page_of(article) + tail, typed(editor, article, title="")).status_code == 422
    assert editor.post(page_of(article) + tail, typed(editor, article, title="Wpisany tytuł")).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.body) == ("Wpisany tytuł", BODY)


def test_photos_of_a_public_article_are_shown_with_the_typed_text(cast: Cast, editor: Client) -> None:
    gallery = GalleryFactory(centre=cast.centre)
    PhotoFactory(gallery=gallery, image=StoredImageFactory(ready=True), alt="Stół")
    article = ArticleFactory(centre=cast.centre, published=True, gallery=gallery)
    move(editor, article, "photos", title="Wpisany tytuł")
    article.gallery.refresh_from_db()
    assert (article.title, article.gallery.state) == ("Wpisany tytuł", "published")


@pytest.mark.parametrize("was", [{}, {"state": "in_review", "submitted_at": timezone.now()}, {"published": True}])
def test_no_button_of_the_page_leaves_the_text_behind(cast: Cast, editor: Client, was: dict) -> None:
    article = ArticleFactory(centre=cast.centre, gallery=GalleryFactory(centre=cast.centre), **was)
    PrivateDraft.objects.create(
        article=article, user=cast.editor, edition=article.edition, fields={}, saved_at=timezone.now()
    )
    html = editor.get(page_of(article)).content.decode().partition("<main")[2].partition("</main>")[0]
    alone = {address for owner, address, _name, _value in Buttons(html).found if owner != "writing"}
    # Gives up what was kept of an earlier visit, and says so.
    assert alone == {f"{page_of(article)}niezapisane/"}
