"""Figures in the panel: what is asked stands in the address, each sees their own centres, and every number has rows."""

import io
from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from common.auditlog.models import AuditEntry
from events.attendance.services import add_walk_in, check_in, open_sessions
from events.catalogue.models import Event
from events.figures.models import FigureSnapshot
from events.figures.services import refresh
from events.registration.services import NewPerson
from tests.factories import (
    AttendanceFactory,
    EntityFactory,
    EntityKindFactory,
    EventFactory,
    FundingProjectFactory,
    ParticipantFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/panel/liczby/"
NASTY = "=HYPERLINK(0)"


def soft(text: str) -> str:
    return text.replace("\u00a0", " ")


def meeting(centre, *, people=2, days_ago=0, **kwargs) -> Event:
    """An event of that day with so many people present, all of one entity."""
    day = timezone.localdate() - timedelta(days=days_ago)
    hours = {"starts_at": time(9), "ends_at": time(12, 30)}
    event = EventFactory(published=True, centre=centre, starts_on=day, ends_on=day, **hours, **kwargs)
    session, *_ = open_sessions(event_id=event.pk)
    entity = EntityFactory(published=True, name=f"Spółdzielnia {event.pk}")
    for n in range(people):
        add_walk_in(session_id=session.pk, person=NewPerson("Anna", f"Lis{n}"), entity=entity, by=None)
    return event


def seen(client: Client, query: str = "") -> str:
    return soft(client.get(f"{PAGE}{query}").content.decode())


def test_everyone_sees_the_figures_of_their_centres_under_filters_of_the_address(client, cast) -> None:
    project = FundingProjectFactory(published=True, centre=cast.centre)
    meeting(cast.centre, people=3, kind="workshop", project=project)
    meeting(cast.centre, people=2, days_ago=800, kind="training")
    meeting(cast.other_centre, people=4)
    client.force_login(cast.editor)
    assert "W 1 wydarzeniu uczestniczyły 3 osoby reprezentujące 1 podmiot." in seen(client)
    assert "W 2 wydarzeniach uczestniczyło 5 osób" in seen(client, "?od=&do=")
    assert "W 1 wydarzeniu uczestniczyły 2 osoby" in seen(client, "?od=&do=&rodzaj=training")
    assert "W 1 wydarzeniu uczestniczyły 3 osoby" in seen(client, f"?od=&do=&projekt={project.slug}")
    # Another centre's figures are not asked for by its name either; the ROPS sees all.
    wrong = client.get(f"{PAGE}?osrodek={cast.other_centre.slug}")
    assert (wrong.status_code, b"uczestnicz" in wrong.content) == (422, False)
    client.force_login(cast.rops_coordinator)
    assert "W 2 wydarzeniach uczestniczyło 7 osób" in seen(client)
    assert "W 1 wydarzeniu uczestniczyły 4 osoby" in seen(client, f"?osrodek={cast.other_centre.slug}")
    backwards = client.get(f"{PAGE}?od=2026-05-01&do=2026-04-01")
    assert backwards.status_code == 422
    assert "Koniec jest przed początkiem" in backwards.content.decode()
    assert "Żadne wydarzenie się nie odbyło" in seen(client, "?od=1999-01-01&do=1999-12-31")


def test_a_table_has_a_bar_and_a_number_for_each_line_and_an_english_page_is_english(client, cast) -> None:
    kind = EntityKindFactory(code="proba", group="social_economy", name="CIS", name_en="Centre of integration")
    event = meeting(cast.centre, people=4)
    event.participants.update(entity_kind=kind)
    client.force_login(cast.animator)
    page = seen(client)
    assert '<rect class="b1" y="0" width="100%"' in page
    assert '<rect class="b2" y="10" width="25%"' in page
    assert "Jak liczymy" in page
    english = soft(client.get(f"/en{PAGE}").content.decode())
    assert "4 people took part in 1 event, representing 1 entity." in english
    assert "Centre of integration" in english
    own = soft(client.get(f"/panel/wydarzenia/{event.pk}/liczby/").content.decode())
    assert "uczestniczyły 4 osoby reprezentujące 1 podmiot" in own
    assert f"/panel/wydarzenia/{event.pk}/liczby/" in client.get(f"/panel/wydarzenia/{event.pk}/").content.decode()


def test_a_page_of_figures_costs_the_same_for_one_event_and_thirty(client, cast, constant_queries) -> None:
    client.force_login(cast.coordinator)

    def more(n: int) -> None:
        for _ in range(n):
            project = FundingProjectFactory(published=True, centre=cast.centre)
            event = EventFactory(completed=True, centre=cast.centre, project=project)
            AttendanceFactory(participant__registration__event=event)

    assert constant_queries(client, f"{PAGE}?od=&do=", more) <= 45


def test_many_people_are_counted_behind_the_page_and_asked_for_once(client, cast) -> None:
    event = meeting(cast.centre, people=2)
    Event.objects.filter(pk=event.pk).update(taken=5000, capacity=None)
    client.force_login(cast.coordinator)
    for _ in range(2):
        assert "Liczymy" in seen(client)
    refresh()
    assert "uczestniczyły 2 osoby" in seen(client)
    assert "Stan na" in seen(client)
    assert FigureSnapshot.objects.filter(asks__centres=[cast.centre.pk]).count() == 1


def rows_of(client: Client, address: str) -> list[list[str]]:
    answer = client.get(address)
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = [list(row) for row in book.worksheets[0].iter_rows()]
    assert all(cell.data_type in ("s", "n") and not cell.hyperlink for row in rows for cell in row)
    return [[cell.value or "" for cell in row] for row in rows]


def test_each_counted_person_and_entity_has_one_row_nothing_is_a_formula_and_the_log_knows(client, cast) -> None:
    event = meeting(cast.centre, people=2)
    again = meeting(cast.centre, people=1, days_ago=3)
    mark = again.sessions.get()
    same = event.participants.order_by("pk").first()
    double = ParticipantFactory(registration__event=again, person=same.person, entity=same.entity, first_name=NASTY)
    check_in(participant_id=double.pk, session_id=mark.pk, by=None)
    type(same.person).objects.filter(pk=same.person_id).update(last_name=NASTY)
    client.force_login(cast.coordinator)
    head, *people = rows_of(client, f"{PAGE}osoby.xlsx?od=&do=")
    assert head[0] == "Nazwisko"
    assert len(people) == 3
    [twice] = [row for row in people if row[0] == NASTY]
    assert twice[5:9] == ["tak", "2", "2", "7"]
    text = b"".join(client.get(f"{PAGE}osoby.csv?od=&do=").streaming_content).decode("utf-8-sig")
    assert f"'{NASTY};" in text
    _, *entities = rows_of(client, f"/panel/wydarzenia/{event.pk}/liczby/podmioty.xlsx")
    assert [(row[0], row[8]) for row in entities] == [(f"Spółdzielnia {event.pk}", "2")]
    numbers = rows_of(client, f"{PAGE}liczby.xlsx?od=&do=")
    assert ["Osoby, każda raz", "3"] in [row[:2] for row in numbers]
    log = AuditEntry.objects.filter(verb="figures.export").order_by("pk")
    assert [(act.actor_id, act.after["what"], act.after["rows"]) for act in log] == [
        (cast.coordinator.pk, "osoby", 3),
        (cast.coordinator.pk, "osoby", 3),
        (cast.coordinator.pk, "podmioty", 1),
    ]


def test_the_projects_public_page_tells_meetings_people_and_entities_each_once(cast) -> None:
    project = FundingProjectFactory(published=True, centre=cast.centre)
    kind = EntityKindFactory(code="proba", group="social_economy")
    first = meeting(cast.centre, people=3, project=project)
    first.participants.update(entity_kind=kind)
    again = meeting(cast.centre, people=1, days_ago=3, project=project)
    known = first.participants.order_by("pk").first()
    again.participants.update(person=known.person, entity=known.entity, entity_kind=kind)
    meeting(cast.centre, people=5)
    EventFactory(completed=True, centre=cast.centre, project=project)
    page = soft(Client().get(f"/projekty/{project.slug}/").content.decode())
    said = "W 2 z nich, z listą obecności, uczestniczyły 3 osoby z 1 podmiotu ekonomii społecznej."
    assert f"Odbyły się 3 wydarzenia. {said}" in page
    assert "Lis0" not in page
    english = soft(Client().get(f"/en/projekty/{project.slug}/").content.decode())
    assert "3 people took part in 2 of them, from 1 entity, among them 1 social-economy entity." in english
    empty = FundingProjectFactory(published=True)
    assert "Projekt w liczbach" not in Client().get(f"/projekty/{empty.slug}/").content.decode()
