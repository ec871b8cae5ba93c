"""A new entity typed in a registration: a public one of a similar name in that county is offered first."""

import pytest

from entities.directory.models import Entity, EntityKind
from events.registration.models import Registration
from tests.factories import CountyFactory, EntityFactory, EventFactory
from tests.security.test_registration import send

pytestmark = pytest.mark.django_db


def test_the_public_one_is_offered_chosen_or_said_to_be_another(client):
    event, county = EventFactory(published=True, capacity=20), CountyFactory()
    there = EntityFactory(published=True, name="Spółdzielnia Socjalna Makowianka", county=county)
    EntityFactory(name="Makowianka Ukryta", county=county)
    new = {
        "representing": "new",
        "new_name": "MAKOWIANKA",
        "new_kind": EntityKind.objects.all()[0].pk,
        "new_county": county.pk,
    }
    answer = send(client, event, **new)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert f'name="new_same" value="{there.pk}"' in text
    assert "Ukryta" not in text
    assert send(client, event, **new, new_same="999999").status_code == 422
    assert send(client, event, **new, new_same=str(there.pk)).status_code == 302
    assert Registration.objects.get().entity == there
    assert not Entity.objects.filter(name="MAKOWIANKA").exists()
    other = send(client, event, **new, new_same="other", email="druga@example.org")
    assert other.status_code == 302
    assert Registration.objects.latest("pk").entity.state == "proposed"
