"""Reminders: at nine local time, so many days before, once, across changes of clocks too."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from events.catalogue.models import Event
from events.registration.notices.reminders import remind_due
from events.registration.services import NewPerson, Registrant, register
from tests.cast import Cast
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db
Sweep = Callable[[], list[EmailMessage]]


def sign_up(event: Event, *people: NewPerson) -> None:
    registrant = Registrant("Danuta", "Kowal", "danuta@example.org")
    register(event_id=event.pk, entity=None, registrant=registrant, people=people or [NewPerson("Danuta", "Kowal")])


# Warsaw leaves summer time on 25 October 2026 and enters it on 28 March 2027.
@pytest.mark.parametrize(
    ("day", "days", "before", "at"),
    [
        (date(2026, 10, 26), 3, "2026-10-23T08:59:59+02:00", "2026-10-23T09:00:00+02:00"),
        (date(2026, 10, 26), 1, "2026-10-25T08:59:59+01:00", "2026-10-25T09:00:00+01:00"),
        (date(2027, 3, 30), 3, "2027-03-27T08:59:59+01:00", "2027-03-27T09:00:00+01:00"),
        (date(2027, 3, 30), 2, "2027-03-28T08:59:59+02:00", "2027-03-28T09:00:00+02:00"),
    ],
)
def test_the_hour_is_nine_in_warsaw_whatever_the_clocks_do(
    time_machine: Any, sweep_outbox: Sweep, day: date, days: int, before: str, at: str
) -> None:
    time_machine.move_to("2026-10-01T12:00:00+02:00", tick=False)
    event = EventFactory(published=True, starts_on=day, remind_days_before=days)
    sign_up(event)
    time_machine.move_to(before, tick=False)
    sweep_outbox()
    assert (remind_due(), sweep_outbox()) == (0, [])
    time_machine.move_to(at, tick=False)
    assert remind_due() == 1
    assert [mail.subject for mail in sweep_outbox()] == [f"Przypomnienie: {event}"]
    assert (remind_due(), sweep_outbox()) == (0, [])


def test_only_who_has_a_place_is_reminded_each_at_their_own_address(time_machine: Any, sweep_outbox: Sweep) -> None:
    time_machine.move_to("2026-10-01T12:00:00+02:00", tick=False)
    event = EventFactory(published=True, starts_on=date(2026, 10, 10), remind_days_before=2, capacity=2)
    sign_up(event, NewPerson("Danuta", "Kowal"), NewPerson("Anna", "Lis", email="anna@example.org"))
    sign_up(event, NewPerson("Jan", "Czeka", email="jan@example.org"))
    sweep_outbox()
    time_machine.move_to("2026-10-08T09:05:00+02:00", tick=False)
    remind_due()
    assert [mail.to for mail in sweep_outbox()] == [["danuta@example.org"], ["anna@example.org"]]


@pytest.mark.parametrize(
    "traits", [{"cancelled": True}, {"remind_days_before": None}, {"starts_on": date(2026, 10, 8)}]
)
def test_nobody_is_reminded_of_what_is_cancelled_not_asked_for_or_today(time_machine: Any, traits: Any) -> None:
    time_machine.move_to("2026-10-08T12:00:00+02:00", tick=False)
    EventFactory(**{"published": True, "starts_on": date(2026, 10, 9), "remind_days_before": 2, **traits})
    assert remind_due() == 0


def test_an_event_moved_to_another_day_reminds_once_more(time_machine: Any, sweep_outbox: Sweep) -> None:
    time_machine.move_to("2026-10-08T12:00:00+02:00", tick=False)
    event = EventFactory(published=True, starts_on=date(2026, 10, 9), remind_days_before=2)
    sign_up(event)
    assert remind_due() == 1
    Event.objects.filter(pk=event.pk).update(starts_on=date(2026, 10, 20), ends_on=date(2026, 10, 20))
    assert remind_due() == 0
    sweep_outbox()
    time_machine.move_to("2026-10-18T12:00:00+02:00", tick=False)
    assert remind_due() == 1
    assert len(sweep_outbox()) == 1


def test_staff_choose_the_days(client: Client, cast: Cast) -> None:
    event = EventFactory(published=True, centre=cast.centre)
    client.force_login(cast.animator)
    for typed, kept in (("3", 3), ("0", 3), ("31", 3), ("x", 3), ("", None)):
        client.post(f"/panel/wydarzenia/{event.pk}/zgloszenia/przypomnienie/", {"days": typed})
        event.refresh_from_db()
        assert event.remind_days_before == kept, typed
