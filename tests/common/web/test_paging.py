"""Paging by the last row seen: every row once, in both directions, also among equals and while rows come and go."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.search.models import SearchEntry
from common.web.paging import Page, keyset

pytestmark = pytest.mark.django_db


def make(days: list[int], source: str = "probe") -> None:
    SearchEntry.objects.bulk_create(
        SearchEntry(source=source, object_id=n, title=f"{n}", url="/", date=date(2026, 1, 1) + timedelta(days=day))
        for n, day in enumerate(days)
    )


def page(cursor: str | None, size: int = 4) -> Page[SearchEntry]:
    return keyset(SearchEntry.objects.filter(source="probe"), order=("-date", "title"), cursor=cursor, size=size)


def walk(forward: bool, cursor: str | None = None) -> list[list[int]]:
    found = []
    while True:
        here = page(cursor)
        found.append([row.object_id for row in here.rows])
        cursor = here.next if forward else here.previous
        if cursor is None:
            return found


def last_cursor() -> str:
    cursor = here = None
    while (here := page(cursor)).next:
        cursor = here.next
    return str(cursor)


def test_every_row_is_met_once_in_order_among_many_equals() -> None:
    make([1, 2, 2, 2, 2, 2, 2, 3, 1, 1])
    met = [key for rows in walk(forward=True) for key in rows]
    assert met == [7, 1, 2, 3, 4, 5, 6, 0, 8, 9]


def test_walking_back_meets_the_same_pages() -> None:
    make([1, 2, 2, 2, 2, 2, 2, 3, 1, 1, 5, 5])
    there = walk(forward=True)
    back = walk(forward=False, cursor=last_cursor())
    assert back[::-1] == there
    assert [len(rows) for rows in there] == [4, 4, 4]


@pytest.mark.parametrize("order", [("date",), ("-date",), ("date", "-title"), ("-title", "date", "pk")])
def test_any_order_meets_every_row_once(order: tuple[str, ...]) -> None:
    make([1, 2, 2, 2, 2, 2, 2, 3, 1, 1, 5])
    rows, cursor, met = SearchEntry.objects.all(), None, []
    while True:
        here = keyset(rows, order=order, cursor=cursor, size=3)
        met += here.rows
        if (cursor := here.next) is None:
            break
    assert met == list(rows.order_by(*order, *(["-pk"] if order[-1].startswith("-") else ["pk"])))


def test_the_ends_have_no_neighbour() -> None:
    make([1, 2, 3])
    only = page(None)
    assert (only.next, only.previous) == (None, None)
    assert page(None, size=2).previous is None
    assert page(page(None, size=2).next, size=2).next is None


def test_going_back_near_the_beginning_shows_a_full_first_page() -> None:
    make([6, 5, 4, 3, 2, 1])
    second = page(None, size=4)
    row_before = SearchEntry.objects.get(object_id=2)
    assert page(f"przed-{row_before.pk}").rows == second.rows


def test_new_rows_on_top_shift_nothing() -> None:
    make([9, 8, 7, 6, 5, 4])
    after = page(None).next
    before = [row.object_id for row in page(after).rows]
    SearchEntry.objects.create(source="probe", object_id=99, title="99", url="/", date=date(2027, 1, 1))
    assert [row.object_id for row in page(after).rows] == before


def test_a_row_that_left_the_list_still_marks_the_place() -> None:
    make([9, 8, 7, 6, 5, 4])
    first = page(None)
    SearchEntry.objects.filter(pk=first.rows[-1].pk).update(source="withdrawn")
    assert [row.object_id for row in page(first.next).rows] == [4, 5]


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "2",
        "po-",
        "po-0",
        "po-x",
        "po--1",
        "po-1 OR 1=1",
        "po-999999999",
        "po-" + "9" * 40,
        "nad-3",
        "\0",
        "ż" * 8192,
    ],
)
def test_nonsense_gives_the_first_page(cursor: str) -> None:
    make([9, 8, 7, 6, 5, 4])
    assert [row.object_id for row in page(cursor).rows] == [0, 1, 2, 3]


def test_the_query_may_be_empty() -> None:
    assert page("po-1") == Page(rows=[], next=None, previous=None)


def test_a_deep_page_of_many_rows_is_read_from_the_index(on_postgres: bool) -> None:
    """100,000 rows of 50 days: the database begins in the middle of the index, it neither sorts nor walks there."""
    if not on_postgres:
        pytest.skip("the plan of PostgreSQL")
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX probe_by_date ON common_searchentry (date DESC, id DESC)")
        cursor.execute(
            "INSERT INTO common_searchentry "
            "(source, object_id, language, alone, title, lead, url, title_tokens, tokens, date) "
            "SELECT 'probe', n, 'pl', true, '', '', '', '', '', date '2026-01-01' + n / 2000 "
            "FROM generate_series(1, 100000) n"
        )
        cursor.execute("ANALYZE common_searchentry")
    middle = SearchEntry.objects.get(object_id=50_500)
    with CaptureQueriesContext(connection) as queries:
        found = keyset(SearchEntry.objects.all(), order=("-date",), cursor=f"po-{middle.pk}", size=20)
    assert [row.object_id for row in found.rows] == list(range(50_499, 50_479, -1))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {queries[-1]['sql']}")
        plan = cursor.fetchone()[0][0]["Plan"]["Plans"][0]
    assert plan["Node Type"] == "Index Scan", plan
    assert plan.get("Rows Removed by Filter", 0) == 0, plan
