"""Entities from a sheet, through the panel: columns, trial, run; run again; the directory changed meanwhile."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.auditlog.models import AuditEntry
from common.search.queries import matching_ids
from common.spreadsheets.reader import read_table
from entities.directory.models import EnterpriseStatus, Entity, OfferedService
from entities.directory.services import end_status, enter_entity, grant_status
from entities.imports import working
from entities.imports.columns import FIELDS, LABELS
from entities.imports.models import EntityImport, ImportRow
from entities.imports.values import LENGTHS
from files.deletion import sweep_discards
from files.models import private_storage
from tests.entities.imports.sheets import HEAD, ROW, csv, xlsx
from tests.factories import CountyFactory, EntityFactory, EntityKindFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db
START = "/panel/podmioty/import/"


@pytest.fixture
def coordinator(cast, client):
    client.force_login(cast.coordinator)
    cast.centre.counties.add(CountyFactory(code="1213", name="oświęcimski"))
    return client


def row(**cells: str) -> list[str]:
    """The example row with other cells, by their headings' first words."""
    return [cells.get(head.split()[0], cell) for head, cell in zip(HEAD, ROW, strict=True)]


def send(client, content: bytes, name: str = "podmioty.xlsx") -> EntityImport | None:
    """Send the sheet; None when it is refused."""
    answer = client.post(START, {"sheet": SimpleUploadedFile(name, content)})
    if answer.status_code != 302:
        assert answer.status_code == 422
        return None
    working.work()
    sheet = EntityImport.objects.latest("pk")
    assert not sheet.content
    return None if sheet.refused else sheet


def tried(client, content: bytes, **told: str) -> EntityImport:
    """Send, leave the columns as they were guessed, let the worker try."""
    sheet = send(client, content)
    columns = reverse("panel:entity-import-columns", args=[sheet.pk])
    fields = {f"c-{place}": field for place, field in enumerate(sheet.mapping)}
    assert client.post(columns, {"publishes": "1", **fields, **told}).status_code == 302
    working.work()
    return EntityImport.objects.get(pk=sheet.pk)


def run(client, sheet: EntityImport) -> EntityImport:
    client.post(reverse("panel:entity-import", args=[sheet.pk]), {"act": "run"})
    working.work()
    return EntityImport.objects.get(pk=sheet.pk)


def fates(sheet: EntityImport) -> list[str]:
    return list(sheet.rows.values_list("fate", flat=True))


def test_a_sheet_becomes_records_and_a_second_time_nothing_changes(coordinator, cast):
    content = xlsx(HEAD, ROW, row(Nazwa="KGW w Łęgowie", Forma="KGW", NIP="", Usługi=""))
    sheet = tried(coordinator, content)
    assert sheet.mapping == ["name", "kind", "nip", "county", "town", "email", "phone", "services"]
    assert (sheet.state, sheet.counts) == ("checked", {"new": 2})
    assert not Entity.objects.filter(nip="1234563218").exists()

    sheet = run(coordinator, sheet)
    made = Entity.objects.get(nip="1234563218")
    assert sheet.state == "done"
    assert (made.kind_id, made.county_id, made.phone) == ("social-cooperative", "1213", "+48338451234")
    assert made.activities == "|gotuja|wytwarzaja|"
    assert coordinator.get(f"/podmioty/{made.slug}/").status_code == 200
    assert list(matching_ids("entity", "kępy catering").values_list("object_id", flat=True)) == [made.pk]
    assert AuditEntry.objects.get(verb="entity.imported", object_id=made.pk).actor_id == cast.coordinator.pk
    assert list(sheet.rows.values_list("entity_id", flat=True))[0] == made.pk

    again = tried(coordinator, content)
    assert fates(again) == ["same", "same"]
    assert "Nie ma czego zapisać" in coordinator.get(reverse("panel:entity-import", args=[again.pk])).content.decode()


