"""Who is told what: decisions and promotions by name, cancellations only of what was sent, thanks only for a place."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from common.outbox.models import OutboxMail
from events.attendance.services import let_in, open_sessions
from events.catalogue.models import Event
from events.registration.desk.decisions import decide
from events.registration.models import Registration
from events.registration.notices.reminders import remind_due
from events.registration.services import NewPerson, Registrant, cancel_event, give_up, register
from events.registration.states import ParticipantState
from tests.events.registration.test_own_pages import entry
from tests.factories import EventFactory
from tests.security.test_registration import filled_in

pytestmark = pytest.mark.django_db
Sweep = Callable[[], list[EmailMessage]]
ANNA = NewPerson("Anna", "Lis", email="anna@example.org")
GROUP = [NewPerson("Danuta", "Kowal"), ANNA, NewPerson("Jan", "Żak", email="jan@example.org")]


def sign_up(event: Event, *people: NewPerson, email: str = "danuta@example.org") -> Registration:
    registrant = Registrant(first_name="Danuta", last_name="Kowal", email=email)
    return register(event_id=event.pk, entity=None, registrant=registrant, people=people)


def methods(mails: list[EmailMessage]) -> dict[str, str]:
    """The calendar entry that each address got; nothing where there was none."""
    return {mail.to[0]: entry(mail)[0] if mail.attachments else "" for mail in mails}


def test_a_colleague_reads_that_the_decision_is_to_come_or_that_they_wait(sweep_outbox: Sweep) -> None:
    sign_up(EventFactory(published=True, registration_mode="approval", title="Wizyta"), ANNA)
    _registrant, mail = sweep_outbox()
    assert (mail.to, mail.subject) == (["anna@example.org"], "Zgłoszono Cię, decyzja dopiero zapadnie: Wizyta")
    assert "O udziale zdecyduje ośrodek; napiszemy" in mail.body
    full = EventFactory(published=True, capacity=1, title="Narada")
    sign_up(full, NewPerson("Ewa", "Bąk"), email="ewa@example.org")
    sign_up(
        full, NewPerson("Jan", "Żak", email="biuro@example.org"), NewPerson("Ola", "Sum", email="biuro@example.org")
    )
    mail = sweep_outbox()[-1]
    assert (mail.to, mail.subject) == (["biuro@example.org"], "Zgłoszono Cię, jesteś na liście rezerwowej: Narada")
    assert "na liście rezerwowej – napiszemy, gdy tylko zwolni się miejsce:\n- Jan Żak\n- Ola Sum" in mail.body


def test_who_registered_a_group_gets_one_mail_for_a_decision_and_for_a_promotion_with_the_names(
    sweep_outbox: Sweep,
) -> None:
    event = EventFactory(published=True, registration_mode="approval")
    people = list(sign_up(event, *GROUP).participants.all())
    sweep_outbox()
    decide(event_id=event.pk, participant_ids=[one.pk for one in people], to=ParticipantState.CONFIRMED, by=None)
    mails = sweep_outbox()
    assert [mail.to[0] for mail in mails] == ["danuta@example.org", "anna@example.org", "jan@example.org"]
    assert "- Danuta Kowal\n- Anna Lis\n- Jan Żak\n" in mails[0].body
    full = EventFactory(published=True, capacity=2)
    seated = sign_up(full, NewPerson("Ewa", "Bąk"), NewPerson("Iga", "Rak"), email="ewa@example.org")
    sign_up(full, NewPerson("Danuta", "Kowal"), ANNA)
    sweep_outbox()
    give_up(participant_id=seated.participants.get(first_name="Iga").pk, by=1)
    told = [(mail.to[0], mail.subject.partition(":")[0]) for mail in sweep_outbox()[1:]]
    assert told == [("danuta@example.org", "Jest dla Ciebie miejsce")]
    give_up(participant_id=seated.participants.get(first_name="Ewa").pk, by=1)
    [to_registrant, to_anna] = sweep_outbox()[1:]
    assert to_registrant.subject == f"Zwolniło się miejsce: {full}"
    assert "Zwolniło się miejsce. Na wydarzenie zapraszamy: Anna Lis." in to_registrant.body
    assert to_anna.subject == f"Jest dla Ciebie miejsce: {full}"


def test_a_cancellation_goes_only_to_calendars_into_which_the_entry_went(sweep_outbox: Sweep) -> None:
    event = EventFactory(published=True, capacity=1)
    sign_up(event, NewPerson("Ewa", "Bąk"), email="ewa@example.org")
    waits = sign_up(event, ANNA).participants.get()
    [session] = open_sessions(event_id=event.pk)
    sweep_outbox()
    let_in(participant_id=waits.pk, session_id=session.pk, by=None)  # a place, and no mail about it
    cancel_event(event_id=event.pk, reason="Awaria.", by=None)
    assert methods(sweep_outbox()) == {"ewa@example.org": "CANCEL", "danuta@example.org": "", "anna@example.org": ""}


def test_what_was_held_is_not_cancelled_either(sweep_outbox: Sweep) -> None:
    event = EventFactory(published=True)
    sign_up(event, ANNA)
    OutboxMail.objects.filter(to="anna@example.org").update(
        state="held", held_at="2026-12-01T10:00Z", held_why="sender"
    )
    sweep_outbox()
    cancel_event(event_id=event.pk, reason="Awaria.", by=None)
    assert methods(sweep_outbox()) == {"danuta@example.org": "CANCEL", "anna@example.org": ""}


def test_who_only_waited_is_not_thanked_for_a_place(sweep_outbox: Sweep) -> None:
    event = EventFactory(published=True, capacity=1, title="Narada")
    seated, waits = (sign_up(event, NewPerson("Ewa", "Bąk"), email=f"{n}@example.org") for n in "ab")
    sweep_outbox()
    give_up(participant_id=waits.participants.get().pk, by=1)
    give_up(participant_id=seated.participants.get().pk, by=1)
    waited, had = sweep_outbox()
    assert (waited.subject, "Dziękujemy" in waited.body) == ("Zgłoszenie wycofano: Narada", False)
    assert (had.subject, "Dziękujemy" in had.body) == ("Rezygnacja z udziału: Narada", True)


@pytest.mark.parametrize(("waiting", "says"), [(True, True), (False, False)])
def test_the_reminder_says_that_somebody_waits_only_when_somebody_does(
    time_machine: Any, sweep_outbox: Sweep, waiting: bool, says: bool
) -> None:
    time_machine.move_to("2026-10-01T12:00:00+02:00", tick=False)
    event = EventFactory(published=True, starts_on=date(2026, 10, 10), remind_days_before=2, capacity=1)
    sign_up(event, NewPerson("Ewa", "Bąk"))
    if waiting:
        sign_up(event, NewPerson("Ola", "Sum"), email="ola@example.org")
    sweep_outbox()
    time_machine.move_to("2026-10-08T09:05:00+02:00", tick=False)
    remind_due()
    [mail] = sweep_outbox()
    assert ("ktoś inny na nie czeka" in mail.body, "prosimy zrezygnować z miejsca" in mail.body) == (says, not says)


def test_a_mail_speaks_the_language_of_the_form_just_sent(client: Client, sweep_outbox: Sweep) -> None:
    event = EventFactory(published=True, title="Narada", title_en="Council")
    row = sign_up(event, NewPerson("Danuta", "Kowal"))
    sweep_outbox()
    client.post(f"/en/wydarzenia/{event.slug}/zgloszenie/", filled_in(event, email="danuta@example.org"))
    [again] = sweep_outbox()
    assert (again.subject, "/en/zgloszenie/" in again.body) == ("You are registered already: Council", True)
    person = row.participants.get()
    client.post("/en" + reverse("registration:give-up", args=[row.token, person.pk]), {"sure": "1"})
    [mail] = sweep_outbox()
    assert mail.subject == "The place was given up: Council"


def test_a_cancelled_entry_begins_with_the_word_and_was_modified_now(
    client: Client, sweep_outbox: Sweep, time_machine: Any
) -> None:
    time_machine.move_to("2026-12-01T12:00:00+01:00", tick=False)
    event = EventFactory(published=True, title="Narada", title_en="Council", starts_at=time(9))
    sign_up(event, NewPerson("Danuta", "Kowal"))
    first = entry(sweep_outbox()[0])[1]
    time_machine.move_to("2026-12-02T12:00:00+01:00", tick=False)
    cancel_event(event_id=event.pk, reason="Awaria.", by=None)
    last = entry(sweep_outbox()[0])[1]
    assert (first["SUMMARY"], last["SUMMARY"]) == ("Narada", "Odwołane: Narada")
    assert last["LAST-MODIFIED"].dt > first["LAST-MODIFIED"].dt
    for prefix, summary in (("", "Odwołane: Narada"), ("/en", "Cancelled: Council")):
        feed = client.get(f"{prefix}/wydarzenia/kalendarz.ics").content.decode()
        assert f"SUMMARY:{summary}\r\n" in feed
        assert "LAST-MODIFIED:20261202T110000Z" in feed
