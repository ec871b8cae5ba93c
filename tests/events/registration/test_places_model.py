"""Random histories of places, played against the list on paper (places_model.py) after every single act."""

import os
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused
from events.registration.models import Participant, Registration
from events.registration.own_page.adding_people import add_people
from events.registration.places import PASSES, kept_for
from events.registration.queries import waiting_positions
from events.registration.restoring import restore_place
from events.registration.services import NewPerson, Registrant, Terms, change_capacity, give_up, register
from events.registration.states import ParticipantState as State
from tests.events.registration.places_model import Paper
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db

ACTS = st.one_of(
    st.tuples(st.just("register"), st.integers(1, 5), st.booleans()),
    st.tuples(st.just("register"), st.integers(1, 5), st.booleans()),
    st.tuples(st.just("give up"), st.integers(0, 200), st.none()),
    st.tuples(st.just("add"), st.integers(1, 2), st.integers(0, 200)),
    st.tuples(st.just("give up"), st.integers(0, 200), st.none()),
    st.tuples(st.just("restore"), st.integers(0, 200), st.none()),
    st.tuples(st.just("places"), st.one_of(st.none(), st.integers(0, 9), st.integers(3, 7)), st.none()),
)
HISTORIES = st.lists(ACTS, min_size=5, max_size=20)


class History:
    """The portal and the paper side by side; people are known by their queue numbers."""

    def __init__(self, capacity: int | None) -> None:
        self.event: Event = EventFactory(published=True, capacity=capacity)
        self.paper = Paper(capacity)
        self.next = 1

    def register(self, size: int, together: bool) -> None:
        register(
            event_id=self.event.pk,
            entity=None,
            registrant=Registrant(),
            people=[NewPerson(f"Osoba{self.next + n}", "Losowa") for n in range(size)],
            terms=Terms(all_or_none=together),
        )
        self.paper.register(self.next, size, together)
        self.next += size

    def add(self, size: int, which: int) -> None:
        """People join one of the registrations: on paper they are a form of their own, in which each counts alone."""
        registrations = list(self.event.registrations.order_by("pk"))
        if registrations:
            add_people(
                registration_id=registrations[which % len(registrations)].pk,
                people=[NewPerson(f"Osoba{self.next + n}", "Losowa") for n in range(size)],
                form_key=f"dopisane-{self.next}",
                by=None,
            )
            self.paper.register(self.next, size, together=False)
            self.next += size

    def give_up(self, which: int) -> None:
        there = sorted([*self.paper.sits, *self.paper.waits])
        if there:
            number = there[which % len(there)]
            give_up(participant_id=self.event.participants.get(queue_number=number).pk, by=None)
            self.paper.give_up(number)

    def restore(self, which: int) -> None:
        """One of those who gave up would come after all; portal and paper agree on whether they may."""
        if self.paper.gone:
            number = sorted(self.paper.gone)[which % len(self.paper.gone)]
            try:
                restore_place(participant_id=self.event.participants.get(queue_number=number).pk, by=None)
                may = True
            except EventRefused:
                may = False
            assert self.paper.restore(number) == may

    def places(self, capacity: int | None) -> None:
        change_capacity(event_id=self.event.pk, capacity=capacity, by=None)
        self.paper.set_capacity(capacity)

    def stop(self) -> None:
        Event.objects.filter(pk=self.event.pk).update(promotion_stops_at=timezone.now() - timedelta(minutes=1))
        self.paper.stopped = True

    def act(self, name: str, one: object, two: object) -> None:
        if name == "register":
            self.register(one, two)  # type: ignore[arg-type]
        elif name == "add":
            self.add(one, two)  # type: ignore[arg-type]
        elif name == "give up":
            self.give_up(one)  # type: ignore[arg-type]
        elif name == "restore":
            self.restore(one)  # type: ignore[arg-type]
        elif name == "places":
            self.places(one)  # type: ignore[arg-type]
        else:
            self.stop()

    def check(self) -> None:
        """Portal and paper agree, and what must always be true is true."""
        event, paper = self.event, self.paper
        event.refresh_from_db()
        rows = list(Participant.objects.filter(event=event).order_by("queue_number"))
        sits = {row.queue_number for row in rows if row.state == State.CONFIRMED}
        waits = [row.queue_number for row in rows if row.state == State.WAITING]
        assert (sits, waits) == (paper.sits, paper.waits)
        assert (event.taken, event.waiting) == (len(sits), len(waits)), "the row is not what a recount gives"
        assert [row.queue_number for row in rows] == list(range(1, self.next))
        if event.capacity is not None:
            assert event.taken <= event.capacity + event.places_over
            assert event.places_over == max(0, event.taken - event.capacity)
        assert all(registration.passed_over <= PASSES for registration in Registration.objects.filter(event=event))
        self.check_order(sits, waits)

    def check_order(self, sits: set[int], waits: list[int]) -> None:
        """No inversion but those that the rule allows, and of those no more than three for a group."""
        allowed = Counter(id(group) for _, group in self.paper.overtaken)
        assert all(times <= PASSES for times in allowed.values())
        for person in waits:
            group = self.paper.group_of(person)
            if not group.together and not self.paper.stopped:
                assert self.paper.free() == 0 or any(
                    unit[0] < person and self.paper.group_of(unit[0]).together for unit in self.paper.units()
                ), "a place is free, and the first whom it fits has not got it"

    def check_positions(self) -> None:
        """Every registration's own page shows its places on the list; together they are 1, 2, 3 …"""
        positions: dict[int, int] = {}
        for registration in Registration.objects.filter(event=self.event):
            positions |= waiting_positions(registration)
        assert sorted(positions.values()) == list(range(1, len(self.paper.waits) + 1))


