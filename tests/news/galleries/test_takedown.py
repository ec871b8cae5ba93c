"""Anyone may ask for a photo to be taken down: without sign-in, without a reason, and not a thousand times."""

import pytest
from django.test import Client

from news.galleries.models import TakedownRequest
from tests.events.catalogue.pages import plain, read
from tests.factories import GalleryFactory, PhotoFactory

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
    assert (request.photo, request.state, request.reason, request.contact) == (photo, "new", "", "")


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
