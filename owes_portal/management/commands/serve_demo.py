"""`manage.py serve_demo`: the whole portal in one process, for `make run`: pages, worker and beat as threads.

Not for production (gunicorn, Celery and Redis: see deploy/).
"""

import contextlib
import errno
import hashlib
import os
import signal
import sys
import threading
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from celery.beat import EmbeddedService, Scheduler
from celery.worker import state as worker_state
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from owes_portal import demo
from owes_portal.celery import app as celery_app
from owes_portal.demo.door import door_path
from owes_portal.demo.people import PASSWORD, SIGN_INS

# What to listen at, when this machine is meant (only shown otherwise).
HERE = ("127.0.0.1", "::1", "0.0.0.0", "::")  # noqa: S104
# Holds the edition of the demo that was loaded: a loading that was interrupted is taken up again.
LOADED = settings.VAR_DIR / "demo-loaded"


def demo_edition() -> str:
    """A digest of the demo's data: when it changes, what is new is added."""
    digest = hashlib.sha256()
    for path in sorted(Path(demo.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class QuietHandler(WSGIRequestHandler):
    """Logs nothing: addresses may hold what people searched for."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


class DemoServer(ThreadedWSGIServer):
    """A thread per request; none of them holds up the end."""

    request_queue_size = 128
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who left in the middle is no error worth a traceback."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Command(BaseCommand):
    help = "Migrates, loads the demo once, and serves the portal with an in-process Celery worker and beat."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("serve_demo is for the demo (OWES_MODE=demo); production is described in deploy/.")
        server = self._bind(host, port)
        address = self._address(host, server.server_port)
        if "OWES_SITE_URL" not in os.environ:  # mails and papers lead to where the demo really is
            settings.SITE_URL, settings.CSRF_TRUSTED_ORIGINS = address, [address]
        self._prepare()
        stop = threading.Event()

        def end(_signal: int, _frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGINT, end)
        signal.signal(signal.SIGTERM, end)
        beat = self._start_background()
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        self._greet(address)
        stop.wait()
        self._stop(server, beat)

    def _bind(self, host: str, port: int) -> DemoServer:
        """Take the port before anything else, so that a busy one is said at once."""
        try:
            server = DemoServer((host, port), QuietHandler, ipv6=":" in host)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} is taken, perhaps by a portal already running. Another one: make run PORT={port + 1}"
                ) from None
            raise CommandError(f"Cannot listen at {host}:{port}: {error.strerror or error}") from None
        except OverflowError:
            raise CommandError(f"{port} is no port: choose one from 1024 to 65535.") from None
        server.set_app(get_wsgi_application())
        return server

    def _prepare(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Making the database …")
            call_command("migrate", verbosity=0, interactive=False)
            LOADED.unlink(missing_ok=True)
        edition = demo_edition()
        if not LOADED.exists() or LOADED.read_text() != edition:
            self.stdout.write("Loading the demo (once) …")
            call_command("load_demo", verbosity=0)
            LOADED.write_text(edition)
        connection.close()

    def _start_background(self) -> EmbeddedService:
        # The broker is memory: a job lost with the process is found again by beat's sweep over the rows.
        worker = celery_app.WorkController(
            pool="threads", concurrency=2, without_mingle=True, without_gossip=True, without_heartbeat=True
        )
        threading.Thread(target=worker.start, name="celery-worker", daemon=True).start()
        beat = EmbeddedService(celery_app, thread=True, scheduler_cls=Scheduler)
        beat.daemon = True
        beat.start()
        return beat

    @staticmethod
    def _address(host: str, port: int) -> str:
        """Where the portal is found: by name on this machine, for a passkey belongs to a name and never to a number."""
        shown = "localhost" if host in HERE else host
        return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"

    def _greet(self, address: str) -> None:
        self.stdout.write(self.style.SUCCESS(f"\n{settings.SITE_NAME}: {address}/"))
        self.stdout.write(f"Sign in at {address}{reverse('account_login')} with the password {PASSWORD}")
        for person in SIGN_INS:
            self.stdout.write(f"  {person.email:<32}{person.who}")
        if path := door_path():
            self.stdout.write(f"A volunteer keeps today's door at {address}{path}")
        self.stdout.write("Mail that the demo sends lies in var/mail/. Ctrl-C stops the portal.")
        self.stdout.flush()

    def _stop(self, server: DemoServer, beat: EmbeddedService) -> None:
        self.stdout.write("\nStopping …")
        server.shutdown()
        server.server_close()
        worker_state.should_stop = 0  # the consumer's loop looks at it
        with contextlib.suppress(RuntimeError):
            beat.service.stop()
        self.stdout.flush()
        # Threads of a pool would be waited for; their work is in rows and is taken up again at the next start.
        os._exit(0)
