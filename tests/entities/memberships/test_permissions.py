"""Whose entity is it: owners, members, strangers, the centre's staff."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role, User
from entities.directory.models import Entity, EntityKind
from entities.directory.states import EntityState
from entities.memberships.models import MemberRole, Membership
from entities.memberships.permissions import belongs, entities_of, may_edit, owns

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity() -> Entity:
    kind = EntityKind.objects.create(code="probny", group="social_economy", name="rodzaj", name_en="kind")
    return Entity.objects.create(slug="mak", name="Mak", sort_name="mak", kind=kind)


def person(role: str = Role.PARTICIPANT, **fields: object) -> User:
    return User.objects.create_user(f"{User.objects.count()}@x.example", role=role, **fields)


def test_an_owner_owns_and_belongs(entity):
    user = person()
    Membership.objects.create(user=user, entity=entity, role=MemberRole.OWNER)
    assert owns(user, entity)
    assert belongs(user, entity.pk)
    assert may_edit(user, entity)
    assert list(entities_of(user)) == [entity]


def test_a_member_belongs_but_does_not_own(entity):
    user = person()
    Membership.objects.create(user=user, entity=entity, role=MemberRole.MEMBER)
    assert not owns(user, entity)
    assert belongs(user, entity)
    assert may_edit(user, entity)


@pytest.mark.parametrize("role", Role.values)
def test_a_stranger_has_no_entities_and_only_coordinators_and_administrators_edit(entity, role):
    user = person(role)
    assert not belongs(user, entity)
    assert not entities_of(user).exists()
    assert may_edit(user, entity) == (role in ("coordinator", "administrator"))


def test_an_archived_entity_leaves_the_list_of_its_owner(entity):
    user = person()
    Membership.objects.create(user=user, entity=entity, role=MemberRole.OWNER)
    Entity.objects.update(state=EntityState.ARCHIVED)
    assert not entities_of(user).exists()


def test_somebody_let_go_or_anonymous_has_nothing(entity):
    gone = person(Role.ADMINISTRATOR, is_active=False)
    Membership.objects.create(user=gone, entity=entity, role=MemberRole.OWNER)
    for user in (gone, AnonymousUser()):
        assert not owns(user, entity)
        assert not may_edit(user, entity)
        assert not entities_of(user).exists()
