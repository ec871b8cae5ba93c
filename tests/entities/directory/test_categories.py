"""The two-level list of what entities offer, edited by staff."""

import pytest
from django.urls import reverse

from common.search.queries import search
from entities.directory.models import OfferedService, ServiceCategory
from entities.directory.reference_data import service_categories
from entities.directory.services import NewService, publish_entity, set_services
from tests.factories import EntityFactory

pytestmark = pytest.mark.django_db
LIST = "/panel/podmioty/kategorie/"


@pytest.fixture
def coordinator(cast, client):
    client.force_login(cast.coordinator)
    return client


def test_the_built_in_list_has_two_levels_and_is_of_a_size_to_choose_from():
    rows = service_categories()
    uppers = {row["code"] for row in rows if not row["parent_id"]}
    lower = [row for row in rows if row["parent_id"]]
    assert 40 <= len(lower) <= 60
    assert {row["parent_id"] for row in lower} == uppers


def test_a_category_is_added_renamed_moved_and_taken_away_when_nothing_stands_under_it(coordinator):
    upper = ServiceCategory.objects.get(code="gotuja")
    fields = {"name": "Dania wegańskie", "name_en": "Vegan dishes", "parent": upper.pk}
    assert coordinator.post(LIST, fields).status_code == 302
    made = ServiceCategory.objects.get(code="dania-weganskie")
    entity = publish_entity(entity_id=EntityFactory(name="Kuchnia").pk, by=None)
    set_services(entity_id=entity.pk, services=[NewService(made.pk, "Obiady")], by=None)
    one = reverse("panel:service-category", args=[made.pk])
    assert coordinator.post(one, fields | {"name": "Kuchnia roślinna", "parent": "zielen"}).status_code == 302
    entity.refresh_from_db()
    assert entity.activities == "|zielen|"
    assert search("roślinnej", "pl").total == 1
    coordinator.post(one, {"act": "up"})
    last_two = list(ServiceCategory.objects.filter(parent="zielen").values_list("code", flat=True))[-2:]
    assert last_two[0] == made.pk
    assert "Coś stoi w tej kategorii" in coordinator.post(one, {"act": "drop"}, follow=True).content.decode()
    OfferedService.objects.all().delete()
    coordinator.post(one, {"act": "drop"})
    assert not ServiceCategory.objects.filter(pk=made.pk).exists()


def test_there_is_no_third_level(coordinator):
    one = reverse("panel:service-category", args=["gotuja"])
    answer = coordinator.post(one, {"name": "Gotują", "name_en": "Cook", "parent": "zielen"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["parent"])


def test_the_page_takes_as_many_queries_however_long_the_list(coordinator, constant_queries):
    def more(n: int) -> None:
        for number in range(n):
            ServiceCategory.objects.create(code=f"k-{n}-{number}", name=f"K {number}", name_en="K")

    assert constant_queries(coordinator, LIST, more) < 12
