"""Sending from the outbox: each message once, whatever refuses, hangs or dies."""

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection, transaction
from django.utils import timezone

from common.outbox.causes import SYSTEM
from common.outbox.models import OutboxMail
from common.outbox.services import ATTEMPTS, pause, queue_mail, send_again, sweep
from common.worker import wake
from tests.common.outbox.sink import Sink
from tests.servers import Redis, redis_program

pytestmark = pytest.mark.django_db(transaction=True)
ONE_SWEEP = "import django; django.setup(); from common.outbox.services import sweep; sweep()"
Start = Callable[..., "subprocess.Popen[bytes]"]


def queue(key: str = "one") -> OutboxMail:
    return queue_mail(cause=SYSTEM, to=f"{key}@example.org", subject="Potwierdzenie", text="Dzień dobry", key=key)


def its_time_comes() -> None:
    OutboxMail.objects.filter(state="waiting").update(next_attempt_at=timezone.now())


def its_lease_ends() -> None:
    OutboxMail.objects.filter(state="sending").update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_worker_killed_while_sending_loses_nothing_and_doubles_nothing(sink: Sink, start: Start) -> None:
    mail = queue()
    sink.may_go_on.clear()
    worker = start("-c", ONE_SWEEP)
    assert sink.in_the_middle.wait(30)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    mail.refresh_from_db()
    assert mail.state == "sending"
    assert sweep() == 0, "another worker took a message that is still held"

    sink.may_go_on.set()
    its_lease_ends()
    assert sweep() == 1
    assert sweep() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("sent", 2)
    assert [message["Message-ID"] for message in sink.kept] == [mail.message_id]
    assert sink.began[0]["Message-ID"] == mail.message_id, "the second try must be known as the same message"


def test_two_workers_at_once_send_each_message_once(sink: Sink) -> None:
    for n in range(12):
        queue(f"m{n}")
    barrier = threading.Barrier(3)

    def work() -> None:
        barrier.wait()
        try:
            sweep()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(message["To"] for message in sink.kept) == sorted(f"m{n}@example.org" for n in range(12))
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {("sent", 1)}


def test_a_passing_refusal_is_tried_again_later_and_later(sink: Sink) -> None:
    mail = queue()
    sink.refusal = "451 later"
    assert sweep() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("waiting", 1)
    assert mail.error == "SMTPRecipientsRefused"
    assert mail.next_attempt_at > timezone.now()
    assert sweep() == 0, "tried again before its time"
    assert len(sink.began) == 0
    sink.refusal = ""
    its_time_comes()
    assert sweep() == 1
    assert [pause(n).total_seconds() / 60 for n in (1, 2, 3, 12)] == [1, 2, 4, 360]


def test_a_final_refusal_is_given_up_at_once_and_says_nothing_personal(sink: Sink) -> None:
    mail = queue()
    sink.refusal = "550 no such user one@example.org"
    sweep()
    mail.refresh_from_db()
    assert (mail.state, mail.failed_at is not None) == ("failed", True)
    assert "example.org" not in mail.error
    sink.refusal = ""
    send_again(mails=[mail], by=None)
    assert sweep() == 1


def test_the_last_attempt_gives_up(sink: Sink) -> None:
    mail = queue()
    sink.refusal = "451 later"
    OutboxMail.objects.update(attempts=ATTEMPTS - 1)
    sweep()
    mail.refresh_from_db()
    assert mail.state == "failed"


def test_a_mail_server_that_is_away_ends_the_sweep_and_loses_nothing(sink: Sink, settings: object) -> None:
    for n in range(3):
        queue(f"m{n}")
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1  # type: ignore[attr-defined]
    assert sweep() == 0
    assert sorted(OutboxMail.objects.values_list("state", "attempts")) == [
        ("waiting", 0),
        ("waiting", 0),
        ("waiting", 1),
    ]
    settings.EMAIL_PORT = there  # type: ignore[attr-defined]
    its_time_comes()
    assert sweep() == 3


# --- Redis --------------------------------------------------------------------------------------------------------
@pytest.fixture
def redis() -> Iterator[Redis]:
    """A Redis of this test, used as the broker."""
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


@pytest.mark.soak
@pytest.mark.parametrize("trouble", ["stopped", "hanging"])
def test_with_redis_away_the_request_is_quick_and_the_mail_arrives_once_after_it_is_back(
    trouble: str, redis: Redis, sink: Sink, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    redis.stop() if trouble == "stopped" else redis.hang()
    began = time.monotonic()
    for key in ("first", "second"):
        with transaction.atomic():
            queue(key)
    # Left to itself the library would try for minutes.
    assert time.monotonic() - began < 10
    assert [record.name for record in caplog.records] == ["common.worker.wake"], (
        "a broker known to be away was asked again"
    )
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {"waiting"}

    redis.start() if trouble == "stopped" else redis.wake()
    worker = start("-m", "celery", "-A", "owes_portal", "worker", "-P", "solo", redis_url=f"{redis.url}/0")
    wake.try_again()
    assert wake.send("common.outbox.sweep")  # as beat does every 20 seconds
    assert sink.arrived.acquire(timeout=30)
    assert sink.arrived.acquire(timeout=30)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert sorted(message["To"] for message in sink.kept) == ["first@example.org", "second@example.org"]
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {("sent", 1)}


def test_a_celery_worker_killed_while_sending_leaves_the_message_to_the_next_one(
    redis: Redis, sink: Sink, start: Start
) -> None:
    sink.may_go_on.clear()
    worker = start("-m", "celery", "-A", "owes_portal", "worker", "-P", "solo", redis_url=f"{redis.url}/0")
    queue()
    assert sink.in_the_middle.wait(30)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    sink.may_go_on.set()
    its_lease_ends()
    start("-m", "celery", "-A", "owes_portal", "worker", "-P", "solo", redis_url=f"{redis.url}/0")
    wake.send("common.outbox.sweep")
    assert sink.arrived.acquire(timeout=30)
    assert [message["Message-ID"] for message in sink.kept] == [OutboxMail.objects.get().message_id]
    assert len(sink.began) == 2
