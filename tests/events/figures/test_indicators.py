"""Indicators of a project: the same numbers as the figures', on every day of a random history; kept in the panel."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from common.auditlog.models import AuditEntry
from common.text.polish import date_range
from entities.directory.models import Entity
from events.attendance.models import Attendance
from events.catalogue.models import Event
from events.figures.counting import count
from events.figures.indicators import DayRange, counted_in, days_of
from events.figures.scopes import Scope
from events.participation.models import Participation
from events.registration.models import Participant
from files.models import StoredFile
from partnerships.projects.models import Indicator, IndicatorEntry
from tests.events.figures.recount import READ, belongs, counts, minutes, someone
from tests.events.figures.test_pages import meeting
from tests.events.figures.test_recount import Undo, history, number, play, world  # noqa: F401 (world is a fixture)
from tests.factories import (
    CountyFactory,
    EntityFactory,
    FundingProjectFactory,
    IndicatorEntryFactory,
    IndicatorFactory,
    LocalPartnershipFactory,
    ParticipationFactory,
    ParticipationTermsFactory,
    SupportCentreFactory,
)
from tests.factories.files import PDF

pytestmark = pytest.mark.django_db


def workbook(client, address: str):
    return load_workbook(BytesIO(b"".join(client.get(address).streaming_content))).active


def counted(client, indicator: Indicator, query: str) -> int:
    """Rows of the evidence of an indicator."""
    address = f"/panel/projekty/{indicator.project_id}/wskazniki/{indicator.pk}/policzeni.xlsx{query}"
    return workbook(client, address).max_row - 1


def until(indicator: Indicator, day: date) -> Decimal:
    return sum((Decimal(str(n)) for on, n in days_of(indicator).items() if on <= day), Decimal(0))


@pytest.mark.slow
def test_on_every_day_an_indicator_equals_the_figures_over_random_histories(world) -> None:  # noqa: F811
    days = [timezone.localdate() - timedelta(days=ago) for ago in (400, 30, 10, 0)]
    projects = {event.project_id for event in world[0]}
    sources = ("people", "entities", "pes", "events", "hours")
    made = [IndicatorFactory(project_id=project, source=source) for project in projects for source in sources]

    @settings(
        max_examples=5,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(told=history)
    def holds(told: dict) -> None:
        try:
            with transaction.atomic():
                play(world, told)
                figures = {(key, day): count(Scope(project=key, until=day)) for key in projects for day in days}
                for one in made:
                    grown = days_of(one)
                    for day in days:
                        value = sum((Decimal(str(n)) for on, n in grown.items() if on <= day), Decimal(0))
                        assert float(round(value, 1)) == getattr(figures[one.project_id, day], one.source)
                raise Undo
        except Undo:
            pass

    holds()


def recounted(project: int, kind: str, day: date) -> Decimal:
    """People, or their hours, with complete data until that day: every mark looked at in turn."""
    whole = Participation.objects.filter(project=project, state="complete").select_related("person__merged_into")
    complete = {row.person.merged_into or row.person for row in whole}
    rows = Attendance.objects.select_related("session__event", "session__stop", *(f"participant__{n}" for n in READ))
    scope, today = Scope(project=project, until=day), timezone.localdate()
    here = [
        mark
        for mark in rows
        if counts(mark.participant) and belongs(mark.participant.event, scope, today)
        if someone(mark.participant) in complete
    ]
    if kind == "hours":
        return round(Decimal(minutes(here)) / 60, 1)
    return Decimal(len({someone(mark.participant) for mark in here}))


@pytest.mark.slow
def test_present_with_complete_data_equals_a_slow_recount_over_random_histories(world) -> None:  # noqa: F811
    days = [timezone.localdate() - timedelta(days=ago) for ago in (30, 0)]
    projects = sorted({event.project_id for event in world[0]})
    for project in projects:
        ParticipationTermsFactory(project_id=project)
    made = [
        IndicatorFactory(project_id=project, source=source, counts="complete")
        for project in projects
        for source in ("people", "hours")
    ]

    @settings(
        max_examples=6,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(told=history, done=st.sets(st.tuples(number, st.integers(0, 1), st.booleans()), max_size=6))
    def holds(told: dict, done: set) -> None:
        try:
            with transaction.atomic():
                for person, project in {(person, project) for person, project, _whole in done}:
                    complete = (person, project, True) in done
                    ParticipationFactory(project_id=projects[project], person=world[2][person], complete=complete)
                play(world, told)
                for one in made:
                    for day in days:
                        assert round(until(one, day), 1) == recounted(one.project_id, one.source, day)
                    if one.source == "people":
                        assert counted_in(one, DayRange(until=days[0])).count() == until(one, days[0])
                        assert counted_in(one, DayRange(since=days[0])).count() == until(one, days[1]) - until(
                            one, days[0] - timedelta(days=1)
                        )
                raise Undo
        except Undo:
            pass

    holds()


def test_an_entity_merged_into_one_without_its_data_is_not_complete() -> None:
    project = FundingProjectFactory(published=True)
    known = EntityFactory(published=True, nip="5260250274", county=CountyFactory())
    event = meeting(project.centre or SupportCentreFactory(), people=1, project=project)
    Participant.objects.filter(event=event).update(entity=known)
    complete = IndicatorFactory(project=project, source="entities", counts="complete")
    assert until(complete, timezone.localdate()) == 1
    blank = EntityFactory(published=True)
    Entity.objects.filter(pk=known.pk).update(state="merged", merged_into=blank)
    assert until(complete, timezone.localdate()) == 0


def test_a_typed_value_may_have_a_file_that_only_staff_open(client, cast) -> None:
    project = FundingProjectFactory(published=True, centre=cast.centre)
    entry = IndicatorEntryFactory(indicator__project=project)
    base = f"/panel/projekty/{project.pk}/wskazniki/{entry.indicator_id}/"
    client.force_login(cast.coordinator)
    assert client.get(f"{base}{entry.pk}/plik/").status_code == 404  # there is none yet
    wrong = SimpleUploadedFile("lista.pdf", b"<html>", "application/pdf")
    assert client.post(f"{base}{entry.pk}/dowod/", {"file": wrong}).status_code == 422
    assert client.post(f"{base}{entry.pk}/dowod/").status_code == 422
    for name in ("lista.pdf", "lista podpisana.pdf"):
        file = SimpleUploadedFile(name, PDF, "application/pdf")
        assert client.post(f"{base}{entry.pk}/dowod/", {"file": file}).status_code == 302
    assert StoredFile.objects.count() == 1  # the one before is gone
    assert "lista podpisana.pdf" in client.get(base).content.decode()
    answer = client.get(f"{base}{entry.pk}/plik/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    client.force_login(cast.editor)
    assert client.get(f"{base}{entry.pk}/plik/").status_code == 403
    client.force_login(cast.coordinator)
    assert client.post(base, {"act": "save", "r-count": 0, "r-seen": entry.pk}).status_code == 302
    assert StoredFile.objects.count() == 0  # it went with its value


def test_each_source_says_its_number_its_rest_and_its_quarters(client, cast) -> None:
    project = FundingProjectFactory(published=True, centre=cast.centre)
    meeting(cast.centre, people=3, kind="workshop", project=project, partnership=LocalPartnershipFactory())
    meeting(cast.centre, people=2, days_ago=120, kind="training", project=project)
    meeting(cast.centre, people=9, kind="training")  # nobody's project
    made = {
        source: IndicatorFactory(project=project, source=source, name=f"Z {source}", target=4)
        for source in ("events", "people", "entities", "partnerships", "hours", "manual")
    }
    IndicatorFactory(project=project, source="events", event_kind="training", name="Szkolenia", target=1)
    complete = IndicatorFactory(project=project, source="entities", counts="complete")
    IndicatorEntryFactory(indicator=made["manual"], value=Decimal("2.5"))
    totals = {source: until(one, timezone.localdate()) for source, one in made.items()}
    assert totals == {
        "events": 2,
        "people": 5,
        "entities": 2,
        "partnerships": 1,
        "hours": Decimal("17.5"),
        "manual": Decimal("2.5"),
    }
    assert until(complete, timezone.localdate()) == 0  # neither has its NIP
    client.force_login(cast.editor)
    page = client.get(f"/panel/projekty/{project.pk}/wskazniki/").content.decode().replace("\u00a0", " ")
    assert "5 z 4 (osoby), 100%. <b>Cel osiągnięty.</b>" in page
    assert "2,5 z 4 (osoby), 62%. Zostało: 1,5." in page
    assert "Kogo policzono" not in page  # an editor reads numbers, not people
    client.force_login(cast.coordinator)
    page = client.get(f"/panel/projekty/{project.pk}/wskazniki/").content.decode()
    assert f'href="/panel/projekty/{project.pk}/wskazniki/{made["people"].pk}/policzeni.xlsx"' in page
    sheet = load_workbook(
        BytesIO(b"".join(client.get(f"/panel/projekty/{project.pk}/wskazniki.xlsx").streaming_content))
    )
    assert [cell.value for cell in sheet.active[3]] == ["Z people", "osoby", "4", "5", "0", "100"]
    # A period: what the project grew by in it, and exactly those people as evidence.
    since = timezone.localdate() - timedelta(days=30)
    page = client.get(f"/panel/projekty/{project.pk}/wskazniki/?od={since}&do=").content.decode()
    assert "W tym okresie: 3." in page
    assert [counted(client, made["people"], query) for query in ("", f"?od={since}", f"?do={since}")] == [5, 3, 2]
    assert client.get(f"/panel/projekty/{project.pk}/wskazniki/?od=2026-02-01&do=2026-01-01").status_code == 422
    head = workbook(client, f"/panel/projekty/{project.pk}/wskazniki.xlsx?od={since}")[1]
    assert [head[6].value, workbook(client, f"/panel/projekty/{project.pk}/wskazniki.xlsx?od={since}")[3][6].value] == [
        f"od {date_range(since)}",
        "3",
    ]
    assert AuditEntry.objects.filter(verb="project.indicator_evidence", actor_id=cast.coordinator.pk).count() == 3


def test_indicators_and_typed_values_are_kept_as_rows(client, cast) -> None:
    project = FundingProjectFactory(published=True, centre=cast.centre)
    client.force_login(cast.coordinator)
    address = f"/panel/projekty/{project.pk}/wskazniki/"

    def sent(*rows: dict[str, object], seen: str = "") -> dict[str, object]:
        told: dict[str, object] = {"act": "save", "r-count": len(rows), "r-seen": seen}
        return told | {f"r-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}

    row = {
        "name": "Osoby",
        "target": "1 200",
        "unit": "osoby",
        "source": "people",
        "event_kind": "",
        "counts": "present",
    }
    meetings = row | {"source": "events", "counts": "complete"}
    for wrong in (meetings, row | {"target": "dużo"}):
        assert client.post(f"{address}zmiana/", sent(row, wrong)).status_code == 422
    typed = row | {"name": "Doradztwo", "unit": "godziny", "source": "manual"}
    assert client.post(f"{address}zmiana/", sent(row, typed)).status_code == 302
    people, advice = Indicator.objects.order_by("position")
    assert (people.target, advice.source) == (1200, "manual")
    values = {"on": "2024-05-06", "value": "12,5", "note": "protokół 1/2024"}
    assert client.post(f"{address}{advice.pk}/", sent(values, values | {"note": ""})).status_code == 422
    assert client.post(f"{address}{advice.pk}/", sent(values)).status_code == 302
    entry = IndicatorEntry.objects.get()
    assert (entry.on, entry.value, entry.note) == (date(2024, 5, 6), Decimal("12.50"), "protokół 1/2024")
    # Values with their evidence do not go in passing; a counted indicator may.
    seen = f"{people.pk},{advice.pk}"
    assert client.post(f"{address}zmiana/", sent(row | {"id": people.pk}, seen=seen)).status_code == 422
    assert client.post(f"{address}zmiana/", sent(typed | {"id": advice.pk}, seen=seen)).status_code == 302
    assert list(Indicator.objects.all()) == [advice]
    assert client.get(f"{address}{people.pk}/").status_code == 404  # it is gone


def test_the_page_costs_the_same_for_one_event_and_thirty(client, cast, constant_queries) -> None:
    project = FundingProjectFactory(published=True, centre=cast.centre)
    for source in ("people", "pes", "hours"):
        IndicatorFactory(project=project, source=source)
    client.force_login(cast.coordinator)

    def add(n: int) -> None:
        for _ in range(n):
            meeting(cast.centre, people=1, project=project)

    constant_queries(client, f"/panel/projekty/{project.pk}/wskazniki/", add)
    assert Event.objects.filter(project=project).count() > 1
