"""Waking the worker: the row is already written, waking only saves waiting for the next sweep."""

import logging
import os
import threading
import time
from contextlib import suppress
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction

log = logging.getLogger(__name__)

# After a failure nobody tries for this long: a hanging broker costs one short wait now and then, not each request.
PAUSE_SECONDS = 10.0
SHORT_WAIT = {
    "socket_timeout": 0.3,
    "socket_connect_timeout": 0.3,
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
_quiet_until = 0.0
_lock = threading.Lock()
_kept = threading.local()


def wake_worker(task_name: str, *args: Any) -> None:
    """After the transaction commits, ask the worker to run `task_name` soon. Never raises, never waits long."""
    transaction.on_commit(partial(send, task_name, *args), robust=True)


def send(task_name: str, *args: Any) -> bool:
    """Ask the worker now; False when the broker is away (the sweep will find the row)."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return False
    try:
        _publish(task_name, args)
    except Exception as error:  # any failure of the broker means the same: the sweep will do it
        with _lock:
            _quiet_until = time.monotonic() + PAUSE_SECONDS
        log.warning("Broker away (%s): %s waits for the sweep.", type(error).__name__, task_name)
        return False
    return True


def _publish(task_name: str, args: tuple[Any, ...]) -> None:
    """Through a line of this thread's own, kept from one call to the next: opening one costs more than all the rest.

    A kept line may have died since, with a broker that was started anew: then once more on a new one.
    """
    mine = os.getpid(), current_app.conf.broker_write_url
    kept = getattr(_kept, "line", None)
    if kept is not None and kept[0] == mine:  # not one that a forked worker shares with its parent
        try:
            _send_by(kept[1], task_name, args)
            return
        except Exception:
            _hang_up()
    options = {**current_app.conf.broker_transport_options, **SHORT_WAIT}
    # Not the worker's connections: the worker may wait long, the web must not.
    broker = current_app.connection_for_write(transport_options=options)
    _kept.line = mine, current_app.amqp.Producer(broker)
    try:
        _send_by(_kept.line[1], task_name, args)
    except Exception:
        _hang_up()
        raise


def _send_by(producer: Any, task_name: str, args: tuple[Any, ...]) -> None:
    current_app.send_task(task_name, args=args, producer=producer, retry=False, ignore_result=True)


def _hang_up() -> None:
    _, producer = _kept.line
    del _kept.line
    with suppress(Exception):
        producer.connection.release()


def try_again() -> None:
    """Forget an earlier failure (for tests and for the worker's own start)."""
    global _quiet_until
    _quiet_until = 0.0
