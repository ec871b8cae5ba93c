"""Support centres in the panel: the contact block, people with their counties, gaps and overlaps of the region."""

import re

import pytest
from django.test import Client

from common.auditlog.models import AuditEntry
from common.search.queries import search
from entities.centres.models import ContactPerson, SupportCentre
from tests.factories import CountyFactory

pytestmark = pytest.mark.django_db
LIST = "/panel/osrodki/"


SERVICES = ("<li>Animacja lokalna</li>", "<li>Doradztwo &lt;prawne&gt;</li>")


def told(centre: SupportCentre, **fields: object) -> dict[str, object]:
    return {"name": centre.name, "short_name": centre.short_name, "town": "Zawoja", **fields}


def test_a_coordinator_keeps_the_contact_of_the_own_centre_and_not_its_counties(cast, client):
    client.force_login(cast.coordinator)
    page = Client().get(f"/osrodki/{cast.centre.slug}/").content.decode()
    assert "33\xa0845\xa012\xa030" not in page
    address, county = f"{LIST}{cast.centre.pk}/", CountyFactory(code="1213", name="oświęcimski")
    refused = client.post(address, told(cast.centre, phone="12", postal_code="1"))
    assert (refused.status_code, sorted(refused.context["form"].errors)) == (422, ["phone", "postal_code"])
    fields = told(cast.centre, name="Ośrodek Babiogórski", phone="19 115", postal_code="34222")
    fields["services"] = "Animacja lokalna\n\n Doradztwo <prawne>"
    assert client.post(address, fields | {"counties": [county.pk]}).status_code == 302
    page = Client().get(f"/osrodki/{cast.centre.slug}/").content.decode()
    assert [text for text in ("19\xa0115", "34-222", "Ośrodek Babiogórski", *SERVICES) if text not in page] == []
    assert county not in cast.centre.counties.all()
    assert search("babiogorski", "pl").counts == {"centre": 1}
    assert AuditEntry.objects.filter(verb="centre.update").count() == 1
    client.post(address, fields)
    assert AuditEntry.objects.filter(verb="centre.update").count() == 1  # nothing changed


def test_people_are_rows_with_the_counties_they_look_after(cast, client):
    client.force_login(cast.coordinator)
    county = cast.centre.counties.get()
    address, head = f"{LIST}{cast.centre.pk}/osoby/", {"act": "save", "r-count": 1, "r-seen": ""}
    row = {"r-0-name": "Alina Bąk", "r-0-function": "animatorka", "r-0-phone": "33 845 12 30"}
    assert client.post(address, head | row | {"r-0-counties": ["9999"]}).status_code == 422
    assert client.post(address, head | row | {"r-0-counties": [county.pk]}).status_code == 302
    person = ContactPerson.objects.get()
    assert (person.phone, list(person.counties.all())) == ("+48338451230", [county])
    assert "Alina Bąk" in Client().get(f"/powiaty/{county.slug}/").content.decode()
    client.post(address, {"act": "save", "r-count": 0, "r-seen": str(person.pk)})
    assert "Alina Bąk" not in Client().get(f"/powiaty/{county.slug}/").content.decode()


def test_who_acts_for_the_region_sees_gaps_and_overlaps_and_divides_the_counties(cast, client):
    county = cast.centre.counties.get()
    gap = CountyFactory(code="1213", name="oświęcimski", voivodeship=county.voivodeship)
    client.force_login(cast.coordinator)
    assert "Kto obsługuje który powiat" not in client.get(LIST).content.decode()
    client.force_login(cast.administrator)
    page = client.get(LIST).content.decode()
    assert re.search(r"Nie obsługuje ich żaden OWES</h3><p>[^<]*powiat oświęcimski", page)
    assert "Obsługuje je kilka OWES" not in page
    client.post(f"{LIST}{cast.other_centre.pk}/", told(cast.other_centre, counties=[county.pk, gap.pk]))
    page = client.get(LIST).content.decode()
    names = sorted(re.search(rf"<li>{county}: ([^<]+)</li>", page)[1].split(", "))
    assert names == sorted([cast.centre.short_name, cast.other_centre.short_name])
    assert "powiat oświęcimski" not in page


def test_the_people_page_costs_the_same_for_one_and_thirty(cast, client, constant_queries):
    client.force_login(cast.coordinator)

    def add(n: int) -> None:
        for number in range(n):
            row = ContactPerson.objects.create(centre=cast.centre, name=f"Jan {number}", function="doradca")
            row.counties.set(cast.centre.counties.all())

    constant_queries(client, f"{LIST}{cast.centre.pk}/osoby/", add)
