"""What we serve and mail, read by programs that did not write it: vobject, and Thunderbird's ical.js in Chromium.

The right moments are worked out from the time-zone database, which no calendar file passes through.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from playwright.sync_api import Page

from events.catalogue.models import Event
from events.registration.services import NewPerson, Registrant, cancel_event, register
from tests.calendars import Entry, read_by_ical_js, read_by_vobject
from tests.factories import EventFactory

Sweep = Callable[[], list[EmailMessage]]
WARSAW = ZoneInfo("Europe/Warsaw")
# The clocks change on 28 March and 31 October 2027. First and last day, hours.
COMING = [
    ("2027-01-13", "2027-01-13", "10:00", "12:00"),
    ("2027-07-01", "2027-07-01", "10:00", "12:00"),
    *(
        (f"2027-{day}", f"2027-{day}", "09:30", "15:00")
        for day in ("03-27", "03-28", "03-29", "10-30", "10-31", "11-01")
    ),
    # Around the change itself: the hour before, the hour after, and from one side to the other.
    ("2027-03-28", "2027-03-28", "01:00", "03:00"),
    ("2027-10-31", "2027-10-31", "01:00", "04:00"),
    # Over midnight, and several days.
    ("2027-03-27", "2027-03-28", "20:00", "06:00"),
    ("2027-10-30", "2027-10-31", "20:00", "06:00"),
    ("2027-03-26", "2027-03-29", "09:00", "14:00"),
    ("2027-10-29", "2027-11-02", "09:00", "14:00"),
    ("2027-06-30", "2027-07-01", "22:00", "02:00"),
    # Begins at an hour, ends when it ends.
    ("2027-08-20", "2027-08-20", "17:00", ""),
    # Whole days; their end is the day after.
    ("2027-03-28", "2027-03-28", "", ""),
    ("2027-10-31", "2027-10-31", "", ""),
    ("2027-03-27", "2027-03-29", "", ""),
    ("2027-10-30", "2027-11-01", "09:00", ""),
    ("2027-12-31", "2028-01-01", "", ""),
    # Years ahead, also those after 2037, where some lists of changes end.
    ("2031-03-30", "2031-03-30", "09:00", "10:00"),
    ("2037-10-25", "2037-10-25", "09:00", "10:00"),
    ("2044-07-01", "2044-07-01", "09:00", "10:00"),
]
PAST = [
    ("1999-07-01", "1999-07-01", "10:00", "12:00"),
    ("2017-06-20", "2017-06-21", "08:00", "16:00"),
    ("2019-03-31", "2019-03-31", "09:00", "10:00"),
    ("2019-10-27", "2019-10-27", "09:00", "10:00"),
    ("2020-02-29", "2020-02-29", "", ""),
]


@pytest.fixture(autouse=True)
def _before_them_all(time_machine):
    time_machine.move_to("2026-12-01T12:00+01:00", tick=False)


def plan(cases: list[tuple[str, str, str, str]]) -> list[Event]:
    return [
        EventFactory(
            published=True,
            title=f"{n}. {' '.join(case)}",
            starts_on=date.fromisoformat(case[0]),
            ends_on=date.fromisoformat(case[1]),
            starts_at=time.fromisoformat(case[2]) if case[2] else None,
            ends_at=time.fromisoformat(case[3]) if case[3] else None,
        )
        for n, case in enumerate(cases)
    ]


def right(event: Event) -> Entry:
    """The entry as everybody must understand it."""

    def moment(day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=WARSAW).astimezone(UTC)

    one_day = event.starts_on == event.ends_on
    if event.starts_at is None or (not one_day and event.ends_at is None):
        return Entry(event.title, event.starts_on, event.ends_on + timedelta(days=1))
    end = moment(event.ends_on, event.ends_at) if event.ends_at else None
    return Entry(event.title, moment(event.starts_on, event.starts_at), end)


def cancelled(event: Event) -> Entry:
    """The same, called off: the word stands before the title."""
    return right(event)._replace(title=f"Odwołane: {event.title}")


def served(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def mailed(mails: list[EmailMessage]) -> list[str]:
    """The calendars attached to the mails, one each."""
    found = []
    for mail in mails:
        [part] = [part for part in mail.message().walk() if part.get_content_type() == "text/calendar"]
        found.append(part.get_payload(decode=True).decode())
    return found


def sign_up(event: Event) -> None:
    email = f"danuta-{event.pk}@example.org"  # one address is written to a few times a day only
    register(
        event_id=event.pk,
        entity=None,
        registrant=Registrant(first_name="Danuta", last_name="Kowal", email=email),
        people=[NewPerson("Danuta", "Kowal", email=email)],
    )


@pytest.mark.django_db
def test_vobject_reads_every_event_page_at_its_hours(client: Client) -> None:
    for event in plan(COMING + PAST):
        assert read_by_vobject(served(client, f"/wydarzenia/{event.slug}/kalendarz.ics")) == [right(event)]


@pytest.mark.django_db
def test_vobject_reads_the_feed_at_its_hours(client: Client) -> None:
    events = plan(COMING)
    assert sorted(read_by_vobject(served(client, "/wydarzenia/kalendarz.ics"))) == sorted(map(right, events))


@pytest.mark.django_db
def test_vobject_reads_the_mailed_entry_and_its_cancellation_at_their_hours(sweep_outbox: Sweep) -> None:
    for event in plan(COMING):
        sign_up(event)
        cancel_event(event_id=event.pk, reason="Choroba.", by=None)
        request, cancel = mailed(sweep_outbox())
        assert ("METHOD:REQUEST" in request, "METHOD:CANCEL" in cancel) == (True, True)
        assert read_by_vobject(request) == [right(event)]
        assert read_by_vobject(cancel) == [cancelled(event)]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_thunderbird_reads_pages_feed_and_mails_at_their_hours(page: Page, client: Client, sweep_outbox: Sweep) -> None:
    page.goto("about:blank")
    events = plan(COMING)
    for event in events + plan(PAST):
        assert read_by_ical_js(page, served(client, f"/wydarzenia/{event.slug}/kalendarz.ics")) == [right(event)]
    assert sorted(read_by_ical_js(page, served(client, "/wydarzenia/kalendarz.ics"))) == sorted(map(right, events))
    for event in events:
        sign_up(event)
        cancel_event(event_id=event.pk, reason="Choroba.", by=None)
        request, cancel = mailed(sweep_outbox())
        assert read_by_ical_js(page, request) == [right(event)]
        assert read_by_ical_js(page, cancel) == [cancelled(event)]
