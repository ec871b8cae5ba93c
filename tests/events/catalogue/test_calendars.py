"""Calendars: read back by a calendar's own reader."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.events.catalogue.pages import NOON, TODAY, event
from tests.factories import EventFactory, StopFactory

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.fixture(autouse=True)
def _at_noon(time_machine, db):
    time_machine.move_to(NOON, tick=False)


def calendar(client, url):
    response = client.get(url)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def entry(client, one):
    (found,) = calendar(client, f"/wydarzenia/{one.slug}/kalendarz.ics").walk("VEVENT")
    return found


def test_hours_are_those_of_warsaw_with_their_zone(client):
    one = event("Narada", starts_on=date(2026, 7, 1), starts_at=time(9, 30), ends_at=time(15, 0))
    found = entry(client, one)
    assert found.decoded("dtstart") == datetime(2026, 7, 1, 9, 30, tzinfo=WARSAW)
    assert found.decoded("dtstart").astimezone(UTC).hour == 7
    assert found.decoded("dtend") == datetime(2026, 7, 1, 15, 0, tzinfo=WARSAW)
    assert found["dtstart"].params["TZID"] == "Europe/Warsaw"
    zones = calendar(client, f"/wydarzenia/{one.slug}/kalendarz.ics").walk("VTIMEZONE")
    assert [zone["tzid"] for zone in zones] == ["Europe/Warsaw"]


def test_winter_hours_are_an_hour_from_utc(client):
    one = event("Narada", starts_on=date(2026, 12, 9), starts_at=time(10, 0))
    assert entry(client, one).decoded("dtstart").astimezone(UTC).hour == 9


@pytest.mark.parametrize(
    ("fields", "ends"),
    [
        ({}, date(2026, 12, 10)),
        ({"ends_on": date(2026, 12, 10)}, date(2026, 12, 11)),
        ({"ends_on": date(2026, 12, 10), "starts_at": time(9, 0)}, date(2026, 12, 11)),
    ],
)
def test_days_without_hours_are_whole_days(client, fields, ends):
    found = entry(client, event("Wizyta", **{"starts_on": date(2026, 12, 9), **fields}))
    assert found.decoded("dtstart") == date(2026, 12, 9)
    assert found.decoded("dtend") == ends


def test_several_days_with_both_hours_run_from_the_first_to_the_last(client):
    one = event(
        "Wizyta", starts_on=date(2026, 12, 9), ends_on=date(2026, 12, 10), starts_at=time(8, 0), ends_at=time(7, 0)
    )
    assert entry(client, one).decoded("dtend") == datetime(2026, 12, 10, 7, 0, tzinfo=WARSAW)


def test_signs_and_long_lines_come_back_unchanged(client):
    title = 'Kęty; „stół", przerwa \\ koniec ' + "ąęśćżź " * 20
    one = event(title.strip(), slug="znaki", lead="Pierwsza linia.\nDruga, linia; i trzecia.")
    StopFactory(event=one, name="Dom, Kultury", address="ul. Długa 5; lok. 2", latitude=49.88, longitude=19.22)
    found = entry(client, one)
    assert found["summary"] == title.strip()
    assert found["description"].startswith("Pierwsza linia.\nDruga, linia; i trzecia.")
    assert found["location"] == "Dom, Kultury, ul. Długa 5; lok. 2, Kęty"
    assert found["geo"].to_ical() == "49.88;19.22"
    raw = client.get("/wydarzenia/znaki/kalendarz.ics").content
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


def test_entry_stays_the_same_one_when_the_address_changes(client):
    one = event("Narada")
    before = entry(client, one)["uid"]
    one.slug = "inny-adres"
    one.save()
    assert entry(client, one)["uid"] == before


def test_change_raises_the_sequence(client):
    one = event("Narada")
    before = entry(client, one)["sequence"]
    one.page_version += 1
    one.save()
    assert entry(client, one)["sequence"] > before


def test_cancelled_event_is_cancelled_in_the_calendar(client):
    found = entry(client, event("Narada", cancelled=True, published=False))
    assert found["status"] == "CANCELLED"
    assert "Choroba prowadzącej." in found["description"]


def test_feed_holds_coming_events_and_the_cancelled_ones(client):
    event("Jutro", starts_on=TODAY + timedelta(days=1))
    event("Narada", starts_on=TODAY + timedelta(days=2), cancelled=True, published=False)
    event("Dawno", starts_on=TODAY - timedelta(days=90), completed=True)
    event("Szkic", starts_on=TODAY + timedelta(days=3), published=False)
    found = calendar(client, "/wydarzenia/kalendarz.ics")
    assert [(one["summary"], one["status"]) for one in found.walk("VEVENT")] == [
        ("Jutro", "CONFIRMED"),
        ("Odwołane: Narada", "CANCELLED"),
    ]
    assert found["x-wr-calname"] == "Wydarzenia"


def test_feed_takes_the_filters_of_the_list(client):
    event("Warsztat", kind="workshop")
    event("Szkolenie", kind="training")
    found = calendar(client, "/wydarzenia/kalendarz.ics?rodzaj=training")
    assert [one["summary"] for one in found.walk("VEVENT")] == ["Szkolenie"]
    assert found["x-wr-calname"] == "Wydarzenia: szkolenie"


def test_english_calendar_speaks_english(client):
    one = event("Narada", title_en="Council")
    (found,) = calendar(client, f"/en/wydarzenia/{one.slug}/kalendarz.ics").walk("VEVENT")
    assert found["summary"] == "Council"
    assert "/en/wydarzenia/narada/" in found["url"]


def test_feed_takes_three_queries_at_one_row_and_at_thirty(client, constant_queries):
    def add(n):
        for one in EventFactory.create_batch(n, published=True):
            StopFactory(event=one)

    assert constant_queries(client, "/wydarzenia/kalendarz.ics", add) == 3
