"""Tables that come in: every ordinary form is read alike, every hostile one is refused in words."""

import io
import time
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.spreadsheets.reader import MOST_BYTES, TableRefused, read_table
from tests.entities.imports.sheets import csv, rewritten, sheet_xml, xlsx

ROWS = [["Nazwa", "Powiat"], ["Spółdzielnia „Żółć”", "łódzki wschodni"], ["Koło; Gospodyń", "ełcki"]]


def read(content: bytes) -> list[list[str]]:
    return [row.cells for row in read_table(io.BytesIO(content))]


def test_the_same_table_is_read_from_every_form_that_offices_send():
    quoted = [ROWS[0], ROWS[1], ['"Koło; Gospodyń"', "ełcki"]]
    for content in (
        xlsx(*ROWS),
        csv(*quoted),
        csv(*quoted, encoding="utf-8"),
        csv(*quoted, encoding="cp1250"),
        csv(*quoted, sign=","),
        csv(*ROWS, sign="\t", encoding="utf-16"),
        xlsx([], ROWS[0], [None, None], *ROWS[1:], [], [""]),
        csv(*quoted[:1], [], *quoted[1:], ["", ""], []),
    ):
        assert read(content) == ROWS
    latin = [row for row in ROWS if "„" not in row[0]]
    assert read(csv(latin[0], ['"Koło; Gospodyń"', "ełcki"], encoding="iso-8859-2")) == latin


def test_cells_of_a_workbook_become_the_text_that_people_see():
    row = [1234563218, 12.0, 0.5, date(2024, 3, 31), True, "  z\u00a0brzegu "]
    assert read(xlsx(["Nagłówek"], row))[1] == ["1234563218", "12", "0.5", "2024-03-31", "1", "z brzegu"]
    # What our own export guards is read as it was.
    assert read(csv(["Telefon"], ["'+48338451234"]))[1] == ["+48338451234"]
    assert [row.number for row in read_table(io.BytesIO(csv(["A"], [], ["x"], ['"dwie\nlinie"'], ["y"])))] == [
        1,
        3,
        4,
        6,
    ]


LONG = sheet_xml(b"".join(b'<row r="%d"/>' % n for n in range(1, 1_000_001)))
WIDE = ["x"] * 10_000


def bomb() -> bytes:
    return rewritten(xlsx(*ROWS), sheet=sheet_xml(b" " * 70_000_000))


HOSTILE = {
    "bomb": (bomb, "bomb"),
    "million empty rows": (lambda: rewritten(xlsx(*ROWS), sheet=LONG), "many_rows"),
    "one row far below": (
        lambda: rewritten(xlsx(*ROWS), sheet=sheet_xml(b'<row r="1000000"><c r="A1000000"/></row>')),
        "many_rows",
    ),
    "too many rows": (lambda: csv(*[["x"]] * 20_002), "many_rows"),
    "a million line ends": (lambda: b"\r\n" * 1_000_000, "empty"),
    "a million empty CSV rows": (lambda: csv(["Nazwa"]) + b";;\r\n" * 1_000_000, "many_rows"),
    "wide workbook": (lambda: xlsx(WIDE, WIDE), "many_columns"),
    "wide CSV": (lambda: csv(WIDE, WIDE), "many_columns"),
    "formula": (lambda: xlsx(["Nazwa"], ["=HYPERLINK(A1)"]), "formula"),
    "formula in CSV": (lambda: csv(["Nazwa"], ['=cmd|" /c calc"!A0']), "formula"),
    "macros": (lambda: rewritten(xlsx(*ROWS), macros=b"x"), "macros"),
    "password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked"),
    "old Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old"),
    "entities": (lambda: rewritten(xlsx(*ROWS), sheet=b'<!DOCTYPE x [<!ENTITY a "b">]>' + sheet_xml(b"")), "broken"),
    "torn XML": (lambda: rewritten(xlsx(*ROWS), sheet=sheet_xml(b"<row><c></row>")), "broken"),
    "torn archive": (lambda: xlsx(*ROWS)[:-400], "broken"),
    "read as Windows and saved": (lambda: csv(*ROWS, encoding="utf-8").decode("cp1250", "replace").encode(), "garbled"),
    "bytes of no encoding": (lambda: b"Nazwa;Powiat\n\x81\x83\x90;x", "encoding"),
    "open quotation": (lambda: csv(["Nazwa", "Powiat"], ['"bez końca', "x"]), "quote"),
    "long cell": (lambda: csv(["Nazwa"], ["x" * 6000]), "long_cell"),
    "PDF": (lambda: b"%PDF-1.7 nie arkusz", "no_table"),
    "picture": (lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)), "no_table"),
    "HTML": (lambda: b"<html><table><tr><td>Nazwa</td></tr></table>", "no_table"),
    "Word": (lambda: zipped("word/document.xml"), "no_table"),
    "empty": (lambda: b"", "empty"),
    "too big": (lambda: b"x" * (MOST_BYTES + 1), "too_big"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_or_no_table_is_refused_in_words_and_soon(name):
    make, code = HOSTILE[name]
    content, begun = make(), time.process_time()
    with pytest.raises(TableRefused) as refused:
        read(content)
    assert refused.value.code == code
    assert "%(" not in refused.value.messages[0]
    assert time.process_time() - begun < 10


def zipped(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("[Content_Types].xml", "<x/>")
        packed.writestr(name, "<x/>")
    return target.getvalue()


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(content):
    try:
        rows = read_table(io.BytesIO(content))
    except TableRefused:
        return
    assert all("\0" not in cell for row in rows for cell in row.cells)