def play(capacity: int | None, acts: list[tuple[str, object, object]]) -> History:
    """One history, in a transaction of its own that is rolled back."""
    history = History(capacity)
    for act in acts:
        history.act(*act)
        history.check()
    history.check_positions()
    return history


# `make soak` looks much further.
SEARCH = settings(
    max_examples=1000 if "OWES_SOAK" in os.environ else 12,
    deadline=None,
    derandomize="OWES_SOAK" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.slow
@SEARCH
@given(capacity=st.one_of(st.none(), st.integers(0, 8), st.integers(3, 6)), acts=HISTORIES)
def test_every_history_goes_as_on_paper(db: None, capacity: int | None, acts: list[tuple[str, object, object]]) -> None:
    with transaction.atomic():
        play(capacity, acts)
        transaction.set_rollback(True)


@pytest.mark.slow
@SEARCH
@given(capacity=st.integers(3, 6), before=HISTORIES, after=HISTORIES)
def test_after_the_hour_nobody_is_let_in_by_itself(
    db: None, capacity: int, before: list[tuple[str, object, object]], after: list[tuple[str, object, object]]
) -> None:
    with transaction.atomic():
        history = play(capacity, before)
        history.act("stop", None, None)
        waited = set(history.paper.waits)
        for act in after:
            history.act(*act)
            history.check()
        assert not waited & history.paper.sits
        transaction.set_rollback(True)


@pytest.mark.slow
@SEARCH
@given(capacity=st.integers(5, 8), size=st.integers(2, 5), before=HISTORIES)
def test_every_group_that_the_event_can_hold_comes_in_when_people_go_on_giving_up(
    db: None, capacity: int, size: int, before: list[tuple[str, object, object]]
) -> None:
    """No starvation, with its bound: at each freed place somebody new waits behind, and still the group comes in."""
    with transaction.atomic():
        history = play(capacity, before)
        history.act("places", capacity, None)
        history.act("register", size, True)
        group = history.paper.groups[-1]
        in_front = len(history.paper.waits) - size
        over = len(history.paper.sits) - capacity
        freed = 0
        while group.people[0] in history.paper.waits:
            history.act("register", 1, False)
            there = sorted([*history.paper.sits, *history.paper.waits])
            history.act("give up", there.index(min(history.paper.sits)), None)
            history.check()
            freed += 1
            assert freed <= max(0, over) + in_front + size + PASSES + 1
        transaction.set_rollback(True)


def test_places_are_kept_for_a_group_after_the_third_passing_over_and_staff_see_it() -> None:
    history = History(5)
    for _ in range(5):
        history.act("register", 1, False)
    history.act("register", 3, True)
    for _ in range(6):
        history.act("register", 1, False)
    for _ in range(3):
        history.act("give up", 0, None)
    history.check()
    assert history.paper.sits == {4, 5, 9, 10, 11}
    assert kept_for(history.event) is None
    history.act("give up", 0, None)
    history.act("give up", 0, None)
    history.check()
    assert history.event.free == 2
    kept = kept_for(history.event)
    assert kept is not None
    assert [person.queue_number for person in kept.people] == [6, 7, 8]
    history.act("register", 1, False)
    history.check()
    assert 15 in history.paper.waits, "a newcomer took a kept place"
    history.act("give up", 3, None)  # 9: in the order of arrival it stands behind the group's three
    history.check()
    assert history.paper.sits == {6, 7, 8, 10, 11}


def test_a_group_larger_than_the_event_holds_nobody_up() -> None:
    history = History(2)
    history.act("register", 3, True)
    history.act("register", 1, False)
    history.check()
    assert (history.paper.waits, history.paper.sits) == ([1, 2, 3], {4})
    assert kept_for(history.event) is None
    history.act("places", 4, None)
    history.check()
    assert history.paper.sits == {1, 2, 3, 4}
