"""Anyone may ask for a photo to be taken down: without sign-in, without a reason, and not a thousand times."""

import pytest
from django.test import Client

from common.auditlog.models import AuditEntry
from entities.centres.pictures import place_of
from files import avif
from files.models import Rendition, StoredImage, public_storage
from files.refusals import UploadRefused
from files.tasks import sweep_discards
from news.galleries.models import TakedownRequest
from news.galleries.services import add_photo
from news.galleries.takedown import request_takedown
from tests.events.catalogue.pages import plain, read
from tests.factories import ArticleFactory, EventFactory, GalleryFactory, PhotoFactory, TakedownRequestFactory
from tests.files.samples import encoded, exif, uploaded
from tests.files.samples import photo as picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    gallery = GalleryFactory(published=True, slug="kety", centre__email="osrodek@owes.example", centre__phone="")
    return PhotoFactory(gallery=gallery, caption="Przy stole")


def ask(client, photo, **data):
    return client.post(f"/galerie/kety/{photo.pk}/zglos/", data)


def test_form_is_never_cached_and_never_indexed(client, photo):
    response = client.get(f"/galerie/kety/{photo.pk}/zglos/")
    assert response.headers["Cache-Control"] == "no-store, private"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "Przy stole" in plain(response.content.decode())


def test_empty_request_is_enough(client, photo):
    response = ask(client, photo)
    assert (response.status_code, response.url) == (302, f"/galerie/kety/{photo.pk}/zglos/przyjete/")
    assert "Dziękujemy, prośba dotarła" in read(client, response.url)
    request = TakedownRequest.objects.get()
    assert (request.image, request.page) == (photo.image, f"/galerie/kety/{photo.pk}/")
    assert (request.state, request.reason, request.contact) == ("new", "", "")


def test_what_was_written_is_kept_and_the_contact_is_encrypted(client, photo):
    ask(client, photo, reason="Jestem na tym zdjęciu.", contact="ja@example.org")
    request = TakedownRequest.objects.get()
    assert (request.reason, request.contact) == ("Jestem na tym zdjęciu.", "ja@example.org")
    raw = TakedownRequest.objects.extra(select={"raw": "contact"}).values_list("raw", flat=True).get()
    assert "example.org" not in raw


def test_centre_is_told_without_personal_data(client, photo, sweep_outbox):
    ask(client, photo, reason="Jestem na tym zdjęciu.", contact="ja@example.org")
    (mail,) = sweep_outbox()
    assert mail.to == ["osrodek@owes.example"]
    assert f"/galerie/kety/{photo.pk}/" in mail.body
    assert "ja@example.org" not in mail.body
    assert "Jestem na tym" not in mail.body


def test_photo_stays_until_staff_decide(client, photo):
    ask(client, photo)
    assert client.get(f"/galerie/kety/{photo.pk}/").status_code == 200


def test_too_long_a_text_is_refused_with_a_word(client, photo):
    response = ask(client, photo, reason="x" * 2001)
    assert response.status_code == 200
    assert TakedownRequest.objects.count() == 0
    assert 'aria-invalid="true"' in response.content.decode()


def test_the_eleventh_request_of_an_hour_is_sent_to_the_telephone(client, photo, time_machine):
    time_machine.move_to("2026-11-22 12:00:00+01:00", tick=False)
    for _time in range(10):
        assert ask(client, photo).status_code == 302
    response = ask(client, photo)
    assert response.status_code == 429
    assert "osrodek@owes.example" in response.content.decode()
    assert TakedownRequest.objects.count() == 10
    time_machine.move_to("2026-11-22 13:00:01+01:00", tick=False)
    assert ask(client, photo).status_code == 302


