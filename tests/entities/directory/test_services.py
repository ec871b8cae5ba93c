"""Writing the directory: states, addresses, identifiers, the status, what becomes stale."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from common.auditlog.models import AuditEntry
from common.db.states import MoveNotAllowed
from common.search.queries import search
from common.web.versions import PageVersion
from entities.directory.models import Entity
from entities.directory.services import (
    NewService,
    archive_entity,
    end_status,
    enter_entity,
    grant_status,
    keep_partnership_counts,
    propose_entity,
    publish_entity,
    set_services,
    update_entity,
)
from files.extension_points import image_changed
from tests.factories import (
    EntityFactory,
    EntityKindFactory,
    EntityPhotoFactory,
    ServiceCategoryFactory,
    StoredImageFactory,
)

pytestmark = pytest.mark.django_db


def version(area: str) -> int:
    return sum(PageVersion.objects.filter(area=area).values_list("number", flat=True))


def test_a_proposed_entity_is_unlisted_and_sorted_in_polish():
    entity = propose_entity(name="  Żuraw   i Spółka ", kind=EntityKindFactory(), nip="123-456-32-18", by=None)
    assert (entity.name, entity.state, entity.nip, entity.slug) == (
        "Żuraw i Spółka",
        "proposed",
        "1234563218",
        "zuraw-i-spolka",
    )
    assert entity.sort_name > EntityFactory(name="Zorza").sort_name
    assert search("żuraw", "pl").total == 0


def test_equal_names_get_different_addresses():
    kind = EntityKindFactory()
    assert [enter_entity(by=None, name="Mak", kind=kind).slug for _ in range(2)] == ["mak", "mak-2"]


def test_a_wrong_identifier_is_refused_and_nothing_is_written():
    with pytest.raises(ValidationError):
        enter_entity(by=None, name="Mak", kind=EntityKindFactory(), nip="1234563219")
    assert not Entity.objects.exists()


def test_publishing_shows_the_entity_to_search_and_makes_pages_stale(client):
    entity = EntityFactory(name="Spółdzielnia Mak")
    assert client.get(f"/podmioty/{entity.slug}/").status_code == 404
    publish_entity(entity_id=entity.pk, by=None)
    assert client.get(f"/podmioty/{entity.slug}/").status_code == 200
    assert search("spoldzielni mak", "pl").rows[0].object_id == entity.pk
    assert version("events") == 1
    assert AuditEntry.objects.filter(verb="entity.published", object_id=entity.pk).exists()


def test_archiving_takes_it_away_from_everywhere(client):
    entity = EntityFactory(name="Spółdzielnia Mak")
    publish_entity(entity_id=entity.pk, by=None)
    archive_entity(entity_id=entity.pk, by=None)
    assert client.get(f"/podmioty/{entity.slug}/").status_code == 404
    assert search("mak", "pl").total == 0
    with pytest.raises(MoveNotAllowed):
        archive_entity(entity_id=entity.pk, by=None)


def test_a_new_name_brings_a_new_address_and_the_old_one_redirects(client):
    entity = EntityFactory(published=True, name="Dawna", slug="dawna")
    update_entity(entity_id=entity.pk, by=None, name="Nowa")
    assert client.get("/podmioty/dawna/").headers["Location"] == "/podmioty/nowa/"
    assert "Nowa" in client.get("/podmioty/nowa/").content.decode()


def test_a_change_of_description_leaves_the_pages_of_other_floors_fresh():
    entity = EntityFactory(published=True)
    update_entity(entity_id=entity.pk, by=None, description="Inny opis.")
    assert (version("entities"), version("events")) == (1, 0)
    update_entity(entity_id=entity.pk, by=None, description="Inny opis.")
    assert version("entities") == 1
    update_entity(entity_id=entity.pk, by=None, town="Sucha")
    assert version("events") == 1


def test_kept_columns_are_not_changed_by_update():
    entity = EntityFactory(published=True)
    with pytest.raises(ValueError, match="state"):
        update_entity(entity_id=entity.pk, by=None, state="archived")


def test_services_are_replaced_in_order_and_found():
    entity, code = EntityFactory(published=True), ServiceCategoryFactory().code
    set_services(entity_id=entity.pk, services=[NewService(code, "Miód"), NewService(code, "Wosk")], by=None)
    set_services(entity_id=entity.pk, services=[NewService(code, "Wosk"), NewService(code, "Świece")], by=None)
    assert list(entity.services.values_list("title", flat=True)) == ["Wosk", "Świece"]
    assert search("świec", "pl").total == 1
    assert search("miód", "pl").total == 0


def test_the_status_follows_its_decisions():
    entity = EntityFactory(published=True)
    first = {"basis": "art. 4", "decided_on": date(2023, 1, 10), "ends_on": date(2024, 1, 9)}
    grant_status(entity_id=entity.pk, by=None, **first)
    # Renewed without a gap: one unbroken status.
    second = grant_status(entity_id=entity.pk, by=None, basis="art. 4", decided_on=date(2024, 1, 10))
    entity.refresh_from_db()
    assert (entity.enterprise_from, entity.enterprise_until) == (date(2023, 1, 10), None)
    end_status(status_id=second.pk, on=date(2025, 3, 31), by=None)
    entity.refresh_from_db()
    assert not entity.is_social_enterprise(date(2025, 4, 1))
    # Granted anew after a gap: it begins again.
    grant_status(entity_id=entity.pk, by=None, basis="art. 4", decided_on=date(2026, 1, 1))
    entity.refresh_from_db()
    assert entity.enterprise_from == date(2026, 1, 1)


def test_new_copies_of_a_photo_make_the_directory_stale():
    photo = EntityPhotoFactory(entity=EntityFactory(published=True))
    image_changed(photo.image)
    assert version("entities") == 1
    image_changed(StoredImageFactory())
    assert version("entities") == 1


def test_partnership_counts_are_kept_on_the_row():
    entity = EntityFactory(published=True)
    keep_partnership_counts(counts={entity.pk: 3})
    entity.refresh_from_db()
    assert entity.partnership_count == 3
