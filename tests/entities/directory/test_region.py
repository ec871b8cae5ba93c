"""Rights over the directory know the region: elsewhere a coordinator proposes, and merges nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from entities.directory.models import Entity, EntityChange
from entities.memberships.models import Claim
from tests.factories import ClaimFactory, CountyFactory, EntityChangeFactory, EntityFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere() -> Entity:
    """A public record of another voivodeship."""
    return EntityFactory(published=True, name="Żaglownia", county=CountyFactory(code="2262", name="Gdynia"))


@pytest.fixture
def coordinator(cast, client: Client) -> Client:
    client.force_login(cast.coordinator)
    return client


def rename(client: Client, entity: Entity, name: str) -> int:
    address = reverse("panel:entity-change", args=[entity.pk])
    form = client.get(address).context["form"]
    typed = {key: form[key].value() for key in form.fields if form[key].value() not in (None, "", False)}
    typed |= {"name": name, "operator": ""}
    return client.post(address, typed).status_code


def test_a_coordinator_changes_records_of_the_own_counties_at_once(cast, coordinator):
    own = EntityFactory(published=True, county=cast.centre.counties.get())
    assert rename(coordinator, own, "Nowa Nazwa") == 302
    assert (Entity.objects.get(pk=own.pk).name, EntityChange.objects.count()) == ("Nowa Nazwa", 0)


def test_elsewhere_a_coordinator_proposes(coordinator, elsewhere):
    assert rename(coordinator, elsewhere, "Nowa Nazwa") == 302
    assert Entity.objects.get(pk=elsewhere.pk).name == "Żaglownia"
    assert EntityChange.objects.get(entity=elsewhere).after == {"name": "Nowa Nazwa"}


def test_elsewhere_nothing_is_decided_moved_or_merged(cast, coordinator, elsewhere):
    own = EntityFactory(published=True, county=cast.centre.counties.get())
    change = EntityChangeFactory(entity=elsewhere)
    claim = ClaimFactory(entity=elsewhere)
    asked = [
        coordinator.post(reverse("panel:entity-move", args=[elsewhere.pk]), {"act": "archive", "note": "x"}),
        coordinator.post(reverse("panel:entity-part", args=[elsewhere.pk, "uslugi"]), {}),
        coordinator.get(reverse("panel:entity-pictures", args=[elsewhere.pk])),
        coordinator.get(reverse("panel:entity-merge", args=[elsewhere.pk])),
        coordinator.post(reverse("panel:entity-merge", args=[elsewhere.pk]), {"do": own.pk}),
        coordinator.post(reverse("panel:entity-merge", args=[own.pk]), {"do": elsewhere.pk}),
        coordinator.post(reverse("panel:entity-change-decide", args=[change.pk]), {"act": "accept"}),
    ]
    assert [answer.status_code for answer in asked] == [403] * len(asked)
    assert coordinator.post(reverse("panel:entity-claim", args=[claim.pk]), {"act": "accept"}).status_code == 404
    picked = coordinator.post(reverse("panel:entity-merge", args=[own.pk]), {"other": elsewhere.name})
    assert (picked.status_code, list(picked.context["form"].errors)) == (422, ["other"])
    assert Claim.objects.get().state == "waiting"
    assert (
        list(Entity.objects.filter(pk__in=[own.pk, elsewhere.pk]).values_list("state", flat=True)) == ["published"] * 2
    )


def test_the_queues_offer_only_what_one_decides(cast, coordinator, elsewhere):
    own = EntityFactory(published=True, county=cast.centre.counties.get())
    changes = [EntityChangeFactory(entity=own), EntityChangeFactory(entity=elsewhere)]
    mine = ClaimFactory(entity=own)
    ClaimFactory(entity=elsewhere)
    rows = coordinator.get(reverse("panel:entity-changes")).context["rows"]
    assert [(row.change, row.decides) for row in rows] == [(changes[0], True), (changes[1], False)]
    assert [claim for claim, _owners in coordinator.get(reverse("panel:entity-claims")).context["rows"]] == [mine]


def test_who_acts_for_the_voivodeship_decides_in_all_its_counties_and_not_in_another(cast, client, elsewhere):
    client.force_login(cast.rops_coordinator)
    near = EntityFactory(published=True, county=CountyFactory(code="1261", name="Kraków"))
    abroad = EntityFactory(published=True, county=None)
    three = (near, abroad, elsewhere)
    assert [rename(client, entity, f"Nowa {entity.pk}") for entity in three] == [302, 302, 302]
    now = [Entity.objects.get(pk=entity.pk).name for entity in three]
    assert now == [f"Nowa {near.pk}", f"Nowa {abroad.pk}", "Żaglownia"]


def test_the_people_of_an_entity_edit_it_wherever_it_is(client, elsewhere):
    row = MembershipFactory(owner=True, entity=elsewhere)
    client.force_login(row.user)
    assert client.get(reverse("own:change", args=[elsewhere.pk])).status_code == 200
