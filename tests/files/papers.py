"""Documents made for these tests: honest ones, and ones that hold something active. Nothing in them does harm."""

import io
import struct
from typing import Any

import pikepdf
import xlsxwriter
from pikepdf import Array, Dictionary, Name, Pdf

from tests.files import samples

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN = "application/vnd.oasis.opendocument."
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "draw", "meta", "presentation", "script", "manifest")
)


# --- PDF --------------------------------------------------------------------------------------------------------
def saved(pdf: Pdf, **options: Any) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, **options)
    return buffer.getvalue()


def page_that(act: dict[str, Any]) -> Pdf:
    """A page with a link that does something."""
    pdf = Pdf.open(io.BytesIO(samples.PDF))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(act))
    pdf.pages[0].obj["/Annots"] = pdf.make_indirect(Array([pdf.make_indirect(link)]))
    return pdf


def launching() -> Pdf:
    """A link that names a program which does not exist."""
    return page_that({"/S": Name.Launch, "/F": pikepdf.String("nie-ma-takiego.exe")})


def form(script: str = "") -> Pdf:
    """A form with one field, and perhaps a script that counts."""
    pdf = Pdf.open(io.BytesIO(samples.PDF))
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=pikepdf.String("kwota"), Rect=[0, 0, 9, 9])
    if script:
        field["/AA"] = Dictionary(K=Dictionary(S=Name.JavaScript, JS=pikepdf.String(script)))
    held = pdf.make_indirect(field)
    pdf.pages[0].obj["/Annots"] = Array([held])
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([held]))
    return pdf


def with_attachment(name: str, data: bytes) -> Pdf:
    pdf = Pdf.open(io.BytesIO(samples.PDF))
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
    return pdf


# --- Office -----------------------------------------------------------------------------------------------------
def office(main: str = WORD, *, types: dict[str, str] | None = None, **parts: bytes | str) -> bytes:
    """A document of Word, Excel or PowerPoint; `types` says what further parts are, by their names."""
    folder, name = {WORD: ("word", "document"), SLIDES: ("ppt", "presentation")}.get(main, ("xl", "workbook"))
    told = {f"/{folder}/{name}.xml": main, **(types or {})}
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in told.items())
    listed = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{overrides}</Types>"
    )
    body = {f"{folder}__{name}_dot_xml": f"<w:document {W}/>", **parts}
    return samples.zipped(**{"[Content_Types]_dot_xml": listed, **body})


def relations(kind: str, target: str, *, outside: bool = True) -> str:
    mode = ' TargetMode="External"' if outside else ""
    one = f'<Relationship Id="r1" Type="{OFFICE}{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{one}</Relationships>'


def linked(kind: str, target: str, *, outside: bool = True) -> bytes:
    """A Word document with one relationship."""
    return office(word___rels__document_dot_xml_dot_rels=relations(kind, target, outside=outside))


def field(*pieces: str) -> bytes:
    """A Word document with a field whose code stands in these pieces."""
    code = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "end"))
    return office(word__document_dot_xml=f"<w:document {W}><w:body><w:p>{begin}{code}{end}</w:p></w:body></w:document>")


def holding(name: str, data: bytes) -> bytes:
    """A Word document with something put into it."""
    return office(**{f"word__embeddings__{name.replace('.', '_dot_')}": data})


def sheet() -> bytes:
    """What XlsxWriter makes: numbers, a link, a picture, a chart."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet()
    page.write_column(0, 0, [1, 2, 3])
    page.write_formula("A5", "=SUM(A1:A3)")
    page.write_url("B1", "https://example.org/regulamin")
    page.insert_image("C1", "p.png", {"image_data": io.BytesIO(samples.encoded(samples.photo(40, 40), "PNG"))})
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Sheet1!$A$1:$A$3"})
    page.insert_chart("D2", chart)
    book.close()
    return buffer.getvalue()


# --- OpenDocument -----------------------------------------------------------------------------------------------
def opened(content: str = "", *, kind: str = "text", **parts: bytes | str) -> bytes:
    links = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    written = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} {links}>'
        f"<office:scripts/><office:body>{content}</office:body></office:document-content>"
    )
    return samples.zipped(mimetype=OPEN + kind, content_dot_xml=written, **parts)


# --- compound files of old Office -------------------------------------------------------------------------------
def compound(**streams: bytes) -> bytes:
    """A compound file; `__` in a stream's name stands for its storage's slash. Each stream is filled up to 4 kB."""
    entries: list[dict[str, Any]] = [{"name": "Root Entry", "type": 5, "inside": []}]
    for path, data in streams.items():
        at = 0
        *storages, last = path.split("__")
        for name in storages:
            there = next((n for n in entries[at]["inside"] if entries[n]["name"] == name), None)
            if there is None:
                entries.append({"name": name, "type": 1, "inside": []})
                there = len(entries) - 1
                entries[at]["inside"].append(there)
            at = there
        size = max(-(-len(data) // 512) * 512, 4096)
        entries.append({"name": last, "type": 2, "inside": [], "data": data.ljust(size, b"\0")})
        entries[at]["inside"].append(len(entries) - 1)
    return _laid_out(entries)


def _laid_out(entries: list[dict[str, Any]]) -> bytes:
    none = 0xFFFFFFFF
    right = {}
    for one in entries:
        right |= dict(zip(one["inside"], [*one["inside"][1:], none], strict=False))
    directory = -(-len(entries) // 4)
    table = [0xFFFFFFFD, *range(2, directory + 1), 0xFFFFFFFE]
    bodies = b""
    rows = b""
    for number, one in enumerate(entries):
        data, start = one.get("data", b""), 0
        if data:
            start, count = len(table), len(data) // 512
            table += [*range(start + 1, start + count), 0xFFFFFFFE]
            bodies += data
        name = one["name"].encode("utf-16-le") + b"\0\0"
        child = one["inside"][0] if one["inside"] else none
        rows += name.ljust(64, b"\0") + struct.pack("<HBB", len(name), one["type"], 1)
        rows += struct.pack("<III", none, right.get(number, none), child) + bytes(36)
        rows += struct.pack("<III", start if data else 0xFFFFFFFE, len(data), 0)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    head += struct.pack("<108I", *(none for _ in range(108)))
    head = head[:68] + struct.pack("<II", 0xFFFFFFFE, 0) + struct.pack("<109I", 0, *(none for _ in range(108)))
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return head[:512] + fat + rows.ljust(directory * 512, b"\0") + bodies


def old_workbook(kind: int) -> bytes:
    """The beginning of an Excel 97 workbook with one sheet: kind 0 is a sheet, 1 a sheet of macros."""
    listed = struct.pack("<IBB", 0, 0, kind) + b"\x04\x00Auto"
    return struct.pack("<HHHH", 0x809, 4, 0x600, 5) + struct.pack("<HH", 0x85, len(listed)) + listed + b"\x0a\0\0\0"
