"""A mail server and real worker processes for the tests of the outbox."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.db import connection

from common.extension_points import PERSONAL_DATA, PersonalData
from common.worker import wake
from tests.common.outbox.sink import Sink


@pytest.fixture(autouse=True)
def _no_earlier_failure() -> Iterator[None]:
    wake.try_again()
    yield
    wake.try_again()


@pytest.fixture
def sink(settings: object) -> Iterator[Sink]:
    """A mail server, used by the sweep of this process too."""
    with Sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port  # type: ignore[attr-defined]
        settings.EMAIL_USE_TLS = False  # type: ignore[attr-defined]
        yield server


def _database_url() -> str:
    """The address of the test's own database."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    return f"postgres://{given['USER']}@{quote(given['HOST'], safe='')}/{given['NAME']}"


@pytest.fixture
def start(sink: Sink) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start a worker process on the test's database and mail server; what still runs at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*command: str, redis_url: str = "") -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.common.outbox.worker_settings",
            "DATABASE_URL": _database_url(),
            "OWES_REDIS_URL": redis_url,
            "SINK_PORT": str(sink.port),
        }
        started.append(
            subprocess.Popen(
                [sys.executable, *command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        )
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def personal_mail() -> PersonalData:
    """What the outbox registered at PERSONAL_DATA."""
    return next(source for source in PERSONAL_DATA if source.key == "mail")
