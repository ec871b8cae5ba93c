"""A gallery added to an article that is public already: who may add it, what it lacks, and the button that shows it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from tests.cast import Cast
from tests.factories import ArticleFactory, GalleryFactory, PhotoFactory, StoredImageFactory

pytestmark = pytest.mark.django_db


def signed(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_gallery_added_to_a_public_article_is_shown_by_its_editor_once_it_is_described(cast: Cast, client: Client):
    article = ArticleFactory(published=True, centre=cast.centre, title="Spotkanie w Kętach")
    editor, writer = signed(cast.editor), signed(cast.animator)
    public, side = f"/aktualnosci/{article.slug}/", f"/panel/aktualnosci/{article.pk}/"
    assert writer.post(f"{side}galeria/").status_code == 403
    manager = editor.post(f"{side}galeria/").url
    article.refresh_from_db()
    gallery = article.gallery
    assert (manager, gallery.state) == (f"/panel/galerie/{gallery.pk}/", "draft")
    assert "Wybierz przynajmniej jedno zdjęcie" in editor.get(side).content.decode()
    assert "Wybierz przynajmniej jedno zdjęcie" in editor.post(f"{manager}pokaz/", follow=True).content.decode()
    photo = PhotoFactory(gallery=gallery, image=StoredImageFactory(ready=True), alt="", caption="Przy stole")
    refused = editor.post(f"{manager}pokaz/", follow=True).content.decode()
    assert "Opisz każde zdjęcie w galerii" in refused
    assert 'value="photos"' not in editor.get(side).content.decode()
    gallery.photos.update(alt="Rozmowa przy stole")
    assert 'value="photos"' in editor.get(side).content.decode()
    assert f'action="{manager}pokaz/"' in editor.get(manager).content.decode()
    assert f'action="{manager}pokaz/"' not in writer.get(manager).content.decode()
    assert writer.post(f"{manager}pokaz/").status_code == 403
    assert "Rozmowa przy stole" not in client.get(public).content.decode()  # the page's copy is kept
    assert client.get(f"/galerie/{gallery.slug}/").status_code == 404
    assert "Zdjęcia są na stronie." in editor.post(f"{manager}pokaz/", follow=True).content.decode()
    for page in (public, f"/galerie/{gallery.slug}/", f"/galerie/{gallery.slug}/{photo.pk}/"):
        assert "Rozmowa przy stole" in client.get(page).content.decode()
    assert editor.post(f"{manager}pokaz/").status_code == 302  # twice does no harm
    assert 'value="photos"' not in editor.get(side).content.decode()


def test_an_animator_does_not_add_photos_to_an_article_that_will_publish_itself(cast: Cast):
    planned = ArticleFactory(state="scheduled", scheduled_for=now() + timedelta(days=1), centre=cast.centre)
    assert signed(cast.animator).post(f"/panel/aktualnosci/{planned.pk}/galeria/").status_code == 403
    planned.refresh_from_db()
    assert planned.gallery is None


def test_a_gallery_of_an_unpublished_article_may_wait_for_it_and_both_orders_publish(cast: Cast):
    gallery = GalleryFactory(centre=cast.centre)
    PhotoFactory(gallery=gallery, image=StoredImageFactory(ready=True), alt="Stół")
    article = ArticleFactory(centre=cast.centre, gallery=gallery)
    editor = signed(cast.editor)
    assert "Te zdjęcia nie są publiczne" in editor.get(f"/panel/galerie/{gallery.pk}/").content.decode()
    editor.post(f"/panel/galerie/{gallery.pk}/pokaz/")
    editor.post(f"/panel/aktualnosci/{article.pk}/stan/", {"to": "published"})
    article.refresh_from_db()
    assert (article.state, article.gallery.state) == ("published", "published")
