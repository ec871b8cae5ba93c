"""Line breaks that would make a header or a calendar property; numbers and keys made up for registrations."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from entities.directory.models import EntityKind
from events.catalogue.models import Event
from events.registration.models import Participant, PhoneCall, Registration
from events.registration.states import ParticipantState
from tests.cast import Cast
from tests.factories import EventFactory, ParticipantFactory
from tests.security.test_registration import filled_in

pytestmark = pytest.mark.django_db
LINES = "Danuta\r\nBcc: wszyscy@example.org\r\nATTENDEE:mailto:wszyscy@example.org\r\nX-WROG:1"
# In what a person types, and what is sent with it so that the field is read.
FIELDS: dict[str, dict[str, str]] = {
    "first_name": {},
    "last_name": {},
    "email": {},
    "phone": {},
    "function": {},
    "needs": {},
    "new_name": {"representing": "new"},
    "entity_query": {"representing": "entity"},
    "osoba-0-first_name": {"for_whom": "both", "osoba-0-last_name": "Lis"},
    "osoba-0-last_name": {"for_whom": "both", "osoba-0-first_name": "Jan"},
    "osoba-0-function": {"for_whom": "both", "osoba-0-first_name": "Jan", "osoba-0-last_name": "Lis"},
    "osoba-0-email": {"for_whom": "both", "osoba-0-first_name": "Jan", "osoba-0-last_name": "Lis"},
}
REFUSED = {"email", "phone", "entity_query", "osoba-0-email"}


@pytest.fixture
def event() -> Event:
    return EventFactory(published=True, capacity=20, contact_email="biuro@example.org")


def calendars(mails: list[EmailMessage]) -> list[str]:
    """Every calendar entry of these mails."""
    parts = (part for mail in mails for part in mail.message().walk() if part.get_content_type() == "text/calendar")
    return [part.get_payload(decode=True).decode() for part in parts]


def nothing_was_added(mails: list[EmailMessage]) -> None:
    """No header, no recipient and no calendar property but ours."""
    for mail in mails:
        message = mail.message()
        assert (message["Bcc"], message["X-WROG"], message["Cc"]) == (None, None, None)
        assert "wszyscy@example.org" not in mail.recipients()
        assert "\n" not in message["Subject"]
    entries = calendars(mails)
    assert entries
    for entry in entries:
        lines = entry.replace("\r\n ", "").split("\r\n")
        assert not [line for line in lines if line.upper().startswith(("X-WROG", "BCC"))]
        assert not [line for line in lines if line.startswith("ATTENDEE") and "wszyscy" in line]
        assert "\r" not in entry.replace("\r\n", "")
        assert "\n" not in entry.replace("\r\n", "")


@pytest.mark.parametrize(("name", "with_it"), FIELDS.items())
def test_lines_in_any_field_add_no_header_and_no_property(
    client: Client, event: Event, name: str, with_it: dict[str, str], sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    new = {"new_kind": EntityKind.objects.all()[0].pk, "new_county": event.county_id, "new_name": "Dąb"}
    response = client.post(f"/wydarzenia/{event.slug}/zgloszenie/", filled_in(event, **{**new, **with_it, name: LINES}))
    if name in REFUSED:
        assert response.status_code == 422
        assert Registration.objects.count() == 0
        return
    assert response.status_code == 302
    nothing_was_added(sweep_outbox())


@pytest.mark.parametrize("name", ["title", "venue", "town", "lead", "contact_name"])
def test_lines_in_what_staff_wrote_add_none_either(
    client: Client, event: Event, name: str, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    Event.objects.filter(pk=event.pk).update(**{name: LINES[:95]})
    assert client.post(f"/wydarzenia/{event.slug}/zgloszenie/", filled_in(event)).status_code == 302
    nothing_was_added(sweep_outbox())


@pytest.mark.parametrize("capacity", ["-1", "-0", "1e9", "9" * 400, "2147483648", "x", "1.5", "\x00", "0x10"])
def test_a_number_of_places_made_up_changes_nothing(client: Client, cast: Cast, capacity: str) -> None:
    event = EventFactory(published=True, capacity=7, centre=cast.centre)
    client.force_login(cast.animator)
    response = client.post(f"/panel/wydarzenia/{event.pk}/zgloszenia/miejsca/", {"capacity": capacity})
    assert response.status_code == 302
    event.refresh_from_db()
    assert event.capacity == (0 if capacity == "-0" else 7)


def test_calls_about_people_of_another_event_are_not_found(client: Client, cast: Cast) -> None:
    mine = EventFactory(published=True, centre=cast.centre)
    foreign = ParticipantFactory(waiting=True)
    client.force_login(cast.animator)
    for event, person in ((mine.pk, foreign.pk), (foreign.event_id, foreign.pk), (mine.pk, 10**30), (10**30, 1)):
        url = f"/panel/wydarzenia/{event}/zgloszenia/telefony/{person}/"
        assert client.post(url, {"outcome": "confirms"}).status_code == 404, url
    foreign.refresh_from_db()
    assert (foreign.state, PhoneCall.objects.count()) == (ParticipantState.WAITING, 0)


def test_one_key_opens_only_its_own_door(client: Client) -> None:
    mine, foreign = ParticipantFactory(), ParticipantFactory()
    token, own = mine.registration.token, mine.token
    for url in (
        f"/zgloszenie/{own}/",  # a colleague's key is not the registration's
        f"/zgloszenie/osoba/{token}/",  # nor the other way
        f"/zgloszenie/osoba/{own[:-1]}/",
        f"/zgloszenie/osoba/{own.swapcase()}/",
        f"/zgloszenie/osoba/{mine.ticket}/",
        f"/zgloszenie/osoba/{mine.pk}/",
        f"/zgloszenie/{token}/osoba/{foreign.pk}/",
        f"/zgloszenie/{token}/osoba/{10**30}/",
        f"/zgloszenie/{foreign.registration_id}/zmiana/",
        f"/zgloszenie/osoba/{own[:-1]}/bilet/",
    ):
        assert client.get(url).status_code == 404, url
        assert client.post(url, {"first_name": "Wróg", "last_name": "Obcy"}).status_code in (404, 405), url
    assert not Participant.objects.filter(first_name="Wróg").exists()
    assert client.post(f"/zgloszenie/osoba/{own[:-1]}/rezygnacja/").status_code == 404
