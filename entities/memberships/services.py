"""Who keeps an entity's page: joining, roles, leaving. Every change is told to the owners and stands in the history.

All changes of an entity's people hold the lock of its row, so two owners who let each other go at the same moment wait
for each other, and the last one stays.
"""

from django.db import transaction

from accounts.models import User
from common.auditlog.services import log_action
from entities.directory.models import Entity
from entities.directory.services import enter_entity, lock_entity
from entities.directory.states import EntityState
from entities.memberships.emails import called, tell_people
from entities.memberships.models import MemberRole, Membership
from entities.memberships.permissions import LIVING


class LastOwner(Exception):
    """The last owner cannot leave, be let go, or become a member: nobody could invite or decide any more."""


class EntityGone(Exception):
    """The entity was archived or merged meanwhile."""


def lock_living(entity_id: int) -> Entity:
    """The entity's row, locked; raises EntityGone for one that does not live any more."""
    entity = lock_entity(entity_id)
    if entity.state not in LIVING:
        raise EntityGone
    return entity


@transaction.atomic
def join(*, entity_id: int, user: User, role: str, by: int | None, how: str) -> Membership:
    """The person is of the entity from now on; who is already may only rise."""
    entity = lock_living(entity_id)
    row, is_new = Membership.objects.get_or_create(user=user, entity=entity, defaults={"role": role})
    if not is_new:
        return set_role(membership_id=row.pk, role=role, by=by) if role == MemberRole.OWNER else row
    act = log_action(
        verb="entity.member_joined", obj=entity, by=by, after={"user": user.pk, "role": str(role), "how": how}
    )
    tell_people(act, entity, what="joined", who=called(user), also=[user])
    return row


@transaction.atomic
def propose_own_entity(*, user: User, **fields: object) -> Entity:
    """A new entity of this person: they keep it from now on, the public sees it when staff have looked at it."""
    entity = enter_entity(by=user.pk, state=EntityState.AWAITING, **fields)  # type: ignore[arg-type]
    Membership.objects.create(user=user, entity=entity, role=MemberRole.OWNER)
    log_action(
        verb="entity.member_joined",
        obj=entity,
        by=user.pk,
        after={"user": user.pk, "role": str(MemberRole.OWNER), "how": "proposed"},
    )
    return entity


@transaction.atomic
def set_role(*, membership_id: int, role: str, by: int | None) -> Membership:
    """Owner or member. Raises LastOwner."""
    row = _locked(membership_id)
    if row.role == role:
        return row
    if role != MemberRole.OWNER:
        _keep_an_owner(row)
    before, row.role = row.role, role
    row.save(update_fields=["role"])
    act = log_action(
        verb="entity.member_role",
        obj=row.entity,
        by=by,
        before={"role": str(before)},
        after={"user": row.user_id, "role": str(role)},
    )
    what = "made-owner" if role == MemberRole.OWNER else "made-member"
    tell_people(act, row.entity, what=what, who=called(row.user), also=[row.user])
    return row


@transaction.atomic
def end_membership(*, membership_id: int, by: int) -> None:
    """The person leaves, or is let go by an owner. Raises LastOwner."""
    row = _locked(membership_id)
    _keep_an_owner(row)
    left = row.user_id == by
    row.delete()
    act = log_action(
        verb="entity.member_left" if left else "entity.member_removed",
        obj=row.entity,
        by=by,
        after={"user": row.user_id, "role": str(row.role)},
    )
    tell_people(act, row.entity, what="left" if left else "removed", who=called(row.user), also=[row.user])


def _locked(membership_id: int) -> Membership:
    """The membership as it stands once its entity's row is ours; raises Membership.DoesNotExist when it is gone."""
    entity_id = Membership.objects.values_list("entity_id", flat=True).get(pk=membership_id)
    entity = lock_entity(entity_id)
    row = Membership.objects.select_related("user").get(pk=membership_id, entity=entity)
    row.entity = entity
    return row


def _keep_an_owner(row: Membership) -> None:
    others = Membership.objects.filter(entity=row.entity_id, role=MemberRole.OWNER, user__is_active=True)
    if row.role == MemberRole.OWNER and not others.exclude(pk=row.pk).exists():
        raise LastOwner
