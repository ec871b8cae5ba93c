"""The main job, told once through the public face: an event entered once flows to the published report."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from events.catalogue.models import Event
from events.registration.models import Participant
from news.articles.models import Article
from tests.cast import Cast
from tests.pictures import photo_upload

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_planned_event_to_the_published_report(cast: Cast, sweep_outbox, make_renditions) -> None:  # type: ignore[no-untyped-def]
    animator, editor, public = Client(), Client(), Client()
    animator.force_login(cast.animator)
    editor.force_login(cast.editor)
    today = timezone.localdate().isoformat()

    # The animator plans an event with two places and publishes it.
    animator.post("/panel/wydarzenia/nowe/", {
        "title": "Kęty po raz drugi", "kind": "networking", "centre": cast.centre.pk, "starts_on": today,
        "town": "Kęty", "registration_mode": "open", "capacity": 2,
    })  # fmt: skip
    event = Event.objects.get()
    animator.post(f"/panel/wydarzenia/{event.pk}/publikacja/")
    assert "Kęty po raz drugi" in public.get("/wydarzenia/").content.decode()

    # A cooperative's person registers three people from the public page; one of them waits.
    page = public.get(f"/wydarzenia/{event.slug}/zgloszenie/")
    answer = public.post(f"/wydarzenia/{event.slug}/zgloszenie/", {
        "form_key": page.context["form"].initial["form_key"], "for_whom": "both", "representing": "entity",
        "entity_query": cast.entity.name, "first_name": "Danuta", "last_name": "Żak", "email": "danuta@example.org",
        "rules": "on", "notice": "on", "osoba-TOTAL_FORMS": 2, "osoba-INITIAL_FORMS": 0,
        "osoba-0-first_name": "Stefan", "osoba-0-last_name": "Dżdżownik",
        "osoba-1-first_name": "Olga", "osoba-1-last_name": "Ćma",
    }, follow=True)  # fmt: skip
    assert "Sprawdź pocztę" in answer.content.decode()
    [mail] = sweep_outbox()
    assert mail.to == ["danuta@example.org"]
    link = re.search(r"/zgloszenie/[\w-]+/", mail.body)[0]
    assert "pozycja 1" in public.get(link).content.decode()

    # At the door: one came of the two, and somebody without a registration.
    door = animator.post(f"/panel/wydarzenia/{event.pk}/obecnosc/").url
    came = Participant.objects.get(last_name="Żak")
    animator.post(door, {"here": [came.pk]})
    extra = animator.get(f"{door}osoba/").context["form"].initial["form_key"]
    animator.post(f"{door}osoba/", {"form_key": extra, "first_name": "Ewa", "last_name": "Bąk", "role": "participant"})
    animator.post(f"/panel/wydarzenia/{event.pk}/obecnosc/zamkniecie/")

    # The editor opens the draft, which already knows who came; adds the outcome and three photos; publishes.
    edit = editor.post(f"/panel/wydarzenia/{event.pk}/relacja/").url
    form = editor.get(edit).context["form"]
    sentence = "W spotkaniu uczestniczyły 2 osoby, w tym 1 przedstawiciel 1 podmiotu ekonomii społecznej."
    assert form.initial["participation"].replace("\u00a0", " ") == sentence
    body = re.sub(r"\[uzupełnij.*?\]", "Spotkamy się jesienią.", form.initial["body"])
    saved = {name: value for name, value in form.initial.items() if value is not None}
    editor.post(edit, {**saved, "body": body})
    gallery = editor.post(f"{edit}galeria/").url
    editor.post(f"{gallery}dodaj/", {"photos": [photo_upload(n) for n in range(3)]})
    photos = list(Article.objects.get().gallery.photos.all())
    described = {f"z{photo.pk}-alt": f"Rozmowa przy stole {photo.pk}" for photo in photos}
    described |= {f"z{photo.pk}-consent_basis": "gathering" for photo in photos}
    editor.post(gallery, {**described, "photo": [photo.pk for photo in photos], "act": "save"})
    editor.post(f"{edit}stan/", {"to": "published"})
    make_renditions()

    # The public reads it.
    text = public.get(f"/aktualnosci/{Article.objects.get().slug}/").content.decode().replace("\u00a0", " ")
    assert sentence in text
    assert "Spotkamy się jesienią." in text
    assert text.count("Rozmowa przy stole") >= 3
