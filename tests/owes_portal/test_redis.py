"""What lies in Redis, read there after a walk through the portal: data, never a pickle; and who may come in."""

import json
import pickle
import pickletools
import re
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from celery import current_app
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from common.web.cache import ForgivingRedisCache
from common.worker import wake
from entities.imports import progress
from owes_portal.checks import CLEAR_REDIS, OPEN_REDIS, redis_is_closed
from owes_portal.redis_address import broker_address
from tests.accounts.doors import sign_in
from tests.accounts.test_second_factor import next_code, set_up_app
from tests.architecture.permission_table import TABLE
from tests.architecture.test_public_pages import PAGES
from tests.architecture.world import World
from tests.cast import Cast
from tests.factories import AccessibilityDeclarationFactory, NoticeFactory, UserFactory
from tests.factories.accounts import PASSWORD
from tests.servers import Redis, redis_program, running

WAIT = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}


@pytest.fixture
def server() -> Iterator[Redis]:
    """A Redis of this test's own, so that every key in it comes from this test."""
    program = redis_program()
    if program is None:
        pytest.skip("redis-server was not found")
    with running(found := Redis(program)):
        yield found


@pytest.fixture
def portal_on_redis(server: Redis, settings: Any, monkeypatch: pytest.MonkeyPatch) -> redis.Redis:
    """The portal's cache and broker there; gives a line of our own to look into it."""
    address = f"{server.url}/0"
    settings.CACHES = {
        "default": {"BACKEND": "common.web.cache.ForgivingRedisCache", "LOCATION": address, "OPTIONS": WAIT}
    }
    monkeypatch.setattr(current_app.conf, "broker_write_url", address)
    return redis.Redis.from_url(address)


def values(line: redis.Redis) -> Iterator[tuple[str, bytes]]:
    """Every value of every key, whatever its kind."""
    for key in line.keys():  # noqa: SIM118 (Redis is no dict)
        read = {
            b"string": lambda key: [line.get(key)],
            b"list": lambda key: line.lrange(key, 0, -1),
            b"set": line.smembers,
            b"zset": lambda key: line.zrange(key, 0, -1),
            b"hash": line.hvals,
        }[line.type(key)]
        for value in read(key):
            yield key.decode(), value


def is_pickle(data: bytes) -> bool:
    """Whether the standard library's own reader of pickles finds one from end to end. Nothing is loaded."""
    try:
        *_, (_, _, last) = pickletools.genops(data)
    except Exception:  # whatever it makes of other data
        return False
    return last == len(data) - 1


def walk(cast: Cast, client: Client) -> None:
    """Every cached page, a sign-in by an application's code, a worker's progress, and waking the worker."""
    AccessibilityDeclarationFactory()
    NoticeFactory(kind="privacy")
    world = World(cast)
    for name in PAGES:
        path = reverse(name.partition(" @")[0], kwargs=TABLE[name].fill(world)) + TABLE[name].query
        assert client.get(path).status_code == 200, path
    user = UserFactory()
    secret = set_up_app(client, user)
    client.logout()
    sign_in(client, user.email, PASSWORD)
    client.post("/konto/logowanie/kod/", {"code": next_code(secret)})
    client.get("/readyz")  # whether all is ready is asked elsewhere
    progress.tell(1, 250)
    assert wake.send("common.outbox.sweep")


@pytest.mark.django_db
def test_no_value_in_redis_is_a_pickle_after_a_walk_through_the_portal(
    portal_on_redis: redis.Redis, cast: Cast, client: Client
) -> None:
    walk(cast, client)
    found = list(values(portal_on_redis))
    kinds = {part for key, _ in found for part in re.split(r"[:.]", key)}
    assert {"page", "totp", "entity-import", "celery"} <= kinds
    assert len(found) > len(PAGES)
    assert [key for key, value in found if is_pickle(value)] == []


@pytest.mark.django_db
def test_a_job_in_the_broker_is_json(portal_on_redis: redis.Redis) -> None:
    assert wake.send("common.outbox.sweep")
    [message] = portal_on_redis.lrange("celery", 0, -1)
    assert json.loads(message)["content-type"] == "application/json"
    assert current_app.conf.accept_content == ["json"]
    assert current_app.conf.result_accept_content == ["json"]


