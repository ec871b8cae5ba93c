"""Another day, hour or place of a published event: those who registered are told once, when staff want it."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from common.auditlog.models import AuditEntry
from events.catalogue.models import Event
from events.programme.models import Stop
from events.programme.services import replan_event, set_stops
from events.registration.services import NewPerson, Registrant, give_up, register
from tests.cast import Cast
from tests.events.registration.test_own_pages import entry
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db
Sweep = Callable[[], list[EmailMessage]]


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(published=True, centre=cast.centre, capacity=2, starts_at=time(10), ends_at=time(14))


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    client.force_login(cast.animator)
    return client


def sign_up(event: Event, *people: NewPerson, email: str = "danuta@example.org") -> Any:
    registrant = Registrant(first_name="Danuta", last_name="Kowal", email=email)
    return register(event_id=event.pk, entity=None, registrant=registrant, people=people)


def change(staff: Client, event: Event, **fields: Any) -> Any:
    """As the staff do it, on the page of the plain fields."""
    url = f"/panel/wydarzenia/{event.pk}/zmiana/"
    form = staff.get(url).context["form"]
    data = {name: value for name, value in form.initial.items() if value not in (None, "")}
    return staff.post(url, {**data, **fields})


def tell(staff: Client, event: Event, act: str, **fields: Any) -> Any:
    url = f"/panel/wydarzenia/{event.pk}/zgloszenia/zmiana/"
    page = staff.get(url)
    seen = page.context["form"].initial["seen"] if page.status_code == 200 else "x"
    return staff.post(url, {"seen": seen, act: "1", **fields})


def test_a_new_hour_reaches_everyone_who_has_a_place_or_waits_once_with_a_newer_entry(
    staff: Client, event: Event, sweep_outbox: Sweep
) -> None:
    sign_up(event, NewPerson("Anna", "Lis", email="anna@example.org"), NewPerson("Jan", "Lis"))
    sign_up(event, NewPerson("Ewa", "Sum"), email="ewa@example.org")
    gone = sign_up(event, NewPerson("Ola", "Bąk"), email="ola@example.org")
    give_up(participant_id=gone.participants.get().pk, by=None)
    before = {mail.to[0]: entry(mail)[1] for mail in sweep_outbox() if mail.attachments and mail.to != gone.email}
    answer = change(staff, event, starts_at="11:30")
    assert answer.headers["Location"] == f"/panel/wydarzenia/{event.pk}/zgloszenia/zmiana/"
    assert sweep_outbox() == []
    page = staff.get(answer.headers["Location"])
    assert (page.context["count"], "11.30" in page.content.decode()) == (2, True)
    assert tell(staff, event, "preview", note="Pociąg przyjeżdża później.").status_code == 200
    for _ in range(2):
        tell(staff, event, "send", note="Pociąg przyjeżdża później.")
    mails = {mail.to[0]: mail for mail in sweep_outbox()}
    assert sorted(mails) == ["anna@example.org", "danuta@example.org", "ewa@example.org"]
    for address in ("anna@example.org", "danuta@example.org"):
        method, now, _part = entry(mails[address])
        assert (method, now["UID"], now["DTSTART"].dt.hour) == ("REQUEST", before[address]["UID"], 11)
        assert now["SEQUENCE"] > before[address]["SEQUENCE"]
    assert mails["ewa@example.org"].attachments == []
    body = mails["ewa@example.org"].body
    assert body.index("10.00") < body.index("11.30") < body.index("Pociąg")
    assert AuditEntry.objects.filter(verb="event.tell", object_id=event.pk).count() == 1


@pytest.mark.parametrize("fields", [{"title": "Inny tytuł"}, {"lead": "Bez literówki"}, {}])
def test_a_corrected_text_asks_nothing(staff: Client, event: Event, fields: dict[str, str]) -> None:
    sign_up(event, NewPerson("Anna", "Lis"))
    assert change(staff, event, **fields).headers["Location"] == f"/panel/wydarzenia/{event.pk}/zmiana/"


def test_a_typo_in_the_hour_is_told_to_nobody_and_a_change_taken_back_is_no_change(
    staff: Client, event: Event, sweep_outbox: Sweep
) -> None:
    sign_up(event, NewPerson("Anna", "Lis"))
    sweep_outbox()
    change(staff, event, starts_at="10:01")
    tell(staff, event, "quiet")
    change(staff, event, starts_at="12:00")
    assert "/zgloszenia/zmiana/" in staff.get(f"/panel/wydarzenia/{event.pk}/").content.decode()
    back = change(staff, event, starts_at="10:01")
    assert "/zgloszenia/zmiana/" not in back.headers["Location"]
    event.refresh_from_db()
    assert (event.told, sweep_outbox()) == ({}, [])


def test_two_changes_before_anybody_was_told_are_one_and_what_changes_under_the_preview_is_shown_anew(
    staff: Client, event: Event, sweep_outbox: Sweep
) -> None:
    sign_up(event, NewPerson("Anna", "Lis"))
    sweep_outbox()
    change(staff, event, starts_at="11:00")
    seen = staff.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/zmiana/").context["form"].initial["seen"]
    day = event.starts_on + timedelta(days=7)
    replan_event(event_id=event.pk, by=None, starts_on=day, ends_on=day)
    staff.post(f"/panel/wydarzenia/{event.pk}/zgloszenia/zmiana/", {"seen": seen, "send": "1"})
    assert sweep_outbox() == []
    tell(staff, event, "send")
    [mail] = sweep_outbox()
    assert entry(mail)[1]["DTSTART"].dt.date() == day
    assert mail.body.index("10.00") < mail.body.index("11.00")


def test_another_address_of_the_place_is_told_of_too(event: Event, sweep_outbox: Sweep) -> None:
    first = {"day": event.starts_on, "name": "Dom Kultury", "town": "Kęty", "address": "ul. Kościuszki 1"}
    [stop] = set_stops(event_id=event.pk, stops=[first], by=None)
    event.refresh_from_db()
    Event.objects.filter(pk=event.pk).update(told={})
    set_stops(event_id=event.pk, stops=[{**first, "id": stop.pk, "description": "Wejście z boku"}], by=None)
    event.refresh_from_db()
    assert event.told == {}
    set_stops(event_id=event.pk, stops=[{**first, "id": stop.pk, "address": "ul. Rynek 2"}], by=None)
    event.refresh_from_db()
    assert "Kościuszki" in event.told["place"]
    assert Stop.objects.get().address == "ul. Rynek 2"


def test_where_nobody_registered_and_of_a_draft_nobody_is_asked(staff: Client, event: Event, cast: Cast) -> None:
    draft = EventFactory(centre=cast.centre, starts_at=time(10))
    for one in (event, draft):
        assert "/zgloszenia/" not in change(staff, one, starts_at="12:00").headers["Location"]
        one.refresh_from_db()
        assert one.told == {}
