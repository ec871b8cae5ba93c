"""Whose entity is it: members and owners keep its page; the centre's coordinators help."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import Role, User
from entities.directory.models import Entity
from entities.directory.states import EntityState
from entities.memberships.models import MemberRole, Membership

Anyone = User | AnonymousUser
EDITING_ROLES = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
# A merged entity lives on in another; an archived one is kept as it was.
LIVING = [EntityState.PROPOSED, EntityState.DRAFT, EntityState.AWAITING, EntityState.PUBLISHED]


def entities_of(user: Anyone) -> QuerySet[Entity]:
    """Entities of which the person is an owner or a member, published or not, while they live."""
    if not isinstance(user, User) or not user.is_active:
        return Entity.objects.none()
    return Entity.objects.filter(pk__in=Membership.objects.filter(user=user).values("entity"), state__in=LIVING)


def owns(user: Anyone, entity: Entity | int) -> bool:
    """Whether the person is an owner of the entity: may invite others and let them go."""
    return _membership(user, entity, MemberRole.OWNER)


def belongs(user: Anyone, entity: Entity | int) -> bool:
    """Whether the person is an owner or a member of the entity: may edit it and register its people."""
    return _membership(user, entity, MemberRole.OWNER, MemberRole.MEMBER)


def may_edit(user: Anyone, entity: Entity | int) -> bool:
    """Owners and members edit their entity; coordinators and the administrator edit every one.

    An animator or an editor proposes a change to those who may make it.
    """
    if isinstance(user, User) and user.is_active and user.role in EDITING_ROLES:
        return True
    return belongs(user, entity)


def _membership(user: Anyone, entity: Entity | int, *roles: MemberRole) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    key = entity.pk if isinstance(entity, Entity) else entity
    return Membership.objects.filter(user=user, entity=key, role__in=roles).exists()
