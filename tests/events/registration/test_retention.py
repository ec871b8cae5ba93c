"""What the notices promise of the data of registrations, kept by the nightly sweep."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from common.outbox.causes import STAFF
from common.outbox.models import OutboxMail
from common.outbox.services import queue_mail
from common.tasks import forget_old
from events.catalogue.models import Event
from events.catalogue.retention import kept_until, past_term
from events.registration.models import Participant, Person
from tests.factories import (
    AnswerFactory,
    EventDocumentFactory,
    EventFactory,
    FundingProjectFactory,
    ParticipantFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db


def place(days_ago: int, **fields):
    """Somebody's place at an event that ended so many days ago."""
    day = localdate() - timedelta(days=days_ago)
    event = EventFactory(published=True, starts_on=day, ends_on=day, project=fields.pop("project", None))
    return ParticipantFactory(registration=RegistrationFactory(event=event, phone="+48330000001"), **fields)


def test_needs_are_gone_thirty_days_after_the_event():
    kept, gone = place(30, needs="pętla indukcyjna"), place(31, needs="pętla indukcyjna")
    forget_old()
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.needs, gone.needs) == ("pętla indukcyjna", "")
    assert gone.first_name != ""


def test_without_a_project_names_go_after_two_years_and_the_place_stays_counted():
    old, younger = place(731), place(730)
    answer = AnswerFactory(registration=old.registration)
    paid = place(2000, project=FundingProjectFactory(ends_on=localdate()))
    forget_old()
    for one in (old, younger, paid):
        one.refresh_from_db()
    assert (old.first_name, old.last_name, old.email) == ("", "", "")
    assert (old.registration.last_name, old.registration.email, old.registration.phone) == ("", "", "")
    assert not type(answer).objects.filter(pk=answer.pk).exists()
    assert Person.objects.get(pk=old.person_id).last_name == ""
    assert younger.last_name != ""
    assert paid.last_name != ""
    assert Participant.objects.filter(event=old.event).count() == 1


def test_names_of_a_project_go_on_the_day_after_its_term_with_lists_and_evidence(time_machine, sweep_outbox):
    typed = FundingProjectFactory(personal_data_until=localdate() + timedelta(days=10), ends_on=localdate())
    one = place(5, project=typed)
    for event_id in (one.event_id, place(5).event_id):
        queue_mail(cause=STAFF, to="biuro@example.org", subject="Zmiana", text="…", owner=f"event:{event_id}")
    sweep_outbox()
    paper = EventDocumentFactory(event=one.event, kind="signed_list", is_public=False)
    time_machine.move_to(now() + timedelta(days=10))
    forget_old()
    one.refresh_from_db()
    assert one.last_name != ""  # the last day still counts
    time_machine.move_to(now() + timedelta(days=1))
    forget_old()
    one.refresh_from_db()
    assert (one.first_name, one.registration.email) == ("", "")
    assert not type(paper).objects.filter(pk=paper.pk).exists()
    assert [mail.owner != f"event:{one.event_id}" for mail in OutboxMail.objects.all()] == [True]


@pytest.mark.parametrize(
    ("ends", "typed", "last"),
    [
        (date(2027, 3, 31), None, date(2033, 12, 31)),
        (date(2027, 3, 31), date(2030, 6, 30), date(2030, 6, 30)),
        (None, None, date(2032, 12, 31)),  # counted from the event, here in 2026
    ],
)
def test_the_term_of_a_project_is_typed_or_follows_from_its_end(ends, typed, last):
    project = FundingProjectFactory(starts_on=None, ends_on=ends, personal_data_until=typed)
    day = date(2026, 5, 20)
    event = EventFactory(published=True, starts_on=day, ends_on=day, project=project)
    assert kept_until(event) == last
    for today, gone in ((last, False), (last + timedelta(days=1), True)):
        assert Event.objects.filter(past_term(today), pk=event.pk).exists() is gone


def test_no_event_of_a_project_is_without_a_term():
    """The sweep and the sentence that people read must say the same of every event."""
    for ends in (None, localdate() - timedelta(days=4000), localdate() + timedelta(days=400)):
        place(3500, project=FundingProjectFactory(starts_on=None, ends_on=ends))
    for event in Event.objects.select_related("project"):
        for today in (localdate(), kept_until(event), kept_until(event) + timedelta(days=1)):
            gone = Event.objects.filter(past_term(today), pk=event.pk).exists()
            assert gone is (kept_until(event) < today), (event.project, today)


def test_a_person_who_came_again_lately_is_still_known():
    old = place(731)
    place(3, person=old.person)
    forget_old()
    old.refresh_from_db()
    assert old.last_name == ""
    assert Person.objects.get(pk=old.person_id).last_name != ""


def test_nothing_to_remove_removes_nothing():
    forget_old()
    forget_old()
    assert Participant.objects.count() == 0
