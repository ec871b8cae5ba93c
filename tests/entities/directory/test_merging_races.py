"""Mergers at once, in a ring and against who edits what they touch: each waits for the others, none is thrown out."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from entities.directory.merging import MergeRefused, merge_entities
from entities.directory.models import Entity
from events.registration.desk.group_mail import same_person
from events.registration.models import Person
from partnerships.agreements.editing import set_members
from tests import races
from tests.factories import EntityFactory, LocalPartnershipFactory, PartnershipMemberFactory, PersonFactory
from tests.races import slow_rows

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = ("entities_entity", "partnerships_localpartnership", "events_person")


@pytest.fixture(autouse=True)
def _slow_rows() -> Iterator[None]:
    with slow_rows(dict.fromkeys(TABLES, 0.15)):
        yield


at_once = partial(races.at_once, refusals=(MergeRefused,))


def merging(source: Entity, target: Entity) -> Callable[[], Entity]:
    return partial(merge_entities, source_id=source.pk, target_id=target.pk, by=None)


def entities(n: int) -> list[Entity]:
    return [EntityFactory(published=True) for _ in range(n)]


def test_mergers_in_a_ring_wait_for_each_other() -> None:
    for _ in range(3):
        ring = entities(3)
        acts = [merging(one, ring[(place + 1) % 3]) for place, one in enumerate(ring)]
        assert at_once(*acts) == []
        # The last one of the ring has nowhere to go: two have gone, one is there.
        assert Entity.objects.filter(pk__in=[one.pk for one in ring], state="merged").count() == 2


def test_mergers_of_records_that_run_each_other_wait_for_each_other() -> None:
    one, two, three, four = entities(4)
    Entity.objects.filter(pk=three.pk).update(operator=one)
    Entity.objects.filter(pk=one.pk).update(operator=three)
    assert at_once(merging(one, two), merging(three, four)) == []
    assert Entity.objects.get(pk=four.pk).operator_id == two.pk


def test_a_merger_and_who_edits_a_partnership_of_the_record_wait_for_each_other() -> None:
    one, two = entities(2)
    partnership = LocalPartnershipFactory(published=True)
    row = PartnershipMemberFactory(partnership=partnership, entity=one)
    seen = {"id": row.pk, "entity": one, "role": row.role, "joined_on": row.joined_on, "left_on": None}
    words = {"contact_name": "", "contact_email": "", "contact_phone": "", "agreed": False}
    edit = partial(set_members, partnership_id=partnership.pk, rows=[seen | words], by=None)
    assert at_once(merging(one, two), edit) == []


def test_people_found_to_be_one_in_a_ring_end_as_one() -> None:
    people = [PersonFactory() for _ in range(4)]
    ids = [one.pk for one in people]
    acts = [partial(same_person, ids=[ids[a], ids[b]], by=None) for a, b in ((0, 1), (1, 2), (2, 3), (3, 0))]
    assert at_once(*acts) == []
    assert set(Person.objects.filter(pk__in=ids).values_list("merged_into", flat=True)) == {None, ids[0]}