# What a sheet may hold in each column (columns.FIELDS), and what the record keeps of it.
EVERY_COLUMN: dict[str, tuple[str, object]] = {
    "name": ("Spółdzielnia  „Kępa”", "Spółdzielnia „Kępa”"),
    "short_name": ("Kępa", "Kępa"),
    "kind": ("Spółdzielnia socjalna", "social-cooperative"),
    "nip": ("123-456-32-18", "1234563218"),
    "regon": ("123456785", "123456785"),
    "krs": ("0000123456", "0000123456"),
    "voivodeship": ("małopolskie", None),
    "county": ("oświęcimski", "1213"),
    "municipality": ("Kęty", "1213043"),
    "town": ("Kęty", "Kęty"),
    "street": ("ul. Kościuszki 1", "ul. Kościuszki 1"),
    "postal_code": ("32-650", "32-650"),
    "email": ("biuro@kepa.example", "biuro@kepa.example"),
    "phone": ("33 845 12 34", "+48338451234"),
    "website": ("kepa.example", "https://kepa.example"),
    "lead": ("Gotują i szyją.", "Gotują i szyją."),
    "description": ("Działają od 2009 r.\n" * 40, "Działają od 2009 r.\n" * 39 + "Działają od 2009 r."),
    "brand": ("Zakup Prospołeczny", "Zakup Prospołeczny"),
    "services": ("Ceramika", None),
    "enterprise_from": ("2024-03-01", date(2024, 3, 1)),
    "enterprise_until": ("2030-03-01", date(2030, 3, 1)),
    "decision_number": ("PS.1.2024", None),
    "record": ("", None),
}


def test_a_sheet_with_every_column_filled_is_written_as_it_stands(coordinator):
    MunicipalityFactory(code="1213043", name="Kęty", county_id="1213")
    assert list(EVERY_COLUMN) == [field.key for field in FIELDS]
    told = {str(field.label): EVERY_COLUMN[field.key][0] for field in FIELDS}
    sheet = run(coordinator, tried(coordinator, xlsx(list(told), list(told.values()))))
    assert sheet.mapping == list(EVERY_COLUMN)
    assert [row.told("errors") for row in sheet.rows.all()] == [[]]
    made = Entity.objects.get(nip="1234563218")
    kept = {name: value for name, (_cell, value) in EVERY_COLUMN.items() if value is not None}
    ids = {"kind": "kind_id", "county": "county_id", "municipality": "municipality_id"}
    assert {name: getattr(made, ids.get(name, name)) for name in kept} == kept
    assert made.statuses.get().decision_number == "PS.1.2024"
    assert made.activities == "|wytwarzaja|"


@pytest.mark.parametrize("field", sorted(LENGTHS.keys() - {"email"}))
def test_a_cell_longer_than_its_column_says_how_long_it_may_be(coordinator, field):
    most, cells = LENGTHS[field], {name: cell for name, (cell, _kept) in EVERY_COLUMN.items()}
    # An address of the web is kept with its https://: the cell itself would be short enough.
    cells[field] = "kepa.example/".ljust(most, "a") if field == "website" else "ą" * (most + 1)
    sheet = tried(coordinator, xlsx([str(LABELS[name]) for name in cells], list(cells.values())))
    assert [row.told("errors") for row in sheet.rows.all()] == [[[field, f"Dłuższe niż {most} znaków."]]]


