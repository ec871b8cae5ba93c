"""Debian's Firefox, led by the protocol that it has itself (Marionette): no driver is installed beside it."""

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("firefox-esr", "firefox")
PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "intl.accept_languages": "pl",
}


class Firefox:
    """A connection to one window."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._number = 0
        self._receive()  # who is there
        self.send("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"timeouts": {"script": 60_000}}}})

    def send(self, name: str, told: dict[str, Any] | None = None) -> Any:
        """One command and its answer; an error of the browser is an AssertionError."""
        self._number += 1
        words = json.dumps([0, self._number, name, told or {}]).encode()
        self._socket.sendall(f"{len(words)}:".encode() + words)
        _kind, _number, error, answer = self._receive()
        assert error is None, (name, error)
        return answer

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1)
        words, wanted = b"", int(length[:-1])
        while len(words) < wanted:
            words += self._socket.recv(wanted - len(words))
        return json.loads(words)

    def close(self) -> None:
        self._socket.close()

    def goto(self, url: str) -> None:
        self.send("WebDriver:Navigate", {"url": url})

    def run(self, script: str, *args: Any) -> Any:
        """What the script returns (a promise is awaited)."""
        told = {"script": f"return ({script})(...arguments)", "args": list(args)}
        return self.send("WebDriver:ExecuteScript", told)["value"]

    def until(self, script: str, *args: Any) -> None:
        """Wait until the function returns something true; the limit of a script is the limit of this."""
        again = "await new Promise(next => setTimeout(next, 50))"
        self.run(f"async (...args) => {{ while (!({script})(...args)) {again} }}", *args)

    def add_cookie(self, **cookie: Any) -> None:
        self.send("WebDriver:AddCookie", {"cookie": cookie})

    def resize(self, width: int, height: int) -> None:
        self.send("WebDriver:SetWindowRect", {"width": width, "height": height})


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """A headless Firefox with a profile of its own; skipped, with the reason, where none is installed."""
    program = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        pytest.skip("firefox-esr was not found: apt install firefox-esr")
    profile = folder / "firefox"
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines))
    process = subprocess.Popen(
        [
            program,
            "--headless",
            "--marionette",
            "--remote-allow-system-access",
            "--no-remote",
            "--profile",
            str(profile),
        ],
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "MOZ_HEADLESS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        page = Firefox(_port(profile, process))
        try:
            yield page
        finally:
            page.close()
    finally:
        process.terminate()
        process.wait(30)


def _port(profile: Path, process: "subprocess.Popen[bytes]") -> int:
    """The port that the browser chose: it writes it down when it listens."""
    told = profile / "MarionetteActivePort"
    for _ in range(1200):
        if told.exists() and (text := told.read_text().strip()):
            return int(text)
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError("Firefox did not start")
