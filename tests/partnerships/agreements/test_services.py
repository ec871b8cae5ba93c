"""Members who come and go, steps that are finished, what the directory and the search learn of it."""

from datetime import date

import pytest

from common.db.states import MoveNotAllowed
from common.search.queries import search
from partnerships.agreements.models import PartnershipMember
from partnerships.agreements.services import (
    add_member,
    archive_partnership,
    finish_step,
    publish_partnership,
    remove_member,
)
from tests.factories import EntityFactory, LocalPartnershipFactory, PartnershipMemberFactory, WorkPlanStepFactory

pytestmark = pytest.mark.django_db


def count(entity) -> int:
    entity.refresh_from_db()
    return entity.partnership_count


def test_a_member_of_a_published_partnership_is_counted_in_the_directory():
    entity, made = EntityFactory(published=True), LocalPartnershipFactory(published=True)
    add_member(partnership_id=made.pk, entity=entity, by=None, joined_on=date(2026, 1, 2))
    assert count(entity) == 1
    remove_member(partnership_id=made.pk, entity=entity, left_on=date(2026, 2, 3), by=None)
    assert count(entity) == 0
    add_member(partnership_id=made.pk, entity=entity, by=None)
    assert PartnershipMember.objects.filter(entity=entity).count() == 2


def test_adding_twice_only_changes_the_role():
    entity, made = EntityFactory(published=True), LocalPartnershipFactory(published=True)
    add_member(partnership_id=made.pk, entity=entity, by=None)
    add_member(partnership_id=made.pk, entity=entity, by=None, role="lead")
    assert PartnershipMember.objects.get(entity=entity).role == "lead"


def test_a_stranger_cannot_be_removed():
    with pytest.raises(PartnershipMember.DoesNotExist):
        remove_member(
            partnership_id=LocalPartnershipFactory().pk, entity=EntityFactory(), left_on=date(2026, 1, 1), by=None
        )


def test_members_count_from_publication_to_archiving():
    member = PartnershipMemberFactory(partnership=LocalPartnershipFactory(name="Partnerstwo Ochotnica"))
    assert count(member.entity) == 0
    publish_partnership(partnership_id=member.partnership_id, by=None)
    assert count(member.entity) == 1
    assert search("ochotnicy", "pl").counts == {"partnership": 1}
    archive_partnership(partnership_id=member.partnership_id, by=None)
    assert count(member.entity) == 0
    assert search("ochotnicy", "pl").total == 0


def test_the_page_is_fresh_after_each_change(client):
    made = LocalPartnershipFactory(published=True)
    step = WorkPlanStepFactory(partnership=made, title="Diagnoza")
    address = f"/partnerstwa/{made.slug}/"
    assert "Zrobione: 0 z 1" in client.get(address).content.decode()
    finish_step(step_id=step.pk, done_on=date(2026, 3, 3), by=None)
    assert "Zrobione: 1 z 1" in client.get(address).content.decode()
    add_member(partnership_id=made.pk, entity=EntityFactory(published=True, name="Nowa"), by=None)
    assert "Nowa" in client.get(address).content.decode()


def test_a_finished_step_is_not_finished_again():
    step = WorkPlanStepFactory(state="done", done_on=date(2026, 3, 3))
    with pytest.raises(MoveNotAllowed):
        finish_step(step_id=step.pk, done_on=date(2026, 4, 4), by=None)
