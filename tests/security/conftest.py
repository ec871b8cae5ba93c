"""Whatever a test of this folder asks, no answer is a 5xx, and none keeps a web process busy or large: each request is
measured, not only those that send a file.
"""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import AutoField
from django.http import HttpResponse
from django.test import Client

from tests.security.cost import MEMORY, SECONDS, memory

# Says itself that it is not ready, in a test's transaction (tests/architecture/permission_lines.py).
MAY_BE_503 = ("/readyz",)


@pytest.fixture(autouse=True)
def costs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each request: at most SECONDS of this process's own time and MEMORY more than it held, and no 5xx."""
    found, ask = [], Client.request

    def request(client: Client, **asked: Any) -> HttpResponse:
        began, held = time.process_time(), memory()
        answer: Any = ask(client, **asked)
        told = f"{asked.get('REQUEST_METHOD', 'GET')} {str(asked.get('PATH_INFO', ''))[:120]}"
        if (took := time.process_time() - began) > SECONDS:
            found.append(f"{told}: {took:.1f} s")
        if (more := memory() - held) > MEMORY:
            found.append(f"{told}: {more // 2**20} MB")
        if answer.status_code >= 500 and asked.get("PATH_INFO") not in MAY_BE_503:
            found.append(f"{told}: {answer.status_code}")
        return answer

    monkeypatch.setattr(Client, "request", request)
    yield
    assert found == []


# Where the keys of the first table begin, and how far the next one's are away.
FIRST_KEY, KEYS_OF_A_TABLE = 10_000_000, 1_000_000


@pytest.fixture
def keys_apart(db: None) -> None:
    """New rows of each table get keys of a range of its own; ask for it before the rows are made.

    No key equals one of another table, or a number that a page says, by chance.
    """
    tables = [
        (model._meta.db_table, model._meta.pk.column)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and isinstance(model._meta.pk, AutoField)
    ]
    with connection.cursor() as cursor:
        for n, (table, column) in enumerate(tables):
            first = FIRST_KEY + n * KEYS_OF_A_TABLE
            if connection.vendor == "postgresql":  # a sequence goes on after a rollback: it never moves back
                keys = "pg_get_serial_sequence(%s, %s)"
                cursor.execute(f"SELECT setval({keys}, greatest(nextval({keys}), %s))", [table, column] * 2 + [first])
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first])
