"""Whatever a test of this folder asks, no answer is a 5xx, and none keeps a web process busy or large: each request is
measured, not only those that send a file.
"""

import time
from collections.abc import Iterator
from typing import Any

import pytest
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
