"""The call to register says what is true at this minute."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.events.catalogue.pages import NOON, TODAY, event, read

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
AHEAD = {"starts_on": TODAY + timedelta(days=20)}


@pytest.fixture(autouse=True)
def _at_noon(time_machine, db):
    time_machine.move_to(NOON, tick=False)


@pytest.mark.parametrize(
    ("fields", "says", "button"),
    [
        pytest.param({"capacity": 24, "taken": 18}, "6 wolnych miejsc", "Zgłoś udział", id="places left"),
        pytest.param({"capacity": 24, "taken": 23}, "1 wolne miejsce", "Zgłoś udział", id="the last place"),
        pytest.param({"capacity": None}, "Zgłoszenia trwają", "Zgłoś udział", id="no limit"),
        pytest.param(
            {"capacity": 5, "taken": 5, "waiting": 2}, "Na liście rezerwowej: 2 osoby", "Zapisz się na listę", id="full"
        ),
        pytest.param({"capacity": 5, "taken": 5, "has_waiting_list": False}, "Nie ma wolnych miejsc", "", id="no list"),
        pytest.param(
            {"opens_at": datetime(2026, 12, 1, 8, 0, tzinfo=UTC)},
            "Zaczną się 1 grudnia 2026 r., godz. 9.00.",
            "",
            id="not open yet",
        ),
        pytest.param(
            {"closes_at": datetime(2026, 11, 19, 23, 0, tzinfo=UTC)},
            "Zgłoszenia są zamknięte",
            "",
            id="closed",
        ),
        pytest.param({"registration_mode": "none"}, "Bez zgłoszeń", "", id="free entry"),
        pytest.param({"cancelled": True, "published": False}, "jest odwołane Choroba prowadzącej.", "", id="off"),
        pytest.param({"starts_on": TODAY - timedelta(days=1)}, "Wydarzenie już się odbyło", "", id="over"),
        pytest.param({"registration_mode": "approval"}, "O udziale decyduje ośrodek", "Zgłoś udział", id="approval"),
        pytest.param({"entity_limit": 3}, "Najwyżej 3 osoby z jednego podmiotu.", "Zgłoś udział", id="limit"),
    ],
)
def test_box_says_where_the_event_stands(client, fields, says, button):
    one = event("Warsztat", **{**AHEAD, **fields})
    text = read(client, f"/wydarzenia/{one.slug}/")
    assert says in text
    assert ("Zgłoś udział" in text or "Zapisz się na listę" in text) == bool(button)
    assert button in text


def test_button_leads_to_the_form(client):
    one = event("Warsztat", **AHEAD)
    assert f'href="/wydarzenia/{one.slug}/zgloszenie/"' in client.get(f"/wydarzenia/{one.slug}/").content.decode()
    assert f'href="/en/wydarzenia/{one.slug}/zgloszenie/"' in client.get(f"/en/wydarzenia/{one.slug}/").content.decode()


def test_last_day_is_the_day_before_a_midnight(client):
    one = event("Warsztat", **AHEAD, closes_at=datetime(2026, 12, 4, 23, 0, tzinfo=UTC))  # midnight of the 5th
    assert "Zgłoszenia do 4 grudnia 2026 r." in read(client, f"/wydarzenia/{one.slug}/")


def test_no_sentence_ends_with_two_full_stops(client):
    one = event("Warsztat", **AHEAD, opens_at=datetime(2026, 11, 30, 23, 0, tzinfo=UTC))
    text = read(client, f"/wydarzenia/{one.slug}/")
    assert "Zaczną się 1 grudnia 2026 r. " in text
    assert ".." not in text


def test_page_turns_over_with_the_minute_registration_opens(client, time_machine):
    one = event("Warsztat", **AHEAD, opens_at=NOW + timedelta(minutes=1))
    assert "Zgłoszenia jeszcze się nie zaczęły" in read(client, f"/wydarzenia/{one.slug}/")
    time_machine.move_to(NOW + timedelta(minutes=1, seconds=1), tick=False)
    assert "Zgłoś udział" in read(client, f"/wydarzenia/{one.slug}/")


def test_day_of_the_event_is_not_yet_past(client):
    one = event("Warsztat", starts_on=TODAY, capacity=3)
    assert "3 wolne miejsca" in read(client, f"/wydarzenia/{one.slug}/")
