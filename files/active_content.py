"""What runs, fetches or hides something in a document, found by its content, whatever its name says.

Runs only in the limited child (files/decoder.py), for it opens strangers' files: it knows neither Django nor the
portal. PDF is read by pikepdf (qpdf sees through compressed and encrypted objects), the compound files of old Office
by olefile; Office and OpenDocument files are zip archives of XML, read by defusedxml.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

import olefile
import pikepdf
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError, fromstring

DEEPEST = 3  # a table in a text in a letter; more than this nobody needs
COMPOUND, PDF, PACKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"PK\x03\x04"
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\x01\0\0\0", b"\xd7\xcd\xc6\x9a")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!", b"\x4c\x00\x00\x00\x01\x14\x02\x00")
PLAIN_ENDINGS = frozenset({"", "txt", "csv", "tsv", "xml", "xsd", "json", "md"})
BROKEN_ARCHIVE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error)
# What may be fetched from another machine: followed only by a click, or a picture.
FETCHED_BY_HAND = frozenset({"hyperlink", "image", "video", "audio", "media"})
LINKS_OF_ODF = frozenset({"a", "image", "fill-image", "background-image", "plugin"})
DDE_OF_ODF = frozenset({"dde-source", "dde-connection-decl", "dde-connection", "dde-link", "dde-links"})
WORTH_A_LOOK = DDE_OF_ODF | {"encryption-data", "applet", "plugin", "event-listener"}
OPEN_MACRO = ("vnd.sun.star.script:", "macro:", "vnd.sun.star.expand:")
# In the bytes of a part: names that matter, and signs written as numbers, which may spell them.
TELLING = re.compile(rb"event-listener|dde|href|plugin|applet|encryption-data|&#", re.IGNORECASE)
PLAINLY_ENCODED = re.compile(rb"""<\?xml[^>]*encoding=["']utf-8["']""", re.IGNORECASE)
STARTS_PROGRAM = re.compile(rb"ppaction://(program|macro|ole)", re.IGNORECASE)
# Where macros lie: VBA, and the Basic and scripts of LibreOffice (whose bare lists of libraries are no macros).
MACROS = re.compile(r"(^|/)(vbaProject\.bin|Basic/(?!(.*/)?script-l[bc]\.xml$).+\.xml|Scripts/.+[^/])$", re.IGNORECASE)
# Kinds of a sheet in the table of contents of an old workbook ([MS-XLS] 2.4.28 BoundSheet8).
SHEET_RECORD, LOCKED_RECORD, LAST_RECORD, MACRO_SHEETS = 0x85, 0x2F, 0x0A, (1, 6)


class Active(Exception):
    """The document will not be taken; the argument is the code of the reason (files.refusals.MESSAGES)."""


def look(path: str) -> dict[str, Any]:
    """Raises Active; else says whether a PDF brings scripts along, which is no reason to refuse it."""
    with open(path, "rb") as file:
        head = file.read(8)
        file.seek(0)
        if head.startswith(PDF):
            return {"scripts": _pdf(file, 0)}
        _archive(file, 0)
    return {"scripts": False}


def _part(data: bytes, name: str, depth: int) -> None:
    """A file inside a document: a picture, plain text, or a document that is clean itself. Nothing else."""
    if depth > DEEPEST:
        raise Active("embedded")
    if data.startswith(COMPOUND):
        _compound(data, depth)
    elif data.startswith(PDF):
        _pdf(BytesIO(data), depth)
    elif data.startswith(PACKED):
        _archive(BytesIO(data), depth)
    elif not data.startswith(PICTURES) and not _is_webp(data) and not _is_plain(data, name):
        raise Active("embedded")


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_plain(data: bytes, name: str) -> bool:
    ending = posixpath.splitext(name)[1].lstrip(".").lower()
    return ending in PLAIN_ENDINGS and b"\0" not in data and not data.startswith(PROGRAMS)


# --- PDF --------------------------------------------------------------------------------------------------------
def _pdf(file: BinaryIO, depth: int) -> bool:
    """Whether it brings scripts along."""
    try:
        with pikepdf.open(file) as pdf:
            scripts = False
            for found in _dictionaries(pdf):
                scripts = _pdf_object(found, depth) or scripts
            return scripts
    except pikepdf.PasswordError as error:
        raise Active("locked") from error
    except pikepdf.PdfError as error:
        raise Active("broken_file") from error


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, also those that stand inside others, and of every stream."""
    waiting: list[Any] = [*pdf.objects, pdf.trailer]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Array):
            inside: Any = found
        elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            yield found
            inside = (value for _, value in found.items())
        else:
            continue
        # What is only named here by its number comes in its own turn.
        waiting += [one for one in inside if isinstance(one, pikepdf.Object) and not one.is_indirect]


def _pdf_object(found: Any, depth: int) -> bool:
    """Whether it is a script; raises Active when it is worse."""
    act = found.get("/S")
    if act == "/Launch":
        raise Active("launch")
    files = found.get("/EF")
    if isinstance(files, pikepdf.Dictionary):
        name = str(found.get("/UF") or found.get("/F") or "")
        for _, stream in files.items():
            if isinstance(stream, pikepdf.Stream):
                _part(stream.read_bytes(), name, depth + 1)
    return act == "/JavaScript" or "/JS" in found or "/XFA" in found


# --- Office and OpenDocument ------------------------------------------------------------------------------------
def _archive(file: BinaryIO, depth: int) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            names = {part.filename for part in packed.infolist()}
            if any(part.flag_bits & 1 for part in packed.infolist()):
                raise Active("locked")
            if any(MACROS.search(name) for name in names):
                raise Active("macros")
            if "[Content_Types].xml" in names:
                _office(packed, depth)
            elif "mimetype" in names and packed.open("mimetype").read(40).startswith(b"application/vnd.oasis."):
                _open_document(packed, depth)
            else:
                raise Active("embedded")
    except (*BROKEN_ARCHIVE, ParseError, DefusedXmlException, KeyError, UnicodeError) as error:
        raise Active("broken_file") from error


def _office(packed: zipfile.ZipFile, depth: int) -> None:
    types = _types(packed)
    for kind in types.values():
        if "vbaproject" in kind or "macrosheet" in kind or ("macroenabled" in kind and "sheet.binary" not in kind):
            raise Active("macros")
        if "activex" in kind:
            raise Active("embedded")
    for part in packed.infolist():
        name = "/" + part.filename.lstrip("/")
        kind = types.get(name.lower()) or types.get(posixpath.splitext(name)[1].lower().lstrip("."), "")
        if name.lower().endswith(".rels"):
            _relations(packed, part)
        elif "wordprocessingml" in kind and kind.endswith("xml"):
            _read(packed, part, _Fields())
        elif "externallink" in kind:
            _read(packed, part, _Links())
        elif "presentationml" in kind and STARTS_PROGRAM.search(packed.read(part)):
            raise Active("launch")
        elif not kind.endswith("xml"):
            _binary(packed, part, depth, strict="/embeddings/" in name.lower())
    if depth == 0 and any("sheet.binary" in kind for kind in types.values()):
        raise Active("binary_sheet")


def _types(packed: zipfile.ZipFile) -> dict[str, str]:
    """What the archive says of its parts, in small letters: by the part's name, or by an ending."""
    found = {}
    for one in fromstring(packed.read("[Content_Types].xml"), forbid_dtd=True):
        key = one.get("PartName") or one.get("Extension") or ""
        found[key.lower()] = (one.get("ContentType") or "").lower()
    return found


def _relations(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    for one in fromstring(packed.read(part), forbid_dtd=True):
        kind = posixpath.basename(one.get("Type") or "").lower()
        if "vba" in kind or "macrosheet" in kind or kind == "attachedtoolbars":
            raise Active("macros")
        if kind in ("control", "activexcontrolbinary"):
            raise Active("embedded")
        outside = (one.get("TargetMode") or "").lower() == "external"
        if outside and kind not in FETCHED_BY_HAND and is_remote(one.get("Target") or ""):
            raise Active("remote")


def is_remote(target: str) -> bool:
    """Whether opening the document would ask another machine: a web address, or a folder shared by one."""
    plain = unquote(target).strip().replace("\\", "/")
    if re.match(r"[A-Za-z]:", plain):  # a drive
        return False
    parts = urlsplit(plain)
    if parts.scheme == "file":
        return bool(parts.netloc and parts.netloc != "localhost") or parts.path.startswith("//")
    return bool(parts.scheme or parts.netloc)


class _Fields:
    """Word keeps a field's code in pieces between its begin and its end; fields stand inside others."""

    def __init__(self) -> None:
        self.codes: list[str] = []
        self.is_code = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        self.is_code = name == "instrText"
        if name == "fldChar":
            step = _value(attributes, "fldCharType")
            if step == "begin":
                self.codes.append("")
            elif step == "end" and self.codes:
                _field(self.codes.pop())
        elif name == "fldSimple":
            _field(_value(attributes, "instr"))

    def data(self, text: str) -> None:
        if self.is_code:
            self.codes[-1:] = [(self.codes[-1] if self.codes else "") + text]

    def end(self, tag: str) -> None:
        self.is_code = False

    def close(self) -> None:
        for code in self.codes:  # what its writer left open
            _field(code)


def _field(code: str) -> None:
    words = code.upper().split()
    if words[:1] in (["DDE"], ["DDEAUTO"]):
        raise Active("dde")
    if words[:1] == ["INCLUDETEXT"] and any(is_remote(word.strip('"')) for word in words[1:]):
        raise Active("remote")


class _Links:
    """A workbook's link to another program."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "ddeLink":
            raise Active("dde")


def _open_document(packed: zipfile.ZipFile, depth: int) -> None:
    for part in packed.infolist():
        name = part.filename.lower()
        if not name.endswith(".xml"):
            _binary(packed, part, depth, strict=False)
        elif _may_hold_more_than_words(packed, part):
            _read(packed, part, _OpenDocument())


def _may_hold_more_than_words(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Half a million cells take seconds to parse, and nearly always none of the names that matter is among them."""
    with packed.open(part) as content:
        before = content.read(200)
        if before.startswith((b"\xff\xfe", b"\xfe\xff")) or not PLAINLY_ENCODED.search(before):
            return True
        while piece := content.read(1024 * 1024):
            if TELLING.search(before + piece):
                return True
            before = piece[-40:]
    return bool(TELLING.search(before))


class _OpenDocument:
    """What an element starts by itself, at an event, or fetches from another machine."""

    def __init__(self) -> None:
        self.plain: set[str] = set()  # names of elements and attributes met that say nothing: a sheet repeats them

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in self.plain and self.plain.issuperset(attributes):
            return
        name = _local(tag)
        if name in WORTH_A_LOOK:
            self.look(name, attributes)
        else:
            self.plain.add(tag)
        for attribute, value in attributes.items():
            if attribute.endswith("}href"):
                self.follow(name, value)
            elif attribute.endswith("}formula"):
                if "DDE(" in value.upper():
                    raise Active("dde")
            else:
                self.plain.add(attribute)

    def look(self, name: str, attributes: dict[str, str]) -> None:
        if name == "encryption-data":
            raise Active("locked")
        if name in DDE_OF_ODF:
            raise Active("dde")
        if name == "applet" or (name == "plugin" and "star.media" not in _value(attributes, "mime-type")):
            raise Active("embedded")
        if name == "event-listener":
            act = _value(attributes, "action")
            if act == "execute":
                raise Active("launch")
            if act in ("", "macro"):
                raise Active("macros")

    def follow(self, name: str, target: str) -> None:
        if target.lower().startswith(OPEN_MACRO):
            raise Active("macros")
        if name not in LINKS_OF_ODF and is_remote(target):
            raise Active("remote")


def _binary(packed: zipfile.ZipFile, part: zipfile.ZipInfo, depth: int, *, strict: bool) -> None:
    """A part that is no XML. Where documents keep what was put into them everything must be known."""
    if part.is_dir():
        return
    with packed.open(part) as content:
        head = content.read(8)
    if strict or head.startswith((COMPOUND, PDF, PACKED)):
        _part(packed.read(part), part.filename, depth + 1)
    elif head.startswith(PROGRAMS) and not part.filename.lower().endswith((".ttf", ".odttf", ".fntdata")):
        raise Active("embedded")


def _read(packed: zipfile.ZipFile, part: zipfile.ZipInfo, target: Any) -> None:
    """Let `target` hear of every element, without keeping them."""
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    with packed.open(part) as content:
        while piece := content.read(256 * 1024):
            parser.feed(piece)
    parser.close()


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _value(attributes: dict[str, str], local: str) -> str:
    return next((value for name, value in attributes.items() if _local(name) == local), "")


# --- compound files of old Office -------------------------------------------------------------------------------
def _compound(data: bytes, depth: int) -> None:
    try:
        with olefile.OleFileIO(BytesIO(data)) as compound:
            for path in compound.listdir(streams=True, storages=True):
                _stream(compound, path, {name.lower() for name in path}, depth)
    except (OSError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise Active("embedded") from error


def _stream(compound: olefile.OleFileIO, path: list[str], names: set[str], depth: int) -> None:
    if names & {"vba", "_vba_project", "_vba_project_cur", "macros"}:
        raise Active("macros")
    if "\x01ole10native" in names:  # the Packager: any file, opened by its own program
        raise Active("embedded")
    if "encryptedpackage" in names:
        raise Active("locked")
    if compound.get_type(path) != olefile.STGTY_STREAM:
        return
    last = path[-1].lower()
    if last in ("workbook", "book"):
        _old_workbook(compound.openstream(path).read())
    elif last in ("package", "contents"):
        content = compound.openstream(path).read()
        if content.startswith((COMPOUND, PDF, PACKED)):
            _part(content, "", depth + 1)


def _old_workbook(content: bytes) -> None:
    """Its sheets are listed at its beginning, each with its kind."""
    at = 0
    while at + 4 <= len(content):
        record, length = (int.from_bytes(content[at + n : at + n + 2], "little") for n in (0, 2))
        if record == SHEET_RECORD and content[at + 9 : at + 10] and content[at + 9] in MACRO_SHEETS:
            raise Active("macros")
        if record == LOCKED_RECORD:
            raise Active("locked")
        if record == LAST_RECORD:
            return
        at += 4 + length
