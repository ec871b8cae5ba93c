"""Writing in the panel, through HTTP: unsaved text, two editors, parts, review, versions."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from news.articles import services
from news.articles.models import Article, PrivateDraft
from tests.cast import Cast
from tests.factories import ArticleFactory, EntityFactory, GalleryFactory, PhotoFactory
from tests.files.samples import PDF, broken_in_its_pixels
from tests.pictures import photo_upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(cast: Cast) -> Client:
    return signed(cast.editor)


def signed(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(article: Article) -> str:
    return f"/panel/aktualnosci/{article.pk}/"


def form_of(client: Client, article: Article, **changes) -> dict[str, object]:
    initial = client.get(page_of(article)).context["form"].initial
    return {**{name: value for name, value in initial.items() if value is not None}, **changes}


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ")


# --- unsaved text -----------------------------------------------------------------------------------------------
def test_unsaved_text_waits_for_its_writer_alone_and_changes_nothing_public(cast, editor):
    article = ArticleFactory(centre=cast.centre, published=True)
    sent = editor.post(f"{page_of(article)}niezapisane/", form_of(editor, article, title="Nowy", body="<p>Szkic</p>"))
    assert list(sent.json()) == ["at"]
    article.refresh_from_db()
    assert (article.title == "Nowy", article.edition, article.versions.count()) == (False, 1, 0)
    assert "Nowy" not in text(Client().get(f"/aktualnosci/{article.slug}/"))
    assert f"Masz niezapisane zmiany z godz. {sent.json()['at']}" in text(editor.get(page_of(article)))
    assert (
        "niezapisane zmiany z godz." not in text(signed(cast.coordinator).get(page_of(article))).split("<template")[0]
    )
    again = editor.get(f"{page_of(article)}?przywroc").context["form"]
    assert (again["title"].value(), again["body"].value()) == ("Nowy", "<p>Szkic</p>")
    editor.post(page_of(article), form_of(editor, article, title="Zapisany"))
    assert not PrivateDraft.objects.exists()


def test_unsaved_text_is_given_up_on_request(cast, editor):
    article = ArticleFactory(centre=cast.centre)
    editor.post(f"{page_of(article)}niezapisane/", form_of(editor, article, title="Nowy"))
    editor.post(f"{page_of(article)}niezapisane/", {"act": "drop"})
    assert not PrivateDraft.objects.exists()


def test_too_much_unsaved_text_is_not_kept(cast, editor):
    article = ArticleFactory(centre=cast.centre)
    sent = editor.post(f"{page_of(article)}niezapisane/", form_of(editor, article, body="a" * 1_048_576))
    assert sent.status_code == 413
    assert not PrivateDraft.objects.exists()


def test_a_session_that_ended_is_told_by_a_redirect_and_keeps_nothing(cast, editor):
    article = ArticleFactory(centre=cast.centre)
    form = form_of(editor, article)
    editor.logout()
    assert editor.post(f"{page_of(article)}niezapisane/", form).status_code == 302
    assert not PrivateDraft.objects.exists()


# --- two editors ------------------------------------------------------------------------------------------------
def test_the_second_of_two_editors_sees_both_texts_and_loses_nothing(cast, editor):
    article = ArticleFactory(centre=cast.centre, body="<p>Raz dwa trzy.</p><p>Bez zmian.</p>")
    mine = form_of(editor, article, body="<p>Raz cztery trzy.</p><p>Bez zmian.</p>", lead="Mój wstęp.")
    first = signed(cast.coordinator)
    first.post(page_of(article), form_of(first, article, body="<p>Raz pięć trzy.</p><p>Bez zmian.</p>"))
    answer = editor.post(page_of(article), mine)
    assert answer.status_code == 409
    shown = text(answer)
    assert str(cast.coordinator) in shown
    [lead, body] = answer.context["differences"]
    assert (lead.name, body.name) == ("wstęp", "treść")
    assert [(piece.how, piece.text.strip()) for piece in body.lines[0].pieces] == [
        ("", "Raz"), ("del", "pięć"), ("ins", "cztery"), ("", "trzy."),
    ]  # fmt: skip
    article.refresh_from_db()
    assert article.body == "<p>Raz pięć trzy.</p><p>Bez zmian.</p>"
    assert PrivateDraft.objects.get().fields["lead"] == "Mój wstęp."
    editor.post(page_of(article), {**mine, "edition": answer.context["theirs"].edition})
    article.refresh_from_db()
    assert (article.lead, article.body) == ("Mój wstęp.", "<p>Raz cztery trzy.</p><p>Bez zmian.</p>")


# --- hostile ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "error"),
    [("a" * 1_048_576, "za długi"), ("<ul><li>" * 60, "zbyt głęboko"), ("a\0b", "")],
    ids=["a megabyte", "deep", "NUL"],
)
def test_a_text_that_cannot_be_kept_is_refused_at_its_field_with_what_was_typed(cast, editor, body, error):
    article = ArticleFactory(centre=cast.centre)
    answer = editor.post(page_of(article), form_of(editor, article, body=body))
    assert answer.status_code == 422
    assert error in answer.context["form"].errors["body"][0]
    assert answer.context["form"]["body"].value() == body
    article.refresh_from_db()
    assert article.edition == 1


def test_plain_paragraphs_and_pasted_markup_are_saved_clean(cast, editor):
    article = ArticleFactory(centre=cast.centre)
    typed = "Pierwszy akapit.\n\nDrugi.<script>alert(1)</script>\n<h1 onclick=x>Nagłówek</h1>"
    editor.post(page_of(article), form_of(editor, article, body=typed, tags="ogrody,  praca , ogrody"))
    article.refresh_from_db()
    assert article.body == "<p>Pierwszy akapit.</p><p>Drugi.</p><h2>Nagłówek</h2>"
    assert sorted(article.tags.values_list("name", flat=True)) == ["ogrody", "praca"]


# --- parts ------------------------------------------------------------------------------------------------------
def test_files_entities_and_the_picture_belong_to_the_article(cast, editor):
    article = ArticleFactory(centre=cast.centre, gallery=GalleryFactory(centre=cast.centre, credit="Jan Fot"))
    page = page_of(article)
    editor.post(f"{page}pliki/", {"file": SimpleUploadedFile("p.pdf", PDF), "kind": "presentation", "title": "Slajdy"})
    attached = article.attachments.get()
    assert (attached.kind, attached.title) == ("presentation", "Slajdy")
    assert editor.get(f"{page}pliki/{attached.pk}/").getvalue() == PDF
    refused = editor.post(f"{page}pliki/", {"file": SimpleUploadedFile("p.pdf", b"MZ"), "kind": "agenda", "title": "A"})
    assert (refused.status_code, article.attachments.count()) == (422, 1)

    entity = EntityFactory(published=True, name="Spółdzielnia Zgoda")
    rows = {"act": "save", "r-count": 1, "r-seen": "", "r-0-entity": entity.name, "r-0-entity-id": entity.pk}
    editor.post(f"{page}podmioty/", {**rows, "r-0-note": "Gotuje."})
    assert [(link.entity, link.note) for link in article.entity_links.all()] == [(entity, "Gotuje.")]

    bare, told = PhotoFactory(gallery=article.gallery, alt=""), PhotoFactory(gallery=article.gallery, alt="Stół")
    foreign = PhotoFactory(alt="Cudze")
    for photo in (bare, foreign):
        editor.post(f"{page}okladka/", {"photo": photo.pk})
        article.refresh_from_db()
        assert article.cover is None
    editor.post(f"{page}okladka/", {"photo": told.pk})
    article.refresh_from_db()
    assert (article.cover, article.cover_alt, article.cover_credit) == (told.image, "Stół", "Jan Fot")
    editor.post(f"{page}okladka/", {"picture": photo_upload(3), "alt": "Sala", "caption": "", "credit": ""})
    article.refresh_from_db()
    assert (article.cover_alt, article.cover_credit) == ("Sala", "")
    assert article.cover != told.image
    broken = SimpleUploadedFile("sala.png", broken_in_its_pixels())
    refused = editor.post(f"{page}okladka/", {"picture": broken, "alt": "Sala", "caption": "", "credit": ""})
    assert refused.status_code == 422
    assert refused.context["form"].errors["picture"].data[0].code == "broken"

    preview = text(editor.get(f"{page}podglad/"))
    for shown in ("prezentacja", "Slajdy", "Spółdzielnia Zgoda", "Gotuje."):
        assert shown in preview
    editor.post(f"{page}pliki/{attached.pk}/")
    assert not article.attachments.exists()


def test_the_page_of_a_large_gallery_shows_a_portion(cast, editor):
    article = ArticleFactory(centre=cast.centre, gallery=GalleryFactory(centre=cast.centre))
    PhotoFactory.create_batch(27, gallery=article.gallery, alt="Rozmowa")
    first, second = (editor.get(f"{page_of(article)}okladka/?strona={n}") for n in (1, 2))
    assert (len(first.context["photos"]), len(second.context["photos"])) == (24, 3)
    assert text(editor.get(page_of(article))).count("<img") <= 1


def test_the_pair_in_the_other_language_is_opened_once(cast, editor):
    article = ArticleFactory(centre=cast.centre, title_en="In English")
    addresses = {editor.post(f"{page_of(article)}para/").url for _ in range(2)}
    pair = Article.objects.get(translation_of=article)
    assert addresses == {page_of(pair)}
    assert (pair.language, pair.title, pair.state) == ("en", "In English", "draft")


# --- review -----------------------------------------------------------------------------------------------------
def test_a_text_sent_back_brings_its_writer_the_remark(cast, editor, sweep_outbox):
    writer = signed(cast.animator)
    writer.post("/panel/aktualnosci/nowa/", {"title": "Zupa", "centre": cast.centre.pk, "language": "pl"})
    article = Article.objects.get()
    writer.post(f"{page_of(article)}stan/", {"to": "in_review"})
    assert writer.post(f"{page_of(article)}stan/", {"to": "published"}).status_code == 403
    editor.post(f"{page_of(article)}stan/", {"to": "draft", "note": "Dodaj zdjęcie ze stołu."})
    [mail] = sweep_outbox()
    assert mail.to == [cast.animator.email]
    assert "Dodaj zdjęcie ze stołu." in mail.body
    assert page_of(article) in mail.body
    assert "Dodaj zdjęcie ze stołu." in text(writer.get(page_of(article)))
    writer.post(f"{page_of(article)}stan/", {"to": "in_review"})
    article.refresh_from_db()
    assert (article.state, article.review_note) == ("in_review", "")


def test_what_waits_for_its_hour_is_changed_by_those_who_publish(cast, editor):
    article = ArticleFactory(centre=cast.centre)
    past, coming = (timezone.localtime() + timedelta(days=days) for days in (-1, 1))
    editor.post(f"{page_of(article)}stan/", {"to": "scheduled", "at": past.strftime("%Y-%m-%dT%H:%M")})
    article.refresh_from_db()
    assert article.state == "draft"
    editor.post(f"{page_of(article)}stan/", {"to": "scheduled", "at": coming.strftime("%Y-%m-%dT%H:%M")})
    article.refresh_from_db()
    assert article.state == "scheduled"
    assert signed(cast.animator).get(page_of(article)).status_code == 403
    assert services.publish_due(coming + timedelta(minutes=1)) == 1


def test_a_planned_text_that_became_unfit_comes_back_with_what_to_mend(cast, sweep_outbox):
    article = ArticleFactory(centre=cast.centre, created_by=cast.animator)
    services.schedule(article_id=article.pk, at=timezone.now(), by=cast.editor.pk)
    services.edit_article(article_id=article.pk, by=cast.editor.pk, body="<p>[uzupełnij]</p>")
    assert services.publish_due() == 0
    article.refresh_from_db()
    assert article.state == "draft"
    [mail] = sweep_outbox()
    assert "[uzupełnij…]" in mail.body


# --- versions ---------------------------------------------------------------------------------------------------
def test_any_two_versions_are_compared_and_one_is_restored_as_a_new_edition(cast, editor):
    article = ArticleFactory(centre=cast.centre, body="<p>Raz dwa trzy.</p>")
    editor.post(f"{page_of(article)}stan/", {"to": "published"})
    for word in ("cztery", "pięć"):
        editor.post(page_of(article), form_of(editor, article, body=f"<p>Raz {word} trzy.</p>"))
    compared = editor.get(f"{page_of(article)}wersje/?od=1&do=3")
    [body] = compared.context["differences"]
    assert [(piece.how, piece.text.strip()) for piece in body.lines[0].pieces] == [
        ("", "Raz"), ("del", "dwa"), ("ins", "pięć"), ("", "trzy."),
    ]  # fmt: skip
    shown = text(compared)
    assert '<del><span class="sr">[było: </span>dwa' in shown
    editor.post(f"{page_of(article)}wersje/1/")
    article.refresh_from_db()
    assert article.body == "<p>Raz dwa trzy.</p>"
    assert list(article.versions.order_by("number").values_list("number", "body")) == [
        (1, "<p>Raz dwa trzy.</p>"), (2, "<p>Raz cztery trzy.</p>"),
        (3, "<p>Raz pięć trzy.</p>"), (4, "<p>Raz dwa trzy.</p>"),
    ]  # fmt: skip
    assert editor.post(f"{page_of(article)}wersje/9/").status_code == 404
