"""Asking clamd, where one is configured, whether an upload is known to be harmful: before it is kept.

Settings: CLAMD (a socket's path or host:port; empty: nobody is asked), CLAMD_SECONDS for one file, CLAMD_AWAY
(`refuse` until it answers again, or `accept` unseen). Protocol: clamd(8), INSTREAM and PING in their z form.
"""

import contextlib
import logging
import socket
import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from files import limits
from files.refusals import UploadRefused

log = logging.getLogger(__name__)
PIECE = 256 * 1024
CONNECT_SECONDS = 2.0
PING_SECONDS = 1.0
LONGEST_REPLY = 1024


class ClamdAway(Exception):
    """It does not answer, or says that it cannot scan this; the message says what it was, for the log."""


def scan(upload: File, *, by: int | None) -> None:
    """Nothing when clamd knows no harm of it. Raises UploadRefused: found, or clamd away and nothing taken unseen.

    Asked once for an upload, before the transaction that keeps it; not for what the gate refuses for its size.
    """
    if not settings.CLAMD or getattr(upload, "is_scanned", False) or not 0 < (upload.size or 0) <= limits.FILE_BYTES:
        return
    with transaction.atomic(durable=True):
        pass  # RuntimeError inside of another transaction: it would hold its locks for up to CLAMD_SECONDS
    _ask(upload, by)
    upload.is_scanned = True  # type: ignore[attr-defined]


def _ask(upload: File, by: int | None) -> None:
    upload.seek(0)
    try:
        reply = _instream(upload)
        if not reply.endswith((" OK", " FOUND")):
            raise ClamdAway(reply)
    except (OSError, ClamdAway) as error:
        log.error("clamd does not scan (%s): uploads are %s.", _plain(repr(error)), _policy())
        if settings.CLAMD_AWAY == "accept":
            return
        raise UploadRefused("scanner_away") from error
    finally:
        upload.seek(0)
    if reply.endswith(" FOUND"):
        log.warning("Upload of user %s refused: clamd found %s.", by, _plain(reply.split()[-2]))
        raise UploadRefused("infected")


def clamd_answers() -> bool:
    """Whether clamd says PONG; True where none is configured."""
    if not settings.CLAMD:
        return True
    with _line(time.monotonic() + PING_SECONDS) as line:
        line.sendall(b"zPING\0")
        return _reply(line) == "PONG"


def _instream(upload: File) -> str:
    """What clamd says of the file's content, sent in pieces that each begin with their length."""
    until = time.monotonic() + settings.CLAMD_SECONDS
    with _line(until) as line:
        line.sendall(b"zINSTREAM\0")
        try:
            for piece in upload.chunks(PIECE):
                line.settimeout(_left(until))
                line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has closed in the middle; what it said before that tells why (its StreamMaxLength)
        line.settimeout(_left(until))
        return _reply(line)


@contextlib.contextmanager
def _line(until: float) -> Iterator[socket.socket]:
    address: Any = settings.CLAMD
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    else:
        host, _, port = address.rpartition(":")
        address, line = (host.strip("[]"), int(port)), socket.socket(_family(host), socket.SOCK_STREAM)
    with line:
        line.settimeout(min(CONNECT_SECONDS, _left(until)))
        line.connect(address)
        line.settimeout(_left(until))
        yield line


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if host.startswith("[") else socket.AF_INET


def _left(until: float) -> float:
    """Seconds to the end of the time for this file; raises TimeoutError after it."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("clamd takes too long")
    return left


def _reply(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_REPLY:
        part = line.recv(LONGEST_REPLY)
        if not part:
            break
        said += part
    if not said:
        raise ClamdAway("no answer")
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _policy() -> str:
    return "taken without it" if settings.CLAMD_AWAY == "accept" else "refused"


def _plain(text: str) -> str:
    """A word of another program for the log: one line, short."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)[:120]