def test_each_row_tells_its_fate_with_the_reason_beside_it(coordinator):
    kind, county = EntityKindFactory(), CountyFactory(code="1213", name="oświęcimski")
    there = enter_entity(by=None, name="KĘPA spółdzielnia socjalna", kind=kind, county=county, nip="1234563218")
    twin = enter_entity(by=None, name="Fundacja Świetlik", kind=kind, county=county)
    other = "5260001246"
    sheet = tried(
        coordinator,
        csv(
            HEAD,
            row(Telefon="33 845 00 00"),
            row(),
            row(NIP="123-456-32-19"),
            row(Nazwa="Świetlik, fundacja", NIP=other),
            row(Nazwa="Zupełnie inna"),
            row(Nazwa="CIS w Osieku", Forma="CIS"),
            row(Nazwa="Nowa", NIP=other, Forma="karczma", Powiat="nigdzie", Usługi="Loty"),
            row(Nazwa="", NIP=""),
        ),
    )
    assert fates(sheet) == ["update", "error", "error", "error", "error", "new", "error", "error"]
    page = coordinator.get(reverse("panel:entity-import", args=[sheet.pk]) + "?los=all").content.decode()
    for text in (
        "Wiersz 2 oznacza już ten sam wpis",
        "To nie jest NIP",
        "W katalogu jest podobny wpis",
        "Ten sam numer ma: KĘPA",
        "Nie znamy rodzaju „karczma”",
        "Nie ma takiego powiatu",
        "Nie ma kategorii usług „Loty”",
        "Brakuje nazwy",
    ):
        assert text in page, text
    assert reverse("panel:entity", args=[twin.pk]) in page
    assert re.search(r"Telefon: <del>.*?—</del> → <ins>\+48338450000</ins>", page)
    # The rows with errors go home as a sheet; the rest is written.
    errors = b"".join(coordinator.get(reverse("panel:entity-import-errors", args=[sheet.pk])).streaming_content)
    assert read_table(io.BytesIO(errors))[1].cells[-1] == "Nazwa podmiotu: Wiersz 2 oznacza już ten sam wpis."
    run(coordinator, sheet)
    there.refresh_from_db()
    assert there.phone == "+48338450000"
    assert there.name == "Spółdzielnia Socjalna „Kępa”"
    assert Entity.objects.count() == 3 + 1
    act = AuditEntry.objects.get(verb="entity.update", object_id=there.pk)
    assert act.after["phone"] == "…"  # that it changed; the log is never rewritten, so it holds no numbers of people


def test_an_empty_last_day_revives_no_status_and_a_known_decision_is_not_entered_twice(coordinator):
    county = CountyFactory(code="1213", name="oświęcimski")
    there = enter_entity(by=None, name=ROW[0], kind=EntityKindFactory(), county=county)
    days = [date(2021, 1, 1), date(2023, 1, 1)]
    first, last = (grant_status(entity_id=there.pk, by=None, basis="art. 4", decided_on=day) for day in days)
    end_status(status_id=first.pk, on=date(2022, 12, 31), by=None)
    end_status(status_id=last.pk, on=date(2024, 12, 31), by=None)

    def told(since: str, until: str = "") -> EntityImport:
        head = ["Numer w katalogu", "PS od", "PS do", "Numer decyzji"]
        return tried(coordinator, csv(head, [str(there.pk), since, until, "PS/7"]))

    def spans() -> list[tuple[date, date | None]]:
        return list(EnterpriseStatus.objects.order_by("decided_on", "pk").values_list("decided_on", "ends_on"))

    kept = [(days[0], date(2022, 12, 31)), (days[1], date(2024, 12, 31))]
    for since in ("2023-01-01", "2021-01-01"):
        assert fates(told(since)) == ["same"]
    # Another last day is written where the decision stands; a new decision beside the others.
    sheet = told("2023-01-01", "2025-12-31")
    assert sheet.rows.get().told("changes")[0][1:] == ["2023-01-01 – 2024-12-31", "2023-01-01 – 2025-12-31"]
    run(coordinator, sheet)
    assert spans() == [kept[0], (days[1], date(2025, 12, 31))]
    run(coordinator, told("2026-01-01"))
    assert spans() == [kept[0], (days[1], date(2025, 12, 31)), (date(2026, 1, 1), None)]
    there.refresh_from_db()
    assert (there.enterprise_from, there.enterprise_until) == (days[0], None)
    assert fates(told("2026-01-01")) == ["same"]


