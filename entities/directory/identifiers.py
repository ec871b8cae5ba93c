"""Numbers that an organisation is known by: read as people write them, kept as digits, checked, shown in print.

Every `clean_…` takes what somebody typed, gives what is kept (an empty text stays empty) and raises ValidationError
with a message that says how to mend it.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberRefused
from stdnum.pl import nip, regon

_BETWEEN = re.compile(r"[\s\u00a0\u2007\u202f.‐‑–—−-]+")


def _digits(text: str) -> str:
    """Without the spaces, dots and hyphens that people put between digits."""
    return _BETWEEN.sub("", text)


def _plain(digits: str) -> bool:
    """Only 0–9: `isdigit()` alone would let other scripts' digits through."""
    return digits.isascii() and digits.isdigit()


def _one_digit(digits: str) -> bool:
    """000…, 111…: some of them fit the check digit, none was ever given to anybody."""
    return len(set(digits)) == 1


def clean_nip(text: str) -> str:
    """`PL 123-456-32-18` → `1234563218`."""
    digits = re.sub(r"^(NIP:?)?(PL)?", "", _digits(text.strip()).upper())
    if not digits:
        return ""
    if len(digits) != 10 or not _plain(digits):
        raise ValidationError(_("A NIP has 10 digits. Check what you typed."), code="nip")
    if _one_digit(digits) or not _fits(nip, digits):
        raise ValidationError(_("This is not a NIP: its last digit does not fit the others."), code="nip")
    return digits


def clean_regon(text: str) -> str:
    """`123 456 785` → `123456785`; 14 digits for a local unit."""
    digits = re.sub(r"^REGON:?", "", _digits(text.strip()).upper())
    if not digits:
        return ""
    if len(digits) not in (9, 14) or not _plain(digits):
        raise ValidationError(_("A REGON has 9 or 14 digits. Check what you typed."), code="regon")
    if _one_digit(digits[:9]) or not _fits(regon, digits):
        raise ValidationError(_("This is not a REGON: its last digit does not fit the others."), code="regon")
    return digits


def clean_krs(text: str) -> str:
    """`123456` → `0000123456`. The number has no check digit, so only its length can be wrong."""
    digits = re.sub(r"^KRS:?", "", _digits(text.strip()).upper())
    if not digits:
        return ""
    if len(digits) > 10 or not _plain(digits):
        raise ValidationError(_("A KRS number has 10 digits. Check what you typed."), code="krs")
    if not digits.strip("0"):
        raise ValidationError(_("This is not a KRS number: it is all zeros."), code="krs")
    return digits.zfill(10)


def clean_postal_code(text: str) -> str:
    """`80810`, `80 - 810` → `80-810`."""
    digits = _digits(text.strip())
    if not digits:
        return ""
    if len(digits) != 5 or not _plain(digits):
        raise ValidationError(_("A postal code looks like this: 80-810."), code="postal_code")
    return f"{digits[:2]}-{digits[2:]}"


def show_nip(digits: str) -> str:
    """`123-456-32-18`, as on invoices; anything that is no NIP as it stands."""
    return "-".join((digits[:3], digits[3:6], digits[6:8], digits[8:])) if len(digits) == 10 else digits


def _fits(register: object, digits: str) -> bool:
    try:
        register.validate(digits)  # type: ignore[attr-defined]
    except NumberRefused:
        return False
    return True
