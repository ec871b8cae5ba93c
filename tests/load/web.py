"""A crowd at the door: the portal in real processes, and clients that speak HTTP to it."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

from tests.servers import database_url

SOAK = "OWES_SOAK" in os.environ
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|form_key)" value="([^"]+)"')


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Web:
    """gunicorn with the deployment's configuration on the database of this test; killed with all its workers."""

    process: "subprocess.Popen[bytes]"
    port: int

    def kill(self) -> None:
        """As when the power goes: no last words from anybody."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextlib.contextmanager
def serving(*, workers: int = 2, redis_url: str = "", database: str = "") -> Iterator[Web]:
    """The portal at a port of its own, from its first answer on; on this test's database, unless another is named."""
    port = free_port()
    env = os.environ | {
        "OWES_MODE": "test",
        "DATABASE_URL": database or database_url(connection),
        "OWES_REDIS_URL": redis_url,
        "OWES_PROXIES": "1",  # so that every client has an address of its own
        "DJANGO_SETTINGS_MODULE": "owes_portal.settings",
        "OWES_BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": str(workers),
    }
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "owes_portal.wsgi"]
    process = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=env, stderr=subprocess.DEVNULL, start_new_session=True
    )
    web = Web(process, port)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                if Client(port).get("/healthz").status == 200:
                    break
            time.sleep(0.05)
        else:
            raise RuntimeError("gunicorn does not answer")
        yield web
    finally:
        web.kill()


@dataclass
class Answer:
    """What came back, and how long it took."""

    status: int
    location: str
    text: str
    seconds: float


@dataclass
class Client:
    """One visitor with an address and cookies of their own."""

    port: int
    address: str = "10.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, data: dict[str, Any]) -> Answer:
        """With the token against forgery of the last page."""
        token = self.hidden.get("csrfmiddlewaretoken", "")
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": token, **data}))

    def open_form(self, slug: str) -> None:
        """The registration form, with its keys."""
        answer = self.get(f"/wydarzenia/{slug}/zgloszenie/")
        assert answer.status == 200, answer.status

    def register(self, slug: str, *names: str, together: bool = False) -> Answer:
        """Send the form that was opened; the first name is the client's own."""
        others = {
            f"osoba-{n}-{field}": value
            for n, name in enumerate(names[1:])
            for field, value in (("first_name", name), ("last_name", "Tłumna"))
        }
        data = {
            "form_key": self.hidden["form_key"],
            "for_whom": "both" if others else "self",
            "representing": "private",
            "first_name": names[0],
            "last_name": "Tłumna",
            "email": f"{names[0].lower()}@example.org",
            "all_or_none": "all" if together else "",
            "rules": "on",
            "notice": "on",
            "osoba-TOTAL_FORMS": str(len(names) - 1),
            "osoba-INITIAL_FORMS": "0",
        }
        return self.post(f"/wydarzenia/{slug}/zgloszenie/", data | others)

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {
            "Host": "127.0.0.1",
            "X-Forwarded-For": self.address,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body, headers)
            response = line.getresponse()
            text = response.read().decode()
        finally:
            line.close()
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.hidden |= dict(HIDDEN.findall(text))
        return Answer(response.status, response.headers.get("Location", ""), text, time.monotonic() - began)


def crowd(port: int, n: int) -> list[Client]:
    """n visitors, each from an address of their own."""
    return [Client(port, address=f"10.{k // 250}.{k % 250}.7") for k in range(n)]


def all_at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Every act in a thread of its own, let go together; what they gave, or the first one's error."""
    barrier = threading.Barrier(len(acts))
    answers: dict[int, Any] = {}
    errors: list[Exception] = []

    def run(n: int) -> None:
        try:
            barrier.wait(60)
            answers[n] = acts[n]()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[n]) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    if errors:
        raise errors[0]
    return [answers[n] for n in range(len(acts))]


def in_turns(acts: Sequence[Callable[[], Any]], hands: int = 8) -> None:
    """All acts, a few at a time."""
    for start in range(0, len(acts), hands):
        all_at_once(acts[start : start + hands])


def p95(seconds: list[float]) -> float:
    """The time within which 95 of 100 were answered."""
    return sorted(seconds)[int(len(seconds) * 0.95)]


def say(text: str) -> None:
    """Measured, not judged: shown by `pytest -s`, as `make soak` does."""
    print(text, flush=True)  # noqa: T201
