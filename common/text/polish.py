"""Dates, numerals and hard spaces as a good Polish editor writes them; English where the page is English.

Every function takes `language`; without it the language of the page decides.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import get_language

HARD = "\u00a0"
DASH = "–"

MONTHS = [
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
]
MONTHS_GENITIVE = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]
MONTHS_LOCATIVE = [
    "styczniu",
    "lutym",
    "marcu",
    "kwietniu",
    "maju",
    "czerwcu",
    "lipcu",
    "sierpniu",
    "wrześniu",
    "październiku",
    "listopadzie",
    "grudniu",
]
MONTHS_ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"]
WEEKDAYS_ACCUSATIVE = ["poniedziałek", "wtorek", "środę", "czwartek", "piątek", "sobotę", "niedzielę"]
WEEKDAYS_ENGLISH = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
CURRENCIES = {"PLN": "zł", "EUR": "euro"}


def is_english(language: str | None = None) -> bool:
    """Is the text being written in English? Everything that is not English is Polish."""
    return (language or get_language() or "pl").startswith("en")


def in_quotes(text: str, *, language: str | None = None) -> str:
    """The text in signs of quotation, those inside it of the other kind: `„Spółdzielnia «Razem»”`."""
    outer, inner = ("“”", "‘’") if is_english(language) else ("„”", "«»")
    words = re.sub(r'"([^"]*)"', rf"{inner[0]}\1{inner[1]}", text)
    words = re.sub(r"[„“]([^„“”]*)[”“]", rf"{inner[0]}\1{inner[1]}", words)
    return f"{outer[0]}{words}{outer[1]}"


# --- dates ------------------------------------------------------------------------------------------------------
def date_range(start: date, end: date | None = None, *, language: str | None = None) -> str:
    """`17 kwietnia 2019 r.`, `20–21 czerwca 2017 r.`, `31 maja – 2 czerwca 2017 r.`; always with the year."""
    end = end or start
    if is_english(language):
        year, months = "", MONTHS_ENGLISH
    else:
        year, months = f"{HARD}r.", MONTHS_GENITIVE
    last = f"{end.day}{HARD}{months[end.month - 1]}{HARD}{end.year}{year}"
    if start == end:
        return last
    if start.year != end.year:
        return f"{start.day}{HARD}{months[start.month - 1]}{HARD}{start.year}{year}{HARD}{DASH} {last}"
    if start.month != end.month:
        return f"{start.day}{HARD}{months[start.month - 1]}{HARD}{DASH} {last}"
    return f"{start.day}{DASH}{last}"


def day_and_month(day: date, *, language: str | None = None) -> str:
    """`27 marca`, `27 March`: where the year is said beside another day."""
    months = MONTHS_ENGLISH if is_english(language) else MONTHS_GENITIVE
    return f"{day.day}{HARD}{months[day.month - 1]}"


def on_date(start: date, end: date | None = None, *, language: str | None = None) -> str:
    """The date as it stands in a sentence: `17 kwietnia 2019 r.`, `w dniach 20–21 czerwca 2017 r.`."""
    several = end is not None and end != start
    text = date_range(start, end, language=language)
    if is_english(language):
        return f"on{HARD}{text}"
    return f"w{HARD}dniach {text}" if several else text


def month_and_year(day: date, *, language: str | None = None) -> str:
    """Heading of a month: `kwiecień 2019 r.`; in a calendar's or an archive's title."""
    if is_english(language):
        return f"{MONTHS_ENGLISH[day.month - 1]}{HARD}{day.year}"
    return f"{MONTHS[day.month - 1]}{HARD}{day.year}{HARD}r."


def in_month(day: date, *, language: str | None = None) -> str:
    """`w kwietniu 2019 r.`, `in April 2019`."""
    if is_english(language):
        return f"in{HARD}{MONTHS_ENGLISH[day.month - 1]}{HARD}{day.year}"
    return f"w{HARD}{MONTHS_LOCATIVE[day.month - 1]}{HARD}{day.year}{HARD}r."


def weekday(day: date, *, language: str | None = None) -> str:
    """`środa`, `Wednesday`."""
    return (WEEKDAYS_ENGLISH if is_english(language) else WEEKDAYS)[day.weekday()]


def on_weekday(day: date, *, language: str | None = None) -> str:
    """`w środę`, `we wtorek`, `on Wednesday`."""
    if is_english(language):
        return f"on{HARD}{WEEKDAYS_ENGLISH[day.weekday()]}"
    preposition = "we" if day.weekday() == 1 else "w"
    return f"{preposition}{HARD}{WEEKDAYS_ACCUSATIVE[day.weekday()]}"


# --- numerals ---------------------------------------------------------------------------------------------------
def plural(n: int, one: str, few: str, many: str, *, language: str | None = None) -> str:
    """The form that goes with `n`: 1 osoba, 22 osoby, 12 osób, 112 osób. English knows `one` and `many` only."""
    if is_english(language):
        return one if abs(n) == 1 else many
    if abs(n) == 1:
        return one
    ones, tens = abs(n) % 10, abs(n) % 100
    return few if 2 <= ones <= 4 and not 12 <= tens <= 14 else many


def counted(n: int, one: str, few: str, many: str, *, language: str | None = None) -> str:
    """The number with its noun: `5 osób`."""
    return f"{number(n, language=language)}{HARD}{plural(n, one, few, many, language=language)}"


def number(n: int | float | Decimal, places: int | None = None, *, language: str | None = None) -> str:
    """`1 234 567,89`; as in Polish print, four digits stay together (`1234`). `places` fixes the decimals."""
    if places is None and isinstance(n, int) and 0 <= n < 1000:
        return str(n)
    value = Decimal(str(n))
    text = f"{value:,f}" if places is None else f"{value:,.{places}f}"
    if is_english(language):
        return text.replace("-", "−")
    whole, _, decimals = text.replace("-", "−").partition(".")
    whole = whole.replace(",", HARD if abs(value) >= 10_000 else "")
    return f"{whole},{decimals}" if decimals else whole


def money(amount: int | Decimal, currency: str = "PLN", *, language: str | None = None) -> str:
    """`1 234 567,89 zł`, `12 500 zł`: hundredths are shown when there are some."""
    value = Decimal(str(amount))
    text = number(value, 0 if value == value.to_integral_value() else 2, language=language)
    if is_english(language):
        return f"{currency}{HARD}{text}"
    return f"{text}{HARD}{CURRENCIES.get(currency, currency)}"


# --- sentences --------------------------------------------------------------------------------------------------
def join_and(parts: Sequence[str], *, language: str | None = None) -> str:
    """`Belgii, Cypru i Włoch`; the short word stays with what follows it."""
    if len(parts) < 2:
        return "".join(parts)
    word = "and " if is_english(language) else f"i{HARD}"
    return f"{', '.join(parts[:-1])} {word}{parts[-1]}"


# A one-letter word holds on to the next word; a number to its noun ("5 osób", "2019 r.", "3 000 zł").
_AFTER_LETTER = re.compile(r"(?<![^\s(„\"'«–-])([aiouwzAIOUWZ]) +(?=\S)")
_AFTER_NUMBER = re.compile(r"(?<=\d) +(?=[^\W\d_])")
_TAG = re.compile(r"(<[^>]*>)")


@lru_cache(2048)
def bind(text: str) -> str:
    """Put hard spaces where a line must not break: after a, i, o, u, w, z and between a number and its noun."""
    return _AFTER_NUMBER.sub(HARD, _AFTER_LETTER.sub(rf"\1{HARD}", text))


def bind_html(html: str) -> str:
    """The same in the text between tags; tags and their attributes stay as they are."""
    return "".join(part if part.startswith("<") else bind(part) for part in _TAG.split(html))
