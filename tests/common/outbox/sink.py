"""A mail server for tests: keeps what it accepts, may hang in the middle of a message, may refuse."""

import socket
import socketserver
import threading
from email import message_from_bytes
from email.message import Message


class _Session(socketserver.StreamRequestHandler):
    server: "Sink"

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.data()
            elif word == b"RCPT" and self.server.refusal:
                self.say(self.server.refusal)
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def data(self) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        message = message_from_bytes(b"".join(lines))
        self.server.began.append(message)
        self.server.in_the_middle.set()
        self.server.may_go_on.wait(30)
        self.connection.settimeout(0.0)
        try:
            gone = self.connection.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            gone = False
        if gone:
            return  # the sender died before it heard "kept": the message was never taken over
        self.connection.settimeout(None)
        self.server.kept.append(message)
        self.say("250 kept")
        self.server.arrived.release()


class Sink(socketserver.ThreadingTCPServer):
    """`began`: every message begun; `kept`: those accepted; `arrived`: a semaphore raised by each accepted one."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.began: list[Message] = []
        self.kept: list[Message] = []
        self.refusal = ""
        self.in_the_middle, self.may_go_on = threading.Event(), threading.Event()
        self.may_go_on.set()
        self.arrived = threading.Semaphore(0)

    @property
    def port(self) -> int:
        return self.server_address[1]

    def __enter__(self) -> "Sink":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *details: object) -> None:
        self.may_go_on.set()
        self.shutdown()
        self.server_close()
