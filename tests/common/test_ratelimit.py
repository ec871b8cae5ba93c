"""The rate limit: exact also for requests at the same moment, forgetful of old windows, without personal data."""

import threading
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory

from common.web.ratelimit import RateCount, allow, forget_old, visitor


@pytest.mark.django_db
def test_as_many_as_allowed_then_no_more_until_the_next_window() -> None:
    with time_machine.travel(datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC), tick=False) as clock:
        assert [allow("login:a", 3, 60) for _ in range(5)] == [True, True, True, False, False]
        assert allow("login:b", 3, 60)
        clock.shift(30)
        assert allow("login:a", 3, 60)


@pytest.mark.django_db
def test_the_row_does_not_say_who() -> None:
    allow("register:203.0.113.7:anna@example.org", 3, 60)
    kept = " ".join(str(value) for value in RateCount.objects.values_list("key", "window_end", "count").get())
    assert "203.0.113.7" not in kept
    assert "anna" not in kept


@pytest.mark.django_db
def test_ended_windows_are_forgotten() -> None:
    with time_machine.travel(datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC), tick=False) as clock:
        allow("a", 3, 60)
        allow("a", 3, 3600)
        clock.shift(120)
        assert forget_old() == 1
        assert RateCount.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_requests_at_the_same_moment_are_all_counted() -> None:
    answers: list[bool] = []
    barrier = threading.Barrier(8)

    def ask() -> None:
        barrier.wait()
        try:
            answers.extend(allow("rush", 10, 86_400) for _ in range(5))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers.count(True), answers.count(False)) == (10, 30)
    assert RateCount.objects.get().count == 40


@pytest.mark.parametrize(
    ("proxies", "forwarded", "own", "who"),
    [
        (0, "192.0.2.1", "203.0.113.7", "203.0.113.7"),  # nobody of ours wrote it
        (1, "192.0.2.1, 203.0.113.7", "", "203.0.113.7"),  # behind a socket there is no own address
        (1, "", "203.0.113.7", "203.0.113.7"),
        (2, "192.0.2.1, 203.0.113.7, 10.0.0.1", "10.0.0.2", "203.0.113.7"),
        (1, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.7", "", "203.0.113.7"),
        (1, "nonsense", "", "unknown"),
        (0, "", "", "unknown"),
    ],
)
def test_the_visitor_is_whom_our_own_proxy_saw(settings, proxies, forwarded, own, who):
    settings.PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert visitor(RequestFactory().get("/", REMOTE_ADDR=own, headers=headers)) == who
