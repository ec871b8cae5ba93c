"""Numbers that name something, as an address, a form or a script sends them: the one converter.

`str.isdigit()` alone lets other scripts' digits and "²" through, `int()` takes "1_0", " 1 " and thousands of digits,
and a database refuses what is larger than its key. A test finds parsers written by hand.
"""

from collections.abc import Iterable

LARGEST_ID = 2**63 - 1


def clean_number(sent: object, *, most: int = LARGEST_ID) -> int | None:
    """A whole number from 0 to `most`, sent as digits 0–9 or as a number of JSON; None for anything else."""
    if isinstance(sent, str) and sent.isascii() and sent.isdigit() and len(sent) <= len(str(most)):
        sent = int(sent)
    if not isinstance(sent, int) or isinstance(sent, bool):
        return None
    return sent if 0 <= sent <= most else None


def clean_id(sent: object) -> int | None:
    """The primary key that was sent; None for what cannot be one (keys begin with 1)."""
    return clean_number(sent) or None


def clean_ids(sent: Iterable[object]) -> list[int]:
    """The keys of a list, each once, in the order sent; what cannot be a key is passed over."""
    return list(dict.fromkeys(key for one in sent if (key := clean_id(one))))
