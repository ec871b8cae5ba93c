"""The month: a real table, every day of an event, months before and after, nonsense met kindly."""

import re
from datetime import date

import pytest

from tests.events.catalogue.pages import NOON, event, plain, read
from tests.factories import EventFactory


@pytest.fixture(autouse=True)
def _at_noon(time_machine, db):
    time_machine.move_to(NOON, tick=False)


def cells(client, url):
    """Text of each day that has events, by its date."""
    html = client.get(url).content.decode()
    found = {}
    for cell in re.findall(r"<td[^>]*>(.*?)</td>", html, re.DOTALL):
        when = re.search(r'datetime="([^"]+)"', cell)
        if when and "<li" in cell:
            found[when[1]] = plain(cell)
    return found


def test_present_month_is_shown_without_asking(client):
    event("Narada", starts_on=date(2026, 11, 24))
    assert "Wydarzenia w listopadzie 2026 r." in read(client, "/wydarzenia/kalendarz/")
    assert list(cells(client, "/wydarzenia/kalendarz/")) == ["2026-11-24"]


def test_event_of_several_days_stands_on_each_also_across_months(client):
    event("Wizyta", starts_on=date(2026, 11, 29), ends_on=date(2026, 12, 2))
    november = cells(client, "/wydarzenia/kalendarz/?miesiac=2026-11")
    december = cells(client, "/wydarzenia/kalendarz/?miesiac=2026-12")
    assert list(november) == ["2026-11-29", "2026-11-30"]
    assert list(december) == ["2026-12-01", "2026-12-02"]
    assert "dzień 3/4" in december["2026-12-01"]


def test_table_has_seven_named_columns_from_monday_and_whole_weeks(client):
    html = client.get("/wydarzenia/kalendarz/?miesiac=2026-11").content.decode()
    assert re.findall(r'<th scope="col"><abbr title="(\w+)">', html)[0] == "poniedziałek"
    assert html.count('<th scope="col">') == 7
    assert html.count("<td") == 42  # 1 November 2026 is a Sunday: six weeks
    assert "<caption" in html


def test_neighbours_cross_the_year(client):
    html = client.get("/wydarzenia/kalendarz/?miesiac=2027-01").content.decode()
    assert 'href="/wydarzenia/kalendarz/?miesiac=2026-12"' in html
    assert 'href="/wydarzenia/kalendarz/?miesiac=2027-02"' in html


def test_calendar_ends_where_its_addresses_end(client):
    html = client.get("/wydarzenia/kalendarz/?miesiac=2099-12").content.decode()
    assert "miesiac=2099-11" in html
    assert "miesiac=2100-01" not in html


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "1999-01", "9999-99", "x", "%00", "2026-11-01", "9" * 8000])
def test_nonsense_shows_the_present_month(client, month):
    assert "Wydarzenia w listopadzie 2026 r." in read(client, f"/wydarzenia/kalendarz/?miesiac={month}")


def test_filters_of_the_list_hold_in_the_month(client):
    event("Warsztat", starts_on=date(2026, 11, 24), kind="workshop")
    event("Szkolenie", starts_on=date(2026, 11, 25), kind="training")
    assert list(cells(client, "/wydarzenia/kalendarz/?rodzaj=training")) == ["2026-11-25"]
    assert "Tylko: szkolenie" in read(client, "/wydarzenia/kalendarz/?rodzaj=training")


def test_cancelled_event_stays_with_its_mark(client):
    event("Obiad", starts_on=date(2026, 11, 24), cancelled=True, published=False)
    assert "odwołane" in cells(client, "/wydarzenia/kalendarz/")["2026-11-24"]


def test_english_month(client):
    event("Narada", starts_on=date(2026, 11, 24))
    text = read(client, "/en/wydarzenia/kalendarz/")
    assert "Events in November 2026" in text
    assert "networking meeting" in text.lower()


def test_month_takes_two_queries_at_one_row_and_at_thirty(client, constant_queries):
    def add(n):
        EventFactory.create_batch(n, published=True, starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 25))

    assert constant_queries(client, "/wydarzenia/kalendarz/?miesiac=2026-11", add) == 2
