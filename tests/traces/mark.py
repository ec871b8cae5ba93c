"""The marked person: everything personal about her carries a sign that stands nowhere else in the portal."""

import re
from typing import Any

from events.registration.person_details import DETAIL_NAMES

FIRST, LAST = "Kanarzyna", "Kanarzycka"
NAME = f"{FIRST} {LAST}"
EMAIL, OTHER_EMAIL = "kanarzycka@kanarzyc.example", "kanarzycka.nowa@kanarzyc.example"
PHONE, FUNCTION = "58 347 63 91", "kanarzycka prezeska"
NEEDS, ANSWER, WORDS = "kanarzycka pętla indukcyjna", "kanarzycka odpowiedź", f"Pisze {NAME}, {EMAIL}"
PERSON = {name: f"kanarzycka {name}" for name in DETAIL_NAMES}
PERSON |= {"first_name": FIRST, "last_name": LAST, "function": FUNCTION, "email": EMAIL}
CONTACT = {"contact_name": NAME, "contact_email": EMAIL, "contact_phone": PHONE}
# Names are folded for sorting and searching, telephones written in several ways.
SIGN = re.compile(r"kanarz|58.?347.?63.?91", re.IGNORECASE)


def is_marked(value: Any) -> bool:
    """Whether the sign stands in the value."""
    if isinstance(value, bytes | memoryview):
        return bool(SIGN.search(bytes(value).decode("utf-8", errors="ignore")))
    if hasattr(value, "read") and hasattr(value, "seek"):
        value.seek(0)
        content = value.read()
        value.seek(0)
        return is_marked(getattr(value, "name", "")) or holds_mark(content)
    if isinstance(value, list | tuple):
        return any(is_marked(one) for one in value)
    return bool(SIGN.search(str(value))) if value is not None else False


def holds_mark(content: bytes) -> bool:
    """Whether the sign stands in a file: in its bytes, in its words (PDF), in what is packed in it."""
    from tests.traces.stores import words_in  # noqa: PLC0415 the two know each other

    return any(SIGN.search(text) for text in words_in(content))
