"""The filters as templates use them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

DAYS = SimpleNamespace(starts_on=date(2017, 6, 20), ends_on=date(2017, 6, 21))


def shown(source: str, language: str = "pl", **values: object) -> str:
    with translation.override(language):
        return Template("{{ " + source + " }}").render(Context(values)).replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("source", "value", "in_polish", "in_english"),
    [
        ("v|date_range", DAYS, "20–21_czerwca_2017_r.", "20–21_June_2017"),
        ("v|on_date", DAYS, "w_dniach 20–21_czerwca_2017_r.", "on_20–21_June_2017"),
        ("v.starts_on|date_range:v.ends_on", DAYS, "20–21_czerwca_2017_r.", "20–21_June_2017"),
        ("v.starts_on|date_range", DAYS, "20_czerwca_2017_r.", "20_June_2017"),
        ("v|date_range", datetime(2019, 4, 17, 22, 30, tzinfo=UTC), "18_kwietnia_2019_r.", "18_April_2019"),
        ("v|date_range", None, "", ""),
        ("v|date_range", "bzdura", "", ""),
        ("v|weekday", date(2026, 11, 22), "niedziela", "Sunday"),
        ("v|month_and_year", date(2026, 11, 22), "listopad_2026_r.", "November_2026"),
        ("v|clock", time(9, 0), "9.00", "09:00"),
        ("v|clock", datetime(2026, 7, 1, 13, 5, tzinfo=UTC), "15.05", "15:05"),
        ("v.0|clock:v.1", (time(9, 0), time(15, 30)), "9.00–15.30", "09:00–15:30"),
        ("v.0|clock:v.1", (time(9, 0), None), "9.00", "09:00"),
        ("v|clock", None, "", ""),
        ("v|counted:'osoba,osoby,osób'", 22, "22_osoby", "22_osób"),
        ("v|counted:'osoba,osoby,osób'", None, "", ""),
        ("v|plural:'osoba,osoby,osób'", 12, "osób", "osób"),
        ("v|number", 1234567.5, "1_234_567,5", "1,234,567.5"),
        ("v|number", None, "", ""),
        ("v|money", Decimal("1234567.89"), "1_234_567,89_zł", "PLN_1,234,567.89"),
        ("v|money:'EUR'", 15000, "15_000_euro", "EUR_15,000"),
        ("v|money", None, "", ""),
        ("v|phone", "+48330000001", "33_000_00_01", "+48_33_000_00_01"),
        ("v|phone", "+48600100200", "600_100_200", "+48_600_100_200"),
        ("v|phone", "+4930123456", "+49_30_123456", "+49_30_123456"),
        ("v|phone", "wewnętrzny", "wewnętrzny", "wewnętrzny"),
        ("v|phone", "", "", ""),
        ("v|filesize", 0, "0_B", "0_B"),
        ("v|filesize", 999, "999_B", "999_B"),
        ("v|filesize", 1500, "1,5_kB", "1.5_kB"),
        ("v|filesize", 345_678, "346_kB", "346_kB"),
        ("v|filesize", 1_234_567, "1,2_MB", "1.2_MB"),
        ("v|filesize", 2_000_000, "2_MB", "2_MB"),
        ("v|filesize", 5_300_000_000, "5,3_GB", "5.3_GB"),
        ("v|filesize", None, "", ""),
        ("v|join_and", ["Kęty", "Żywiec"], "Kęty i_Żywiec", "Kęty and Żywiec"),
    ],
)
def test_filters(source: str, value: object, in_polish: str, in_english: str) -> None:
    assert shown(source, v=value) == in_polish
    assert shown(source, "en", v=value) == in_english


def test_bound_text_stays_escaped_and_rich_text_stays_rich() -> None:
    assert shown("v|bind", v="w <b> i o") == "w_&lt;b&gt; i_o"
    assert shown("v|bind", v=mark_safe('<a href="w x">w domu</a>')) == '<a href="w x">w_domu</a>'  # noqa: S308
    assert shown("v|bind", v=None) == ""
