"""What staff bring back of a change, when a part of it was changed again since."""

from contextlib import nullcontext

import pytest

from entities.directory.models import EntityChange
from entities.directory.proposing import ChangedSince, amend_entity, revert_change
from tests.factories import CountyFactory, EntityFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", [{}, {"lead": "Haftują."}])
def test_a_revert_brings_no_county_back_without_its_municipality(words):
    entity = EntityFactory(published=True, lead="Szyją.", municipality=MunicipalityFactory())
    there = CountyFactory(code="1213", name="oświęcimski")
    first, second = (MunicipalityFactory(county=there, code=f"121303{n}", name=f"Kęty {n}") for n in (1, 2))
    member, owner = UserFactory(), UserFactory()
    fields = {"county": there, "municipality": first, **words}
    assert amend_entity(entity_id=entity.pk, by=member.pk, fields=fields) == set()
    change = EntityChange.objects.get()
    amend_entity(entity_id=entity.pk, by=owner.pk, fields={"municipality": second})
    with nullcontext() if words else pytest.raises(ChangedSince):
        revert_change(change_id=change.pk, by=owner.pk, answer="Nie.")
    entity.refresh_from_db()
    assert (entity.county, entity.municipality, entity.lead) == (there, second, "Szyją.")
