"""`/healthz`: the process answers. `/readyz`: it can serve; what cannot is named, never why."""

import logging
import uuid
from collections.abc import Callable

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


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
    failing = [name for name, check in CHECKS.items() if not _passes(name, check)]
    return JsonResponse({"ready": not failing, "failing": failing}, status=503 if failing else 200)


def _passes(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception as error:  # whatever breaks, the answer is the same: not ready
        log.warning("Not ready: %s (%s)", name, type(error).__name__)
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache() -> bool:
    """A written value comes back (the cache itself never complains when Redis is away)."""
    key, value = f"readyz:{uuid.uuid4().hex}", uuid.uuid4().hex
    cache.set(key, value, 10)
    return cache.get(key) == value


def _broker() -> bool:
    """One try, no patience: the connection's own time limits hold."""
    with current_app.connection_for_write(connect_timeout=1) as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=1)
        return True


def _storage() -> bool:
    """A written file comes back, in each storage that people write to."""
    for alias in ("default", "private"):
        storage = storages[alias]
        name = storage.save(f"readyz/{uuid.uuid4().hex}", ContentFile(b"ok"))
        try:
            with storage.open(name) as file:
                if file.read() != b"ok":
                    return False
        finally:
            storage.delete(name)
    return True


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "broker": _broker,
    "storage": _storage,
}
