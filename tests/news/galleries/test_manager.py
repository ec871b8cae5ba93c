"""The gallery manager: many photos at once, their order, words, pictures; everything by plain forms too."""

import json
import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from common.auditlog.models import AuditEntry
from files.models import StoredImage
from files.refusals import reason
from files.services import make_renditions
from news.galleries.models import Gallery, Photo
from tests.events.catalogue.pages import plain
from tests.factories import GalleryFactory, PhotoFactory, StoredImageFactory
from tests.files.samples import encoded, exif, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def gallery(cast) -> Gallery:
    return GalleryFactory(published=True, slug="kety", centre=cast.centre)


@pytest.fixture
def staff(cast, client: Client) -> Client:
    client.force_login(cast.editor)
    return client


def jpeg(seed: int = 0, **options: object) -> bytes:
    return encoded(Image.new("RGB", (90, 60), (seed % 256, seed // 256, 40)), **options)


def send(client: Client, gallery: Gallery, data: bytes, name: str = "a.jpg", **more: object):
    """As the script sends one file."""
    file = SimpleUploadedFile(name, data, content_type="image/jpeg")
    url = f"/panel/galerie/{gallery.pk}/dodaj/"
    response = client.post(url, {"photos": file, **more}, headers={"accept": "application/json"})
    return response.status_code, json.loads(response.content)


def order(gallery: Gallery) -> list[int]:
    return list(gallery.photos.filter(hidden_at=None).order_by("position", "id").values_list("pk", flat=True))


def row(one: Photo, **typed: object) -> dict[str, object]:
    """What a browser posts of a row."""
    place = typed.pop("was", 1)
    said = {name: getattr(one, name) for name in ("alt", "caption", "alt_en", "caption_en", "credit", "consent_basis")}
    said |= {"place": place, "was": place, **typed}
    return {f"z{one.pk}-{name}": value for name, value in said.items()}


def post(client: Client, gallery: Gallery, photos: list[Photo], act: str = "save", rows=None, **more: object):
    data: dict[str, object] = {"act": act, "photo": [one.pk for one in photos], "together_for": "chosen", **more}
    for number, one in enumerate(photos, start=1):
        data |= row(one, was=number, **(rows or {}).get(one.pk, {}))
    return client.post(f"/panel/galerie/{gallery.pk}/", data)


def test_one_file_in_a_request_answers_with_its_row(staff, gallery):
    status, answer = send(staff, gallery, jpeg(), position=7)
    one = gallery.photos.get()
    assert (status, answer["state"], one.position) == (201, "added", 7)
    assert f'id="photo-{one.pk}"' in answer["row"]
    assert "w przygotowaniu" in answer["row"]


def test_a_double_is_recognised_by_its_content_and_leaves_nothing(staff, gallery):
    send(staff, gallery, jpeg(), "pierwsze.jpg")
    assert send(staff, gallery, jpeg(), "inna nazwa.jpg") == (
        200, {"state": "double", "said": "To zdjęcie jest już w galerii."}
    )  # fmt: skip
    assert (gallery.photos.count(), StoredImage.objects.count()) == (1, 1)


def test_a_bad_file_is_refused_with_its_reason(staff, gallery):
    status, answer = send(staff, gallery, b"GIF89a", "ruchomy.gif")
    assert (status, answer["state"]) == (422, "refused")
    assert answer["said"] == reason("image_type")
    assert "JPEG, PNG, WebP ani HEIC" in answer["said"]
    assert not StoredImage.objects.exists()


def test_without_script_many_files_come_in_one_form(staff, gallery):
    files = [SimpleUploadedFile(f"{n}.jpg", jpeg(n)) for n in (1, 2, 2)] + [SimpleUploadedFile("zly.txt", b"tekst")]
    html = staff.post(f"/panel/galerie/{gallery.pk}/dodaj/", {"photos": files}, follow=True).content.decode()
    assert gallery.photos.count() == 2
    text = plain(html)
    assert "Dodane zdjęcia: 2." in text
    assert "Już są w tej galerii: 2.jpg." in text
    assert "zly.txt: To nie jest zdjęcie" in text


def test_photos_are_ordered_by_the_time_taken_and_those_without_stay_behind(staff, gallery):
    def taken(hour: int) -> bytes:
        return jpeg(hour, exif=exif(taken=f"2017:06:20 {hour:02}:00:00"))

    for data in (taken(12), jpeg(99), taken(8), taken(10)):
        send(staff, gallery, data)
    twelve, none, eight, ten = order(gallery)
    assert gallery.photos.get(pk=eight).image.taken_at == datetime(2017, 6, 20, 6, tzinfo=UTC)
    post(staff, gallery, [], act="sort")
    assert order(gallery) == [eight, ten, twelve, none]


def test_buttons_and_numbers_move_a_photo(staff, gallery):
    photos = [PhotoFactory(gallery=gallery, image=StoredImageFactory(ready=True, sha256=str(n))) for n in range(4)]
    a, b, c, d = (one.pk for one in photos)
    post(staff, gallery, photos, act=f"down-{a}")
    assert order(gallery) == [b, a, c, d]
    post(staff, gallery, photos, act=f"up-{b}")
    assert order(gallery) == [b, a, c, d]
    post(staff, gallery, [gallery.photos.get(pk=key) for key in (b, a, c, d)], rows={d: {"place": 1}, b: {"place": 3}})
    assert order(gallery) == [d, a, b, c]
    url = f"/panel/galerie/{gallery.pk}/"
    assert staff.post(url, {"act": f"place-{c}", "to": "2"}, headers={"hx-request": "true"}).status_code == 200
    assert order(gallery) == [d, c, a, b]
    assert sorted(gallery.photos.values_list("position", flat=True)) == [0, 1, 2, 3]


def test_every_button_keeps_what_was_typed(staff, gallery):
    photos = [PhotoFactory(gallery=gallery) for _ in range(2)]
    a, b = (one.pk for one in photos)
    rows = {a: {"alt": "Rozmowa przy stole", "alt_en": "Talk at a table", "caption": "Kęty"}}
    response = post(staff, gallery, photos, act=f"down-{a}", rows=rows, cover=str(b))
    assert (response.status_code, response.url) == (302, f"/panel/galerie/{gallery.pk}/#photo-{a}")
    one = gallery.photos.get(pk=a)
    assert (one.alt, one.alt_en, one.caption) == ("Rozmowa przy stole", "Talk at a table", "Kęty")
    assert gallery.photos.get(is_cover=True).pk == b
    assert "Talk at a table" in staff.get("/en/galerie/kety/").content.decode()


def test_a_text_that_is_too_long_is_shown_again_and_nothing_is_done(staff, gallery):
    photos = [PhotoFactory(gallery=gallery, alt=f"Opis {n}") for n in range(2)]
    response = post(staff, gallery, photos, act=f"down-{photos[0].pk}", rows={photos[0].pk: {"alt": "x" * 251}})
    assert response.status_code == 422
    html = response.content.decode()
    assert "x" * 251 in html
    assert f'href="#id_z{photos[0].pk}-alt"' in html
    assert order(gallery) == [one.pk for one in photos]


def test_the_same_words_for_the_ticked_or_for_all(staff, gallery):
    photos = [PhotoFactory(gallery=gallery, credit="Anna") for _ in range(3)]
    ticked = [photos[0].pk, photos[2].pk]
    post(staff, gallery, photos, act="apply", chosen=ticked, together_credit="Marek Żądło", together_basis="consent")
    said = list(gallery.photos.order_by("pk").values_list("credit", "consent_basis"))
    assert said == [("Marek Żądło", "consent"), ("Anna", "gathering"), ("Marek Żądło", "consent")]
    post(staff, gallery, photos, act="apply", together_caption="W Kętach", together_for="all")
    assert list(gallery.photos.values_list("caption", flat=True)) == ["W Kętach"] * 3
    assert (
        AuditEntry.objects.filter(verb="gallery.describe").count() == 3
    )  # the rows still said "Anna": saved, then applied


def test_turning_makes_the_copies_anew_and_leaves_the_original(staff, gallery):
    send(staff, gallery, encoded(photo()))
    one = gallery.photos.get()
    make_renditions(one.image_id)
    with one.image.original.open("rb") as original:
        before = original.read()
    url = f"/panel/galerie/{gallery.pk}/"
    html = staff.post(url, {"act": f"turn-{one.pk}"}, headers={"hx-request": "true"}).content.decode()
    assert f'name="waiting" value="{one.pk}"' in html
    make_renditions(one.image_id)
    image = StoredImage.objects.get()
    assert (image.turn, image.width, image.height) == (90, 400, 600)
    copy = image.renditions.filter(format="jpeg").latest("width")
    with copy.content.open("rb") as content, Image.open(BytesIO(content.read())) as upright:
        assert upright.size == (400, 600)
    with image.original.open("rb") as original:
        assert original.read() == before


def test_the_poll_brings_only_pictures_that_wait_no_longer(staff, gallery):
    for n in (1, 2):
        send(staff, gallery, jpeg(n))
    first, second = order(gallery)
    url = f"/panel/galerie/{gallery.pk}/stan/?waiting={first}&waiting={second}&waiting=x&waiting={9**30}"
    assert "hx-swap-oob" not in staff.get(url).content.decode()
    make_renditions(gallery.photos.get(pk=first).image_id)
    html = staff.get(url).content.decode()
    assert html.count("hx-swap-oob") == 1
    assert f'id="box-{first}"' in html
    assert "w przygotowaniu: 1" in html


def test_a_failed_picture_says_why_and_may_be_tried_again(staff, gallery):
    data = bytearray(encoded(photo(), "PNG"))
    at = data.index(b"IDAT") + 8
    data[at : at + 40] = bytes(40)
    send(staff, gallery, bytes(data), "zepsute.png")
    one = gallery.photos.get()
    make_renditions(one.image_id)
    html = staff.get(f"/panel/galerie/{gallery.pk}/").content.decode()
    assert reason("broken") in html
    post(staff, gallery, [one], act=f"retry-{one.pk}")
    assert StoredImage.objects.get().state == "pending"


def test_the_place_that_matters_is_set_by_two_numbers(staff, gallery):
    one = PhotoFactory(gallery=gallery)
    url = f"/panel/galerie/{gallery.pk}/zdjecie/{one.pk}/"
    data = {"alt": one.alt, "consent_basis": "gathering", "x": "10", "y": "90", "act": "save"}
    data = {(name if name in "xy" or name == "act" else f"z{one.pk}-{name}"): value for name, value in data.items()}
    assert staff.post(url, data).status_code == 302
    one.image.refresh_from_db()
    assert (one.image.focal_x, one.image.focal_y) == (0.1, 0.9)
    assert "focus-0-4" in staff.get("/galerie/kety/").content.decode()
    assert staff.post(url, {**data, "x": "101"}).status_code == 422


def test_the_gallery_is_named_in_both_languages(staff, gallery):
    data = {"title": "Kęty", "title_en": "Kęty meeting", "lead": "", "credit": "Marek Żądło", "taken_on": "2017-03-29"}
    staff.post(f"/panel/galerie/{gallery.pk}/opis/", data)
    assert "Kęty meeting" in staff.get("/en/galerie/kety/").content.decode()


def test_the_original_is_a_logged_download_for_staff_only(staff, gallery):
    one = PhotoFactory(gallery=gallery)
    response = staff.get(f"/panel/galerie/{gallery.pk}/zdjecie/{one.pk}/oryginal/")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Cache-Control"] == "no-store, private"
    assert AuditEntry.objects.filter(verb="gallery.original", after={"photo": one.pk}).exists()
    response.close()


def test_manager_takes_as_many_queries_with_one_photo_as_with_thirty(staff, gallery, constant_queries):
    def add(n):
        for _one in range(n):
            PhotoFactory(gallery=gallery, image=StoredImageFactory(ready=True))

    assert constant_queries(staff, f"/panel/galerie/{gallery.pk}/", add) < 16


def test_two_hundred_photos_are_paged_or_shown_whole_and_saved(staff, gallery):
    image = StoredImageFactory(ready=True)
    Photo.objects.bulk_create(Photo(gallery=gallery, image=image, position=n, alt=f"Opis {n}") for n in range(200))
    url = f"/panel/galerie/{gallery.pk}/"
    assert staff.get(url).content.decode().count("data-photo=") == 100
    assert staff.get(f"{url}?strona=2").content.decode().count("data-photo=") == 100
    whole = staff.get(f"{url}?ile=wszystkie").content.decode()
    assert whole.count("data-photo=") == 200
    assert whole.count('loading="lazy"') == 200
    photos = list(gallery.photos.order_by("position"))
    rows = {one.pk: {"alt": f"Nowy {one.position}"} for one in photos}
    assert post(staff, gallery, photos, rows=rows).status_code == 302
    assert list(gallery.photos.order_by("position").values_list("alt", flat=True)[198:]) == ["Nowy 198", "Nowy 199"]


def shown(client: Client, address: str) -> dict[str, object]:
    """What a browser would post of the page as it stands, nothing typed."""
    html = client.get(address).content.decode()
    page = {"act": "save", "photo": re.findall(r'name="photo" value="([^"]+)"', html), "together_for": "chosen"}
    for form in client.get(address).context["forms"]:
        page |= {
            form[name].html_name: form[name].value() for name in form.fields if form[name].value() not in (None, "")
        }
    for key in re.findall(r'name="cover" value="(\d+)" checked', html):
        page["cover"] = key
    return {name: value for name, value in page.items() if value is not False}


def test_a_page_left_open_writes_only_what_was_typed_in_it(staff, gallery):
    url = f"/panel/galerie/{gallery.pk}/"
    a, b, c = (PhotoFactory(gallery=gallery, alt="", caption="Kęty", is_cover=n == 0, position=n) for n in range(3))
    mine = shown(staff, url)
    theirs = {f"z{b.pk}-alt": "Rozmowa", f"z{b.pk}-caption": "Przy stole", f"z{b.pk}-credit": "Jan Fot"}
    theirs |= {f"z{b.pk}-consent_basis": "consent", f"z{c.pk}-is_decorative": "on", "cover": str(b.pk)}
    staff.post(url, mine | theirs)
    typed = {f"z{a.pk}-alt": "Sala", f"z{b.pk}-caption": "Przy oknie"}
    # An error draws the page again: it still knows what was shown first.
    drawn = staff.post(url, mine | typed | {f"z{a.pk}-credit": "x" * 121})
    assert drawn.status_code == 422
    again = re.findall(r'name="photo" value="([^"]+)"', drawn.content.decode())
    assert again == mine["photo"]
    assert staff.post(url, mine | typed).status_code == 302
    for one in (a, b, c):
        one.refresh_from_db()
    assert (a.alt, a.caption, a.is_cover) == ("Sala", "Kęty", False)
    assert (b.alt, b.caption, b.credit, b.consent_basis) == ("Rozmowa", "Przy oknie", "Jan Fot", "consent")
    assert (b.is_cover, c.is_decorative) == (True, True)
    # What stands as it was shown is no change; what is emptied is one.
    staff.post(url, shown(staff, url) | {f"z{b.pk}-caption": "", "cover": str(c.pk)})
    assert (gallery.photos.get(pk=b.pk).caption, gallery.photos.get(is_cover=True)) == ("", c)


def test_one_photos_page_left_open_writes_only_what_was_typed_in_it(staff, gallery):
    one = PhotoFactory(gallery=gallery, alt="", caption="Kęty", image=StoredImageFactory(ready=True))
    url = f"/panel/galerie/{gallery.pk}/zdjecie/{one.pk}/"
    token = re.search(r'name="photo" value="([^"]+)"', staff.get(url).content.decode())[1]
    mine = {"photo": token, "x": "50", "y": "50", "act": "save", f"z{one.pk}-consent_basis": "gathering"}
    mine |= {f"z{one.pk}-alt": "", f"z{one.pk}-caption": "Kęty"}
    staff.post(url, mine | {f"z{one.pk}-alt": "Rozmowa"})
    staff.post(url, mine | {f"z{one.pk}-caption": "Przy oknie"})
    one.refresh_from_db()
    assert (one.alt, one.caption) == ("Rozmowa", "Przy oknie")


def test_words_typed_in_the_rows_are_kept_by_the_buttons_that_show_photos(cast, staff):
    gallery = GalleryFactory(centre=cast.centre)
    one = PhotoFactory(gallery=gallery, image=StoredImageFactory(ready=True), alt="Stół")
    hidden = PhotoFactory(gallery=gallery, image=StoredImageFactory(ready=True), hidden_at=datetime.now(UTC))
    typed = {"photo": [one.pk], **row(one, was=1, alt="Rozmowa przy stole")}
    for press in (f"zdjecie/{hidden.pk}/przywroc/", "pokaz/"):
        assert staff.post(f"/panel/galerie/{gallery.pk}/{press}", typed).status_code == 302
        one.refresh_from_db()
        assert one.alt == "Rozmowa przy stole"
        gallery.photos.update(alt="Stół")
    gallery.refresh_from_db()
    assert gallery.state == "published"
