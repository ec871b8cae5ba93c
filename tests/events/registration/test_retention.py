"""What the notices promise of the data of registrations, kept by the nightly sweep."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from common.tasks import forget_old
from events.registration.models import Participant, Person
from tests.factories import AnswerFactory, EventFactory, FundingProjectFactory, ParticipantFactory, RegistrationFactory

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
    paid = place(2000, project=FundingProjectFactory())
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
