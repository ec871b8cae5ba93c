"""Forms at the same moment, for different events: none passes the daily limit, and none waits for another in a ring."""

import threading

import pytest
from django.db import connection
from django.test import Client

from common.outbox.models import OutboxMail
from tests.factories import EventFactory
from tests.security.test_registration import filled_in

FIRST, SECOND = "pierwsza@example.org", "druga@example.org"
ROUNDS, AT_ONCE = 3, 6


def form(number: int) -> dict[str, str]:
    """Two victims in one order or the other; every second sender is a victim's address itself."""
    people = (FIRST, SECOND) if number % 2 else (SECOND, FIRST)
    rows = {"osoba-TOTAL_FORMS": "2"}
    for k, address in enumerate(people):
        rows |= {f"osoba-{k}-first_name": "Ola", f"osoba-{k}-last_name": f"Nowak{k}", f"osoba-{k}-email": address}
    return rows


@pytest.mark.django_db(transaction=True)
def test_eighteen_forms_at_once_write_each_of_two_victims_five_mails(on_postgres: bool) -> None:
    if not on_postgres:
        pytest.skip("SQLite lets one writer in at a time")
    answers: list[int] = []
    for turn in range(ROUNDS):
        events = EventFactory.create_batch(AT_ONCE, published=True, capacity=100)
        barrier = threading.Barrier(AT_ONCE)

        def send(number: int, events=events, barrier=barrier, turn=turn) -> None:
            data = filled_in(
                events[number], for_whom="others", email=f"wrog{turn}-{number}@example.com", **form(number)
            )
            barrier.wait()
            try:
                url = f"/wydarzenia/{events[number].slug}/zgloszenie/"
                answers.append(Client(raise_request_exception=False).post(url, data).status_code)
            finally:
                connection.close()

        threads = [threading.Thread(target=send, args=[number]) for number in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [302] * (ROUNDS * AT_ONCE)
    for victim in (FIRST, SECOND):
        states = list(OutboxMail.objects.filter(to=victim).values_list("state", flat=True))
        assert (states.count("waiting"), states.count("held")) == (5, ROUNDS * AT_ONCE - 5)
