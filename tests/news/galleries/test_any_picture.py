"""Every uploaded picture of a public page can be reported without sign-in, not only a gallery's photos."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from common.auditlog.models import AuditEntry
from common.extension_points import Subject
from files.models import Rendition, StoredImage, public_storage
from files.refusals import UploadRefused
from files.services import accept_image
from files.tasks import sweep_discards
from news.articles.models import Article
from news.galleries.models import TakedownRequest
from news.galleries.personal import TAKEDOWNS
from tests.cast import Cast
from tests.factories import (
    ArticleFactory,
    CountyFactory,
    EntityFactory,
    EntityPhotoFactory,
    EventFactory,
    StoredImageFactory,
)
from tests.factories.base import now
from tests.pictures import photo_upload

pytestmark = pytest.mark.django_db
ALT = "Trzy osoby przy długim stole"


@dataclass(frozen=True)
class Shown:
    """A picture on a public page, with these words."""

    image: StoredImage
    page: str
    words: str


def of_article(cast: Cast) -> Shown:
    image = StoredImageFactory(ready=True)
    ArticleFactory(published=True, slug="relacja", cover=image, cover_alt=ALT, centre=cast.centre)
    return Shown(image, "/aktualnosci/relacja/", ALT)


def of_event(cast: Cast) -> Shown:
    image = StoredImageFactory(ready=True)
    EventFactory(published=True, slug="spotkanie", cover=image, cover_alt=ALT, centre=cast.centre)
    return Shown(image, "/wydarzenia/spotkanie/", ALT)


def of_entity(cast: Cast) -> Shown:
    county = CountyFactory()
    cast.centre.counties.add(county)
    photo = EntityPhotoFactory(entity=EntityFactory(published=True, slug="kuchnia", county=county), alt=ALT)
    return Shown(photo.image, "/podmioty/kuchnia/", ALT)


def logo_of_entity(cast: Cast) -> Shown:
    county = CountyFactory()
    cast.centre.counties.add(county)
    image = StoredImageFactory(ready=True)
    EntityFactory(published=True, slug="kuchnia", county=county, logo=image)
    return Shown(image, "/podmioty/kuchnia/", "Logo")


def links(client: Client, page: str) -> list[str]:
    """The ways to report a picture that stand on this page."""
    html = client.get(page).content.decode()
    return [unescape(url) for url in re.findall(r'href="(/(?:en/)?zdjecie/[^"]+)"', html)]


@pytest.mark.parametrize("make", [of_article, of_event, of_entity, logo_of_entity])
def test_any_public_picture_is_reported_and_taken_down_in_one_click(
    client: Client, cast: Cast, sweep_outbox: Callable, make: Callable[[Cast], Shown]
) -> None:
    shown = make(cast)
    (url,) = links(client, shown.page)
    asked = client.post(url, {"reason": "To ja.", "contact": "ja@example.org"})
    assert asked.url == f"/zdjecie/{shown.image.key}/zglos/przyjete/?strona={shown.page}"
    assert f'href="{shown.page}"' in client.get(asked.url).content.decode()
    request = TakedownRequest.objects.get()
    assert (request.image, request.centre, request.page) == (shown.image, cast.centre, shown.page)
    (told,) = sweep_outbox()
    assert (told.to, shown.page in told.body) == ([cast.centre.email], True)

    client.force_login(cast.other_animator)
    assert client.post(f"/panel/galerie/zgloszenia/{request.pk}/", {"decision": "hide"}).status_code == 404
    client.force_login(cast.editor)
    assert shown.page in client.get("/panel/galerie/zgloszenia/").content.decode()
    assert client.post(f"/panel/galerie/zgloszenia/{request.pk}/", {"decision": "hide"}).status_code == 302
    sweep_discards()
    assert not Rendition.objects.filter(image=shown.image).exists()
    client.logout()
    assert links(client, shown.page) == []
    assert f'alt="{shown.words}"' not in client.get(shown.page).content.decode()
    assert client.get(url).status_code == 404
    assert client.get(asked.url).status_code == 200
    assert AuditEntry.objects.filter(verb="storedimage.withdrawn", actor_id=cast.editor.pk).count() == 1
    (answer,) = sweep_outbox()
    assert answer.to == ["ja@example.org"]
    (kept,) = TAKEDOWNS.export(Subject(email="ja@example.org"))
    assert (kept["page"], kept["reason"]) == (shown.page, "To ja.")


def test_a_page_that_is_not_public_says_nothing_of_its_picture(client: Client) -> None:
    article = ArticleFactory(cover=StoredImageFactory(ready=True), cover_alt=ALT)
    assert client.get(f"/zdjecie/{article.cover.key}/zglos/").status_code == 404
    assert client.get("/zdjecie/00000000-0000-4000-8000-000000000000/zglos/").status_code == 404


def test_the_page_is_one_that_shows_the_picture_whatever_the_address_says(client: Client, cast: Cast) -> None:
    shown = of_article(cast)
    client.post(f"/zdjecie/{shown.image.key}/zglos/?strona=https://zly.example/")
    assert TakedownRequest.objects.get().page == shown.page


def test_english_page_leads_to_the_english_form(client: Client, cast: Cast) -> None:
    of_event(cast)
    (url,) = links(client, "/en/wydarzenia/spotkanie/")
    assert "Report a photo" in client.get(url).content.decode()


def test_what_was_taken_down_is_refused_everywhere_until_staff_show_it_again(client: Client, cast: Cast) -> None:
    shown = of_entity(cast)
    client.post(links(client, shown.page)[0])
    request = TakedownRequest.objects.get()
    client.force_login(cast.editor)
    inbox = f"/panel/galerie/zgloszenia/{request.pk}/"
    client.post(inbox, {"decision": "hide"})
    with shown.image.original.open("rb") as original:
        content = original.read()
    with pytest.raises(UploadRefused):
        accept_image(upload=SimpleUploadedFile("znowu.jpg", content), by=None)
    assert 'value="back"' in client.get("/panel/galerie/zgloszenia/").content.decode()
    client.post(inbox, {"decision": "back"})
    shown.image.refresh_from_db()
    assert shown.image.state == "pending"
    accept_image(upload=SimpleUploadedFile("znowu.jpg", content), by=None)


def test_a_picture_taken_off_an_article_is_no_more_public_unless_something_else_shows_it(
    client: Client, cast: Cast, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    client.force_login(cast.editor)
    article = ArticleFactory(published=True, centre=cast.centre, cover=StoredImageFactory(ready=True), cover_alt=ALT)

    def change(**sent: object) -> tuple[StoredImage, list[str]]:
        article.refresh_from_db()
        former = article.cover
        copies = [one.content.name for one in Rendition.objects.filter(image=former)]
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(f"/panel/aktualnosci/{article.pk}/okladka/", sent)
        assert answer.status_code == 302
        sweep_discards()
        return former, [name for name in copies if public_storage().exists(name)]

    # Its words alone: the picture stays.
    former, public = change(alt="Sala", caption="", credit="")
    assert (StoredImage.objects.filter(pk=former.pk).exists(), len(public)) == (True, 2)
    # Exchanged, then taken away.
    new = {"picture": photo_upload(3), "alt": "Sala", "caption": "", "credit": ""}
    for sent in (new, {"act": "drop"}):
        former, public = change(**sent)
        assert (StoredImage.objects.filter(pk=former.pk).exists(), public) == (False, [])
        assert AuditEntry.objects.filter(
            verb="storedimage.removed", actor_id=cast.editor.pk, object_id=former.pk
        ).exists()
    # One that an event shows too, and one that was taken down: by its row a second upload is refused.
    shared, taken = of_event(cast).image, StoredImageFactory(state="withdrawn", withdrawn_at=now())
    for kept in (shared, taken):
        Article.objects.filter(pk=article.pk).update(cover=kept, cover_alt=ALT)
        change(act="drop")
        assert StoredImage.objects.filter(pk=kept.pk).exists()
    assert Rendition.objects.filter(image=shared).count() == 2
