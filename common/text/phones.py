"""Telephone numbers: read as people write them, kept in one form, shown as they are read aloud.

Kept is E.164, with the extension after it as in RFC 3966: `+48583268561`, `+48583268561;ext=12`. A number must be one
that can be given to somebody (`is_valid_number`), not only long enough. Extensions are taken apart before the library
reads the text: it would take the letters of "wew." for digits. Where an office gives its own number, a short one may
stand: five or six digits of a helpline (`19 115`, `116 111`), kept as they are dialled; abroad nobody reaches it.
"""

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumber, PhoneNumberFormat

from common.text import polish

KEPT, TYPED = 32, 60  # the longest number that is kept, the longest text that is read
_EXTENSION = re.compile(
    r"[\s,;/(.-]*(?:(?<![a-ząćęłńóśźż])(?:numer\s+|nr\.?\s+)?(?:wewnętrzny|wewn|wew|w|extension|ext|x)|\#)"
    r"[\s.:=]*(?:numer|nr)?[\s.:]*(?P<digits>[0-9]{1,7})\)?$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:(?:telefon|tel|komórka|kom|faks|fax)[\s.:/]*)+(?=[+(\d])", re.IGNORECASE)
_TRUNK = re.compile(r"\(0\)|^\(?0[\s-]*(?=(?:\D*\d){9}$)")  # the zero that was dialled before the area once
_SIGNS = re.compile(r"[+\d\s().,/-]+", re.ASCII)
_HELPLINE = re.compile(r"(?:19|116)\d{3}", re.ASCII)  # 19XYZ and 116XYZ: the Polish national numbering plan
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def clean_phone(text: str, country: str = "PL", *, helplines: bool = False) -> str:
    """`58 326 85 61 wew. 12` → `+48583268561;ext=12`; an empty text stays empty. Foreign numbers need their prefix.

    `helplines`: of an office, so `19 115` → `19115` is a number too.

    Raises ValidationError with what to mend.
    """
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    if not text:
        return ""
    short = re.sub(r"[\s-]", "", _LABEL.sub("", text)) if helplines and country == "PL" and len(text) <= TYPED else ""
    if _HELPLINE.fullmatch(short):
        return short
    found = _EXTENSION.search(text) if len(text) <= TYPED else None
    number = _parsed(_LABEL.sub("", text[: found.start()] if found else text).strip(), country)
    if number is None:
        if len(re.findall(r"(?:[0-9][\s()-]*){7,}", text[: 2 * TYPED])) > 1:
            raise ValidationError(_("Write one number here."), code="phone")
        raise ValidationError(_("This is not a telephone number. Write it like this: 58 326 85 61."), code="phone")
    kept = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{kept};ext={found['digits']}" if found else kept


def _parsed(text: str, country: str) -> PhoneNumber | None:
    if len(text) > TYPED or not _SIGNS.fullmatch(text):
        return None
    try:
        number = phonenumbers.parse(_TRUNK.sub("", text), country)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _kept(value: str) -> tuple[PhoneNumber | None, str]:
    plain, _sign, extension = value.partition(";ext=")
    return _parsed(plain, "PL"), extension


@lru_cache(maxsize=1024)  # the same few numbers stand on many pages, and taking one apart is slow
def shown_phone(value: str, *, english: bool) -> str:
    """`58 326 85 61 wew. 12`; a foreign number, and every one on an English page, with its country code.

    What is no number (kept before numbers were checked) stays as it is.
    """
    number, extension = _kept(value)
    if number is None:
        return f"{value[:-3]}{polish.HARD}{value[-3:]}" if _HELPLINE.fullmatch(value) else value
    at_home = number.country_code == 48 and not english
    style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    words = phonenumbers.format_number(number, style)
    if extension:
        words += f" {'ext.' if english else 'wew.'} {extension}"
    return words.replace(" ", polish.HARD)


def typed_phone(value: str) -> str:
    """With ordinary spaces: as it stands in a form's field ready to be mended, in a sheet and in a calendar."""
    return shown_phone(value, english=polish.is_english()).replace(polish.HARD, " ")


@lru_cache(maxsize=1024)
def phone_link(value: str) -> str:
    """What stands after `tel:`, by RFC 3966."""
    number, extension = _kept(value)
    if number is None:
        return re.sub(r"[^\d+]", "", value)
    plain = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{plain};ext={extension}" if extension else plain
