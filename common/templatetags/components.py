"""The small signs of the look: icons, woven signs of event kinds, the calendar leaf, seats. Plain strings: cheap.

Larger components are partials in templates/components/; each documents its options at its head.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django import template
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from common.text.phones import phone_link
from common.web.icons import ICONS, SIGNS
from common.web.links import absolute, prefix, webcal

register = template.Library()

POLISH_DAYS = ("pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz.")


register.filter(absolute)
register.filter(webcal)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Outline icon of ICONS; the word beside it carries the meaning."""
    return mark_safe(f'<svg class="i" viewBox="0 0 20 20" aria-hidden="true">{ICONS[name]}</svg>')  # noqa: S308 own constants


@register.simple_tag
def kind(code: str, word: str = "") -> SafeString:
    """Kind above a title: colour, woven sign and word. `code` is an event kind; an unknown one shows the word alone."""
    sign = f'<svg viewBox="0 0 24 24" aria-hidden="true">{SIGNS[code]}</svg>' if code in SIGNS else ""
    return mark_safe(f'<span class="kind" data-kind="{_text(code)}">{sign}{_text(word)}</span>')  # noqa: S308 escaped


@register.simple_tag
def leaf(start: dt.date, end: dt.date | None = None, kind: str = "", year: bool = False) -> SafeString:
    """Tear-off calendar leaf. One day, or `20–21` within a month, or both ends across months; `year` for past events.

    The month stands in the nominative, as on a calendar. Accepts dates and aware date-times (shown in local time).
    """
    first, last = _day(start), _day(end) if end else _day(start)
    if first == last:
        day, two, month, foot = str(first.day), "", _word(MONTHS[first.month]), _word(WEEKDAYS[first.weekday()])
    else:
        day, two = f"{first.day}–{last.day}", ' class="two"'
        same_month = (first.year, first.month) == (last.year, last.month)
        month = _word(MONTHS[first.month]) if same_month else f"{_short_month(first)}–{_short_month(last)}"
        foot = f"{_short_day(first)}–{_short_day(last)}"
    foot = str(last.year) if year else foot
    return mark_safe(  # noqa: S308 (days and names of months; the kind is escaped)
        f'<time class="leaf" data-kind="{_text(kind)}" datetime="{first.isoformat()}"><b>{month}</b>'
        f"<span{two}>{day}</span><i>{foot}</i></time>"
    )


@register.simple_tag
def seats(capacity: int | None, taken: int) -> SafeString:
    """Places drawn as diamonds, up to 36; above that the number alone says it. Decoration: hidden from readers."""
    if not capacity or capacity > 36:
        return mark_safe("")
    busy = min(max(taken, 0), capacity)
    drawn = "<i></i>" * busy + '<i class="free"></i>' * (capacity - busy)
    return mark_safe(f'<div class="seats" aria-hidden="true">{drawn}</div>')  # noqa: S308 numbers only


@register.simple_tag
def select_options(options: Iterable[Any]) -> SafeString:
    """`<option>` for each choice (value, label, count or None, chosen): for `components/filters.html`."""
    drawn = []
    for one in options:
        chosen, count = " selected" if one.chosen else "", "" if one.count is None else f" ({one.count})"
        drawn.append(f'<option value="{escape(str(one.value))}"{chosen}>{escape(str(one.label))}{count}</option>')
    return mark_safe("\n".join(drawn))  # noqa: S308 escaped above


@register.simple_tag
def picks(name: str, options: Iterable[Any]) -> SafeString:
    """Check boxes of one filter, each with its count; an `inner` one stands under the one before it."""
    drawn, name = [], escape(name)
    for place, one in enumerate(options, start=1):
        key, label, checked = f"f-{name}-{place}", str(one.label), " checked" if one.chosen else ""
        count = "" if one.count is None else f'<span class="n">{one.count}</span>'
        drawn.append(
            f'<label class="pick{" pick--inner" if getattr(one, "inner", False) else ""}" for="{key}">'
            f'<input id="{key}" name="{name}" value="{escape(str(one.value))}" type="checkbox"{checked}>'
            f"<span>{escape(label[:1].upper() + label[1:])}</span>{count}</label>"
        )
    return mark_safe("\n".join(drawn))  # noqa: S308 escaped above


@register.simple_tag
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Attributes of a form's control: True stands alone, False is left out."""
    told = (
        f" {escape(name)}" if value is True else f' {escape(name)}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False
    )
    return mark_safe("".join(told))  # noqa: S308 escaped above


@register.simple_tag
def initial(name: str, kind: str = "") -> SafeString:
    """Woven diamond with the first letter of a name, where there is no logo or portrait."""
    letter = next((char for char in name if char.isalpha()), "•").upper()
    tint = f' data-kind="{_text(kind)}"' if kind else ""
    return mark_safe(f'<span class="ini" aria-hidden="true"{tint}><span>{letter}</span></span>')  # noqa: S308 a letter


def _smaller(picture: Any) -> tuple[tuple[str, str], ...]:
    """Copies that weigh less than JPEG, the best first."""
    return ("avif", getattr(picture, "srcset_avif", "")), ("webp", picture.srcset_webp)


@register.simple_tag
def photograph(picture: Any, alt: str = "", sizes: str = "", eager: bool = False) -> SafeString:
    """A photograph, as `components/picture.html` describes it: here, because a page draws dozens of them."""
    if picture.src:
        return _photograph(picture, str(alt), sizes or "100vw", bool(eager))
    if getattr(picture, "withdrawn", False):
        alt = ""
    elif alt and not picture.failed:
        alt = gettext("%(alt)s (the photo is being prepared)") % {"alt": alt}
    return format_html(
        '<picture><img src="{}" width="{}" height="{}" alt="{}" class="picture-waiting"></picture>',
        static("art/photo-waiting.svg"), picture.width, picture.height, alt,
    )  # fmt: skip


