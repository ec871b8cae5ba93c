"""Real worker processes on the database and storage of a test, there to be killed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.servers import database_url


@contextmanager
def worker(program: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that runs this Python, ended when the test leaves it."""
    environment = {
        **os.environ,
        "OWES_MODE": "test",
        "DATABASE_URL": database_url(connection),
        "OWES_VAR_DIR": str(settings.VAR_DIR),
        "DJANGO_SETTINGS_MODULE": "owes_portal.settings",
    }
    process = subprocess.Popen([sys.executable, "-c", program], env=environment, cwd=settings.BASE_DIR)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def children(pid: int) -> list[int]:
    """Process ids of the children of a process, none when it is gone."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def until(what: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for a condition; the time only ends a test that hangs."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.005)