def test_another_county_leaves_neither_municipality_nor_position_of_the_former(coordinator):
    municipality, there = MunicipalityFactory(), CountyFactory(code="1213", name="oświęcimski")
    place = {"municipality": municipality, "latitude": 49.61, "longitude": 19.67}
    moved, stays = EntityFactory(name="Kępa", **place), EntityFactory(name="Zawojanka", **place)
    cells = [str(moved.pk), "oświęcimski"], [str(stays.pk), "suski"]
    sheet = tried(coordinator, csv(["Numer w katalogu", "Powiat"], *cells))
    assert fates(sheet) == ["update", "same"]
    page = coordinator.get(reverse("panel:entity-import", args=[sheet.pk])).content.decode()
    assert re.search(r"Gmina: <del>.*?Zawoja</del> → <ins>—</ins>", page)
    assert re.search(r"Położenie na mapie: <del>.*?49.61, 19.67</del> → <ins>—</ins>", page)
    run(coordinator, sheet)
    moved.refresh_from_db()
    stays.refresh_from_db()
    assert (moved.county, moved.municipality, moved.latitude, moved.longitude) == (there, None, None, None)
    assert (stays.municipality, stays.latitude) == (municipality, 49.61)
    act = AuditEntry.objects.get(verb="entity.update", object_id=moved.pk)
    assert (act.before["municipality"], act.after["municipality"]) == ("Zawoja", "")


def test_who_ticks_that_similar_ones_are_others_gets_them(coordinator):
    enter_entity(
        by=None, name="Świetlik", kind=EntityKindFactory(), county=CountyFactory(code="1213"), nip="5260001246"
    )
    content = csv(HEAD, row(Nazwa="Fundacja Świetlik", NIP=""))
    assert fates(tried(coordinator, content)) == ["error"]
    sheet = tried(coordinator, content, enters_similar="on", publishes="")
    assert run(coordinator, sheet).state == "done"
    assert Entity.objects.get(name="Fundacja Świetlik").state == "draft"


def test_the_columns_are_guessed_mended_and_remembered(coordinator):
    head = ["Kto to", "Nasz numer", "Forma prawna", "Lp."]
    content = csv(["Lista podmiotów 2026"], [], head, ["Kępa", "", "CIS", "1"])
    sheet = send(coordinator, content, "lista.csv")
    columns = reverse("panel:entity-import-columns", args=[sheet.pk])
    assert sheet.headings == head
    assert sheet.mapping == ["", "", "kind", ""]
    assert "Kępa" in coordinator.get(columns).content.decode()
    answer = coordinator.post(columns, {"c-0": "", "c-2": "kind", "c-3": "kind"})
    assert answer.status_code == 422
    assert "c-3" in answer.context["form"].errors
    assert "Wskaż, która kolumna zawiera nazwę" in answer.content.decode()
    assert coordinator.post(columns, {"c-0": "name", "c-1": "nip", "c-2": "kind"}).status_code == 302
    assert send(coordinator, content).mapping == ["name", "nip", "kind", ""]


def test_a_run_stops_when_the_directory_changed_since_the_trial(coordinator):
    sheet = tried(coordinator, csv(HEAD, ROW))
    enter_entity(by=None, name=ROW[0], kind=EntityKindFactory(), nip="1234563218")
    sheet = run(coordinator, sheet)
    assert (sheet.state, sheet.is_changed, sheet.counts) == ("checked", True, {"update": 1})
    assert Entity.objects.filter(nip="1234563218").count() == 1
    assert "zmienił się" in coordinator.get(reverse("panel:entity-import", args=[sheet.pk])).content.decode()
    assert run(coordinator, sheet).state == "done"
    assert Entity.objects.get(nip="1234563218").town == "Kęty"


