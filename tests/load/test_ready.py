"""/readyz of a real process while its database or its Redis hangs: answered within two seconds, every time."""

import contextlib
import socket
from collections.abc import Callable, Iterator

import pytest
import redis as redis_client
from django.db import connection, transaction

from tests.load.test_trouble import redis, until
from tests.load.web import Answer, Client, Web, serving
from tests.servers import Redis

__all__ = ["redis"]
pytestmark = pytest.mark.django_db(transaction=True)
MOST_SECONDS = 2


def ask(web: Web) -> Answer:
    """One call, which must not wait."""
    answer = Client(web.port).get("/readyz")
    assert answer.seconds < MOST_SECONDS, answer
    return answer


def says(web: Web, *failing: str) -> Callable[[], bool]:
    """Whether these parts fail, and no others."""
    words = ", ".join(f'"{name}"' for name in failing)
    return lambda: f'"failing": [{words}]' in ask(web).text


@contextlib.contextmanager
def silence() -> Iterator[int]:
    """A port at which somebody takes every connection and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(100)
        yield listener.getsockname()[1]


def test_while_redis_hangs_the_answer_comes_in_time_and_the_portal_serves_on(redis: Redis) -> None:
    with serving(workers=1, redis_url=f"{redis.url}/0") as web:
        assert until(says(web))
        keys = redis_client.Redis.from_url(redis.url)
        assert keys.dbsize() == 0
        redis.hang()
        assert until(says(web, "cache", "broker"))
        for _ in range(20):
            ask(web)
        assert Client(web.port).get("/healthz").seconds < MOST_SECONDS
        assert Client(web.port).get("/").status == 200
        redis.wake()
        assert until(says(web))
        assert keys.dbsize() <= 1  # the copy of the first page


def test_with_a_silent_database_the_answer_comes_in_time(redis: Redis) -> None:
    with silence() as port, serving(workers=1, database=f"postgres://owes@127.0.0.1:{port}/portal") as web:
        assert until(says(web, "database", "migrations", "pictures"))
        for _ in range(20):
            ask(web)


@pytest.mark.soak
def test_with_a_table_locked_the_part_is_named_and_works_again_when_it_is_free() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite locks no table")
    with serving(workers=1) as web:
        assert until(says(web))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
            assert until(says(web, "migrations"))
        assert until(says(web))