def test_another_visitor_may_still_ask(client, photo, time_machine):
    time_machine.move_to("2026-11-22 12:00:00+01:00", tick=False)
    for _time in range(11):
        ask(client, photo)
    other = client.post(f"/galerie/kety/{photo.pk}/zglos/", REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 302


def test_forged_address_does_not_lift_the_limit(client, photo, settings, time_machine):
    time_machine.move_to("2026-11-22 12:00:00+01:00", tick=False)
    settings.PROXIES = 1
    url, answers = f"/galerie/kety/{photo.pk}/zglos/", []
    for number in range(11):
        # The last address is what our own proxy saw; what stands before it the visitor may have written.
        forwarded = f"192.0.2.{number}, 203.0.113.9"
        answers.append(client.post(url, headers={"x-forwarded-for": forwarded}).status_code)
    assert answers == [302] * 10 + [429]


def test_form_needs_its_token(photo):
    assert Client(enforce_csrf_checks=True).post(f"/galerie/kety/{photo.pk}/zglos/").status_code == 403


# --- staff decide --------------------------------------------------------------------------------------------------
@pytest.fixture
def reported(cast, make_renditions):
    """A published photo with real copies, shown twice: in its gallery and as a double in another; and a request."""
    gallery = GalleryFactory(published=True, slug="kety", centre=cast.centre)
    photo = add_photo(
        gallery_id=gallery.pk, upload=uploaded(encoded(picture(300, 200), exif=exif())), by=None, alt="Przy stole"
    )
    other = GalleryFactory(published=True, slug="poznan", centre=cast.other_centre)
    add_photo(gallery_id=other.pk, upload=uploaded(encoded(picture(300, 200), exif=exif())), by=None, alt="Przy stole")
    make_renditions()
    avif.sweep()
    return photo, request_takedown(image=photo.image, place=place_of(photo.image), contact="ja@example.org")


def decide(client, cast, request, decision, **more):
    client.force_login(cast.editor)
    return client.post(f"/panel/galerie/zgloszenia/{request.pk}/", {"decision": decision, **more})


def test_one_click_takes_every_copy_and_page_away_and_keeps_the_original(client, cast, reported, sweep_outbox):
    photo, request = reported
    addresses = [f"/media/{name}" for name in Rendition.objects.values_list("content", flat=True)]
    assert len(addresses) == 2 * 3 * 1  # two uploads; one width of JPEG, WebP and AVIF
    for path in ("/galerie/kety/", "/galerie/poznan/"):
        assert "Przy stole" in client.get(path).content.decode()
    assert decide(client, cast, request, "hide", answer="Przepraszamy.").status_code == 302
    sweep_discards()
    assert not Rendition.objects.exists()
    assert not [address for address in addresses if public_storage().exists(address.removeprefix("/media/"))]
    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    for path in ("/galerie/kety/", "/galerie/poznan/"):
        assert "Przy stole" not in client.get(path).content.decode()
    assert client.get(f"/galerie/kety/{photo.pk}/").status_code == 404
    image = StoredImage.objects.get(pk=photo.image_id)
    assert (image.state, image.original.storage.exists(image.original.name)) == ("withdrawn", True)
    assert AuditEntry.objects.filter(verb="storedimage.withdrawn", actor_id=cast.editor.pk).count() == 2
    answers = [mail for mail in sweep_outbox() if mail.to == ["ja@example.org"]]
    assert len(answers) == 1
    assert "już nie publikujemy" in answers[0].body
    assert "Przepraszamy." in answers[0].body


def test_the_original_goes_too_when_staff_say_so(client, cast, reported):
    photo, request = reported
    original = StoredImage.objects.get(pk=photo.image_id).original
    decide(client, cast, request, "delete")
    sweep_discards()
    assert not original.storage.exists(original.name)
    assert not StoredImage.objects.exclude(original="").exists()
    assert AuditEntry.objects.filter(verb="storedimage.original_deleted").count() == 2
    client.post(f"/panel/galerie/{photo.gallery_id}/zdjecie/{photo.pk}/przywroc/")
    assert StoredImage.objects.get(pk=photo.image_id).state == "withdrawn"


def test_who_asked_is_told_that_the_photo_stays(client, cast, reported, sweep_outbox):
    photo, request = reported
    decide(client, cast, request, "leave")
    assert client.get(f"/galerie/kety/{photo.pk}/").status_code == 200
    (mail,) = [mail for mail in sweep_outbox() if mail.to == ["ja@example.org"]]
    assert "postanowiliśmy je zostawić" in mail.body
    assert "Urzędu Ochrony Danych Osobowych" in mail.body


def test_a_telephone_number_gets_no_mail(client, cast, reported, sweep_outbox):
    photo, _request = reported
    sweep_outbox()
    decide(client, cast, TakedownRequestFactory(photo=photo, contact="600 100 200"), "hide")
    assert [mail for mail in sweep_outbox() if "600" in str(mail.to)] == []


def test_what_was_taken_down_does_not_come_back_by_another_upload_but_by_hand(client, cast, reported, make_renditions):
    photo, request = reported
    decide(client, cast, request, "hide")
    third = GalleryFactory(published=True, slug="trzecia", centre=cast.centre)
    with pytest.raises(UploadRefused) as refused:
        add_photo(gallery_id=third.pk, upload=uploaded(encoded(picture(300, 200), exif=exif())), by=None)
    assert refused.value.code == "taken_down"
    assert StoredImage.objects.count() == 2
    client.post(f"/panel/galerie/{photo.gallery_id}/zdjecie/{photo.pk}/przywroc/")
    make_renditions()
    assert client.get(f"/galerie/kety/{photo.pk}/").status_code == 200
    assert StoredImage.objects.get(pk=photo.image_id).renditions.count() == 2


def test_a_cover_of_an_article_or_event_goes_too(client, cast, reported):
    photo, request = reported
    article = ArticleFactory(published=True, slug="relacja", cover=photo.image, cover_alt="Przy stole w sali")
    event = EventFactory(published=True, slug="spotkanie", cover=photo.image, cover_alt="Przy stole w sali")
    pages = ("/aktualnosci/relacja/", "/wydarzenia/spotkanie/")
    assert all("Przy stole w sali" in client.get(path).content.decode() for path in pages)
    decide(client, cast, request, "hide")
    assert not any("Przy stole w sali" in client.get(path).content.decode() for path in pages)
    article.refresh_from_db()
    event.refresh_from_db()
    assert (article.cover, event.cover) == (None, None)
