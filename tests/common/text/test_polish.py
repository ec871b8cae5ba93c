"""Polish dates, numerals and hard spaces, by tables."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from common.text import polish

MANY, FEW = "osób", "osoby"


def spaced(text: str) -> str:
    """Hard spaces made visible as _."""
    return text.replace(polish.HARD, "_")


RANGES = [
    ((2019, 4, 17), None, "17_kwietnia_2019_r.", "17_April_2019"),
    ((2019, 4, 17), (2019, 4, 17), "17_kwietnia_2019_r.", "17_April_2019"),
    ((2017, 6, 20), (2017, 6, 21), "20–21_czerwca_2017_r.", "20–21_June_2017"),
    ((2017, 5, 31), (2017, 6, 2), "31_maja_– 2_czerwca_2017_r.", "31_May_– 2_June_2017"),
    (
        (2026, 12, 30),
        (2027, 1, 2),
        "30_grudnia_2026_r._– 2_stycznia_2027_r.",
        "30_December_2026_– 2_January_2027",
    ),
    ((2026, 1, 1), (2027, 1, 1), "1_stycznia_2026_r._– 1_stycznia_2027_r.", "1_January_2026_– 1_January_2027"),
]


@pytest.mark.parametrize(("start", "end", "in_polish", "in_english"), RANGES)
def test_ranges_of_dates(start: tuple, end: tuple | None, in_polish: str, in_english: str) -> None:
    days = date(*start), date(*end) if end else None
    assert spaced(polish.date_range(*days)) == in_polish
    assert spaced(polish.date_range(*days, language="en")) == in_english
    with translation.override("en"):
        assert spaced(polish.date_range(*days)) == in_english


def test_a_date_in_a_sentence() -> None:
    assert spaced(polish.on_date(date(2019, 4, 17))) == "17_kwietnia_2019_r."
    assert spaced(polish.on_date(date(2017, 6, 20), date(2017, 6, 21))) == "w_dniach 20–21_czerwca_2017_r."
    assert spaced(polish.on_date(date(2017, 6, 20), date(2017, 6, 21), language="en")) == "on_20–21_June_2017"


MONTHS = """styczeń stycznia styczniu|luty lutego lutym|marzec marca marcu|kwiecień kwietnia kwietniu|maj maja maju
czerwiec czerwca czerwcu|lipiec lipca lipcu|sierpień sierpnia sierpniu|wrzesień września wrześniu
październik października październiku|listopad listopada listopadzie|grudzień grudnia grudniu"""


@pytest.mark.parametrize(("month", "forms"), list(enumerate(MONTHS.replace("\n", "|").split("|"), 1)))
def test_months_in_three_cases(month: int, forms: str) -> None:
    nominative, genitive, locative = forms.split()
    day = date(2021, month, 9)
    assert spaced(polish.month_and_year(day)) == f"{nominative}_2021_r."
    assert spaced(polish.date_range(day)) == f"9_{genitive}_2021_r."
    assert spaced(polish.in_month(day)) == f"w_{locative}_2021_r."
    assert spaced(polish.in_month(day, language="en")) == f"in_{day:%B}_2021"
    assert spaced(polish.month_and_year(day, language="en")) == f"{day:%B}_2021"


@pytest.mark.parametrize(
    ("day", "name", "on_it"),
    [
        (16, "poniedziałek", "w_poniedziałek"),
        (17, "wtorek", "we_wtorek"),
        (18, "środa", "w_środę"),
        (19, "czwartek", "w_czwartek"),
        (20, "piątek", "w_piątek"),
        (21, "sobota", "w_sobotę"),
        (22, "niedziela", "w_niedzielę"),
    ],
)
def test_days_of_the_week(day: int, name: str, on_it: str) -> None:
    when = date(2026, 11, day)
    assert polish.weekday(when) == name
    assert spaced(polish.on_weekday(when)) == on_it
    assert polish.weekday(when, language="en") == f"{when:%A}"
    assert spaced(polish.on_weekday(when, language="en")) == f"on_{when:%A}"


# Which numbers up to 130 take the form "osoby": written out, so that the rule is checked and not repeated.
TAKE_FEW = {2, 3, 4, 22, 23, 24, 32, 33, 34, 42, 43, 44, 52, 53, 54, 62, 63, 64, 72, 73, 74, 82, 83, 84, 92, 93, 94}
TAKE_FEW |= {102, 103, 104, 122, 123, 124}


@pytest.mark.parametrize("n", range(131))
def test_the_noun_after_each_numeral(n: int) -> None:
    form = "osoba" if n == 1 else FEW if n in TAKE_FEW else MANY
    assert polish.plural(n, "osoba", FEW, MANY) == form
    assert spaced(polish.counted(n, "osoba", FEW, MANY)) == f"{n}_{form}"
    assert polish.plural(n, "person", "persons", "persons", language="en") == ("person" if n == 1 else "persons")


@pytest.mark.parametrize(
    ("n", "form"), [(1002, FEW), (1012, MANY), (1022, FEW), (212, MANY), (214, MANY), (1_000_000, MANY), (-1, "osoba")]
)
def test_the_noun_after_great_numerals(n: int, form: str) -> None:
    assert polish.plural(n, "osoba", FEW, MANY) == form


@pytest.mark.parametrize(
    ("value", "in_polish", "in_english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1234, "1234", "1,234"),
        (12345, "12_345", "12,345"),
        (1234567, "1_234_567", "1,234,567"),
        (Decimal("1234567.89"), "1_234_567,89", "1,234,567.89"),
        (Decimal("0.50"), "0,50", "0.50"),
        (4.5, "4,5", "4.5"),
        (-12345, "−12_345", "−12,345"),
    ],
)
def test_numbers(value: Decimal, in_polish: str, in_english: str) -> None:
    assert spaced(polish.number(value)) == in_polish
    assert spaced(polish.number(value, language="en")) == in_english


@pytest.mark.parametrize(
    ("amount", "currency", "in_polish", "in_english"),
    [
        (Decimal("1234567.89"), "PLN", "1_234_567,89_zł", "PLN_1,234,567.89"),
        (Decimal("12500.00"), "PLN", "12_500_zł", "PLN_12,500"),
        (Decimal("0.5"), "PLN", "0,50_zł", "PLN_0.50"),
        (Decimal("99999.9"), "EUR", "99_999,90_euro", "EUR_99,999.90"),
        (10, "CHF", "10_CHF", "CHF_10"),
    ],
)
def test_money(amount: Decimal, currency: str, in_polish: str, in_english: str) -> None:
    assert spaced(polish.money(amount, currency)) == in_polish
    assert spaced(polish.money(amount, currency, language="en")) == in_english


@pytest.mark.parametrize(
    ("parts", "in_polish", "in_english"),
    [
        ([], "", ""),
        (["Belgii"], "Belgii", "Belgii"),
        (["Belgii", "Cypru"], "Belgii i_Cypru", "Belgii and Cypru"),
        (["Belgii", "Cypru", "Włoch"], "Belgii, Cypru i_Włoch", "Belgii, Cypru and Włoch"),
    ],
)
def test_lists_in_a_sentence(parts: list[str], in_polish: str, in_english: str) -> None:
    assert spaced(polish.join_and(parts)) == in_polish
    assert polish.join_and(parts, language="en") == in_english


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("W spotkaniu uczestniczyło 14 osób.", "W_spotkaniu uczestniczyło 14_osób."),
        ("chleb i sól", "chleb i_sól"),
        ("A w domu i u nas", "A_w_domu i_u_nas"),
        ("(z partnerami) „o nas”", "(z_partnerami) „o_nas”"),
        ("17 kwietnia 2019 r.", "17_kwietnia 2019_r."),
        ("3 000 zł", "3 000_zł"),
        ("tak czy owak", "tak czy owak"),
        ("kawa  z mlekiem i", "kawa  z_mlekiem i"),
        ("ul. 3 Maja 5, Kęty", "ul. 3_Maja 5, Kęty"),
        ("", ""),
    ],
)
def test_hard_spaces(text: str, bound: str) -> None:
    assert spaced(polish.bind(text)) == bound
    assert len(polish.bind(text)) <= len(text)


def test_hard_spaces_leave_tags_alone() -> None:
    html = '<a href="/a b" title="i w domu">w domu i <b>w ogrodzie</b></a>'
    assert spaced(polish.bind_html(html)) == '<a href="/a b" title="i w domu">w_domu i <b>w_ogrodzie</b></a>'
