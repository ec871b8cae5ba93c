"""Registering while something breaks: the broker stopped or hanging, the web process killed in the middle."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection

from common.outbox.models import OutboxMail
from common.worker import wake
from events.catalogue.models import Event
from events.registration.models import Participant, Registration
from tests.factories import EventFactory
from tests.load.web import SOAK, Client, crowd, say, serving
from tests.servers import Redis, database_url, redis_program

pytestmark = pytest.mark.django_db(transaction=True)
# The mail's row comes last in the transaction: here the registration is written, and not committed.
STUCK = """
CREATE FUNCTION stuck() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(3); RETURN NEW; END $$;
CREATE TRIGGER stuck BEFORE INSERT ON common_outboxmail FOR EACH ROW EXECUTE FUNCTION stuck();
"""


@pytest.fixture
def redis() -> Iterator[Redis]:
    """A Redis that this test may stop and make hang."""
    program = redis_program()
    if program is None:
        pytest.skip("redis-server was not found")
    server = Redis(program)
    server.start()
    before = current_app.conf.broker_write_url
    current_app.conf.broker_write_url = f"{server.url}/0"
    yield server
    current_app.conf.broker_write_url = before
    server.stop()


@contextlib.contextmanager
def celery_worker(redis: Redis) -> Iterator[None]:
    """A real worker on this test's database."""
    env = os.environ | {
        "OWES_MODE": "test",
        "DATABASE_URL": database_url(connection),
        "OWES_REDIS_URL": f"{redis.url}/0",
        "DJANGO_SETTINGS_MODULE": "owes_portal.settings",
    }
    command = [sys.executable, "-m", "celery", "-A", "owes_portal", "worker", "-P", "solo"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=env, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def until(happened: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it happens within the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(0.05)
    return False


def nothing_waits() -> bool:
    return not OutboxMail.objects.exclude(state="sent").exists()


@pytest.mark.parametrize("trouble", ["stopped", "hanging"])
def test_with_redis_away_registration_answers_and_the_mail_goes_out_once_when_it_is_back(
    trouble: str, redis: Redis
) -> None:
    event = EventFactory(published=True, capacity=10)
    with serving(workers=1, redis_url=f"{redis.url}/0") as web:
        warm, *clients = crowd(web.port, 4)
        for client in (warm, *clients):
            client.open_form(event.slug)
        assert warm.register(event.slug, "Pierwsza").status == 302
        redis.stop() if trouble == "stopped" else redis.hang()
        for n, client in enumerate(clients):
            answer = client.register(event.slug, f"Osoba{n}")
            assert answer.status == 302
            assert answer.seconds < 2, "registration waits for the broker"
            say(f"Redis {trouble}: registered in {answer.seconds:.2f} s")
            assert client.get(answer.location).status == 200
    event.refresh_from_db()
    assert event.taken == 4
    assert OutboxMail.objects.filter(state="waiting").count() == 4

    redis.start() if trouble == "stopped" else redis.wake()
    with celery_worker(redis):
        wake.try_again()
        assert wake.send("common.outbox.sweep")  # as beat does every 20 seconds
        assert wake.send("common.outbox.sweep")
        assert until(nothing_waits)
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {("sent", 1)}


def whole_or_nothing(event: Event) -> int:
    """How many registrations there are; each has its people, its mail and its place in the count."""
    ids = set(Registration.objects.filter(event=event).values_list("pk", flat=True))
    assert set(Participant.objects.filter(event=event).values_list("registration", flat=True)) == ids
    mails = OutboxMail.objects.filter(about=f"registered {event.slug}").values_list("key", flat=True)
    assert set(mails) == {f"registration:{pk}:registered" for pk in ids}
    event.refresh_from_db()
    assert event.taken == len(ids)
    return len(ids)


def more_than(event: Event, n: int) -> bool:
    return Registration.objects.filter(event=event).count() > n


def sends_and_hears_nothing(client: Client, event: Event, name: str) -> None:
    """The answer never comes, or comes whole."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        client.register(event.slug, name)


def in_the_middle() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
        return bool(cursor.fetchone()[0])


def connected() -> set[int]:
    """The database's sessions: this test's own, perhaps those of a test server that an earlier test left open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}


def only_connected(before: set[int]) -> bool:
    """Whether PostgreSQL has let go of everybody who came since, and so has undone what they had not committed."""
    return connected() <= before


@pytest.mark.soak
def test_a_web_process_killed_before_the_commit_leaves_nothing(on_postgres: bool) -> None:
    if not on_postgres:
        pytest.skip("made to stand still by a trigger of PostgreSQL")
    event = EventFactory(published=True, capacity=10)
    with connection.cursor() as cursor:
        cursor.execute(STUCK)
    before = connected()
    try:
        with serving() as web:
            [client] = crowd(web.port, 1)
            client.open_form(event.slug)
            sending = threading.Thread(target=sends_and_hears_nothing, args=[client, event, "Anna"])
            sending.start()
            assert until(in_the_middle)
            web.kill()
            sending.join(10)
        assert until(partial(only_connected, before))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER stuck ON common_outboxmail; DROP FUNCTION stuck();")
    assert whole_or_nothing(event) == 0
    with serving() as web:  # the same form, sent again when the portal is back
        client.port = web.port
        assert client.register(event.slug, "Anna").status == 302
    assert whole_or_nothing(event) == 1


def test_killed_at_any_moment_a_registration_is_there_with_its_mail_or_not_at_all(on_postgres: bool) -> None:
    if not on_postgres:
        pytest.skip("several web processes: PostgreSQL only")
    event = EventFactory(published=True, capacity=None)
    whole = 0
    before = connected()
    for n in range(20 if SOAK else 3):
        with serving() as web:
            clients = crowd(web.port, 8)
            for client in clients:
                client.open_form(event.slug)
            senders = [
                threading.Thread(target=sends_and_hears_nothing, args=[client, event, f"Osoba{n}x{k}"])
                for k, client in enumerate(clients)
            ]
            for sender in senders:
                sender.start()
            assert until(partial(more_than, event, whole))
            web.kill()
            for sender in senders:
                sender.join(10)
        assert until(partial(only_connected, before))
        whole = whole_or_nothing(event)
    say(f"{whole} registrations survived the kills, each whole")
    assert whole
