"""The last day has passed and nobody has closed the event yet: it lets nobody in, and promises nobody a place."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils.translation import gettext as _

from events.catalogue.models import Event
from events.registration.models import Participant, Registration
from events.registration.services import NewPerson, Registrant, register
from events.registration.signup.forms import new_form_key
from tests.cast import Cast
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast: Cast, time_machine: Any, sweep_outbox: Callable[[], list[EmailMessage]]) -> Event:
    """Full, with somebody waiting; today is the day after."""
    event: Event = EventFactory(published=True, centre=cast.centre, capacity=2)
    for email, *names in (("anna@example.org", "Anna", "Jan"), ("ewa@example.org", "Ewa")):
        register(
            event_id=event.pk,
            entity=None,
            registrant=Registrant(names[0], "Lis", email),
            people=[NewPerson(name, "Lis") for name in names],
        )
    sweep_outbox()
    time_machine.move_to(f"{event.ends_on + timedelta(days=1)}T00:01+01:00")
    return event


def states() -> dict[str, str]:
    return dict(Participant.objects.values_list("first_name", "state"))


FULL = {"Anna": "confirmed", "Jan": "confirmed", "Ewa": "waiting"}


def test_the_form_says_that_the_event_is_over_and_registers_nobody(client: Client, event: Event) -> None:
    url = f"/wydarzenia/{event.slug}/zgloszenie/"
    shown = client.get(url)
    assert (shown.status_code, _("This event is over.") in shown.content.decode()) == (200, True)
    typed = {"form_key": new_form_key(event), "first_name": "Ola", "last_name": "Bąk", "email": "ola@example.org"}
    assert client.post(url, typed).status_code == 409
    assert Registration.objects.count() == 2


def test_the_own_pages_offer_nothing_and_change_nothing(
    client: Client, event: Event, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    for registration in Registration.objects.all():
        own = f"/zgloszenie/{registration.token}/"
        page = client.get(own).content.decode()
        assert [part for part in ("osoby/", "rezygnacja/", "/osoba/") if part in page] == []
        assert client.post(f"{own}osoby/", {"people-0-first_name": "Ola"}).status_code == 302
        for person in registration.participants.all():
            private = f"/zgloszenie/osoba/{person.token}/"
            assert "rezygnacja/" not in client.get(private).content.decode()
            assert client.post(f"{private}rezygnacja/").status_code == 404
            assert client.post(f"{own}rezygnacja/{person.pk}/").status_code == 302
    assert (states(), sweep_outbox()) == (FULL, [])


def test_a_place_freed_or_added_by_staff_goes_to_nobody(
    client: Client, cast: Cast, event: Event, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    client.force_login(cast.animator)
    base = f"/panel/wydarzenia/{event.pk}/zgloszenia/"
    client.post(f"{base}miejsca/", {"capacity": "5"})
    event.refresh_from_db()
    assert (event.capacity, states(), sweep_outbox()) == (5, FULL, [])
    client.post(f"{base}{Participant.objects.get(first_name='Jan').pk}/rezygnacja/", {"sure": "1"})
    assert states() == FULL | {"Jan": "cancelled"}
    assert [mail.to for mail in sweep_outbox()] == [["anna@example.org"]]
