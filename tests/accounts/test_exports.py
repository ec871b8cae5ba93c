"""Long lists become files behind the page: for one person, for a day, once, whatever happens to the worker."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.exports import services
from accounts.exports.models import StaffExport
from accounts.exports.services import KEEP, LEASE, make_waiting
from accounts.models import Role
from accounts.personal import subject_of
from common.auditlog.models import AuditEntry
from common.extension_points import PERSONAL_DATA
from entities.directory.models import Entity
from files.deletion import sweep_discards
from files.models import private_storage
from tests.factories import EntityFactory, StaffExportFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE, CSV, XLSX = "/panel/eksporty/", "/panel/podmioty/eksport.csv", "/panel/podmioty/eksport.xlsx"


@pytest.fixture
def long_list(cast, settings):
    """A directory of two records, where one goes out at once."""
    settings.EXPORT_ROWS_AT_ONCE = 1
    EntityFactory(name="Spółdzielnia socjalna Wilga", published=True, county=cast.entity.county)
    return Entity.objects.count()


@pytest.fixture
def kept():
    """The files of exports that this test has left so far."""

    def names():
        return set(private_storage().listdir("exports")[1]) if private_storage().exists("exports") else set()

    before = names()
    return lambda: names() - before


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.coordinator)
    return client


def asked(client, address=CSV):
    assert client.get(address).url == PAGE
    return StaffExport.objects.order_by("-pk").first()


def taken(client, row):
    answer = client.get(reverse("panel:export-file", args=[row.pk]))
    return b"".join(answer.streaming_content) if answer.status_code == 200 else answer.status_code


def test_a_short_list_goes_out_at_once(staff):
    answer = staff.get(CSV)
    assert (answer.status_code, StaffExport.objects.count()) == (200, 0)
    assert b"".join(answer.streaming_content).count(b"\r\n") == Entity.objects.count() + 1


@pytest.mark.parametrize(
    ("role", "places"),
    [
        ("animator", ["Wydarzenia", "Podmioty", "Liczby"]),
        ("editor", ["Podmioty"]),
        ("coordinator", ["Wydarzenia", "Podmioty", "Liczby", "Projekty"]),
    ],
)
def test_where_there_is_no_file_the_page_leads_to_where_files_are_taken(client, cast, role, places):
    client.force_login(getattr(cast, role))
    page = client.get(PAGE)
    assert [str(place.title) for place in page.context["places"]] == places
    assert [client.get(reverse(place.url_name)).status_code for place in page.context["places"]] == [200] * len(places)
    empty = page.content.decode().split("Żaden plik")[1]
    assert [reverse(place.url_name) in empty for place in page.context["places"]] == [True] * len(places)


def test_a_long_list_is_made_by_the_worker_and_taken_once_it_is_ready(staff, long_list):
    row = asked(staff)
    page = staff.get(PAGE).content.decode()
    assert f"Zapisano 0 z {long_list} wierszy." in page
    assert (taken(staff, row), make_waiting()) == (404, 1)
    assert "1 plik jest gotowy do pobrania" in staff.get("/panel/").content.decode()
    assert f'href="/panel/eksporty/{row.pk}/plik/"' in staff.get(PAGE).content.decode()
    assert taken(staff, row).count(b"\r\n") == long_list + 1
    verbs = AuditEntry.objects.filter(verb__in=("entity.export", "export.read")).order_by("pk")
    assert list(verbs.values_list("verb", "actor_id")) == [
        ("entity.export", row.asked_by_id),
        ("export.read", row.asked_by_id),
    ]


def test_a_workbook_is_made_too_with_all_rows(staff, long_list):
    row = asked(staff, XLSX)
    make_waiting()
    sheet = load_workbook(io.BytesIO(taken(staff, row)), read_only=True).active
    assert sum(1 for _ in sheet.iter_rows()) == long_list + 1


def test_filters_narrow_the_made_file_as_they_narrow_the_list(staff, long_list, cast):
    EntityFactory(name="Szkic", state="draft")
    row = asked(staff, f"{CSV}?stan=published")
    make_waiting()
    assert "Szkic" not in taken(staff, row).decode()


def test_asked_twice_it_is_made_once_and_other_lists_are_made_beside_it(staff, long_list):
    for address in (CSV, CSV, XLSX):
        asked(staff, address)
    assert StaffExport.objects.count() == 2


def test_a_person_has_only_some_that_wait(staff, long_list, cast):
    for _n in range(services.MOST_WAITING):
        StaffExportFactory(asked_by=cast.coordinator)
    answer = staff.get(CSV, follow=True)
    assert "Kilka Twoich plików" in answer.content.decode()
    assert StaffExport.objects.count() == services.MOST_WAITING


def test_the_database_refuses_two_alike_that_wait():
    row = StaffExportFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffExportFactory(asked_by=row.asked_by, digest=row.digest)


def test_nobody_else_finds_the_file_and_who_lost_the_right_finds_it_gone(staff, long_list, cast, client):
    row = asked(staff)
    make_waiting()
    client.force_login(cast.administrator)
    assert taken(client, row) == 404
    client.force_login(cast.coordinator)
    cast.coordinator.role = Role.PARTICIPANT
    cast.coordinator.save()
    assert taken(client, row) == 403


def test_a_right_that_reaches_less_far_throws_the_file_away(staff, cast):
    row = StaffExportFactory(asked_by=cast.coordinator, ready=True, scope=["directory of two regions"])
    assert taken(staff, row) == 404
    sweep_discards()
    assert (StaffExport.objects.count(), private_storage().exists(row.content.name)) == (0, False)


def test_who_lost_the_right_while_it_waited_gets_no_file(staff, long_list, cast, kept):
    row = asked(staff)
    cast.coordinator.role = Role.PARTICIPANT
    cast.coordinator.save()
    make_waiting()
    row.refresh_from_db()
    assert (row.state, row.refused, kept()) == ("failed", "no_right", set())


def test_a_killed_worker_leaves_it_to_the_next_and_a_late_one_changes_nothing(staff, long_list, kept):
    row = asked(staff)
    late = LEASE.take(StaffExport.objects.filter(state="waiting"))
    assert make_waiting() == 0
    with time_machine.travel(timezone.now() + LEASE.lasts + timedelta(seconds=1), tick=True):
        assert make_waiting() == 1
    with pytest.raises(services.LeaseLost):
        services._make(late)
    sweep_discards()
    row.refresh_from_db()
    assert (row.state, row.attempts, kept()) == ("ready", 2, {row.content.name.split("/")[1]})


def test_one_that_kills_its_workers_is_given_up_with_a_word(staff, cast):
    StaffExportFactory(asked_by=cast.coordinator, attempts=LEASE.attempts)
    make_waiting()
    assert StaffExport.objects.get().state == "failed"
    assert "Nie udało się przygotować pliku" in staff.get(PAGE).content.decode()


def test_a_list_that_breaks_is_tried_again_and_others_do_not_wait_for_it(staff, long_list, cast):
    broken = StaffExportFactory(asked_by=cast.coordinator, source="entities", asked={"query": "", "nonsense": 1})
    row = asked(staff)
    make_waiting()
    states = dict(StaffExport.objects.values_list("pk", "state"))
    assert states == {broken.pk: "failed", row.pk: "ready"}


def test_it_is_thrown_away_after_a_day(staff, long_list, kept):
    asked(staff)
    make_waiting()
    assert len(kept()) == 1
    with time_machine.travel(timezone.now() + KEEP + timedelta(minutes=1), tick=True):
        make_waiting()
        sweep_discards()
    assert (kept(), StaffExport.objects.count()) == (set(), 0)


def erase(user):
    [source] = [one for one in PERSONAL_DATA if one.key == "exports"]
    return source.erase(subject_of(user))


def test_an_erased_person_stands_in_no_made_file_and_in_none_that_is_being_made(staff, long_list, kept):
    asked(staff)
    make_waiting()
    row = asked(staff, XLSX)
    late = LEASE.take(StaffExport.objects.filter(state="waiting"))
    erase(UserFactory())
    sweep_discards()
    assert kept() == set()
    with pytest.raises(services.LeaseLost):
        services._make(late)
    assert make_waiting() == 1
    row.refresh_from_db()
    assert row.state == "ready"


def test_the_exports_of_an_erased_member_of_staff_go_with_them(staff, long_list, cast):
    asked(staff)
    erase(cast.coordinator)
    assert StaffExport.objects.count() == 0


def test_a_list_too_long_for_a_workbook_says_so(staff, cast, monkeypatch):
    monkeypatch.setattr(services, "MOST_CELLS", 10)
    StaffExportFactory(asked_by=cast.coordinator, kind="xlsx")
    make_waiting()
    assert StaffExport.objects.get().refused == "too_long"
    assert "za długa na arkusz" in staff.get(PAGE).content.decode()


def test_a_source_that_is_gone_is_no_such_list(staff, cast):
    row = StaffExportFactory(asked_by=cast.coordinator, source="gone", ready=True)
    assert taken(staff, row) == 404
    with pytest.raises(Http404):
        services.find(cast.coordinator, "gone", {"query": ""})
