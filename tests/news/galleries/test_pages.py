"""Galleries for everybody: the list, the gallery, each photo on its own page."""

import re
from datetime import date

import pytest

from common.slugs.services import change_slug
from news.galleries.services import hide_photo, redraw_image
from tests.events.catalogue.pages import plain, read
from tests.factories import (
    ArticleEventFactory,
    ArticleFactory,
    EventFactory,
    FundingProjectFactory,
    GalleryFactory,
    PhotoFactory,
    StoredImageFactory,
)

pytestmark = pytest.mark.django_db


def gallery(photos=3, **fields):
    """A published gallery with so many photos, and they."""
    fields = {"published": True, "slug": "kety", "title": "Kęty", "taken_on": date(2017, 3, 29), **fields}
    made = GalleryFactory(**fields, photo_count=photos)
    return made, [PhotoFactory(gallery=made, caption=f"Podpis {n}", alt=f"Opis {n}") for n in range(1, photos + 1)]


def test_list_shows_published_galleries_latest_photos_first(client):
    gallery()
    gallery(slug="poznan", title="Poznań", taken_on=date(2021, 10, 25))
    GalleryFactory(title="Szkic galerii")
    html = client.get("/galerie/").content.decode()
    assert re.findall(r"<h3[^>]*><a [^>]*>([^<]+)", html) == ["Poznań", "Kęty"]
    assert "3 zdjęcia, 29 marca 2017 r." in plain(html)


def test_cover_is_the_chosen_photo_otherwise_the_first_visible(client):
    made, photos = gallery()
    first = photos[0].image.renditions.get(format="jpeg").content.url
    second = photos[1].image.renditions.get(format="jpeg").content.url
    assert first in client.get("/galerie/").content.decode()
    hide_photo(photo_id=photos[0].pk, by=None)
    html = client.get("/galerie/").content.decode()
    assert second in html
    assert first not in html


def test_a_project_shows_the_galleries_of_its_events(client):
    event = EventFactory(completed=True, project=FundingProjectFactory(published=True))
    PhotoFactory(gallery=GalleryFactory(published=True, title="Wizyta w Byczynie", event=event))
    GalleryFactory(title="Szkic galerii", event=event)
    GalleryFactory(published=True, title="Cudza galeria", event=EventFactory(completed=True))
    page = client.get(f"/projekty/{event.project.slug}/").content.decode().replace("\u00a0", " ")
    assert "Wizyta w Byczynie" in page
    assert "Szkic galerii" not in page
    assert "Cudza galeria" not in page


def test_gallery_without_visible_photos_is_still_kind(client):
    made, photos = gallery(photos=1)
    hide_photo(photo_id=photos[0].pk, by=None)
    assert client.get("/galerie/").status_code == 200
    assert "Zdjęcia z tej galerii zostały usunięte." in read(client, "/galerie/kety/")


def test_gallery_links_each_photo_to_its_own_page_and_to_its_story(client):
    event = EventFactory(completed=True, slug="spotkanie", project=FundingProjectFactory(published=True))
    made, photos = gallery(event=event)
    article = ArticleEventFactory(event=event).article
    html = client.get("/galerie/kety/").content.decode()
    for photo in photos:
        assert f'href="/galerie/kety/{photo.pk}/"' in html
    assert 'href="/wydarzenia/spotkanie/"' in html
    assert f'href="/aktualnosci/{article.slug}/"' in html
    assert 'class="funding"' in html


def test_gallery_prefers_the_article_that_shows_it(client):
    made, _photos = gallery()
    ArticleFactory(published=True, slug="wlasny", gallery=made)
    ArticleFactory(slug="szkic", gallery=made)
    html = client.get("/galerie/kety/").content.decode()
    assert 'href="/aktualnosci/wlasny/"' in html
    assert "szkic" not in html


def test_photo_page_works_without_script(client):
    made, photos = gallery()
    html = client.get(f"/galerie/kety/{photos[1].pk}/").content.decode()
    text = plain(html)
    assert "Kęty: zdjęcie 2 z 3" in text
    assert "Podpis 2" in text
    assert f'href="/galerie/kety/{photos[0].pk}/" rel="prev">Podpis 1<' in html.replace("\u00a0", " ")
    assert f'href="/galerie/kety/{photos[2].pk}/" rel="next">Podpis 3<' in html.replace("\u00a0", " ")
    assert f'href="/galerie/kety/{photos[1].pk}/zglos/"' in html
    assert 'alt="Opis 2"' in html


