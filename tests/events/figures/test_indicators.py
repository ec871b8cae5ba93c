"""Indicators of a project: the same numbers as the figures', on every day of a random history; kept in the panel."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import load_workbook

from events.catalogue.models import Event
from events.figures.counting import count
from events.figures.indicators import days_of
from events.figures.scopes import Scope
from partnerships.projects.models import Indicator, IndicatorEntry
from tests.events.figures.test_pages import meeting
from tests.events.figures.test_recount import Undo, history, play, world  # noqa: F401 (world is a fixture)
from tests.factories import FundingProjectFactory, IndicatorEntryFactory, IndicatorFactory, LocalPartnershipFactory

pytestmark = pytest.mark.django_db


def until(indicator: Indicator, day: date) -> Decimal:
    return sum((Decimal(str(n)) for on, n in days_of(indicator).items() if on <= day), Decimal(0))


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
    assert f"/panel/liczby/osoby.xlsx?od=&amp;do=&amp;projekt={project.slug}&amp;rodzaj=" in page
    sheet = load_workbook(
        BytesIO(b"".join(client.get(f"/panel/projekty/{project.pk}/wskazniki.xlsx").streaming_content))
    )
    assert [cell.value for cell in sheet.active[3]] == ["Z people", "osoby", "4", "5", "0", "100"]
    evidence = client.get(f"/panel/liczby/osoby.xlsx?od=&do=&projekt={project.slug}&rodzaj=")
    assert load_workbook(BytesIO(b"".join(evidence.streaming_content))).active.max_row == 1 + 5


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
    refused = client.post(f"{address}zmiana/", sent(row | {"counts": "complete"}, row | {"target": "dużo"}))
    assert refused.status_code == 422
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
