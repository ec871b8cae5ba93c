"""Whatever happened, the figures equal those of a slow, obvious recount (recount.py)."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from entities.directory.models import Entity
from events.attendance.models import Attendance, Session
from events.attendance.services import undo_check_in
from events.catalogue.models import Event
from events.figures.counting import Figures, count
from events.figures.exports import entity_rows, person_rows
from events.figures.scopes import Scope, of_centres, of_event, of_project, of_year
from events.registration.desk.group_mail import same_person
from events.registration.models import Participant
from tests.events.figures.recount import recount
from tests.factories import (
    CountyFactory,
    EntityFactory,
    EntityKindFactory,
    EventFactory,
    FundingProjectFactory,
    ParticipantFactory,
    PersonFactory,
    RegistrationFactory,
    StopFactory,
    SupportCentreFactory,
)
from tests.load.web import SOAK

PEOPLE, ENTITIES, EVENTS = 4, 4, 4
number = st.integers(0, 3)
# (event, person, entity or none, role, marked on which of three lists: two days and a stop, later cancelled)
came = st.tuples(
    number,
    number,
    st.none() | number,
    st.sampled_from(["participant", "participant", "speaker", "organiser"]),
    st.sets(st.integers(0, 2)),
    st.sampled_from([False, False, False, True]),
)
history = st.fixed_dictionaries(
    {
        "came": st.lists(came, max_size=14),
        "person_merged": st.none() | st.tuples(number, number),
        "entity_merged": st.none() | st.tuples(number, number),
        "undone": st.lists(st.integers(0, 20), max_size=2),
        "event_cancelled": st.none() | number,
        "organisers_count": st.none() | number,
    }
)


MERGED_INTO_ONE_WITHOUT_A_COUNTY = {
    "came": [(0, 0, 1, "participant", {0}, False)],
    "person_merged": None,
    "entity_merged": (1, 3),
    "undone": [],
    "event_cancelled": None,
    "organisers_count": None,
}


class Undo(Exception):
    """Back to the world before this history."""


@pytest.fixture
def world(db):
    """Four events of two centres and two projects, two of them in the same year, one of two days."""
    today = timezone.localdate()
    centres, projects = [SupportCentreFactory() for _ in range(2)], [FundingProjectFactory() for _ in range(2)]
    kinds = [EntityKindFactory(group=group) for group in ("social_economy", "business", "social_economy", "public")]
    counties = [CountyFactory(), CountyFactory(), None, None]
    entities = [
        EntityFactory(published=True, kind=kinds[n], county=counties[n], country="CZ" if n == 3 else "PL")
        for n in range(ENTITIES)
    ]
    ago = [400, 30, 10, 10]
    events = [
        EventFactory(
            published=n != 1,
            completed=n == 1,
            starts_on=today - timedelta(days=ago[n]),
            ends_on=today - timedelta(days=ago[n] - (n == 2)),
            starts_at=time(9) if n != 0 else None,
            ends_at=time(12, 30) if n != 0 else None,
            centre=centres[n % 2],
            project=projects[n // 2],
            kind="workshop" if n == 3 else "networking",
        )
        for n in range(EVENTS)
    ]
    sessions = [
        [Session.objects.create(event=event, day=event.starts_on + timedelta(days=day)) for day in range(2)]
        for event in events
    ]
    for n, event in enumerate(events):  # the stop is longer than the whole day where n is 3
        stop = StopFactory(event=event, day=event.starts_on, starts_at=time(10), ends_at=time(14 if n == 3 else 12))
        sessions[n].append(Session.objects.create(event=event, day=event.starts_on, stop=stop))
    people = [PersonFactory() for _ in range(PEOPLE)]
    return events, sessions, people, entities, [RegistrationFactory(event=event) for event in events]


def play(world, told):
    events, sessions, people, entities, registrations = world
    for event, person, entity, role, days, cancelled in told["came"]:
        place = None if entity is None else entities[entity]
        one = ParticipantFactory(
            registration=registrations[event],
            person=people[person],
            entity=place,
            entity_kind=place and place.kind,
            role=role,
        )
        for day in days:
            session = sessions[event][day]
            Attendance.objects.create(participant=one, session=session, marked_at=timezone.now(), method="tap")
        if cancelled:
            Participant.objects.filter(pk=one.pk).update(state="cancelled", cancelled_at=timezone.now())
    marks = list(Attendance.objects.order_by("pk").values_list("participant_id", "session_id"))
    for place in told["undone"]:
        if place < len(marks):
            undo_check_in(participant_id=marks[place][0], session_id=marks[place][1], by=None)
    if told["person_merged"]:
        same_person(ids=[people[n].pk for n in told["person_merged"]], by=None)
    if told["entity_merged"] and len(set(told["entity_merged"])) == 2:
        gone, stays = (entities[n].pk for n in told["entity_merged"])
        Entity.objects.filter(pk=gone).update(state="merged", merged_into=stays)
    if told["event_cancelled"] is not None:
        pk = events[told["event_cancelled"]].pk
        Event.objects.filter(pk=pk).update(state="cancelled", cancelled_at=timezone.now(), cancel_reason="choroba")
    if told["organisers_count"] is not None:
        pk = events[told["organisers_count"]].pk
        Event.objects.filter(pk=pk).update(counted_roles=["organiser", "participant"])


def scopes(events):
    """Every kind of scope."""
    today = timezone.localdate()
    yield from (of_event(events[n]) for n in (0, 2))
    yield of_project(events[2].project)
    yield of_year(events[2].starts_on.year)
    yield of_centres((events[1].centre_id,), Scope(since=today - timedelta(days=60), until=today))
    yield Scope(kind="networking")


def as_recounted(figures: Figures, names) -> dict:
    """The figures in the words of the recount."""
    found = {name: getattr(figures, name) for name in names}
    for name in ("roles", "groups", "kinds", "counties", "by_country"):
        found[name] = {key: (line.people, line.entities) for key, line in found[name].items()}
    return found


def evidence(scope):
    """What the rows of the exports add up to: people, first time here, hours, entities."""
    people, entities = list(person_rows(scope))[1:], list(entity_rows(scope))[1:]
    hours = sum(Decimal(row[8].replace(",", ".")) for row in people)
    return len(people), [row[5] for row in people].count("tak"), float(hours), len(entities)


@pytest.mark.slow
def test_the_figures_equal_a_slow_recount_over_random_histories(world) -> None:
    today = timezone.localdate()

    @settings(
        max_examples=300 if SOAK else 12,
        derandomize=not SOAK,  # CI plays the same histories each time; `make soak` plays new ones
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(told=history)
    @example(told=MERGED_INTO_ONE_WITHOUT_A_COUNTY)
    def holds(told):
        try:
            with transaction.atomic():
                play(world, told)
                for scope in scopes(world[0]):
                    expected, figures = recount(scope, today), count(scope)
                    assert as_recounted(figures, expected) == expected
                    if scope.project or scope.centres:
                        assert evidence(scope) == (figures.people, figures.first_time, figures.hours, figures.entities)
                    assert Figures.of_json(figures.as_json()) == figures
                    assert Scope.of_json(scope.as_json()) == (scope if scope.event is None else Scope(home=scope.home))
                raise Undo
        except Undo:
            pass

    holds()
