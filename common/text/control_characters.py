"""Signs that no text has: they come in with a paste or a sheet, and XML, a spreadsheet or a database chokes on them."""

import re
from typing import Any

# Control characters but tab and new line, the byte order mark, halves of a letter, what Unicode keeps for no letter.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
# Word's soft line break, a new page, the next line of old machines: they stand between two words.
_BREAK = re.compile(r"[\x0b\x0c\x85]")


def without_controls(text: str, *, line: str = " ") -> str:
    """The text without them; what breaks a line becomes `line`."""
    return CONTROL.sub("", _BREAK.sub(line, text)) if CONTROL.search(text) else text


def clean_texts(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a service, the texts among them without control characters."""
    return {name: without_controls(value) if isinstance(value, str) else value for name, value in fields.items()}
