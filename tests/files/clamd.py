"""A stand-in that speaks clamd's protocol (clamd(8): zPING, zINSTREAM). What it "finds" is a mark of our own."""

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MARK = b"OWES: ZNAK PROBNY, NIE WIRUS"


class Clamd(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """What it was asked stands in `scanned`; `longest` is its StreamMaxLength; `silent` makes it hang."""

    daemon_threads = True
    scanned: list[bytes]
    longest = 10_000_000
    silent = False

    def __init__(self, path: Path) -> None:
        self.scanned, self.let_go = [], threading.Event()
        super().__init__(str(path), Talk)


class TcpClamd(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    longest = 10_000_000
    silent = False

    def __init__(self) -> None:
        self.scanned: list[bytes] = []
        self.let_go = threading.Event()
        super().__init__(("127.0.0.1", 0), Talk)


class Talk(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        asked = b""
        while not asked.endswith(b"\0"):
            asked += self.rfile.read(1)
        if self.server.silent:
            self.server.let_go.wait(30)
        elif asked == b"zPING\0":
            self.wfile.write(b"PONG\0")
        elif asked == b"zINSTREAM\0":
            self.wfile.write(self.scan() + b"\0")
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def scan(self) -> bytes:
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
            if len(content) > self.server.longest:
                return b"INSTREAM size limit exceeded. ERROR"
        self.server.scanned.append(content)
        return b"stream: Owes.Probny FOUND" if MARK in content else b"stream: OK"


@contextlib.contextmanager
def running(server: Any) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.let_go.set()
        server.shutdown()
        thread.join()
        server.server_close()
