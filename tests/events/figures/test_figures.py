"""Counting: each person and each entity once; the sentence as WORDS.md has it."""

from datetime import timedelta

import pytest

from entities.directory.models import EntityGroup
from events.attendance.services import add_walk_in, check_in, open_sessions
from events.catalogue.models import Event, EventKind
from events.figures.queries import Figures, GroupFigure, event_figures, region_figures
from events.figures.sentences import participation_sentence
from events.figures.services import refresh
from events.registration.models import Participant
from events.registration.services import NewPerson, Registrant, register
from tests.factories import EntityFactory, EntityKindFactory, EventFactory


def say(kind: str = "networking", region: str = "", **figures: object) -> str:
    event = Event(kind=kind, target_region=region)
    return participation_sentence(event, Figures(listed=True, **figures)).replace("\u00a0", " ")  # type: ignore[arg-type]


def groups(**found: tuple[int, int]) -> dict[str, object]:
    each = {name: GroupFigure(*pair) for name, pair in found.items()}
    both = [each[name] for name in ("social_economy", "business") if name in each]
    economy = GroupFigure(sum(g.people for g in both), sum(g.entities for g in both))
    return {"groups": each, "economy": economy}


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({"people": 14}, "W spotkaniu uczestniczyło 14 osób."),
        (
            {"people": 14, **groups(social_economy=(9, 6))},
            "W spotkaniu uczestniczyło 14 osób, w tym 9 przedstawicieli 6 podmiotów ekonomii społecznej.",
        ),
        (
            {"people": 14, **groups(social_economy=(5, 3), business=(4, 3), local_government=(3, 1))},
            "W spotkaniu uczestniczyło 14 osób, w tym 9 przedstawicieli 6 przedsiębiorstw i podmiotów ekonomii "
            "społecznej oraz 3 przedstawicieli samorządu lokalnego.",
        ),
        (
            {"kind": "study_visit", "region": "województwa lubuskiego", "people": 22},
            "W wizycie studyjnej uczestniczyły 22 osoby z województwa lubuskiego.",
        ),
        (
            {"kind": "partnership", "people": 17, "members_present": 12, "members_total": 15},
            "W spotkaniu partnerstwa uczestniczyło 17 osób reprezentujących 12 z 15 podmiotów członkowskich.",
        ),
        ({"kind": "training", "people": 1}, "W szkoleniu uczestniczyła 1 osoba."),
        (
            {"kind": "workshop", "people": 3, "with_entity": 3, "entities": 2},
            "W warsztatach uczestniczyły 3 osoby reprezentujące 2 podmioty.",
        ),
        (
            {"kind": "international", "people": 24, "countries": ["BE", "CY", "FR", "PL", "IT"]},
            "W spotkaniu międzynarodowym uczestniczyły 24 osoby z 5 krajów: Belgii, Cypru, Francji, Polski i Włoch.",
        ),
        (
            {"people": 2, **groups(social_economy=(1, 1))},
            "W spotkaniu uczestniczyły 2 osoby, w tym 1 przedstawiciel 1 podmiotu ekonomii społecznej.",
        ),
        ({"people": 112}, "W spotkaniu uczestniczyło 112 osób."),
        (
            {"people": 22, **groups(business=(22, 12))},
            "W spotkaniu uczestniczyły 22 osoby, w tym 22 przedstawicieli 12 przedsiębiorstw.",
        ),
        (
            {
                "people": 9,
                "entities": 4,
                "with_entity": 9,
                "groups": {"social_economy": GroupFigure(9, 4)},
                "economy": GroupFigure(9, 4),
            },
            "W spotkaniu uczestniczyło 9 osób reprezentujących 4 podmioty.",
        ),
    ],
)
def test_the_sentence_reads_as_an_editor_would_write_it(figures: dict, sentence: str) -> None:  # type: ignore[type-arg]
    assert say(**figures) == sentence


def test_nothing_counted_says_nothing_and_a_headcount_by_hand_says_only_the_number() -> None:
    assert participation_sentence(Event(kind=EventKind.NETWORKING), Figures()) == ""
    typed = Figures(headcount=40, headcount_source="organizator")
    assert participation_sentence(Event(kind=EventKind.NETWORKING), typed).replace("\u00a0", " ") == (
        "W spotkaniu uczestniczyło 40 osób."
    )


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
    assert (figures.people, figures.entities, figures.registered) == (2, 1, 4)
    assert figures.groups == {"social_economy": GroupFigure(1, 1)}


@pytest.mark.django_db
def test_the_regions_figures_are_counted_behind_the_page_and_only_when_something_changed() -> None:
    event = EventFactory(published=True)
    sessions = open_sessions(event_id=event.pk)
    add_walk_in(session_id=sessions[0].pk, person=NewPerson("Ewa", "Bąk"), entity=None, by=None)
    assert (refresh(), refresh()) == (1, 0)
    figures = region_figures(event.starts_on)
    assert figures is not None
    assert (figures.people, figures.events, figures.entities) == (1, 1, 0)
