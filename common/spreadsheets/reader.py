"""Tables that come in: XLSX and CSV read as text, within limits; what is hostile or no table is refused in words.

Nothing is run and nothing is kept: a table is read into rows of plain text and forgotten. Whatever is unpacked is
measured before a parser sees it, so a small file cannot become a large one.
"""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, BinaryIO, ClassVar, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from common.spreadsheets.archives import TooMuchPacked, opened_zip
from common.text.control_characters import CONTROL, without_controls

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
# All parts of a workbook unpacked; 20,000 honest rows of 25 columns take a third of it.
MOST_UNPACKED = 64 * MEGABYTE
MOST_PARTS = 1000
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 100, 1_000_000
# A spreadsheet may say so many rows below the last one that holds something.
MOST_EMPTY = 5_000
LONGEST_CELL = 5_000
TOLD_EVERY = 500
Progress = Callable[[int], None]
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MESSAGES = {
    "empty": _("The file is empty. Check that it opens on your computer, then send it again."),
    "too_big": _("The file is larger than %(limit)s MB. Split it into smaller ones."),
    "no_table": _("This is not a sheet. Send a file of Excel (.xlsx) or CSV."),
    "old": _("This is a file of an old Excel (.xls). Save it as .xlsx or CSV and send it again."),
    "locked": _("The file is protected by a password. Save it without the password and send it again."),
    "open_document": _("This is a file of LibreOffice (.ods). Save it as .xlsx or CSV and send it again."),
    "macros": _("The file contains macros. Save it as an ordinary .xlsx or CSV and send it again."),
    "broken": _("The sheet is damaged. Open it on your computer, save it as .xlsx anew and send it again."),
    "bomb": _("The file unpacks to more than %(limit)s MB. Copy the rows to a new sheet and send that one."),
    "many_rows": _("The sheet has more than %(limit)s rows, empty ones counted. Delete the empty rows or split it."),
    "many_columns": _("The sheet has more than %(limit)s columns. Leave only those that are to be read."),
    "many_cells": _("The sheet has more than %(limit)s cells. Leave only what is to be read, or split it."),
    "long_cell": _("Row %(row)s has a cell longer than %(limit)s characters. Shorten it and send the file again."),
    "formula": _("Cell %(cell)s holds a formula. Copy the sheet, paste it as values only, and send that one."),
    "encoding": _("The letters of this file cannot be read. Save it as CSV UTF-8 or .xlsx and send it again."),
    "garbled": _("Row %(row)s has broken letters (“%(text)s”). Save the file as CSV UTF-8 or .xlsx and send it again."),
    "quote": _("From row %(row)s on the file cannot be read: a quotation mark is not closed."),
    "no_rows": _("The sheet has no rows below its headings."),
}
LIMITS = {
    "too_big": MOST_BYTES // MEGABYTE,
    "bomb": MOST_UNPACKED // MEGABYTE,
    "many_rows": MOST_ROWS,
    "many_columns": MOST_COLUMNS,
    "many_cells": MOST_CELLS,
    "long_cell": LONGEST_CELL,
}
_ROW = re.compile(rb"<(?:\w+:)?row\b(?:[^>]*?\br=\"(\d+)\")?")
_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_TEXT = re.compile(rb"<(?:\w+:)?si[ >/]")
_DELIMITERS = (";", ",", "\t", "|")
# Bytes that only one of the two one-byte encodings of Polish uses for its letters (ą ś ź Ą Ś Ź).
_WINDOWS, _LATIN2 = frozenset(b"\xb9\x9c\x9f\xa5\x8c\x8f"), frozenset(b"\xb1\xb6\xbc\xa1\xa6\xac")


class TableRefused(ValidationError):
    """The file cannot be read as a table; the message says how to mend it. Who reads more into it adds to `texts`."""

    texts: ClassVar[Mapping[str, Any]] = MESSAGES

    def __init__(self, code: str, **params: Any) -> None:
        limit = {"limit": LIMITS[code]} if code in LIMITS else {}
        super().__init__(self.texts[code], code=code, params=limit | params or None)