def test_refusals_stand_beside_the_field_and_nothing_is_kept(coordinator):
    assert send(coordinator, b"%PDF-1.7") is None
    assert (
        "To nie jest arkusz"
        in coordinator.post(START, {"sheet": SimpleUploadedFile("a.xlsx", b"%PDF-1.7")}).content.decode()
    )
    assert coordinator.post(START, {}).status_code == 422
    assert not EntityImport.objects.exists()


def test_what_only_reading_shows_is_told_on_the_page_of_the_sheet(coordinator, cast):
    before = set(private_storage().listdir("imports")[1]) if private_storage().exists("imports") else set()
    assert send(coordinator, csv(HEAD)) is None
    assert send(coordinator, csv(HEAD, row(Nazwa="=1+1"))) is None
    empty, formula = EntityImport.objects.order_by("pk")
    for sheet, words in (
        (empty, "Pod nagłówkami arkusza nie ma żadnych wierszy"),
        (formula, "Komórka A2 zawiera formułę"),
    ):
        url = reverse("panel:entity-import", args=[sheet.pk])
        page = coordinator.get(url).content.decode()
        assert words in page
        assert START in page
        columns = coordinator.get(reverse("panel:entity-import-columns", args=[sheet.pk]))
        assert (columns.status_code, columns.url) == (302, url)
    sweep_discards()
    assert set(private_storage().listdir("imports")[1]) == before
    assert not ImportRow.objects.exists()


def test_the_page_that_watches_the_reading_goes_on_to_the_columns(coordinator):
    coordinator.post(START, {"sheet": SimpleUploadedFile("a.csv", csv(HEAD, ROW))})
    url = reverse("panel:entity-import", args=[EntityImport.objects.get().pk])
    assert "Arkusz jest czytany" in coordinator.get(url).content.decode()
    working.work()
    assert coordinator.get(url).status_code == 302
    told = coordinator.get(url, headers={"HX-Request": "true"})
    assert (told.status_code, told["HX-Redirect"]) == (200, f"{url}kolumny/")


def test_rows_are_forgotten_after_a_month_and_a_sheet_may_be_given_up(coordinator):
    first, second = tried(coordinator, csv(HEAD, ROW)), tried(coordinator, csv(HEAD, ROW))
    coordinator.post(reverse("panel:entity-import", args=[first.pk]), {"act": "drop"})
    assert EntityImport.objects.get(pk=first.pk).state == "dropped"
    EntityImport.objects.filter(pk=second.pk).update(created_at="2020-01-01T00:00:00Z")
    working.expire_old()
    assert not ImportRow.objects.exists()
    assert EntityImport.objects.get(pk=second.pk).state == "dropped"


def test_the_run_costs_as_many_queries_for_many_rows(coordinator, constant_queries, django_assert_max_num_queries):
    sheet = tried(coordinator, csv(HEAD, *(row(Nazwa=f"Koło {n}", NIP="", Forma="CIS") for n in range(40))))
    assert constant_queries(coordinator, reverse("panel:entity-import", args=[sheet.pk]), lambda n: None) < 12
    with django_assert_max_num_queries(90):
        sheet = run(coordinator, sheet)
    assert sheet.counts == {"new": 40}
    assert OfferedService.objects.count() == 80


def test_a_sheet_changes_no_record_of_a_county_that_another_centre_serves(coordinator):
    far = CountyFactory(code="1261", name="Kraków", is_city=True)
    there = enter_entity(by=None, name="Żaglownia", kind=EntityKindFactory(), county=far, nip="1234563218")
    sheet = tried(coordinator, csv(HEAD, row(Nazwa="Żaglownia", Powiat="", Telefon="33 845 00 00")))
    assert fates(sheet) == ["error"]
    page = coordinator.get(reverse("panel:entity-import", args=[sheet.pk]) + "?los=all").content.decode()
    assert "Powiat tego podmiotu obsługuje inny ośrodek" in page
    run(coordinator, sheet)
    there.refresh_from_db()
    assert there.phone == ""
