"""The one next step of an event: what is over is never next."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.attendance.services import check_in, complete_event, open_sessions
from events.catalogue.models import Event
from events.certificates.services import issue_waiting, prepare_certificates, set_terms
from tests.events.programme.test_hours import TERMS
from tests.factories import EventFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


def next_of(client, event) -> str:
    step = client.get(reverse("panel:event", args=[event.pk])).context["life"].next
    return step.title if step else ""


def test_each_step_is_next_until_it_is_over(cast, client):
    client.force_login(cast.animator)
    event = EventFactory(centre=cast.centre)
    today = timezone.localdate()

    def moved(starts: int, ends: int, **more) -> str:
        Event.objects.filter(pk=event.pk).update(
            starts_on=today + timedelta(days=starts), ends_on=today + timedelta(days=ends), **more
        )
        return next_of(client, event)

    assert moved(5, 6) == "Opublikuj wydarzenie"
    client.post(reverse("panel:event-publish", args=[event.pk]))
    assert moved(5, 6) == "Zobacz, kto się wybiera"
    assert moved(5, 6, closes_at=timezone.now() - timedelta(hours=1)) == "Przygotuj dzień wydarzenia"
    assert moved(5, 6, closes_at=None, registration_mode="none") == "Przygotuj dzień wydarzenia"
    assert moved(0, 1) == "Zaznacz, kto przyszedł"
    person = ParticipantFactory(registration__event=event)
    for session in open_sessions(event_id=event.pk):
        check_in(participant_id=person.pk, session_id=session.pk, by=None)
    assert next_of(client, event) == "Zaznacz, kto przyszedł"  # its last day is still to come
    assert moved(-1, 0) == "Sprawdź listę i zamknij ją"
    complete_event(event_id=event.pk, by=None)
    assert next_of(client, event) == "Napisz relację"  # no terms: this event does not certify
    set_terms(event_id=event.pk, by=None, **TERMS)
    assert next_of(client, event) == "Wystaw zaświadczenia"
    prepare_certificates(event_id=event.pk, by=None)
    issue_waiting()
    assert next_of(client, event) == "Napisz relację"
