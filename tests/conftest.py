"""What every test may ask for. Browser fixtures stand in tests/browser.py, factories in tests/factories.py."""

import os
import shutil
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# Imported, not a plugin: only fixtures of a conftest override those of pytest-playwright.
from tests.browser import axe, base_url, browser_type_launch_args, context, page, sign_in  # noqa: F401

SCRATCH_IS_OURS = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    """A scratch folder made by a bare `pytest` is this process's to remove."""
    config.stash[SCRATCH_IS_OURS] = "PYTEST_XDIST_WORKER" not in os.environ and "OWES_TEST_RUN" not in os.environ


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the scratch folder (databases, files, mail) of this run."""
    if config.stash.get(SCRATCH_IS_OURS, False):
        shutil.rmtree(os.environ["OWES_TEST_SCRATCH"], ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """No page or version cached by another test."""
    cache.clear()


@pytest.fixture
def constant_queries() -> Callable[..., int]:
    """`constant_queries(client, url, add)`: as many queries with 1 row as with 30; `add(n)` makes n more rows.

    The first visit is not counted (it fills caches); the page cache is emptied before each count.
    """

    def check(client: Client, url: str, add: Callable[[int], object]) -> int:
        counts = []
        for more in (1, 29):
            add(more)
            assert client.get(url).status_code == 200, url
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append([query["sql"] for query in queries.captured_queries])
        few, many = counts
        assert len(few) == len(many), f"{url}: {len(few)} queries at 1 row, {len(many)} at 30:\n" + "\n".join(many)
        return len(many)

    return check


@pytest.fixture
def on_postgres() -> bool:
    """Whether this run is on PostgreSQL."""
    return connection.vendor == "postgresql"