@pytest.mark.parametrize("value", [[1, 2], "x", {"a": 1}], ids=["a list", "a text", "a dict"])
def test_a_pickle_that_somebody_put_into_redis_is_not_read(server: Redis, value: object) -> None:
    kept = ForgivingRedisCache(f"{server.url}/0", {"OPTIONS": WAIT})
    redis.Redis.from_url(f"{server.url}/0").set(":1:a", pickle.dumps(value))
    assert kept.get("a", "nothing") == "nothing"
    assert kept.get_many(["a"]) == {}
    kept.set("a", "ours")
    assert kept.get("a") == "ours"


@pytest.mark.parametrize(
    "value", [None, True, 0, -5, 10**12, 2.5, "ł", b"\x80\x04", ("a", (1, b"b")), {"a": 1, 2: "b"}]
)
def test_what_is_kept_comes_back_as_it_was(server: Redis, value: object) -> None:
    kept = ForgivingRedisCache(f"{server.url}/0", {"OPTIONS": WAIT})
    kept.set("a", value)
    assert kept.get("a", "nothing") == value
    assert type(kept.get("a", "nothing")) is type(value)


@pytest.mark.django_db
def test_a_page_is_answered_from_its_copy_in_redis(portal_on_redis: redis.Redis, client: Client, cast: Cast) -> None:
    first = client.get("/aktualnosci/")
    [key] = [key for key in portal_on_redis.keys() if b"page:" in key]  # noqa: SIM118
    kept = cache.get(key.decode().removeprefix(":1:"))
    cache.set(key.decode().removeprefix(":1:"), (*kept[:-1], b"the copy"))
    assert client.get("/aktualnosci/").content == b"the copy"
    assert first.status_code == 200


# --- who may come in --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("redis://127.0.0.1:6379/0", [OPEN_REDIS]),
        ("redis://localhost/0", [OPEN_REDIS]),
        ("redis://:@127.0.0.1:6379/0", [OPEN_REDIS]),
        ("redis://:secret@127.0.0.1:6379/0", []),
        ("redis://portal:secret@127.0.0.1:6379/0", []),
        ("redis://127.0.0.1:6379/0?password=secret", []),
        ("unix:///run/redis/redis-server.sock?db=0", []),
        ("redis://:secret@redis.example:6379/0", [CLEAR_REDIS]),
        ("redis://10.0.0.5:6379/0", [OPEN_REDIS, CLEAR_REDIS]),
        ("rediss://:secret@redis.example:6379/0", []),
        ("", []),
    ],
)
def test_deploy_check_names_a_redis_that_lets_anybody_in(address: str, told: list[object], settings: Any) -> None:
    settings.REDIS_URL = address
    assert redis_is_closed(None) == told


@pytest.mark.parametrize("given", ["/{}?db=3", ":p%40ss%2Fw%3A1@/{}?db=3", "/{}?db=3&password=p%40ss%2Fw%3A1"])
def test_cache_and_broker_come_in_by_a_socket_and_with_a_password(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = redis_program()
    if program is None:
        pytest.skip("redis-server was not found")
    password = "p@ss/w:1" if "%40" in given else ""
    with running(server := Redis(program, password=password, by_socket=True)):
        address = "unix://" + given.format(str(server.socket).lstrip("/"))
        ForgivingRedisCache(address, {"OPTIONS": WAIT}).set("a", 1)
        monkeypatch.setattr(current_app.conf, "broker_write_url", broker_address(address))
        assert wake.send("common.outbox.sweep")
        line = redis.Redis(unix_socket_path=str(server.socket), password=password or None, db=3)
        assert line.get(":1:a") == b"1"
        assert line.llen("celery") == 1


def test_a_port_is_spelt_alike_for_cache_and_broker() -> None:
    assert broker_address("redis://:secret@127.0.0.1:6379/0") == "redis://:secret@127.0.0.1:6379/0"
