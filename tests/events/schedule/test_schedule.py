"""The schedule of support: made from the events, its log written with each change, as page, paper and sheet."""

import io
from datetime import date, time, timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from common.slugs.services import change_slug
from events.attendance.hours import hours_of
from events.attendance.models import Session
from events.catalogue.models import Event
from events.catalogue.services import change_event, publish_event, set_cover
from events.programme.services import replan_event, set_stops
from events.registration.services import cancel_event
from events.schedule.entries import Entry, entry_of
from events.schedule.models import ScheduleChange
from events.schedule.queries import with_plan
from tests.factories import (
    EventFactory,
    FundingProjectFactory,
    ProgrammeItemFactory,
    ScheduleChangeFactory,
    StopFactory,
)
from tests.papers import is_tagged, words_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 5)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-05-05 10:00:00+02:00", tick=False)


@pytest.fixture
def project():
    return FundingProjectFactory(
        published=True, title="Pomorze przy stole", number="FEPM.05/24", funding_sentence="Dofinansowano z EFS+."
    )


@pytest.fixture
def event(project):
    """A training of a day, announced."""
    event = EventFactory(
        project=project, kind="training", title="Prosty język", starts_on=date(2026, 5, 12), starts_at=time(9),
        ends_at=time(15, 30),
    )  # fmt: skip
    StopFactory(event=event, name="Dom Kultury", address="Rynek 1", town="Kęty")
    publish_event(event_id=event.pk, by=None)
    return event


def log_of(project) -> list[str]:
    return list(ScheduleChange.objects.filter(project=project).order_by("pk").values_list("what", flat=True))


def read(project, query="", start="", client=None) -> str:
    text = (client or Client()).get(f"{start}/projekty/{project.slug}/harmonogram/{query}").content.decode()
    return text.partition("<main")[2].partition("</main>")[0].replace("\xa0", " ")


# --- the log ------------------------------------------------------------------------------------------------------
def test_a_moved_day_is_one_line_with_the_day_before_and_after(project, event):
    replan_event(event_id=event.pk, by=None, starts_on=date(2026, 5, 14), ends_on=date(2026, 5, 14))
    assert log_of(project) == ["added", "changed"]
    told = read(project, "?pokaz=zmiany")
    assert "12 maja 2026 r., wtorek, godz. 9.00–15.30" in told
    assert "14 maja 2026 r., czwartek, godz. 9.00–15.30" in told
    # The place moved along, so it is no change of the place.
    assert "<dt>Miejsce</dt>" not in told


def test_another_address_of_a_stop_is_a_line(project, event):
    stop = event.stops.get()
    row = {"id": stop.pk, "day": stop.day, "name": "Biblioteka", "address": "Długa 2", "town": "Kęty"}
    set_stops(event_id=event.pk, stops=[row], by=None)
    assert log_of(project) == ["added", "changed"]
    told = read(project, "?pokaz=zmiany")
    assert "Dom Kultury, Rynek 1, Kęty" in told
    assert "Biblioteka, Długa 2, Kęty" in told


def test_a_cancelled_event_stays_and_is_named_as_cancelled(project, event):
    cancel_event(event_id=event.pk, reason="Choroba.", by=None)
    assert log_of(project) == ["added", "cancelled"]
    assert "odwołane" in read(project)


def test_what_the_schedule_does_not_show_is_no_change_of_it(project, event):
    change_event(event_id=event.pk, by=None, lead="Inny lead", title_en="Plain language")
    set_cover(event_id=event.pk, image=None, by=None)
    assert log_of(project) == ["added"]


def test_an_event_given_to_another_project_leaves_one_schedule_and_joins_the_other(project, event):
    other = FundingProjectFactory(published=True)
    change_event(event_id=event.pk, by=None, project=other)
    assert log_of(project) == ["added", "removed"]
    assert log_of(other) == ["added"]
    assert "Prosty język" not in read(project)
    change_event(event_id=event.pk, by=None, project=None)
    assert log_of(other) == ["added", "removed"]


def test_a_draft_is_in_no_schedule(project):
    draft = EventFactory(project=project)
    change_event(event_id=draft.pk, by=None, title="Inny")
    assert log_of(project) == []
    assert "Inny" not in read(project)


