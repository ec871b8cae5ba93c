"""What was entered in the plan stands on the page and on every paper; a day is told by the clock."""

from datetime import date, time

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from events.attendance.paper import attendance_list
from events.catalogue.models import EntityRole
from events.certificates.printing import print_certificates
from events.folders.contents import programme
from events.programme.by_clock import by_clock, ordered
from events.programme.models import AppearanceRole
from events.programme.printed_programme import head_of
from tests.factories import (
    AppearanceFactory,
    CertificateFactory,
    CertificateTermsFactory,
    EntityFactory,
    EventEntityFactory,
    EventFactory,
    ParticipantFactory,
    ProgrammeItemFactory,
    StopFactory,
)
from tests.papers import words_of

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 9, 1), date(2026, 9, 2)


@pytest.fixture
def visit():
    """Two days: two stops of the first with a way between them, a point by the clock before its stop."""
    event = EventFactory(published=True, starts_on=FIRST, ends_on=SECOND, kind="study_visit", title="Wizyta")
    kety = StopFactory(event=event, day=FIRST, name="ZAZ", town="Kęty", starts_at=time(9), ends_at=time(11), position=0)
    StopFactory(event=event, day=FIRST, name="Zamek", town="Żywiec", starts_at=time(13), ends_at=None, position=1)
    StopFactory(event=event, day=SECOND, name="CIS", town="Oświęcim", position=2)
    for place, (title, stop, begins, ends) in enumerate(
        (
            ("Praca w zakładzie", kety, time(9), time(11)),
            ("Pytania na koniec", kety, time(12, 30), time(12, 45)),
            ("Przejazd do zakładu", None, time(7), time(9)),
            ("Obiad po drodze", None, time(11, 30), time(12, 15)),
        )
    ):
        ProgrammeItemFactory(
            event=event, day=FIRST, title=title, stop=stop, starts_at=begins, ends_at=ends, position=place
        )
    return event


ORDER = ["Przejazd do zakładu", "ZAZ", "Praca w zakładzie", "Obiad po drodze", "Pytania na koniec", "Zamek", "CIS"]


def page_of(event) -> str:
    text = Client().get(f"/wydarzenia/{event.slug}/").content.decode()
    return text.partition('id="plan"')[2].partition("</main>")[0].replace("\xa0", " ")


def programme_of_the_folder(event) -> str:
    [file] = programme(event).files
    return words_of(file.content)


def test_a_day_is_told_by_the_clock_whatever_the_stop_and_hours_are_said_once(visit):
    page, paper = page_of(visit), programme_of_the_folder(visit).partition("Punkt programu")[2]
    for told in (page, paper):
        places = [told.index(name) for name in ORDER]
        assert places == sorted(places)
        assert told.count("9.00–11.00") == 1
        assert "7.00–9.00" in told
        assert "11.30–12.15" in told
    assert page.count("ZAZ") == 2  # again after the meal, without its address
    assert page.count("ciąg dalszy") == 1


def test_a_meeting_in_one_place_is_told_by_the_clock_with_its_end_hours():
    event = EventFactory(published=True)
    StopFactory(event=event, day=event.starts_on)
    for place, (title, begins, ends) in enumerate((("Druga", time(10), time(11)), ("Pierwsza", time(9), time(9, 45)))):
        ProgrammeItemFactory(
            event=event, day=event.starts_on, title=title, starts_at=begins, ends_at=ends, position=place
        )
    page = page_of(event)
    assert page.index("9.00–9.45") < page.index("Pierwsza") < page.index("10.00–11.00") < page.index("Druga")


class Row:
    """A stop or a point, as short as it can be."""

    def __init__(self, name, hour=None, stop=None):
        self.id, self.starts_at, self.stop_id = name, hour and time(hour), stop

    def __repr__(self):
        return str(self.id)


@pytest.mark.parametrize(
    ("stops", "items", "blocks"),
    [
        ([Row("a"), Row("b")], [Row(1, None, "a"), Row(2, None, "b"), Row(3, None, "a")], ["a 1 3", "b 2"]),
        ([Row("a", 9), Row("b", 8)], [], ["b", "a"]),
        ([Row("a", 9), Row("b")], [Row(1, 10, "a")], ["a 1", "b"]),
        ([Row("a", 9)], [Row(1, 12, "a"), Row(2, 11)], ["a", "- 2", "a 1 again"]),
        ([Row("a", 9)], [Row(1), Row(2, 8)], ["- 2", "a", "- 1"]),
        ([Row("a")], [Row(1, 10, "a"), Row(2, None, "a"), Row(3, 9)], ["- 3", "a 1 2"]),
    ],
)
def test_blocks_of_a_day(stops, items, blocks):
    told = [
        " ".join(map(str, [stop or "-", *points, *(["again"] if again else [])]))
        for stop, points, again in by_clock(stops, items)
    ]
    assert told == blocks


def test_points_without_an_hour_stay_after_the_one_before_them():
    rows = [Row("opening"), Row("noon", 12), Row("meal"), Row("morning", 9), Row("coffee")]
    assert list(map(str, ordered(rows))) == ["opening", "morning", "coffee", "noon", "meal"]


# --- everything that was entered ----------------------------------------------------------------------------------
@pytest.fixture
def full(visit):
    """One entity in each role, one person in each role with all that a person has; their names are in the result."""
    told = []
    for role in EntityRole:
        entity = EntityFactory(published=True, name=f"Instytucja {role.value.replace('_', '')}")
        EventEntityFactory(event=visit, entity=entity, role=role)
        told.append(entity.name)
    stop, item = visit.stops.first(), visit.items.first()
    for number, role in enumerate(AppearanceRole):
        where = ({}, {"stop": stop}, {"item": item})[number % 3]
        one = AppearanceFactory(
            event=visit, role=role, academic_title="dr", name=f"Osoba {role.value}", function=f"funkcja {role.value}",
            institution=f"zakład {role.value}", topic=f"temat {role.value}", **where,
        )  # fmt: skip
        told += [f"dr {one.name}", one.function, one.institution, one.topic]
    return visit, told


def missing(told, text) -> list[str]:
    plain = " ".join(text.replace("\xad", "").split())
    return [one for one in told if one not in plain]


def test_what_is_entered_stands_on_the_page_the_programme_the_list_and_the_certificate(full):
    event, told = full
    page = Client().get(f"/wydarzenia/{event.slug}/").content.decode().replace("\xa0", " ")
    assert missing(told, page) == []
    assert missing(told, programme_of_the_folder(event)) == []
    ParticipantFactory(registration__event=event)
    assert missing(told, words_of(attendance_list(event))) == []
    certificate = CertificateFactory(
        issued=True, event=event, participant=ParticipantFactory(registration__event=event)
    )
    terms = CertificateTermsFactory(event=event)
    [paper] = print_certificates([certificate], head_of(event), terms, FIRST)
    assert missing(told, words_of(ContentFile(paper).read())) == []
    labels = [str(role.label) for role in AppearanceRole]
    assert missing(labels, words_of(paper)) == []
