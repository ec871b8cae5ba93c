"""Sheets as people, and others, send them."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

HEAD = ["Nazwa podmiotu", "Forma prawna", "NIP", "Powiat", "Miejscowość", "E-mail", "Telefon", "Usługi"]
ROW = ["Spółdzielnia Socjalna „Kępa”", "Spółdzielnia socjalna", "123-456-32-18", "oświęcimski", "Kęty"]
ROW += ["biuro@kepa.example", "33 845 12 34", "Catering i przyjęcia, Ceramika"]


def xlsx(*rows: Sequence[object]) -> bytes:
    """A workbook of one sheet."""
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(target)
    return target.getvalue()


def csv(*rows: Iterable[str], encoding: str = "utf-8-sig", sign: str = ";") -> bytes:
    """Rows as text."""
    return "\r\n".join(sign.join(row) for row in rows).encode(encoding)


def rewritten(content: bytes, **parts: bytes | None) -> bytes:
    """The workbook with some parts written anew (`sheet=`: the first sheet's XML), or added by their names."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "macros": "xl/vbaProject.bin"}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        mine = {names[name]: part for name, part in parts.items()}
        for part in source.infolist():
            if part.filename not in mine:
                packed.writestr(part.filename, source.read(part))
        for name, part in mine.items():
            if part is not None:
                packed.writestr(name, part)
    return target.getvalue()


def sheet_xml(rows: bytes) -> bytes:
    """The XML of a sheet with these rows."""
    name = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<?xml version="1.0"?><worksheet xmlns="' + name + b'"><sheetData>' + rows + b"</sheetData></worksheet>"