class TableRow(NamedTuple):
    """A row that holds something: its number in the sheet, its cells as text."""

    number: int
    cells: list[str]


def check_table(file: BinaryIO) -> None:
    """What can be told without reading the rows: size, kind, letters, what an archive says of itself. In milliseconds.

    Raises TableRefused. What passes may still be refused by `read_table`.
    """
    content = _content(file)
    if content.startswith(b"PK"):
        with _opened(content) as packed:
            _look(packed)
    else:
        _letters_of(content)


def read_table(file: BinaryIO, progress: Progress = lambda done: None, *, most_rows: int = MOST_ROWS) -> list[TableRow]:
    """The rows of the first sheet that has any; `progress` hears how many are read. Raises TableRefused."""
    content, rows = _content(file), []
    for row in _kept(_workbook(content) if content.startswith(b"PK") else _text(content), most_rows):
        rows.append(row)
        if len(rows) % TOLD_EVERY == 0:
            progress(len(rows))
    if not rows:
        raise TableRefused("no_rows")
    return rows


def _content(file: BinaryIO) -> bytes:
    content = file.read(MOST_BYTES + 1)
    if not content.strip():
        raise TableRefused("empty")
    if len(content) > MOST_BYTES:
        raise TableRefused("too_big")
    if content.startswith(OLD_OFFICE):
        raise TableRefused("locked" if "EncryptedPackage".encode("utf-16-le") in content else "old")
    return content


def _kept(rows: Iterator[TableRow], most_rows: int) -> Iterator[TableRow]:
    """Without empty rows and what stands empty at a row's end; within the limits."""
    kept = cells = 0
    for read, (number, row) in enumerate(rows):
        if read > MOST_ROWS + MOST_EMPTY:
            raise TableRefused("many_rows", limit=most_rows)
        while row and not row[-1]:
            row.pop()
        if not row:
            continue
        kept, cells = kept + 1, cells + len(row)
        if len(row) > MOST_COLUMNS:
            raise TableRefused("many_columns")
        if kept > most_rows:
            raise TableRefused("many_rows", limit=most_rows)
        if cells > MOST_CELLS:
            raise TableRefused("many_cells")
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise TableRefused("long_cell", row=number)
        yield TableRow(number, row)


def _plain(text: str) -> str:
    return without_controls(text.replace("\u00a0", " ").replace("\u202f", " ")).strip()


