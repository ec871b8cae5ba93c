"""What an upload really is, told from its own bytes in plain Python: nothing is decoded here.

Only the outer structure is walked: enough to know the format, moving pictures, and files that break off.
"""

import struct
import zipfile
import zlib
from typing import BinaryIO, NamedTuple

from common.spreadsheets.archives import TooMuchPacked, opened_zip
from files.limits import DOCUMENT_PARTS, DOCUMENT_TEXT, DOCUMENT_UNPACKED, SIDE, WEBP_PIXELS
from files.refusals import UploadRefused

# More parts than any camera or program writes: walking them would only cost time.
MOST_PARTS = 50_000


class FileFormat(NamedTuple):
    """A format that may pass the gate: `code` is its name for Pillow or in a list of allowed documents."""

    code: str
    content_type: str
    extension: str


JPEG = FileFormat("JPEG", "image/jpeg", "jpg")
PNG = FileFormat("PNG", "image/png", "png")
WEBP = FileFormat("WEBP", "image/webp", "webp")
HEIC = FileFormat("HEIF", "image/heic", "heic")
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
PDF = FileFormat("pdf", "application/pdf", "pdf")
OFFICE = {
    b"word/": FileFormat("docx", _OFFICE + "wordprocessingml.document", "docx"),
    b"xl/": FileFormat("xlsx", _OFFICE + "spreadsheetml.sheet", "xlsx"),
    b"ppt/": FileFormat("pptx", _OFFICE + "presentationml.presentation", "pptx"),
}
OPEN = {
    (_OPEN + name).encode(): FileFormat(code, _OPEN + name, code)
    for name, code in (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"))
}
DOCUMENTS = frozenset({"pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp"})


def image_kind(file: BinaryIO, size: int) -> FileFormat:
    """The format of an image that is still, whole in its outer structure, and one of the four we take."""
    file.seek(0)
    head = file.read(64)
    if head.startswith(b"\xff\xd8\xff"):
        _walk_jpeg(file)
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        _walk_png(file, size)
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        _walk_webp(file, size)
        return WEBP
    if head[4:8] == b"ftyp" and HEIC_BRANDS & _brands(head):
        _walk_heic(file, size)
        return HEIC
    raise UploadRefused("image_type")


def document_kind(file: BinaryIO, allowed: frozenset[str] = DOCUMENTS) -> FileFormat:
    """The format of a document out of `allowed`. What it would run is looked for in the child (active_content.py)."""
    file.seek(0)
    head = file.read(8)
    if head.startswith(b"%PDF-"):
        kind: FileFormat | None = PDF
        _check_pdf(file)
    else:
        kind = _packed_kind(file) if head.startswith(b"PK\x03\x04") else None
    if kind is None or kind.code not in allowed:
        raise UploadRefused("file_type", kinds=", ".join(sorted(code.upper() for code in allowed)))
    return kind


def _brands(head: bytes) -> set[bytes]:
    length = min(struct.unpack(">I", head[:4])[0], len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))}


def _walk_jpeg(file: BinaryIO) -> None:
    """Segments up to the scan, then an end mark after it (an EXIF thumbnail has an end mark of its own before)."""
    file.seek(2)
    for _ in range(MOST_PARTS):
        mark = file.read(2)
        if len(mark) < 2:
            raise UploadRefused("truncated")
        if mark[0] != 0xFF:
            raise UploadRefused("broken")
        if mark[1] == 0xFF:  # padding
            file.seek(-1, 1)
            continue
        if mark[1] == 0xDA:
            break
        length = file.read(2)
        if len(length) < 2:
            raise UploadRefused("truncated")
        file.seek(max(struct.unpack(">H", length)[0] - 2, 0), 1)
    else:
        raise UploadRefused("broken")
    last = b""
    while piece := file.read(256 * 1024):
        if b"\xff\xd9" in last + piece:
            return
        last = piece[-1:]
    raise UploadRefused("truncated")


def _walk_png(file: BinaryIO, size: int) -> None:
    at = 8
    for _ in range(MOST_PARTS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            raise UploadRefused("truncated")
        length, name = struct.unpack(">I4s", head)
        if name == b"acTL":
            raise UploadRefused("moving")
        at += 12 + length
        if at > size:
            raise UploadRefused("truncated")
        if name == b"IEND":
            return
    raise UploadRefused("broken")


def _walk_webp(file: BinaryIO, size: int) -> None:
    file.seek(4)
    end = struct.unpack("<I", file.read(4))[0] + 8
    if end > size:
        raise UploadRefused("truncated")
    at = 12
    for _ in range(MOST_PARTS):
        if at + 8 > end:
            return
        file.seek(at)
        name, length = struct.unpack("<4sI", file.read(8))
        if name in (b"ANIM", b"ANMF"):
            raise UploadRefused("moving")
        if name in (b"VP8X", b"VP8L", b"VP8 "):
            _check_canvas(name, file.read(10))
        at += 8 + length + length % 2
        if at > end + 1:
            raise UploadRefused("truncated")
    raise UploadRefused("broken")


def _check_canvas(name: bytes, head: bytes) -> None:
    """A WebP decoder takes memory for the whole canvas when it opens the file: its size is looked at before."""
    if name == b"VP8X":
        width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (4, 7))
    elif name == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        width, height = (int.from_bytes(head[at : at + 2], "little") & 0x3FFF for at in (6, 8))
    if width * height > WEBP_PIXELS:
        raise UploadRefused("too_many_pixels", limit=WEBP_PIXELS // 1_000_000)
    if max(width, height) > SIDE:
        raise UploadRefused("too_long")


def _walk_heic(file: BinaryIO, size: int) -> None:
    at = 0
    for _ in range(MOST_PARTS):
        if at + 8 > size:
            return
        file.seek(at)
        length, name = struct.unpack(">I4s", file.read(8))
        if name == b"moov":
            raise UploadRefused("moving")
        if length == 1:
            length = struct.unpack(">Q", file.read(8).ljust(8, b"\0"))[0]
        if length == 0:  # to the end of the file
            return
        if length < 8:
            raise UploadRefused("broken")
        at += length
        if at > size:
            raise UploadRefused("truncated")
    raise UploadRefused("broken")


def _check_pdf(file: BinaryIO) -> None:
    file.seek(0, 2)
    file.seek(max(file.tell() - 2048, 0))
    if b"%%EOF" not in file.read():
        raise UploadRefused("truncated")


def _packed_kind(file: BinaryIO) -> FileFormat | None:
    """Word, Excel, PowerPoint and OpenDocument files are zip archives that say inside what they are."""
    try:
        with opened_zip(file, most_parts=DOCUMENT_PARTS, most_unpacked=DOCUMENT_UNPACKED) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts if part.filename.endswith(".xml")) > DOCUMENT_TEXT:
                raise TooMuchPacked
            names = [part.filename for part in parts]
            if parts and parts[0].filename == "mimetype" and parts[0].file_size < 100:
                return OPEN.get(packed.read(parts[0]).strip())
            if "[Content_Types].xml" not in names:
                return None
    except TooMuchPacked as error:
        raise UploadRefused("packed") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error) as error:
        raise UploadRefused("broken_file") from error
    return next((kind for folder, kind in OFFICE.items() if any(n.startswith(folder.decode()) for n in names)), None)