def test_hidden_photo_disappears_and_moves_no_other_address(client):
    made, photos = gallery()
    hide_photo(photo_id=photos[0].pk, by=None)
    assert client.get(f"/galerie/kety/{photos[0].pk}/").status_code == 404
    assert "Podpis 1" not in client.get("/galerie/kety/").content.decode()
    assert "Kęty: zdjęcie 1 z 2" in read(client, f"/galerie/kety/{photos[1].pk}/")


def test_photo_of_another_gallery_is_not_found_here(client):
    gallery()
    _other, photos = gallery(slug="inna")
    assert client.get(f"/galerie/kety/{photos[0].pk}/").status_code == 404


@pytest.mark.parametrize("path", ["nie-ma/", "nie-ma/1/", "kety/0/", f"kety/{9**40}/", "kety/1/zglos/"])
def test_unknown_address_is_not_found(client, path):
    gallery(photos=0)
    assert client.get(f"/galerie/{path}").status_code == 404


def test_draft_is_not_found(client):
    made = GalleryFactory(slug="szkic")
    photo = PhotoFactory(gallery=made)
    for path in ("szkic/", f"szkic/{photo.pk}/", f"szkic/{photo.pk}/zglos/"):
        assert client.get(f"/galerie/{path}").status_code == 404


def test_old_address_leads_to_the_new_one(client):
    made, photos = gallery()
    change_slug(made, "Nowe Kęty")
    for before, after in (("kety/", "nowe-kety/"), (f"kety/{photos[0].pk}/", f"nowe-kety/{photos[0].pk}/")):
        response = client.get(f"/galerie/{before}")
        assert (response.status_code, response.url) == (301, f"/galerie/{after}")


def test_decorative_photo_has_no_alternative_text(client):
    made, _photos = gallery(photos=0)
    PhotoFactory(gallery=made, is_decorative=True, alt="")
    assert 'alt=""' in client.get("/galerie/kety/").content.decode()


def test_credit_of_the_gallery_serves_photos_without_their_own(client):
    made, photos = gallery(credit="Marek Żądło")
    assert "Fot. Marek Żądło" in read(client, f"/galerie/kety/{photos[0].pk}/")


def test_english_pages_fall_back_on_polish_with_its_mark(client):
    made, photos = gallery(title_en="")
    html = client.get("/en/galerie/kety/").content.decode()
    assert '<h1 lang="pl">Kęty</h1>' in html
    photos[0].caption_en = "Caption one"
    photos[0].save()
    assert "Caption one" in client.get(f"/en/galerie/kety/{photos[0].pk}/").content.decode()


@pytest.mark.parametrize("query", ["strona=1000000000", "strona=%00", "strona=" + "x" * 8000])
def test_hostile_page_gets_the_first(client, query):
    gallery()
    assert "Kęty" in read(client, f"/galerie/?{query}")


def test_pages_set_no_cookie_and_vary_by_none(client):
    made, photos = gallery()
    client.cookies["sessionid"] = "somebody"
    for path in ("", "kety/", f"kety/{photos[0].pk}/"):
        response = client.get(f"/galerie/{path}")
        assert response.cookies == {}
        assert "Cookie" not in response.headers.get("Vary", "")


def test_list_takes_four_queries_at_one_row_and_at_thirty(client, constant_queries):
    def add(n):
        for number in range(n):
            gallery(photos=1, slug=f"g-{number}-{n}")

    assert constant_queries(client, "/galerie/", add) == 4


def test_gallery_takes_as_many_queries_with_one_photo_as_with_thirty(client, constant_queries):
    made, _photos = gallery(photos=0)
    assert constant_queries(client, "/galerie/kety/", lambda n: PhotoFactory.create_batch(n, gallery=made)) <= 6


def test_photo_takes_as_many_queries_in_a_large_gallery(client, constant_queries):
    made, photos = gallery(photos=1)
    url = f"/galerie/kety/{photos[0].pk}/"
    assert constant_queries(client, url, lambda n: PhotoFactory.create_batch(n, gallery=made)) == 5


def test_new_copies_of_a_photo_make_the_gallery_new():
    image = StoredImageFactory(ready=True)
    made, _photos = gallery()
    PhotoFactory(gallery=made, image=image)
    before = made.page_version
    redraw_image(image)
    made.refresh_from_db()
    assert made.page_version == before + 1
