"""Template filters of the whole portal: dates, numerals, hard spaces. Built in: no `{% load %}` needed."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from common.text import polish
from common.text.phones import shown_phone

register = template.Library()

# The names under which objects of the portal keep their first and last day.
_FIRST, _LAST = ("starts_on", "start", "starts_at"), ("ends_on", "end", "ends_at")


def _day(value: Any) -> date | None:
    """The local day of a date or a moment."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


def _days(value: Any, end: Any) -> tuple[date | None, date | None]:
    start = _day(value)
    if start is None and value:
        start = next((day for name in _FIRST if (day := _day(getattr(value, name, None)))), None)
        end = next((day for name in _LAST if (day := _day(getattr(value, name, None)))), None)
    return start, _day(end)


@register.filter
def date_range(value: Any, end: Any = None) -> str:
    """`{{ event|date_range }}` or `{{ start|date_range:end }}`: `20–21 czerwca 2017 r.`."""
    start, last = _days(value, end)
    return polish.date_range(start, last) if start else ""


@register.filter
def on_date(value: Any, end: Any = None) -> str:
    """The date inside a sentence: `w dniach 20–21 czerwca 2017 r.`."""
    start, last = _days(value, end)
    return polish.on_date(start, last) if start else ""


@register.filter
def weekday(value: Any) -> str:
    """`środa`."""
    day = _day(value)
    return polish.weekday(day) if day else ""


@register.filter
def month_and_year(value: Any) -> str:
    """`kwiecień 2019 r.`."""
    day = _day(value)
    return polish.month_and_year(day) if day else ""


@register.filter
def clock(value: Any, end: Any = None) -> str:
    """The hour: `9.00`, with an end `9.00–15.30`; `09:00` on an English page. An end at midnight is `24.00`."""
    ends = _hour(end)
    if ends in ("0.00", "00:00"):
        ends = f"24{ends[-3:]}"
    return polish.DASH.join(text for text in (_hour(value), ends) if text)


def _hour(value: Any) -> str:
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    if not isinstance(value, (datetime, time)):
        return ""
    return f"{value:%H:%M}" if polish.is_english() else f"{value.hour}.{value:%M}"


@register.filter
def counted(value: Any, forms: str) -> str:
    """`{{ n|counted:_("person,persons,persons") }}`: the number with its noun in the right form."""
    if value is None or value == "":
        return ""
    one, few, many = (form.strip() for form in forms.split(","))
    return polish.counted(int(value), one, few, many)


@register.filter
def plural(value: Any, forms: str) -> str:
    """The noun alone: `{{ n|plural:_("person,persons,persons") }}`."""
    one, few, many = (form.strip() for form in forms.split(","))
    return polish.plural(int(value or 0), one, few, many)


@register.filter
def number(value: Any) -> str:
    """`1 234 567,89`."""
    return polish.number(value) if isinstance(value, (int, float, Decimal)) else ""


@register.filter
def money(value: Any, currency: str = "PLN") -> str:
    """`1 234 567,89 zł`."""
    return polish.money(Decimal(str(value)), currency or "PLN") if isinstance(value, (int, float, Decimal)) else ""


@register.filter
def phone(value: Any) -> str:
    """`+48330000001` as people write it: `33 000 00 01`; a foreign number with its country code."""
    return shown_phone(str(value or ""), english=polish.is_english())


@register.simple_tag
def mail_link(email: str) -> SafeString:
    """A link to write to somebody; its signs stand as numbers, which browsers and readers know and harvesters miss."""
    if not email:
        return mark_safe("")
    signs = "".join(f"&#{ord(sign)};" for sign in email)
    scheme = "".join(f"&#{ord(sign)};" for sign in "mailto:")
    return mark_safe(f'<a href="{scheme}{signs}">{signs}</a>')  # noqa: S308 digits only


@register.filter
def bare(value: Any) -> str:
    """An address as people say it: `https://www.owes.example/` → `owes.example`."""
    return str(value or "").split("://")[-1].removeprefix("www.").rstrip("/")


@register.filter
def filesize(value: Any) -> str:
    """`345 kB`, `1,2 MB`."""
    if not isinstance(value, (int, float)) or value < 0:
        return ""
    size, unit = Decimal(str(value)), "B"
    for unit_up in ("kB", "MB", "GB", "TB"):
        if size < 1000:
            break
        size, unit = size / 1000, unit_up
    places = 1 if unit != "B" and size < 10 and round(size, 1) != round(size) else 0
    return f"{polish.number(round(size, places), places)}{polish.HARD}{unit}"


@register.filter(is_safe=True)
def bind(value: Any) -> str:
    """Hard spaces after one-letter words and between a number and its noun; in rich text only between the tags."""
    if isinstance(value, SafeString):
        # The text was safe before: only spaces change.
        return mark_safe(polish.bind_html(value))  # noqa: S308
    return polish.bind(str(value or ""))


@register.filter
def rich(value: Any) -> SafeString:
    """The one way in which stored HTML gets into a page: a column that its services clean with nh3 at each saving."""
    return mark_safe(polish.bind_html(str(value or "")))  # noqa: S308 cleaned at saving


@register.filter
def join_and(value: Any) -> str:
    """`Belgii, Cypru i Włoch`."""
    return polish.join_and([str(part) for part in value or ()])


@register.filter
def in_quotes(value: Any) -> str:
    """A name or a title in signs of quotation, those inside it of the other kind."""
    return polish.in_quotes(str(value or ""))


@register.filter
def quoted(value: Any) -> str:
    """Somebody else's words in a mail: each line after `> `, in which nothing becomes a link."""
    return "\n".join(f"> {line}".rstrip() for line in str(value or "").splitlines())