def test_the_log_only_grows(event):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO common_act_seal VALUES (1)")
    row = ScheduleChange.objects.get()
    for act in (lambda: ScheduleChange.objects.update(what="changed"), row.delete):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            act()
    assert ScheduleChange.objects.get().what == "added"


day_ahead = st.integers(0, 20)
step = st.one_of(
    st.tuples(st.just("move"), day_ahead, st.integers(0, 2)),
    st.tuples(st.just("hours"), st.sampled_from([None, time(8), time(9, 30)]), st.sampled_from([None, time(16)])),
    st.tuples(st.just("stops"), st.lists(st.sampled_from(["Kęty", "Żywiec", "Andrychów"]), max_size=3), st.none()),
    st.tuples(st.just("project"), st.booleans(), st.none()),
    st.tuples(st.just("cancel"), st.none(), st.none()),
)


def play(event, one, other):
    what, first, second = one
    if what == "move":
        starts = TODAY + timedelta(days=first)
        replan_event(event_id=event.pk, by=None, starts_on=starts, ends_on=starts + timedelta(days=second))
    elif what == "hours":
        change_event(event_id=event.pk, by=None, starts_at=first, ends_at=second)
    elif what == "stops":
        day = Event.objects.get(pk=event.pk).starts_on
        set_stops(event_id=event.pk, stops=[{"day": day, "name": town, "town": town} for town in first], by=None)
    elif what == "project":
        change_event(event_id=event.pk, by=None, project=other if first else None)
    elif Event.objects.get(pk=event.pk).state == "published":
        cancel_event(event_id=event.pk, reason="Choroba.", by=None)


@pytest.mark.slow
@given(steps=st.lists(step, max_size=6))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_log_leads_to_what_stands_there(event, project, steps):
    other = FundingProjectFactory()
    with transaction.atomic():
        for one in steps:
            play(event, one, other)
        for owner in (project, other):
            stood: dict = {}
            for row in ScheduleChange.objects.filter(project=owner).order_by("pk"):
                assert row.before == stood, "a line begins where the one before it ended"
                assert row.after != row.before
                stood = row.after
            now = with_plan(Event.objects.filter(pk=event.pk)).get()
            assert (Entry.of_json(stood) if stood else None) == (entry_of(now) if now.project == owner else None)
        transaction.set_rollback(True)


# --- the hours ----------------------------------------------------------------------------------------------------
hour = st.none() | st.sampled_from([time(8), time(9, 30), time(12), time(15, 15)])
span = st.tuples(hour, hour).filter(lambda pair: pair[0] is None or pair[1] is None or pair[0] < pair[1])


@given(own=span, length=st.integers(1, 2), stops=st.lists(span, max_size=2), items=st.lists(span, max_size=2))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hours_are_those_by_which_people_are_counted(project, own, length, stops, items):
    with transaction.atomic():
        first = date(2026, 5, 12)
        event = EventFactory(
            project=project, published=True, starts_on=first, ends_on=first + timedelta(days=length - 1),
            starts_at=own[0], ends_at=own[1],
        )  # fmt: skip
        for model, rows in ((StopFactory, stops), (ProgrammeItemFactory, items)):
            for starts_at, ends_at in rows:
                model(event=event, day=first, starts_at=starts_at, ends_at=ends_at)
        sessions = [Session.objects.create(event=event, day=first + timedelta(days=n)) for n in range(length)]
        counted = hours_of(Session.objects.filter(event=event)).lists
        entry = entry_of(with_plan(Event.objects.filter(pk=event.pk)).get())
        assert [day.minutes for day in entry.days] == [counted[session.pk].minutes for session in sessions]
        transaction.set_rollback(True)


# --- the page -----------------------------------------------------------------------------------------------------
def test_page_names_kind_day_hours_address_and_the_funding(project, event):
    shown = read(project)
    told = ("Szkolenie", "12 maja 2026 r.", "9.00–15.30", "6,5", "Dom Kultury, Rynek 1, Kęty", "Dofinansowano z EFS+.")
    assert [part for part in told if part not in shown] == []
    assert "9:00" in read(project, start="/en") or "09:00" in read(project, start="/en")