# --- XLSX ---------------------------------------------------------------------------------------------------------
def _workbook(content: bytes) -> Iterator[TableRow]:
    _measure(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts that openpyxl does not know are no concern of ours
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            for sheet in book.worksheets:
                found = False
                for row in sheet.iter_rows(max_row=MOST_ROWS + MOST_EMPTY, max_col=MOST_COLUMNS + 1):
                    cells = [_cell(cell) for cell in row]
                    if any(cells):
                        found = True
                        yield TableRow(next(cell.row for cell in row if getattr(cell, "row", 0)), cells)
                if found:
                    return
    except TableRefused:
        raise
    except Exception as error:  # whatever a broken workbook makes its reader raise
        raise TableRefused("broken") from error


def _cell(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise TableRefused("formula", cell=cell.coordinate)
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else _plain(str(value))


def _measure(content: bytes) -> None:
    """Look at the archive before it is believed: what it is, how much it unpacks to, how many rows it has."""
    with _opened(content) as packed:
        _look(packed)
        for part in packed.infolist():
            if part.filename.endswith((".xml", ".rels")):
                _scan(packed, part)


def _look(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise TableRefused("locked")
    if "mimetype" in names and b"opendocument.spreadsheet" in packed.open("mimetype").read(200):
        raise TableRefused("open_document")
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise TableRefused("no_table")
    if any(name.lower().endswith("vbaproject.bin") or "macrosheets/" in name.lower() for name in names):
        raise TableRefused("macros")


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with opened_zip(io.BytesIO(content), most_parts=MOST_PARTS, most_unpacked=MOST_UNPACKED) as packed:
            yield packed
    except TooMuchPacked as error:
        raise TableRefused("bomb") from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise TableRefused("broken") from error


def _scan(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Entities of a document type unpack without end; rows and cells are counted before they are objects."""
    rows = cells = 0
    rest = b""
    sheet = part.filename.startswith("xl/worksheets/")
    with packed.open(part) as content:
        while piece := content.read(MEGABYTE):
            text = rest + piece
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise TableRefused("broken")
            rest = text[-300:]
            # Each text of the workbook becomes an object, also one that no cell shows.
            cells += len((_CELL if sheet else _TEXT).findall(piece))
            if cells > MOST_CELLS + MOST_CELLS // 2:
                raise TableRefused("many_cells")
            if not sheet:
                continue
            rows += len(_ROW.findall(piece))
            last = max((int(number or 0) for number in _ROW.findall(text)), default=0)
            if max(rows, last) > MOST_ROWS + MOST_EMPTY:
                raise TableRefused("many_rows")


# --- CSV ----------------------------------------------------------------------------------------------------------
def _text(content: bytes) -> Iterator[TableRow]:
    text = _letters_of(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 1
    try:
        for row in reader:
            if any(cell[:1] == "=" for cell in row):
                place = next(at for at, cell in enumerate(row) if cell[:1] == "=")
                raise TableRefused("formula", cell=f"{_letters(place)}{number}")
            yield TableRow(number, [_unguarded(_whole(cell, number)) for cell in row])
            number = reader.line_num + 1
    except csv.Error as error:
        raise TableRefused("quote", row=number) from error


def _letters_of(content: bytes) -> str:
    text = _decoded(content)
    if CONTROL.search(text.removeprefix("\ufeff")) or text.lstrip()[:1] == "<" or text.startswith("%PDF"):
        raise TableRefused("no_table")
    return text


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, what Excel calls Unicode text, or one of the two old encodings of Polish."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content:
        raise TableRefused("no_table")
    else:
        used = frozenset(content)
        old = ["iso-8859-2", "cp1250"] if len(used & _LATIN2) > len(used & _WINDOWS) else ["cp1250"]
        encodings = ["utf-8-sig"] if content.startswith(b"\xef\xbb\xbf") else ["utf-8", *old]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\ufffd" not in text:
            return text
    raise TableRefused("encoding")


def _delimiter(text: str) -> str:
    """The sign that cuts the first lines into the most equal rows."""
    lines = [line for line in text[:100_000].splitlines()[:30] if line.strip()]

    def fit(sign: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1]
        except csv.Error:
            return 0, 0
        usual = max(set(widths), key=widths.count) if widths else 0
        # More than half of the lines: a stray sign in a sheet of one column is none.
        return (widths.count(usual), usual) if 2 * widths.count(usual) > len(lines) else (0, 0)

    return max(_DELIMITERS, key=fit)


def _whole(cell: str, number: int) -> str:
    """UTF-8 that somebody once read as Windows-1250 (`Ĺ‚` for `ł`) is refused: no Polish word has these letters."""
    if any(sign in cell for sign in "ĹÄĂ"):
        try:
            mended = cell.encode("cp1250").decode("utf-8")
        except UnicodeError:
            return _plain(cell)
        if mended != cell:
            raise TableRefused("garbled", row=number, text=cell[:30])
    return _plain(cell)


def _unguarded(cell: str) -> str:
    """Our own export puts `'` before what a spreadsheet would count (common/spreadsheets/writer.safe)."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@" and len(cell) > 1 else cell


def _letters(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else f"{chr(ord('A') + column // 26 - 1)}{chr(ord('A') + column % 26)}"
