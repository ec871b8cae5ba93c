"""The directory on a map, by municipality and relevance; out as files for the staff and for everybody."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from common.auditlog.models import AuditEntry
from common.search.services import rebuild
from common.text.folding import sort_key
from entities.directory.models import OpenDataFile
from entities.directory.open_data import write_open_data
from entities.directory.services import update_entity
from files.models import Discard
from tests.factories import CountyFactory, EntityFactory, MunicipalityFactory, OfferedServiceFactory

pytestmark = pytest.mark.django_db
LIST, MAP = "/podmioty/", "/podmioty/mapa/"


def entity(name: str, **fields: object):
    return EntityFactory(published=True, name=name, sort_name=sort_key(name), **fields)


def names(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/podmioty/[^"]+">([^<]+)</a></h3>', page)


def test_a_county_opens_its_municipalities_with_their_counts(client):
    zawoja, other = MunicipalityFactory(), MunicipalityFactory(code="1215033", name="Maków", sort_name="makow")
    entity("A", municipality=zawoja), entity("B", municipality=other), entity("C", municipality=zawoja)
    assert 'name="gmina"' not in client.get(LIST).content.decode()
    page = client.get(f"{LIST}?powiat=powiat-suski&gmina=1215082").content.decode()
    assert names(page) == ["A", "C"]
    assert "Zawoja (2)" in page
    assert "Maków (1)" in page
    # Of another county than the chosen one: left out.
    assert names(client.get(f"{LIST}?powiat=powiat-suski&gmina=0201011").content.decode()) == ["A", "B", "C"]


def test_words_in_the_name_come_before_words_elsewhere_unless_the_alphabet_is_asked_for(client):
    first = entity("Alfa")
    OfferedServiceFactory(entity=first, title="Pierogi na zamówienie")
    for number in range(24):
        entity(f"Pierogarnia {number}")
    rebuild()
    seen, query = [], "?q=pierog"
    while query:
        page = client.get(f"{LIST}{query}").content.decode()
        seen += names(page)
        following = re.search(r'rel="next" href="/podmioty/(\?[^"]+)"', page)
        query = following[1].replace("&amp;", "&") if following else ""
    assert seen == [*(f"Pierogarnia {number}" for number in range(24)), "Alfa"]
    assert names(client.get(f"{LIST}?q=pierog&kolejnosc=nazwa").content.decode())[0] == "Alfa"


def test_the_map_says_in_a_list_all_that_it_draws(client, constant_queries):
    entity("Makowianka", latitude=49.7, longitude=19.6, town="Zawoja")
    entity("Bez miejsca")
    entity("Kęczanka", county=CountyFactory(code="1213", name="oświęcimski"))
    page = client.get(MAP).content.decode()
    assert re.findall(r'data-county="(\d+)" data-name="[^"]+" data-n="(\d+)"', page) == [("1213", "1"), ("1215", "2")]
    page = client.get(f"{MAP}?powiat=powiat-suski").content.decode()
    assert '<li data-lat="49.7" data-lon="19.6"><a href="/podmioty/' in page
    assert "Bez miejsca" in page
    assert "Kęczanka" not in page.partition('id="areas"')[0].partition('id="places"')[2]

    def more(n: int) -> None:
        for number in range(n):
            entity(f"Podmiot {number}", latitude=49.7, longitude=19.6)

    assert constant_queries(client, f"{MAP}?powiat=powiat-suski", more) < 12


def test_staff_take_the_filtered_list_as_a_file_and_the_log_knows(cast, client):
    client.force_login(cast.animator)
    entity("=HYPERLINK(1)", nip="1234563218", county=cast.entity.county)
    EntityFactory(name="Szkic")
    text = b"".join(client.get("/panel/podmioty/eksport.csv?stan=published").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[1] for row in rows[1:]] == ["'=HYPERLINK(1)", cast.entity.name]
    assert rows[1][5] == "1234563218"
    book = load_workbook(io.BytesIO(b"".join(client.get("/panel/podmioty/eksport.xlsx").streaming_content)))
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    assert "=HYPERLINK(1)" in cells
    assert {row[1].data_type for row in book.active.iter_rows(min_row=2)} == {"s"}
    act = AuditEntry.objects.filter(verb="entity.export").first()
    assert (act.actor_id, act.after) == (
        cast.animator.pk,
        {"kind": "csv", "rows": 2, "worded": False, "stan": "published"},
    )


def test_open_data_has_a_stable_schema_no_contact_and_is_asked_for_once(client):
    shown = entity("Makowianka", email="biuro@makowianka.example", phone="+48338451230", activities="|gotuja|")
    EntityFactory(name="Szkic")
    answer = client.get("/dane/podmioty.json")
    body = b"".join(answer.streaming_content).decode()
    told = json.loads(body)
    assert (told["schema"], [one["name"] for one in told["entities"]]) == ("podmioty-1", ["Makowianka"])
    assert told["entities"][0]["activities"] == ["gotuja"]
    assert "makowianka.example" not in body
    assert list(told["entities"][0]) == [
        "id", "name", "short_name", "kind", "kind_name", "group", "county_code", "county", "municipality_code",
        "municipality", "town", "street", "postal_code", "country", "latitude", "longitude", "nip", "regon", "krs",
        "website", "lead", "activities", "enterprise_from", "enterprise_until", "partnerships", "url", "updated_at",
    ]  # fmt: skip
    assert client.get("/dane/podmioty.json", headers={"if-none-match": answer["ETag"]}).status_code == 304
    update_entity(entity_id=shown.pk, by=None, town="Maków")
    again = client.get("/dane/podmioty.csv", headers={"if-none-match": answer["ETag"]})
    rows = list(csv.DictReader(io.StringIO(b"".join(again.streaming_content).decode("utf-8-sig"))))
    assert [(row["name"], row["town"]) for row in rows] == [("Makowianka", "Maków")]
    page = client.get("/dane/").content.decode()
    assert all(f"<code>{name}</code>" in page for name in told["entities"][0])


def test_files_take_one_query_however_many_rows(client, cast):
    client.force_login(cast.coordinator)

    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            list(client.get(url).streaming_content)
        return len(caught)

    urls = ("/dane/podmioty.json", "/dane/podmioty.csv", "/panel/podmioty/eksport.csv", "/panel/podmioty/eksport.xlsx")
    few = [queries(url) for url in urls]
    for number in range(30):
        entity(f"Podmiot {number}")
    assert [queries(url) for url in urls] == few


def test_open_data_of_a_long_directory_are_written_by_the_worker_and_kept(client, settings):
    settings.EXPORT_ROWS_AT_ONCE = 1
    one, _two = entity("Jagoda"), entity("Wilga")
    waits = client.get("/dane/podmioty.csv")
    assert (waits.status_code, waits["Retry-After"], waits["Cache-Control"]) == (503, "120", "no-store")
    assert (write_open_data(), write_open_data()) == (2, 0)
    first = client.get("/dane/podmioty.csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(first.streaming_content).decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["Jagoda", "Wilga"]
    assert client.get("/dane/podmioty.csv", headers={"if-none-match": first["ETag"]}).status_code == 304
    update_entity(entity_id=one.pk, by=None, town="Maków")
    # Until the worker comes, what it wrote last; then the new one, and the old file goes.
    assert client.get("/dane/podmioty.csv", headers={"if-none-match": first["ETag"]}).status_code == 304
    old = OpenDataFile.objects.get(kind="json").content.name
    assert write_open_data() == 2
    told = json.loads(b"".join(client.get("/dane/podmioty.json").streaming_content))
    assert [row["town"] for row in told["entities"]][0] == "Maków"
    assert Discard.objects.filter(path=old).exists()


def test_a_short_directory_is_written_at_once(client):
    entity("Jagoda")
    assert write_open_data() == 0
    assert client.get("/dane/podmioty.json").status_code == 200


def test_open_data_whose_file_is_lost_are_written_again(client, settings):
    settings.EXPORT_ROWS_AT_ONCE = 0
    entity("Jagoda")
    write_open_data()
    kept = OpenDataFile.objects.get(kind="csv").content
    kept.storage.delete(kept.name)
    assert client.get("/dane/podmioty.csv").status_code == 503
    assert write_open_data() == 1
    assert b"Jagoda" in b"".join(client.get("/dane/podmioty.csv").streaming_content)
