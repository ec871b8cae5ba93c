"""Marks come late, twice, in any order; who is present, and since when, comes out the same."""

import random
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.auditlog.models import AuditEntry
from events.attendance.marking import NewMark, Taken, take_marks
from events.attendance.models import Attendance, Mark, Method, Session
from events.attendance.services import (
    check_in,
    choose_sessions,
    complete_event,
    let_in,
    open_sessions,
    undo_check_in,
)
from events.catalogue.refusals import EventRefused
from events.registration.models import Participant
from tests.factories import EventFactory, ParticipantFactory, RegistrationFactory, SessionFactory, StopFactory

pytestmark = pytest.mark.django_db


def at(session, minutes):
    """Milliseconds of so many minutes into the day of the session."""
    midnight = datetime.combine(session.day, time(), tzinfo=timezone.get_current_timezone())
    return int(midnight.timestamp()) * 1000 + minutes * 60_000


@pytest.fixture
def session():
    today = timezone.localdate() - timedelta(days=1)
    return SessionFactory(event=EventFactory(published=True, starts_on=today))


def people_of(event, n, **kwargs):
    registration = RegistrationFactory(event=event)
    return ParticipantFactory.create_batch(n, registration=registration, **kwargs)


def seen(session):
    rows = Attendance.objects.filter(session=session)
    return {row.participant_id: (int(row.marked_at.timestamp() * 1000), row.method) for row in rows}


def test_100_marks_made_offline_sent_three_times_shuffled_are_one_presence_each_with_their_time(session):
    people = people_of(session.event, 100)
    marks = [NewMark(one.pk, True, at(session, 540) + n * 1234) for n, one in enumerate(people)]
    sent = marks * 3
    random.Random(7).shuffle(sent)
    for start in range(0, len(sent), 30):
        outcome = take_marks(session_id=session.pk, marks=sent[start : start + 30], by=None)
        assert set(outcome.values()) == {Taken.KEPT}
    assert seen(session) == {mark.participant_id: (mark.device_ms, "tap") for mark in marks}
    assert Mark.objects.count() == 100


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_and_any_repetition_of_marks_and_undos_end_the_same(session, data):
    person = people_of(session.event, 1)[0]
    history = data.draw(st.lists(st.tuples(st.booleans(), st.integers(0, 600)), min_size=1, max_size=7))
    marks = [NewMark(person.pk, here, at(session, minute)) for here, minute in history]
    in_order = sorted(marks, key=lambda mark: (mark.device_ms, str(mark.key)))
    since = None
    for mark in in_order:  # the slow and obvious way
        since = (since or mark.device_ms) if mark.is_here else None
    sent = data.draw(st.permutations(marks + data.draw(st.lists(st.sampled_from(marks), max_size=5))))
    while sent:
        size = data.draw(st.integers(1, len(sent)))
        take_marks(session_id=session.pk, marks=sent[:size], by=None)
        sent = sent[size:]
    assert seen(session).get(person.pk) == ((since, "tap") if since is not None else None)


def test_a_wrong_clock_is_bounded_and_its_order_kept(session):
    person, other = people_of(session.event, 2)
    ancient, future = 1_000_000, 9_000_000_000_000
    take_marks(session_id=session.pk, marks=[NewMark(person.pk, False, ancient + 1)], by=None)
    take_marks(session_id=session.pk, marks=[NewMark(person.pk, True, ancient)], by=None)
    assert seen(session) == {}
    take_marks(session_id=session.pk, marks=[NewMark(person.pk, True, ancient + 2)], by=None)
    take_marks(session_id=session.pk, marks=[NewMark(other.pk, True, future)], by=None)
    times = {row.participant_id: row.marked_at for row in Attendance.objects.all()}
    assert timezone.localtime(times[person.pk]).date() == session.day - timedelta(days=1)
    assert abs(times[other.pk] - timezone.now()) < timedelta(minutes=1)
    # What is done at the server after a mark from a clock ahead of it still comes after.
    assert undo_check_in(participant_id=other.pk, session_id=session.pk, by=None)
    assert set(seen(session)) == {person.pk}


def test_marks_of_strangers_and_of_those_without_a_place_change_nothing(session):
    waiting = people_of(session.event, 1, waiting=True)[0]
    stranger = ParticipantFactory()
    marks = [NewMark(waiting.pk, True, at(session, 1)), NewMark(stranger.pk, True, at(session, 1))]
    outcome = take_marks(session_id=session.pk, marks=marks, by=None)
    assert list(outcome.values()) == [Taken.NO_PLACE, Taken.UNKNOWN]
    assert not Mark.objects.exists()
    for person, why in ((waiting, "no-place"), (stranger, "other-event")):
        with pytest.raises(EventRefused) as refused:
            check_in(participant_id=person.pk, session_id=session.pk, by=None)
        assert refused.value.reason == why


def test_who_waits_gets_the_place_first_also_above_the_capacity():
    event = EventFactory(published=True, capacity=1, taken=1, starts_on=timezone.localdate())
    [session] = open_sessions(event_id=event.pk)
    people_of(event, 1)
    waiting = people_of(event, 1, waiting=True)[0]
    assert let_in(participant_id=waiting.pk, session_id=session.pk, by=None).method == Method.WALK_IN
    let_in(participant_id=waiting.pk, session_id=session.pk, by=None)
    event.refresh_from_db()
    assert (event.taken, event.waiting, event.places_over) == (2, 0, 1)
    assert Participant.objects.get(pk=waiting.pk).state == "confirmed"
    assert Attendance.objects.count() == 1


def test_a_correction_after_closing_is_in_the_log(cast, session):
    one, two = people_of(session.event, 2)
    check_in(participant_id=one.pk, session_id=session.pk, by=None)
    complete_event(event_id=session.event_id, by=None)
    undo_check_in(participant_id=one.pk, session_id=session.pk, by=cast.animator.pk)
    check_in(participant_id=two.pk, session_id=session.pk, by=cast.animator.pk)
    acts = (
        AuditEntry.objects.filter(verb__startswith="attendance.")
        .order_by("pk")
        .values_list("verb", "object_id", "actor_id")
    )
    assert list(acts) == [
        ("attendance.undone", one.pk, cast.animator.pk),
        ("attendance.corrected", two.pk, cast.animator.pk),
    ]


def test_lists_for_days_and_chosen_stops():
    today = timezone.localdate()
    event = EventFactory(published=True, starts_on=today, ends_on=today + timedelta(days=1))
    farm, mill = (StopFactory(event=event, name=name) for name in ("Gospodarstwo", "Młyn"))
    first = open_sessions(event_id=event.pk)
    assert [(one.day, one.name) for one in first] == [(today, ""), (today + timedelta(days=1), "")]
    lists, kept = choose_sessions(event_id=event.pk, days=[], stops=[farm.pk, mill.pk], by=None)
    # The second day, for which nothing is chosen, keeps its list.
    assert [(one.day, one.name) for one in lists] == [
        (today, "Gospodarstwo"),
        (today, "Młyn"),
        (today + timedelta(days=1), ""),
    ]
    assert open_sessions(event_id=event.pk) == list(Session.objects.filter(event=event))
    assert Session.objects.count() == 3

    # A list on which somebody is marked stays; the others go.
    person = people_of(event, 1)[0]
    at_mill = Session.objects.get(stop=mill)
    check_in(participant_id=person.pk, session_id=at_mill.pk, by=None)
    lists, kept = choose_sessions(event_id=event.pk, days=[today], stops=[], by=None)
    assert (kept, Session.objects.count()) == ([at_mill], 3)
    farm.delete()  # nobody was marked there
    assert Session.objects.count() == 3
