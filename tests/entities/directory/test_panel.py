"""The panel of the directory: list, queue, new records with their doubles, editing, states, parts, pictures."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from entities.directory.models import EnterpriseStatus, Entity, EntityPhoto
from entities.directory.services import enter_entity, propose_entity, publish_entity
from tests.factories import (
    CountyFactory,
    EntityFactory,
    EntityKindFactory,
    EntityPhotoFactory,
    MunicipalityFactory,
    ServiceCategoryFactory,
)
from tests.factories.files import picture

pytestmark = pytest.mark.django_db
NEW, LIST, QUEUE = "/panel/podmioty/nowy/", "/panel/podmioty/", "/panel/podmioty/kolejka/"


@pytest.fixture
def coordinator(cast, client):
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def animator(cast):
    client = Client()
    client.force_login(cast.animator)
    return client


def told(**fields: object) -> dict[str, object]:
    return {
        "name": "Spółdzielnia Socjalna Makowianka",
        "kind": EntityKindFactory().pk,
        "county": CountyFactory().pk,
        "town": "Zawoja",
        "nip": "123-456-32-18",
        **fields,
    }


def test_filters_of_the_list_stay_in_the_address_and_find_by_words_and_numbers(coordinator):
    kind = EntityKindFactory(code="cis-probny", name="cis próbny")
    EntityFactory(name="Bursztyn", sort_name="b0u0r0s0z0t0y0n0", kind=kind, nip="1234563218")
    EntityFactory(name="Jantar")
    page = coordinator.get(f"{LIST}?stan=draft&rodzaj=cis-probny").content.decode()
    assert "Bursztyn" in page
    assert "Jantar" not in page
    assert 'name="stan" value="draft"' in page
    for q in ("123-456-32", "urszt"):
        assert re.findall(
            r"<th scope=\"row\"[^>]*><a[^>]+>([^<]+)", coordinator.get(f"{LIST}?q={q}").content.decode()
        ) == ["Bursztyn"]


def test_an_equal_number_or_a_similar_name_is_offered_before_a_new_record_is_made(coordinator):
    there = enter_entity(
        by=None, name="MAKOWIANKA sp. socjalna", kind=EntityKindFactory(), county=CountyFactory(), nip="1234563218"
    )
    for fields in (told(name="Zupełnie inna"), told(nip="")):
        answer = coordinator.post(NEW, fields)
        assert answer.status_code == 422
        assert reverse("panel:entity", args=[there.pk]) in answer.content.decode()
        assert "To inny podmiot" in answer.content.decode()
    assert not Entity.objects.filter(name__in=["Zupełnie inna", "Spółdzielnia Socjalna Makowianka"]).exists()
    # In another county a similar name is nobody's double.
    assert (
        coordinator.post(NEW, told(nip="", county=CountyFactory(code="1213", name="oświęcimski").pk)).status_code == 302
    )
    assert coordinator.post(NEW, told(is_other="on")).status_code == 302
    assert Entity.objects.filter(nip="1234563218").count() == 2


def test_wrong_numbers_are_refused_beside_their_fields_and_what_was_typed_stays(coordinator):
    answer = coordinator.post(NEW, told(nip="123-456-32-19", regon="1", krs="000"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["krs", "nip", "regon"]
    assert 'value="123-456-32-19"' in page


def test_a_record_goes_from_a_proposal_to_the_directory_and_to_the_archive(coordinator, animator, client):
    assert animator.post(NEW, told()).status_code == 302
    entity = Entity.objects.get(nip="1234563218")
    assert entity.state == "awaiting"
    change, move = (reverse(f"panel:entity-{name}", args=[entity.pk]) for name in ("change", "move"))
    town = MunicipalityFactory(county=entity.county)
    fields = told(country="pl", municipality=town.pk, phone="33 845 12 30", lead="Gotują.", postal_code="34222")
    assert animator.post(change, fields).status_code == 302
    entity.refresh_from_db()
    assert (entity.phone, entity.postal_code, entity.municipality) == ("+48338451230", "34-222", town)
    assert animator.post(move, {"act": "publish"}).status_code == 403
    coordinator.post(move, {"act": "publish"})
    assert client.get(f"/podmioty/{entity.slug}/").status_code == 200
    # Public now: the animator proposes, the coordinator changes.
    assert animator.post(change, {**fields, "lead": "Pieką."}).status_code == 302
    entity.refresh_from_db()
    assert entity.lead == "Gotują."
    coordinator.post(move, {"act": "archive", "note": "Zakończyli działalność."})
    assert Client().get(f"/podmioty/{entity.slug}/").status_code == 404
    page = coordinator.get(reverse("panel:entity", args=[entity.pk])).content.decode()
    assert "Zakończyli działalność." in page
    assert "33\u00a0845\u00a012\u00a030" in page


def test_a_municipality_of_another_county_is_refused(coordinator):
    entity = EntityFactory()
    foreign = MunicipalityFactory(code="1213011", county=CountyFactory(code="1213", name="oświęcimski"))
    change = reverse("panel:entity-change", args=[entity.pk])
    answer = coordinator.post(change, told(name=entity.name, country="PL", municipality=foreign.pk))
    assert "municipality" in answer.context["form"].errors


def test_the_queue_shows_who_waits_the_oldest_first_with_those_it_may_repeat(coordinator, cast, constant_queries):
    kind, county = EntityKindFactory(), CountyFactory()
    there = enter_entity(by=None, name="Fundacja Świetlik", kind=kind, county=county)
    publish_entity(entity_id=there.pk, by=None)
    other = EntityKindFactory(code="foundation", name="fundacja")  # of the same kind it would be the same record
    propose_entity(name="fundacja swietlik", kind=other, county=county, by=cast.animator.pk)
    page = coordinator.get(QUEUE).content.decode()
    assert "fundacja swietlik" in page
    assert reverse("panel:entity", args=[there.pk]) in page
    assert str(cast.animator) in page

    def more(n: int) -> None:
        for number in range(n):
            propose_entity(name=f"Świetlik {number} {n}", kind=kind, county=county, by=cast.animator.pk)

    assert constant_queries(coordinator, QUEUE, more) < 20
    assert constant_queries(coordinator, LIST, more) < 15


def rows(**fields: object) -> dict[str, object]:
    return {"act": "save", "r-count": "1", "r-seen": "", **{f"r-0-{name}": value for name, value in fields.items()}}


def test_services_bundles_decisions_and_founders_are_edited_as_rows(coordinator, client):
    entity, founder = EntityFactory(published=True), EntityFactory(published=True, name="Gmina Kęty", sort_name="gmina")
    publish_entity(entity_id=EntityFactory(name="Gmina Osiek").pk, by=None)

    def save(part: str, **fields: object) -> int:
        return coordinator.post(reverse("panel:entity-part", args=[entity.pk, part]), rows(**fields)).status_code

    category = ServiceCategoryFactory(parent=ServiceCategoryFactory(code="gotuja-probnie"))
    assert save("uslugi", title="Obiady", category=category.pk) == 302
    assert save("pakiety", name="Rehabilitacja+", services="masaż\r\n\r\nbasen") == 302
    assert save("status", basis="art. 4", decided_on="2024-01-02", decision_number="PS/1") == 302
    assert save("status", basis="art. 4", decided_on="2024-01-02", ends_on="2023-01-02") == 422
    assert save("zalozyciele", entity="Gmina Osiek") == 302
    entity.refresh_from_db()
    assert entity.activities == "|gotuja-probnie|"
    assert entity.enterprise_from == date(2024, 1, 2)
    assert [one.name for one in entity.founders.all()] == ["Gmina Osiek"]
    page = client.get(f"/podmioty/{entity.slug}/").content.decode()
    for text in ("Obiady", "Rehabilitacja+", "basen", "PS/1"):
        assert text in page
    # A decision that is taken out of the list takes the badge with it.
    kept = EnterpriseStatus.objects.get(entity=entity).pk
    empty = {"act": "save", "r-count": "0", "r-seen": str(kept)}
    coordinator.post(reverse("panel:entity-part", args=[entity.pk, "status"]), empty)
    entity.refresh_from_db()
    assert entity.enterprise_from is None
    assert founder.pk


def test_photos_are_added_described_ordered_and_taken_away(coordinator):
    entity = EntityFactory()
    address = reverse("panel:entity-pictures", args=[entity.pk])
    file = SimpleUploadedFile("kuchnia.jpg", picture(), "image/jpeg")
    assert coordinator.post(address, {"act": "photo", "photo-picture": file, "photo-alt": ""}).status_code == 422
    file.seek(0)
    assert coordinator.post(address, {"act": "photo", "photo-picture": file, "photo-alt": "Kuchnia"}).status_code == 302
    first = EntityPhoto.objects.get(entity=entity)
    second = EntityPhotoFactory(entity=entity, position=1)
    one = reverse("panel:entity-photo", args=[entity.pk, second.pk])
    coordinator.post(one, {"act": "up"})
    coordinator.post(one, {"alt": "Sala"})
    assert [photo.alt for photo in EntityPhoto.objects.filter(entity=entity)] == ["Sala", "Kuchnia"]
    coordinator.post(one, {"act": "drop"})
    assert list(EntityPhoto.objects.filter(entity=entity)) == [first]
    file.seek(0)
    coordinator.post(address, {"act": "logo", "logo-picture": file})
    entity.refresh_from_db()
    assert entity.logo is not None
    coordinator.post(address, {"act": "drop-logo"})
    entity.refresh_from_db()
    assert entity.logo is None
