"""Zip archives from outside (workbooks, documents): judged by what they say of themselves before they are opened.

Python makes an object of each part that an archive names, so the list of parts is measured before it is read.
"""

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

END, END_SIZE = b"PK\x05\x06", 22
LOCATOR, LOCATOR_SIZE = b"PK\x06\x07", 20
END64, END64_SIZE = b"PK\x06\x06", 56
LONGEST_COMMENT = 65_535
# A part is listed in 46 bytes, its name and some extras.
PART_BYTES = 300


class TooMuchPacked(Exception):
    """It names more parts, or unpacks to more, than is taken."""


@contextmanager
def opened_zip(file: BinaryIO, *, most_parts: int, most_unpacked: int) -> Iterator[zipfile.ZipFile]:
    """The archive, of at most so many parts and bytes (unpacked). Raises TooMuchPacked, or as `ZipFile` does."""
    if _list_bytes(file) > most_parts * PART_BYTES:
        raise TooMuchPacked
    file.seek(0)
    with zipfile.ZipFile(file) as packed:
        parts = packed.infolist()
        if len(parts) > most_parts or sum(part.file_size for part in parts) > most_unpacked:
            raise TooMuchPacked
        yield packed


def _list_bytes(file: BinaryIO) -> int:
    """How long the list of parts is, as the end of the archive says (in both ways that zip knows)."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(size - END_SIZE - LONGEST_COMMENT - LOCATOR_SIZE - END64_SIZE, 0))
    tail = file.read()
    last = len(tail) - END_SIZE
    at = last if tail[last:].startswith(END) and tail.endswith(b"\0\0") else tail.rfind(END)
    if at < 0 or at + END_SIZE > len(tail):
        raise zipfile.BadZipFile("no end")
    told: int = struct.unpack_from("<I", tail, at + 12)[0]
    place = at - LOCATOR_SIZE
    if place >= END64_SIZE and tail[place:at].startswith(LOCATOR):
        record = place - END64_SIZE
        if tail[record:].startswith(END64):
            told = max(struct.unpack_from("<Q", tail, record + 40)[0], told if told != 0xFFFFFFFF else 0)
    return told
