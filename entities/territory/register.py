"""The official register of territorial division (TERC), read whole before anything is believed.

Columns of the file: WOJ POW GMI RODZ NAZWA NAZWA_DOD STAN_NA. Codes are text: `02`, `0201`, `0201011`. Of the kinds of
units the portal keeps municipalities (1 urban, 2 rural, 3 urban-rural); towns and rural areas inside an urban-rural one
(4, 5), districts and delegations (8, 9) are their parts.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

HEADER = ["WOJ", "POW", "GMI", "RODZ", "NAZWA", "NAZWA_DOD", "STAN_NA"]
KEPT_KINDS, PART_KINDS = frozenset("123"), frozenset("4589")
FIRST_CITY = 61
LONGEST_NAME = 60
MOST_BYTES = 5_000_000
_CODE = re.compile(r"(\d\d)(?:(\d\d)(?:(\d\d)(\d))?)?")


class RegisterRefused(Exception):
    """The file is not the register; the message names the line."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")
        self.line = line


class Register(NamedTuple):
    """What the file says: names by code."""

    voivodeships: dict[str, str]
    counties: dict[str, str]
    municipalities: dict[str, str]
    lines: int


def read_register(content: bytes) -> Register:
    """Read the file. Raises RegisterRefused at the first line that cannot be."""
    if len(content) > MOST_BYTES:
        raise RegisterRefused(1, "the file is too big to be the register")
    voivodeships: dict[str, str] = {}
    counties: dict[str, str] = {}
    municipalities: dict[str, str] = {}
    parts: set[str] = set()
    line = 1
    for line, row in _rows(content):
        code, name = _code(line, row), _name(line, row)
        known: dict[str, dict[str, str]] = {"2": voivodeships, "4": counties, "7": municipalities}
        place = known[str(len(code))]
        if code in place or code in parts:
            raise RegisterRefused(line, f"the code {code} stands twice")
        if len(code) > 2 and code[:2] not in voivodeships:
            raise RegisterRefused(line, f"the voivodeship {code[:2]} does not stand above")
        if len(code) > 4 and code[:4] not in counties:
            raise RegisterRefused(line, f"the county {code[:4]} does not stand above")
        if code[6:] in PART_KINDS:
            parts.add(code)
        else:
            place[code] = _said(code, name)
    if not municipalities:
        raise RegisterRefused(line, "the file names no municipality")
    return Register(voivodeships, counties, municipalities, line)


def _rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """(number of the line, its columns) below the header; empty lines at the end are passed over."""
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines()
    texts = []
    for number, raw in enumerate(lines, start=1):
        try:
            texts.append(raw.decode("utf-8"))
        except UnicodeDecodeError:
            raise RegisterRefused(number, "not UTF-8") from None
    if not texts or next(csv.reader(io.StringIO(texts[0]), delimiter=";"), []) != HEADER:
        raise RegisterRefused(1, f"the first line must be {';'.join(HEADER)}")
    for number, text in enumerate(texts[1:], start=2):
        if not text.strip():
            continue
        row = next(csv.reader(io.StringIO(text), delimiter=";"), [])
        if len(row) != len(HEADER):
            raise RegisterRefused(number, f"{len(row)} columns instead of {len(HEADER)}")
        yield number, [cell.strip() for cell in row]


def _code(line: int, row: list[str]) -> str:
    code = "".join(row[:4])
    filled = [bool(cell) for cell in row[:4]]
    match = _CODE.fullmatch(code) if code.isascii() else None
    if match is None or filled not in ([True, False, False, False], [True, True, False, False], [True] * 4):
        raise RegisterRefused(line, f"“{';'.join(row[:4])}” is not a code of the register")
    voivodeship, county, municipality, kind = match.groups()
    if not 2 <= int(voivodeship) <= 98 or int(voivodeship) % 2:
        raise RegisterRefused(line, f"there is no voivodeship {voivodeship}")
    if county == "00" or municipality == "00" or (kind and kind not in KEPT_KINDS | PART_KINDS):
        raise RegisterRefused(line, f"“{code}” is not a code of the register")
    return code


def _name(line: int, row: list[str]) -> str:
    name = row[4]
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or any(sign.isdigit() for sign in name):
        raise RegisterRefused(line, f"“{name[:80]}” is not a name")
    try:
        date.fromisoformat(row[6])
    except ValueError:
        raise RegisterRefused(line, f"“{row[6][:20]}” is not a date") from None
    return name


def _said(code: str, name: str) -> str:
    """The register shouts the names of voivodeships."""
    return name.lower() if len(code) == 2 else name
