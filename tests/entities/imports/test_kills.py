"""A worker killed as it reads a sheet, and in the middle of a run: nothing of it stays, the next one does it whole."""

import io
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from common.auditlog.models import AuditEntry
from entities.directory.models import Entity
from entities.directory.services import enter_entity
from entities.imports import working
from entities.imports.models import EntityImport
from entities.imports.services import run_import, take_sheet, tell_columns
from tests.entities.imports.sheets import HEAD, ROW, csv
from tests.factories import CountyFactory, EntityKindFactory
from tests.workers import until, worker

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc"),
]
NEW = 1200  # three lots of the run
WORKER = """
import django
django.setup()
from entities.imports import working
working.work()
"""


def sheet() -> EntityImport:
    return EntityImport.objects.get()


def claimed() -> bool:
    return EntityImport.objects.filter(attempts__gt=0).exists()


def given() -> int:
    """The last key given to an entity: PostgreSQL counts on where nothing is kept; SQLite does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM entities_entity_id_seq")
        return int(cursor.fetchone()[0])


def kill(when: Callable[[], bool]) -> int:
    with worker(WORKER) as process:
        until(lambda: when() or process.poll() is not None)
        process.kill()
        return process.wait()


def next_one_is_done() -> bool:
    """The lease of the dead one runs out; its rows may be held for a moment longer."""
    EntityImport.objects.exclude(leased_until=None).update(leased_until="2020-01-01T00:00:00Z")
    return working.work() == 1


def test_a_killed_worker_leaves_nothing_behind_and_the_next_does_it_once(cast) -> None:
    CountyFactory(code="1213", name="oświęcimski")
    there = enter_entity(by=None, name=ROW[0], kind=EntityKindFactory(), nip="1234563218", town="Osiek")
    there_are = Entity.objects.count()
    rows = ([f"Koło {n}", "KGW", "", "oświęcimski", "Kęty", "", "", ""] for n in range(NEW))
    take_sheet(file=io.BytesIO(csv(HEAD, ROW, *rows)), name="kola.csv", by=None)
    kill(claimed)  # so small a sheet may be read before the signal comes
    until(lambda: sheet().state == "columns" or next_one_is_done())
    assert (sheet().total, sheet().rows.count()) == (NEW + 1, NEW + 1)

    tell_columns(import_id=sheet().pk, mapping=sheet().mapping, by=None, enters_similar=True)
    assert working.work() == 1
    assert sheet().counts == {"new": NEW, "update": 1}
    run_import(import_id=sheet().pk, by=None)
    acts, before = AuditEntry.objects.count(), given() if connection.vendor == "postgresql" else 0
    # In the middle of its writing; SQLite shows nothing of that, so there as soon as it has begun.
    ended = kill((lambda: given() > before) if connection.vendor == "postgresql" else claimed)
    assert ended == -signal.SIGKILL
    there.refresh_from_db()
    assert (there.town, Entity.objects.count(), AuditEntry.objects.count()) == ("Osiek", there_are, acts)
    assert sheet().state == "running"
    until(next_one_is_done)
    there.refresh_from_db()
    assert (there.town, Entity.objects.count(), sheet().state) == ("Kęty", there_are + NEW, "done")
    assert Entity.objects.filter(name__startswith="Koło").values("slug").distinct().count() == NEW