def test_every_day_of_a_journey_is_a_line_with_its_places(project):
    visit = EventFactory(
        published=True, project=project, kind="study_visit", starts_on=date(2026, 5, 20), ends_on=date(2026, 5, 21)
    )
    for day, town, hours in ((20, "Kęty", (9, 11)), (20, "Żywiec", (12, 14)), (21, "Andrychów", (10, 13))):
        StopFactory(
            event=visit, day=date(2026, 5, day), name="Bar", town=town, starts_at=time(hours[0]), ends_at=time(hours[1])
        )
    entry = entry_of(with_plan(Event.objects.filter(pk=visit.pk)).get())
    assert [(day.first.day, day.minutes, len(day.places)) for day in entry.days] == [(20, 300, 2), (21, 180, 1)]
    shown = read(project)
    assert "9.00–11.00 Bar, Kęty" in shown
    assert "dzień 2 z 2" in shown


def test_past_support_stands_apart_and_nothing_is_an_empty_word(project, event, time_machine):
    assert "Nic się jeszcze nie zakończyło" in read(project, "?pokaz=minione")
    time_machine.move_to("2026-06-01 10:00:00+02:00", tick=False)
    cache.clear()
    assert "Prosty język" in read(project, "?pokaz=minione")
    assert "Na razie nie ma zaplanowanego wsparcia" in read(project)


def test_a_change_shows_at_once_and_an_old_address_leads_on(project, event):
    client = Client()
    assert "12 maja" in read(project, client=client)
    replan_event(event_id=event.pk, by=None, starts_on=date(2026, 5, 19), ends_on=date(2026, 5, 19))
    assert "19 maja" in read(project, client=client)
    old = project.slug
    change_slug(project, "inny-adres")
    cache.clear()
    for end in ("harmonogram/", "harmonogram.pdf", "harmonogram.xlsx"):
        assert Client().get(f"/projekty/{old}/{end}")["Location"] == f"/projekty/inny-adres/{end}"


def test_pages_take_as_many_queries_for_one_event_as_for_thirty(project, constant_queries):
    def add(n):
        for _ in range(n):
            made = EventFactory(published=True, project=project, starts_on=TODAY + timedelta(days=9))
            StopFactory(event=made)
            ScheduleChangeFactory(project=project, event=made, after=entry_of(made).as_json())

    address = f"/projekty/{project.slug}/harmonogram/"
    constant_queries(Client(), address, add)
    constant_queries(Client(), f"{address}?pokaz=zmiany", add)


# --- paper and sheet ----------------------------------------------------------------------------------------------
def test_paper_is_tagged_and_holds_days_changes_and_publicity(project, event):
    replan_event(event_id=event.pk, by=None, starts_on=date(2026, 5, 14), ends_on=date(2026, 5, 14))
    answer = Client().get(f"/projekty/{project.slug}/harmonogram.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert is_tagged(answer.content)
    words = words_of(answer.content)
    told = (
        "HARMONOGRAM WSPARCIA", "FEPM.05/24", "Dofinansowano z EFS+.", "14 maja 2026 r.", "Dom Kultury, Rynek 1, Kęty",
        "Termin: 12 maja 2026 r., wtorek, godz. 9.00–15.30 → 14 maja 2026 r., czwartek,",
    )  # fmt: skip
    assert [part for part in told if part not in words] == []


def test_sheet_holds_days_changes_and_project_and_runs_nothing(project, event):
    change_event(event_id=event.pk, by=None, title="=1+1")
    answer = Client().get(f"/projekty/{project.slug}/harmonogram.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Harmonogram", "Zmiany", "Projekt"]
    days = list(book["Harmonogram"].iter_rows(min_row=2))
    assert [cell.value for cell in days[0][:6]] == [
        "12 maja 2026 r.", "wtorek", "9.00–15.30", "6,5", "Szkolenie", "=1+1",
    ]  # fmt: skip
    assert {cell.data_type for row in days for cell in row} <= {"s", "n"}
    assert [cell.value for cell in list(book["Zmiany"].iter_rows(min_row=2))[0][2:]] == [
        "zmieniono w harmonogramie", "Temat", "Prosty język", "=1+1",
    ]  # fmt: skip