@lru_cache(1024)
def _photograph(picture: Any, alt: str, sizes: str, eager: bool) -> SafeString:
    """One that has its renditions; the same picture stands on many pages, and its parts are all that it is drawn of."""
    sizes = escape(sizes)
    smaller = "".join(
        f'<source type="image/{kind}" srcset="{_text(copies)}" sizes="{sizes}">'
        for kind, copies in _smaller(picture)
        if copies
    )
    return mark_safe(  # noqa: S308 (numbers and our own classes; the rest is escaped)
        f'<picture>{smaller}<img src="{_text(picture.src)}"'
        f' srcset="{_text(picture.srcset_jpeg)}" sizes="{sizes}" width="{picture.width}" height="{picture.height}"'
        f' alt="{escape(alt)}" class="{picture.classes}" {"fetchpriority" if eager else "loading"}='
        f'"{"high" if eager else "lazy"}" decoding="async"></picture>'
    )


@register.simple_tag
def report_picture(picture: Any, page: str = "") -> SafeString:
    """The way to ask for a picture on this public page (its Polish path) to be taken down; nothing in a preview."""
    if not page or not picture.src:
        return mark_safe("")
    address, word = f"{prefix()}/zdjecie/{picture.key}/zglos/?strona={page}", gettext("Report this photo")
    return mark_safe(f' <a class="report" href="{_text(address)}" rel="nofollow">{word}</a>')  # noqa: S308 escaped


@register.filter
def photo_by(credit: str) -> str:
    """`Fot. Marek Żądło`; a credit that says its sort itself („Rys. …”) stays as it is."""
    if str(credit).lower().startswith(("fot.", "rys.", "photo", "drawing", "©")):
        return str(credit)
    return gettext("Photo: %(credit)s") % {"credit": credit}


@register.filter
def tel(number: str) -> str:
    """Number for a tel: link; a bare Polish number gets its country code, an extension its parameter."""
    return phone_link(str(number or ""))


class FormError(NamedTuple):
    """One error of a form: where its field is (an id on the page, or empty) and what to do."""

    id: str
    text: str


@register.simple_tag
def form_errors(
    form: BaseForm | None, forms: Iterable[BaseForm] | None = None, rows_before: str = ""
) -> list[FormError]:
    """Errors of one form, or of several on a page, in the order of their fields; for components/summary.html.

    A form that is one of several says by its `heading` which one it is. `rows_before`: the field of the first form
    before which the others stand; behind all of it when empty.
    """
    rows = [error for each in forms or [] for error in (*_of_whole(each), *_of_fields(each))]
    if form is None:
        return rows
    names = [field.name for field in form.visible_fields()]
    place = names.index(rows_before) if rows_before in names else len(names)
    before, after = names[:place], names[place:]
    return [*_of_whole(form), *_of_fields(form, before), *rows, *_of_fields(form, after)]


def _of_whole(form: BaseForm) -> list[FormError]:
    """What is wrong with no visible field of its own; of a row with its name."""
    heading = str(getattr(form, "heading", ""))
    told = [*form.non_field_errors(), *(error for field in form.hidden_fields() for error in field.errors)]
    return [FormError("", f"{heading}: {_begun_small(str(one))}" if heading else str(one)) for one in told]


def _of_fields(form: BaseForm, names: Iterable[str] | None = None) -> list[FormError]:
    found = []
    for field in form.visible_fields():
        if names is None or field.name in names:
            place = field.id_for_label or f"{field.auto_id}_0"
            found += [FormError(place, _in_a_list(field, error)) for error in field.errors.as_data()]
    return found


def _in_a_list(field: BoundField, error: ValidationError) -> str:
    """The message as it stands away from its field: a general one is preceded by the field's label."""
    text = str(error.messages[0])
    default: dict[str, Any] = {}
    for kind in reversed(type(field.field).__mro__):
        default.update(getattr(kind, "default_error_messages", {}))
    ours = field.field.error_messages.get(error.code or "")
    says_it_all = error.code is None or (ours is not None and ours is not default.get(error.code or ""))
    before = [str(getattr(field.form, "heading", "")), "" if says_it_all else str(field.label).rstrip("?:. ")]
    where = ", ".join(filter(None, before))
    return f"{where}: {_begun_small(text)}" if where else text


def _begun_small(sentence: str) -> str:
    """The sentence as it stands after a colon: only its first letter changes, and never that of an acronym."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def _text(value: object) -> str:
    """Escaped, unless it is markup; without Django's detour for lazy texts, which a list pays dozens of times."""
    return str(value) if isinstance(value, SafeString) else escape(str(value))


def _day(value: dt.date) -> dt.date:
    return timezone.localdate(value) if isinstance(value, dt.datetime) else value


def _word(name: object) -> str:
    """Polish names of months and days are written small."""
    return str(name) if get_language() == "en" else str(name).lower()


def _short_month(day: dt.date) -> str:
    return _word(MONTHS_3[day.month]).capitalize() if get_language() == "en" else _word(MONTHS_3[day.month])


def _short_day(day: dt.date) -> str:
    return str(WEEKDAYS_ABBR[day.weekday()]) if get_language() == "en" else POLISH_DAYS[day.weekday()]
