"""The rule of hours as a table: which lists somebody is on, and how long they were there."""

from datetime import date

import pytest

from events.attendance.hours import Hours, Lasting

FIRST, SECOND = date(2026, 9, 1), date(2026, 9, 2)
DAY, MORNING, NOON, BARE, NEXT, OTHER = range(6)
LISTS = {
    DAY: Lasting(1, FIRST, 360, is_own=False),
    MORNING: Lasting(1, FIRST, 120, is_own=True),
    NOON: Lasting(1, FIRST, 90, is_own=True),
    BARE: Lasting(1, FIRST, 360, is_own=False),  # a stop without hours lasts as its day
    NEXT: Lasting(1, SECOND, 60, is_own=True),
    OTHER: Lasting(2, FIRST, 45, is_own=False),
}


@pytest.mark.parametrize(
    ("on", "minutes"),
    [
        pytest.param([], 0, id="on none"),
        pytest.param([DAY], 360, id="the day"),
        pytest.param([MORNING, NOON], 210, id="stops add up"),
        pytest.param([DAY, MORNING, NOON], 360, id="the day holds its stops"),
        pytest.param([DAY, BARE], 360, id="a stop without hours is the day again"),
        pytest.param([BARE, MORNING], 360, id="and holds the other stops"),
        pytest.param([DAY, MORNING, NEXT], 420, id="days add up"),
        pytest.param([DAY, DAY, OTHER], 405, id="events add up, a list counts once"),
    ],
)
def test_time_spent(on: list[int], minutes: int) -> None:
    assert Hours(LISTS).spent(on) == minutes


def test_stops_that_last_longer_than_the_day_count_as_they_are_planned() -> None:
    lists = {DAY: LISTS[DAY]._replace(minutes=100), MORNING: LISTS[MORNING], NOON: LISTS[NOON]}
    assert Hours(lists).spent(lists) == 210


def test_only_days_with_a_whole_day_beside_its_parts_are_shared() -> None:
    assert Hours(LISTS).shared == {DAY, MORNING, NOON, BARE}
    assert Hours({key: LISTS[key] for key in (MORNING, NOON, NEXT, OTHER)}).shared == frozenset()
