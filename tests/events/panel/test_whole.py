"""The draft seen by its secret link, a copy on other days, settings, the cover, files, what is missing."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from events.catalogue.models import Event, EventDocument
from events.panel.event_copy import duplicate_event
from events.programme.models import ProgrammeItem, Stop
from events.programme.services import replan_event
from events.registration.models import Question
from tests.factories import (
    AppearanceFactory,
    EventDocumentFactory,
    EventFactory,
    ParticipantFactory,
    PointFactory,
    PointListFactory,
    ProgrammeItemFactory,
    QuestionFactory,
    StopFactory,
)
from tests.factories.base import days_from_now
from tests.files.samples import PDF
from tests.pictures import photo_upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def animator(client, cast):
    client.force_login(cast.animator)
    return client


@pytest.fixture
def draft(cast):
    return EventFactory(centre=cast.centre, title="Wizyta w Kętach")


def panel(event, rest=""):
    return f"/panel/wydarzenia/{event.pk}/{rest}"


# --- preview ------------------------------------------------------------------------------------------------------
def test_the_secret_link_shows_the_draft_to_a_stranger_and_is_kept_nowhere(client, draft):
    answer = client.get(f"/wydarzenia/podglad/{draft.preview_token}/")
    assert "Wizyta w" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    draft.refresh_from_db()
    assert (draft.state, draft.published_at) == ("draft", None)


def test_the_secret_link_of_a_published_event_leads_to_its_page(client):
    event = EventFactory(published=True)
    assert client.get(f"/wydarzenia/podglad/{event.preview_token}/").url == f"/wydarzenia/{event.slug}/"


# --- checks -------------------------------------------------------------------------------------------------------
def test_a_title_a_kind_and_a_day_make_a_draft_that_says_what_it_needs(animator, cast):
    answer = animator.post("/panel/wydarzenia/nowe/", {
        "title": "Spotkanie", "kind": "working", "centre": cast.centre.pk, "starts_on": days_from_now(9),
        "registration_mode": "open",
    }, follow=True)  # fmt: skip
    event = Event.objects.get()
    needed = [check for check in answer.context["checks"] if check.is_essential]
    assert [check.url for check in needed] == [panel(event, "plan/miejsca/")]
    animator.post(panel(event, "publikacja/"))
    event.refresh_from_db()
    assert event.state == "draft"


# --- copy ---------------------------------------------------------------------------------------------------------
def test_a_copy_has_the_plan_on_other_days_and_nothing_that_happened(cast):
    event = EventFactory(completed=True, centre=cast.centre, headcount=5, headcount_source="lista", taken=1)
    stop = StopFactory(event=event)
    item = ProgrammeItemFactory(event=event, stop=stop)
    AppearanceFactory(event=event, item=item)
    PointFactory(list=PointListFactory(event=event, kind="topic"))
    PointFactory(list=PointListFactory(event=event, kind="conclusion"))
    QuestionFactory(event=event)
    EventDocumentFactory(event=event, title="Program")
    EventDocumentFactory(event=event, title="Lista podpisów", is_public=False)
    ParticipantFactory(registration__event=event)

    copy = duplicate_event(event_id=event.pk, starts_on=event.starts_on + timedelta(days=100), by=None)

    copy.refresh_from_db()
    assert (copy.state, copy.taken, copy.headcount, copy.published_at) == ("draft", 0, None, None)
    assert copy.starts_on - event.starts_on == timedelta(days=100)
    assert copy.preview_token != event.preview_token
    assert copy.stops.get().day == stop.day + timedelta(days=100)
    assert copy.items.get().stop == copy.stops.get()
    assert copy.appearances.get().item == copy.items.get()
    assert [points.kind for points in copy.point_lists.all()] == ["topic"]
    assert copy.point_lists.get().points.count() == 1
    assert copy.questions.count() == 1
    assert [document.title for document in copy.documents.all()] == ["Program"]
    assert copy.participants.count() == 0
    # The old one is as it was.
    assert (Stop.objects.get(pk=stop.pk).event_id, Question.objects.filter(event=event).count()) == (event.pk, 1)


def test_a_copy_over_the_change_of_clocks_closes_at_the_same_hour(cast):
    closes = timezone.make_aware(timezone.datetime(2026, 10, 20, 12))
    event = EventFactory(centre=cast.centre, starts_on="2026-10-21", ends_on="2026-10-21", closes_at=closes)
    event.refresh_from_db()
    copy = duplicate_event(event_id=event.pk, starts_on=event.starts_on + timedelta(days=14), by=None)
    assert f"{timezone.localtime(copy.closes_at):%d.%m %H:%M}" == "03.11 12:00"


def test_an_event_that_moves_takes_its_programme_along(draft):
    stop, item = StopFactory(event=draft), ProgrammeItemFactory(event=draft)
    day = draft.starts_on + timedelta(days=7)
    replan_event(event_id=draft.pk, by=None, starts_on=day, ends_on=day)
    assert {Stop.objects.get(pk=stop.pk).day, ProgrammeItem.objects.get(pk=item.pk).day} == {day}


# --- settings, cover, files ---------------------------------------------------------------------------------------
def test_registration_settings_are_saved_and_places_only_of_a_draft(animator, draft):
    body = {
        "registration_mode": "approval", "capacity": 12, "entity_limit": 3, "counted_roles": ["participant"],
        "closes_at": "2030-05-01T12:00", "promotion_stops_at": "2030-05-02T12:00", "has_waiting_list": "on",
    }  # fmt: skip
    animator.post(panel(draft, "ustawienia-zgloszen/"), body)
    draft.refresh_from_db()
    assert (draft.registration_mode, draft.capacity, draft.counted_roles) == ("approval", 12, ["participant"])
    assert f"{timezone.localtime(draft.promotion_stops_at):%d.%m.%Y %H:%M}" == "02.05.2030 12:00"
    animator.post(panel(draft, "publikacja/"))
    animator.post(panel(draft, "ustawienia-zgloszen/"), body | {"capacity": 1})
    draft.refresh_from_db()
    assert (draft.state, draft.capacity) == ("published", 12)


def test_a_cover_needs_words_and_goes_through_the_gate(animator, draft):
    assert animator.post(panel(draft, "okladka/"), {"picture": photo_upload(), "alt": ""}).status_code == 422
    bad = SimpleUploadedFile("a.jpg", b"nie zdjecie", "image/jpeg")
    assert animator.post(panel(draft, "okladka/"), {"picture": bad, "alt": "Stół"}).status_code == 422
    animator.post(panel(draft, "okladka/"), {"picture": photo_upload(), "alt": "Stół z ciastem"})
    draft.refresh_from_db()
    assert (draft.cover is not None, draft.cover_alt) == (True, "Stół z ciastem")
    animator.post(panel(draft, "okladka/"), {"act": "drop"})
    draft.refresh_from_db()
    assert (draft.cover, draft.cover_alt) == (None, "")


def test_files_are_shown_or_kept_as_evidence(animator, client, cast):
    event = EventFactory(published=True, centre=cast.centre)
    upload = SimpleUploadedFile("lista.pdf", PDF, "application/pdf")
    animator.post(panel(event, "dokumenty/"), {"file": upload, "kind": "other", "title": "Lista"})
    document = EventDocument.objects.get()
    public = f"/wydarzenia/{event.slug}/pliki/{document.pk}/"
    assert (document.is_public, client.get(public).status_code) == (False, 404)
    animator.post(panel(event, f"dokumenty/{document.pk}/"), {"act": "show"})
    assert b"".join(client.get(public).streaming_content) == PDF
    animator.post(panel(event, f"dokumenty/{document.pk}/"), {"act": "drop"})
    assert EventDocument.objects.count() == 0


def test_events_of_one_title_are_told_apart_by_their_days_where_one_is_chosen(animator, cast):
    event, *others = [
        EventFactory(centre=cast.centre, title="Spotkanie sieciujące", starts_on=day, ends_on=day)
        for day in (date(2027, 1, 5), date(2027, 2, 5), date(2027, 3, 5))
    ]
    page = animator.get(reverse("panel:event-change", args=[event.pk]))
    labels = [label.replace("\xa0", " ") for value, label in page.context["form"].fields["follows"].choices if value]
    assert labels == [f"Spotkanie sieciujące, 5 {month} 2027 r." for month in ("marca", "lutego")]
    assert len(others) == 2
