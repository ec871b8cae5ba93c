"""Put right in Chromium: a wrong surname on a certificate after the event, and a colleague sent instead.

What they are made of is asked without a browser in test_correcting.py and test_changing_answers.py.
"""

import re

import pytest
from playwright.sync_api import expect

from events.attendance.services import check_in, complete_event, open_sessions
from events.certificates.models import Certificate
from events.certificates.services import issue_waiting, prepare_certificates, set_terms
from events.registration.models import Answer
from events.registration.services import NewPerson, Registrant, register
from tests.events.certificates.test_certificates import TERMS
from tests.factories import EventFactory, QuestionFactory

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.django_db(transaction=True)]


def sign_up(event, *people):
    who = Registrant("Danuta", "Kowal", "danuta@example.org")
    return register(event_id=event.pk, entity=None, registrant=who, people=people)


def test_a_wrong_surname_on_a_certificate_is_put_right_after_the_event(page, sign_in, cast, axe, sweep_outbox):
    event = EventFactory(published=True, centre=cast.centre)
    person = sign_up(event, NewPerson("Anna", "Nowakk", email="anna@example.org")).participants.get()
    for session in open_sessions(event_id=event.pk):
        check_in(participant_id=person.pk, session_id=session.pk, by=None)
    set_terms(event_id=event.pk, by=None, **TERMS)
    complete_event(event_id=event.pk, by=None)
    prepare_certificates(event_id=event.pk, by=None)
    issue_waiting()
    sweep_outbox()
    old = Certificate.objects.get()

    sign_in(cast.animator)
    page.goto(f"/panel/wydarzenia/{event.pk}/zgloszenia/{person.pk}/")
    page.get_by_role("link", name="Popraw", exact=True).click()
    assert axe(page) == []
    page.get_by_label("Nazwisko").fill("Nowak")
    page.get_by_role("button", name="Zapisz poprawki").click()
    expect(page.locator("del", has_text="Nowakk")).to_be_visible()
    assert axe(page) == []
    issue_waiting()
    page.goto(f"/panel/wydarzenia/{event.pk}/zaswiadczenia/")
    page.get_by_role("link", name=re.compile("Wyślij poprawione zaświadczenie")).click()
    expect(page.get_by_text("Poprawiliśmy zaświadczenie.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Wyślij", exact=True).click()
    [mail] = sweep_outbox()
    assert (mail.to, "Anna Nowak" in mail.body) == (["anna@example.org"], True)
    page.goto(f"/zaswiadczenie/{old.code}/")
    expect(page.get_by_text("To zaświadczenie zostało zastąpione")).to_be_visible()


def test_a_colleague_sent_instead_chooses_a_meal_and_both_mailboxes_are_told(page, axe, sweep_outbox):
    event = EventFactory(published=True)
    meal = QuestionFactory(
        event=event, text="Posiłek", kind="one", options="mięsny\nwege", is_required=True, per_participant=True
    )
    anna = NewPerson("Anna", "Lis", email="anna@example.org", answers={meal.pk: "mięsny"})
    registration = sign_up(event, anna)
    sweep_outbox()
    page.goto(f"/zgloszenie/{registration.token}/")
    page.get_by_role("link", name=re.compile("Zmień dane lub osobę")).click()
    page.get_by_label("Zamiast niej przyjdzie inna osoba").check()
    for label, text in (("Imię", "Jan"), ("Nazwisko", "Żak"), ("Adres e-mail tej osoby", "jan@example.org")):
        page.get_by_label(label).fill(text)
    page.get_by_label("wege").check()
    assert axe(page) == []
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_role("heading", name="Jan Żak")).to_be_visible()
    assert Answer.objects.get().value == "wege"
    told = {mail.to[0]: mail.body for mail in sweep_outbox()}
    assert sorted(told) == ["anna@example.org", "jan@example.org"]
    assert ("Jan Żak" in told["jan@example.org"], "Żak" in told["anna@example.org"]) == (True, False)
