"""The cache without Redis: empty, quick, and left alone for a while."""

import socket
from collections.abc import Iterator

import pytest

from common.web.cache import ForgivingRedisCache
from tests.servers import Redis, redis_program

WAIT = {"OPTIONS": {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}}


@pytest.fixture(autouse=True)
def _no_earlier_failure() -> Iterator[None]:
    ForgivingRedisCache.quiet_until = 0.0
    yield
    ForgivingRedisCache.quiet_until = 0.0


@pytest.fixture(params=["away", "hanging"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An address where nobody listens, and one where somebody listens and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if request.param == "hanging":
            listener.listen(50)
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


def test_without_redis_it_is_an_empty_cache_that_waits_once(url: str, caplog: pytest.LogCaptureFixture) -> None:
    cache = ForgivingRedisCache(url, WAIT)
    assert cache.get("a", "nothing") == "nothing"
    cache.set("a", 1)
    assert cache.add("a", 1)
    assert cache.get("a") is None
    assert cache.get_many(["a", "b"]) == {}
    assert cache.get_or_set("a", lambda: 5) == 5
    assert cache.incr("a") == 1
    assert not cache.has_key("a")  # noqa: W601
    assert not cache.delete("a")
    assert cache.set_many({"a": 1}) == ["a"]
    cache.delete_many(["a"])
    cache.clear()
    assert len(caplog.records) == 1, "Redis was asked again though it is known to be away"


def test_when_redis_is_back_it_is_used_again() -> None:
    program = redis_program()
    if program is None:
        pytest.skip("redis-server was not found")
    server = Redis(program)
    server.start()
    try:
        cache = ForgivingRedisCache(f"{server.url}/0", WAIT)
        cache.set("a", {"b": 1})
        assert cache.get("a") == {"b": 1}
        server.hang()
        assert cache.get("a") is None
        server.wake()
        assert cache.get("a") is None, "asked before the pause ended"
        ForgivingRedisCache.quiet_until = 0.0
        assert cache.get("a") == {"b": 1}
    finally:
        server.stop()
