"""Messages held above a limit: staff are told once, see them with little shown, let them out or drop them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from common.outbox.causes import by_stranger
from common.outbox.models import OutboxMail
from common.outbox.services import queue_mail
from events.catalogue.models import Event
from events.registration.services import NewPerson, Registrant, register
from owes_portal.site.held import tell_of_held
from tests.cast import Cast
from tests.factories import EventFactory
from tests.security.test_registration import filled_in

pytestmark = pytest.mark.django_db
URL = "/panel/wiadomosci/wstrzymane/"
Sweep = Callable[[], list[EmailMessage]]


def aim(events: list[Event], to: str = "ofiara@example.org") -> None:
    """Six forms at one address: the sixth message is held."""
    for k in range(6):
        named = {"osoba-0-first_name": "Ola", "osoba-0-last_name": "Nowak", "osoba-0-email": to}
        event = events[k % len(events)]
        data = filled_in(event, for_whom="others", email=f"wrog{OutboxMail.objects.count()}@example.com", **named)
        assert Client().post(f"/wydarzenia/{event.slug}/zgloszenie/", data).status_code == 302


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(published=True, capacity=180, centre=cast.centre)


def test_staff_of_the_event_see_it_and_decide(client: Client, cast: Cast, event: Event, sweep_outbox: Sweep) -> None:
    aim([event])
    held = OutboxMail.objects.get(state="held")
    sweep_outbox()
    client.force_login(cast.animator)
    assert client.get("/panel/").context["waiting"].held_mails == 1
    page = client.get(URL)
    [row] = page.context["rows"]
    assert (row.event, str(row.person), row.to) == (event, "Ola Nowak", "o…@example.org")
    assert not [secret for secret in ("ofiara@", "/zgloszenie/osoba/") if secret in page.content.decode()]
    assert client.post(f"{URL}odrzuc/", {"mail": held.pk}).status_code == 302
    assert (client.get(URL).context["total"], sweep_outbox()) == (0, [])
    [row] = client.get(URL).context["dropped"]
    assert client.post(f"{URL}wyslij/", {"mail": row.mail.pk}).status_code == 302
    [mail] = sweep_outbox()
    assert (mail.to, mail.subject) == (["ofiara@example.org"], held.subject)


def test_a_foreign_one_is_not_there_and_the_administrator_sees_all(client: Client, cast: Cast) -> None:
    foreign = EventFactory(published=True, centre=cast.other_centre)
    aim([foreign])
    held = OutboxMail.objects.get(state="held")
    client.force_login(cast.animator)
    assert client.get(URL).context["total"] == 0
    for act in ("wyslij", "odrzuc"):
        for wrong in (held.pk, 10**30, "x"):
            assert client.post(f"{URL}{act}/", {"mail": wrong}).status_code == 404
        client.post(f"{URL}{act}/")
    held.refresh_from_db()
    assert held.state == "held"
    client.force_login(cast.administrator)
    assert client.get(URL).context["total"] == 1


def test_coordinators_are_told_once_a_day_and_the_portals_keeper_of_what_is_of_no_event(
    cast: Cast, event: Event, sweep_outbox: Sweep, settings: Any, time_machine: Any
) -> None:
    aim([event])
    for k in range(6):
        cause = by_stranger(address="wrog@example.com", form=f"form:{k}")
        queue_mail(cause=cause, to="ktos@example.org", subject="Temat", text="Treść")
    sweep_outbox()
    assert tell_of_held() == 2
    told = sweep_outbox()
    assert sorted(mail.to[0] for mail in told) == sorted([cast.coordinator.email, settings.SITE_CONTACT["email"]])
    assert sorted(event.title in mail.body for mail in told) == [False, True]
    aim([event], "druga@example.org")
    assert tell_of_held() == 0
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert tell_of_held() == 1


def test_thirty_cost_as_much_as_one(client: Client, cast: Cast, event: Event, constant_queries: Any) -> None:
    client.force_login(cast.animator)

    def add(n: int) -> None:
        named = [NewPerson("Ola", "Nowak", email="ofiara@example.org")]
        for _ in range(n + 5):  # the first five are let through
            sender = Registrant(email=f"wrog{OutboxMail.objects.count()}@example.com")
            register(event_id=event.pk, entity=None, registrant=sender, people=named)

    constant_queries(client, URL, add)
