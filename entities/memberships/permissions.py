"""Whose entity is it: members and owners keep its page; the centre's coordinators help."""

from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from accounts.models import Role, User
from entities.directory.models import Entity
from entities.directory.states import EntityState
from entities.memberships.models import ClaimWay, MemberRole, Membership

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


class Care(StrEnum):
    """What somebody wants to do as one of the entity's people."""

    KEEP = "keep"  # read and edit its page
    OWN = "own"  # invite, decide on requests, give roles


def own_entity_for(user: Anyone, pk: int, care: Care = Care.KEEP) -> Entity:
    """The entity, for one of its people. A stranger gets 404, as where there is none; a member 403.

    Staff have no way here: they work in the panel.
    """
    found = entities_of(user).select_related("kind", "county", "municipality", "operator").filter(pk=pk).first()
    if found is None:
        raise Http404
    if care == Care.OWN and not owns(user, found):
        raise PermissionDenied
    return found


def ways_to(entity: Entity) -> list[ClaimWay]:
    """How somebody may ask to keep this entity's page.

    The registered address proves nothing once there are owners: any member could put their own there.
    """
    if Membership.objects.filter(entity=entity, role=MemberRole.OWNER).exists():
        return [ClaimWay.OWNER, ClaimWay.STAFF]
    return [ClaimWay.MAIL, ClaimWay.STAFF] if entity.email else [ClaimWay.STAFF]
