"""What the crowds share."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.load.web import Web, serving


@pytest.fixture(scope="module")
def web(django_db_setup: None) -> Iterator[Web]:
    """Two web processes on this run's database, for all tests of a module: starting them costs more than most ask."""
    if connection.vendor != "postgresql":
        pytest.skip("two processes wait for each other's rows on PostgreSQL only")
    with serving() as web:
        yield web
