"""Rows of people are wanted from two sides at once: each act waits for the other, none is thrown out."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from accounts.consents import keep_consents
from accounts.services import ask_erasure, carry_out_erasure
from events.registration.desk.correcting import correct_place
from events.registration.desk.group_mail import same_person, separate_person
from events.registration.models import Answer, Participant
from events.registration.person_details import PersonDetails
from events.registration.self_service import change_registration, choose, replace_person
from tests.factories import (
    AnswerFactory,
    EventFactory,
    NoticeFactory,
    ParticipantFactory,
    PersonFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.races import at_once, slow_rows

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = {
    "events_participant": 0.4,
    "events_registration": 0.4,
    "events_person": 0.4,
    "accounts_consent": 1.2,
}
ZOFIA = PersonDetails("Zofia", "Ul", email="zofia@example.org")


@pytest.fixture(autouse=True)
def _slow_rows() -> Iterator[None]:
    with slow_rows(SECONDS):
        yield


def one_by_one(*acts: Callable[[], Any]) -> None:
    for act in acts:
        act()


def test_a_correction_and_the_erasure_of_the_person_wait_for_each_other() -> None:
    user, day = UserFactory(), timezone.localdate() - timedelta(days=3)
    event = EventFactory(published=True, starts_on=day)
    registration = RegistrationFactory(event=event, user=user, email=user.email)
    place = ParticipantFactory(registration=registration, email=user.email)
    request = ask_erasure(user=user)
    values = {"phone": "77 451 02 02", "function": "prezes"}
    correction = partial(correct_place, participant_id=place.pk, values=values, answers={}, by=UserFactory().pk)
    erasure = partial(carry_out_erasure, request_id=request.pk, by=None)
    assert at_once(correction, erasure, refusals=(Participant.DoesNotExist,)) == []
    place.refresh_from_db()
    assert (place.first_name, place.function, place.erased_at is None) == ("", "", False)


def test_a_corrected_name_and_people_found_to_be_one_wait_for_each_other() -> None:
    known = PersonFactory(first_name="Anna", last_name="Nowak", folded_name="anna nowak", email="anna@example.org")
    typo = PersonFactory(first_name="Anna", last_name="Nowakk", folded_name="anna nowakk", email="anna@example.org")
    event = EventFactory(published=True)
    place = ParticipantFactory(
        registration__event=event, person=typo, first_name="Anna", last_name="Nowakk", email="anna@example.org"
    )
    one = partial(same_person, ids=[known.pk, typo.pk], by=None)
    correction = partial(
        correct_place, participant_id=place.pk, values={"last_name": "Nowak"}, answers={}, by=UserFactory().pk
    )
    two_again = partial(separate_person, person_id=typo.pk, by=None)
    assert at_once(partial(one_by_one, one, two_again, one), correction) == []
    typo.refresh_from_db()
    assert (typo.last_name, typo.merged_into_id) == ("Nowak", known.pk)


def test_who_takes_consents_back_and_who_sends_another_person_wait_for_each_other() -> None:
    place = ParticipantFactory(registration__event=EventFactory(published=True, taken=1))
    keep_consents(subject=place.key, notice_ids=[NoticeFactory(kind="consent-contact").pk], source="web")
    needs = partial(choose, participant_id=place.pk, agreed=["consent-contact"], needs="winda")
    no_more = partial(choose, participant_id=place.pk, agreed=[], needs="winda")
    another = partial(replace_person, participant_id=place.pk, details=ZOFIA, by=None)
    assert at_once(partial(one_by_one, needs, no_more), another) == []
    place.refresh_from_db()
    assert place.state == "cancelled"


def test_who_changes_answers_and_who_sends_another_person_wait_for_each_other() -> None:
    place = ParticipantFactory(registration__event=EventFactory(published=True, taken=1))
    answer = AnswerFactory(registration=place.registration, participant=place, question__per_participant=True)
    change = partial(
        change_registration,
        registration_id=place.registration_id,
        phone="77 451 02 02",
        answers={},
        of_people={place.pk: {answer.question_id: "inna"}},
    )
    another = partial(replace_person, participant_id=place.pk, details=ZOFIA, by=None)
    assert at_once(change, another) == []
    place.registration.refresh_from_db()
    assert (place.registration.phone, Answer.objects.filter(participant=place).count()) == ("77 451 02 02", 0)
