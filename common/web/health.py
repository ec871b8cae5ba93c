"""`/healthz`: the process answers. `/readyz`: it can serve; what cannot is named, never why.

Anybody may ask, so an answer costs little and never waits long, whatever hangs: each part is asked in a thread of its
own, all of them together have PATIENCE, and the answer is given again for FRESH seconds. Nothing is written.
"""

import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache as once
from pathlib import Path

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.worker.wake import SHORT_WAIT

log = logging.getLogger(__name__)

PATIENCE, FRESH = 1.2, 5.0  # seconds
LEAST_FREE = 50_000_000  # bytes on the disk of each storage


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive; asks nobody."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when all parts answer, else 503 with the names of those that do not."""
    failing = parts.failing()
    return JsonResponse({"ready": not failing, "failing": failing}, status=503 if failing else 200)


class Parts:
    """How the parts were found the last time, for this process."""

    def __init__(self) -> None:
        self._one_round = threading.Lock()
        self._asking: dict[str, threading.Thread] = {}
        self._found: list[str] = list(CHECKS)
        self._fresh_until = 0.0

    def failing(self) -> list[str]:
        """Names of the parts that fail or hang; whoever comes while they are asked gets the former answer."""
        if time.monotonic() >= self._fresh_until and self._one_round.acquire(blocking=False):
            try:
                self._found = self._ask()
                self._fresh_until = time.monotonic() + FRESH
            finally:
                self._one_round.release()
        return self._found

    def _ask(self) -> list[str]:
        passed: set[str] = set()
        for name, check in CHECKS.items():
            before = self._asking.get(name)
            if before is None or not before.is_alive():  # of a part that hangs only one thread waits
                self._asking[name] = threading.Thread(target=_ask_one, args=(name, check, passed), daemon=True)
                self._asking[name].start()
        end = time.monotonic() + PATIENCE
        for thread in self._asking.values():
            thread.join(max(0, end - time.monotonic()))
        return [name for name in CHECKS if name not in passed]


def _ask_one(name: str, check: Callable[[], bool], passed: set[str]) -> None:
    try:
        if check():
            passed.add(name)
    except Exception as error:  # whatever breaks, the answer is the same: not ready
        log.warning("Not ready: %s (%s)", name, type(error).__name__)
    finally:
        connections.close_all()  # those of this thread


def _database() -> bool:
    with briefly(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations() -> bool:
    with briefly():
        applied = set(MigrationRecorder(connection).migration_qs.values_list("app", "name"))
    return applied >= _migrations_of_the_code()


@contextmanager
def briefly() -> Iterator[None]:
    """A transaction in which a table locked by somebody else lets the thread go again."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = '2s'")
        yield


@once
def _migrations_of_the_code() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations or {})


def _cache() -> bool:
    """Redis answers (the cache itself never complains when it is away); a cache in memory always does."""
    backend = caches["default"]
    return not isinstance(backend, RedisCache) or bool(backend._cache.get_client().ping())


def _broker() -> bool:
    """One try, no patience."""
    with current_app.connection_for_write(transport_options=SHORT_WAIT, connect_timeout=1) as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=1)
        return True


def _storage() -> bool:
    return all(_has_room(storages[alias]) for alias in ("default", "private"))


def _has_room(storage: Storage) -> bool:
    """Its folder, or the one in which it will be made, may be written to and has room; a storage elsewhere answers."""
    if not isinstance(storage, FileSystemStorage):
        storage.exists("readyz")
        return True
    folder = next(path for path in (Path(storage.location), *Path(storage.location).parents) if path.exists())
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free > LEAST_FREE


# Part → whether it works. An upper app adds its own from AppConfig.ready().
CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "broker": _broker,
    "storage": _storage,
}
parts = Parts()
