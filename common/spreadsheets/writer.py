"""Tables that go out as XLSX and CSV: every cell is text, and what a spreadsheet would run is made harmless.

CSV has a mark of UTF-8, as Polish spreadsheets expect. Long tables never stand in memory.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would count what begins so
BOM = b"\xef\xbb\xbf"
Row = Sequence[str]
# A workbook is written while the browser waits: so much takes two seconds. CSV flows, and may be longer.
MOST_XLSX_CELLS = 200_000
MOST_CSV_ROWS = 500_000


class SheetTooLong(Exception):
    """More than a request writes as XLSX; the page (common/db/statement_timeouts) says what to do instead."""

    def __init__(self, cells: int) -> None:
        super().__init__(f"more than {cells} cells")
        self.cells = cells


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def csv_pieces(rows: Iterable[Row], *, delimiter: str = ";") -> Iterator[bytes]:
    """The rows as CSV, in pieces of some hundred rows: a long table never stands in memory."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    yield BOM
    for number, row in enumerate(rows, start=1):
        if number > MOST_CSV_ROWS:
            writer.writerow([_("The list is longer and ends here. Narrow it and take it in parts.")])
            break
        writer.writerow([safe(text) for text in row])
        if number % 500 == 0:
            yield target.getvalue().encode()
            target.seek(0)
            target.truncate()
    yield target.getvalue().encode()


def xlsx_file(rows: Iterable[Row], *, title: str, most_cells: int = 0) -> IO[bytes]:
    """A workbook of one sheet whose first row is the head; every cell is text. The caller closes the file.

    `most_cells`: how many it may have, where a worker writes it. Raises SheetTooLong.
    """
    return xlsx_book([(title, rows)], most_cells=most_cells)


def xlsx_bytes(rows: Iterable[Row], *, title: str) -> bytes:
    """The same in memory, for a short table."""
    with xlsx_file(rows, title=title) as file:
        return file.read()


def xlsx_book(sheets: Iterable[tuple[str, Iterable[Row]]], *, most_cells: int = 0) -> IO[bytes]:
    """A workbook of sheets (name, rows), each with its head in the first row. The caller closes the file.

    Raises SheetTooLong.
    """
    target = tempfile.TemporaryFile()  # noqa: SIM115 (handed on to the response, which closes it)
    try:
        _write(target, sheets, most_cells or MOST_XLSX_CELLS)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return target


def _write(target: IO[bytes], sheets: Iterable[tuple[str, Iterable[Row]]], most_cells: int) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    cells = 0
    with Workbook(target, options) as book:
        bold = book.add_format({"bold": True})
        for title, rows in sheets:
            sheet = book.add_worksheet(title[:31])
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows):
                if place == 0:
                    sheet.set_column(0, len(row), 22)
                cells += len(row)
                if cells > most_cells:
                    raise SheetTooLong(most_cells)
                for column, text in enumerate(row):
                    sheet.write_string(place, column, text, bold if place == 0 else None)
