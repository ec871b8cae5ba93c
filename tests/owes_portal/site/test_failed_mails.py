"""Messages that could not be sent: whose they are to see, how little is shown, another try."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from common.outbox.causes import SYSTEM
from common.outbox.models import OutboxMail
from common.outbox.services import queue_mail
from events.catalogue.models import Event
from events.registration.services import NewPerson, Registrant, register
from tests.cast import Cast
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db
URL = "/panel/wiadomosci/"


def fail(error: str = "SMTPRecipientsRefused 550") -> None:
    """Everything that waits is given up, as after the last attempt."""
    OutboxMail.objects.filter(state="waiting").update(
        state="failed", failed_at=timezone.now(), next_attempt_at=None, attempts=12, error=error
    )


def sign_up(event: Event, name: str) -> None:
    people = [NewPerson(name, "Lis", needs="dieta bezglutenowa")]
    register(
        event_id=event.pk, entity=None, registrant=Registrant(name, "Lis", f"{name.lower()}@zly.example"), people=people
    )


@pytest.fixture
def events(cast: Cast) -> tuple[Event, Event]:
    mine = EventFactory(published=True, centre=cast.centre)
    return mine, EventFactory(published=True, centre=cast.other_centre)


def shown(client: Client, user: User) -> list[Any]:
    client.force_login(user)
    home, page = client.get("/panel/"), client.get(URL)
    assert home.context["waiting"].failed_mails == page.context["total"] == len(page.context["rows"])
    return page.context["rows"]


def test_staff_see_those_of_their_events_and_the_administrator_all(
    client: Client, cast: Cast, events: tuple[Event, Event]
) -> None:
    for event, name in zip(events, ("Anna", "Jan"), strict=True):
        sign_up(event, name)
    queue_mail(cause=SYSTEM, to="ktos@example.org", subject="Kod", text="123456", about="account/code")
    fail()
    for user in (cast.animator, cast.coordinator):
        [row] = shown(client, user)
        assert (row.event, str(row.person), row.to) == (events[0], "Anna Lis", "a…@zly.example")
    assert [row.event for row in shown(client, cast.administrator)] == [None, events[1], events[0]]
    text = client.get(URL).content.decode()
    assert not [secret for secret in ("anna@", "123456", "dieta", "/zgloszenie/") if secret in text]


def test_tried_again_it_goes_out_and_a_foreign_one_is_not_there(
    client: Client, cast: Cast, events: tuple[Event, Event], sweep_outbox: Any
) -> None:
    for event in events:
        sign_up(event, "Anna")
    fail("TimeoutError")
    mine, foreign = OutboxMail.objects.order_by("pk")
    client.force_login(cast.animator)
    for wrong in (foreign.pk, 10**30, "x"):
        assert client.post(f"{URL}ponow/", {"mail": wrong}).status_code == 404
    assert client.post(f"{URL}ponow/", {"mail": mine.pk}).status_code == 302
    assert [mail.to for mail in sweep_outbox()] == [["anna@zly.example"]]
    assert client.get(URL).context["rows"] == []
    client.force_login(cast.administrator)
    client.post(f"{URL}ponow/")
    assert len(sweep_outbox()) == 1


def test_thirty_cost_as_much_as_one(
    client: Client, cast: Cast, events: tuple[Event, Event], constant_queries: Any
) -> None:
    client.force_login(cast.animator)

    def add(n: int) -> None:
        for k in range(n):
            sign_up(events[0], f"Osoba{OutboxMail.objects.count()}x{k}")
        fail()

    constant_queries(client, URL, add)
