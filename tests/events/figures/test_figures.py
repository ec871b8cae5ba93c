"""Counting: each person and each entity once; the region's figures are kept ready."""

from datetime import timedelta

import pytest

from entities.directory.models import EntityGroup
from events.attendance.services import add_walk_in, check_in, open_sessions
from events.figures.queries import GroupFigure, event_figures, region_figures
from events.figures.services import refresh
from events.registration.models import Participant
from events.registration.services import NewPerson, Registrant, register
from tests.factories import EntityFactory, EntityKindFactory, EventFactory


@pytest.mark.django_db
def test_each_person_and_entity_counts_once_over_days_and_registrations() -> None:
    kind = EntityKindFactory(group=EntityGroup.SOCIAL_ECONOMY)
    event = EventFactory(published=True)
    event.ends_on = event.starts_on + timedelta(days=1)
    event.save()
    entity = EntityFactory(published=True, kind=kind)
    for _ in range(2):
        register(event_id=event.pk, entity=entity, registrant=Registrant(), people=[NewPerson("Anna", "Lis")])
    absent = register(event_id=event.pk, entity=None, registrant=Registrant(), people=[NewPerson("Jan", "Sum")])
    sessions = open_sessions(event_id=event.pk)
    assert len(sessions) == 2
    for participant in Participant.objects.exclude(registration=absent):
        for session in sessions:
            check_in(participant_id=participant.pk, session_id=session.pk, by=None)
    add_walk_in(session_id=sessions[0].pk, person=NewPerson("Ewa", "Bąk"), entity=None, by=None)
    figures = event_figures(event)
    assert (figures.people, figures.entities, figures.registered) == (2, 1, 3)
    assert figures.groups == {"social_economy": GroupFigure(1, 1)}


@pytest.mark.django_db
def test_the_regions_figures_are_counted_behind_the_page_and_only_when_something_changed() -> None:
    event = EventFactory(completed=True)
    sessions = open_sessions(event_id=event.pk)
    add_walk_in(session_id=sessions[0].pk, person=NewPerson("Ewa", "Bąk"), entity=None, by=None)
    assert (refresh(), refresh()) == (1, 0)
    figures = region_figures(event.starts_on)
    assert figures is not None
    assert (figures.people, figures.events, figures.entities) == (1, 1, 0)
