"""What the staff may do with records of the directory (DESIGN §2). The directory is the region's: centres share it.

Every member of staff reads all records. An animator proposes: enters new ones, mends those that are not public yet, and
what they change of a public one waits. A coordinator changes, decides and merges in the counties that their centres
serve, and where a record names no county; elsewhere they propose. The administrator decides everywhere. An editor only
reads.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import reduce
from operator import or_

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import STAFF_ROLES, Role, User
from common.auditlog.models import AuditEntry
from entities.directory.extension_points import COUNTIES_IN_CARE
from entities.directory.models import Entity
from entities.directory.states import EntityState

Anyone = User | AnonymousUser
# Not public yet: whoever proposes may still mend it.
UNLISTED = frozenset({EntityState.PROPOSED, EntityState.DRAFT, EntityState.AWAITING})


# Acts by which a record comes into the directory.
ENTERED = ("entity.draft", "entity.awaiting", "entity.proposed")


class DirectoryPermission(StrEnum):
    """What somebody wants to do with the directory."""

    READ = "read"
    PROPOSE = "propose"  # enter a new record, mend one that is not public
    DECIDE = "decide"  # change what is public, publish, archive, merge, import, edit the lists


MAY: Mapping[DirectoryPermission, frozenset[str]] = {
    DirectoryPermission.READ: frozenset(STAFF_ROLES),
    DirectoryPermission.PROPOSE: frozenset({Role.ANIMATOR, Role.COORDINATOR, Role.ADMINISTRATOR}),
    DirectoryPermission.DECIDE: frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
}


def may_in_directory(user: Anyone, permission: DirectoryPermission) -> bool:
    """Whether the person's role gives the right."""
    return isinstance(user, User) and user.is_active and user.role in MAY[permission]


def require(user: Anyone, permission: DirectoryPermission) -> None:
    """Raises PermissionDenied for who has not the right."""
    if not may_in_directory(user, permission):
        raise PermissionDenied


def near(user: Anyone) -> Q:
    """Condition for records of the counties that the person's centres serve, and of no county; none for strangers."""
    if not isinstance(user, User) or not may_in_directory(user, DirectoryPermission.READ):
        return Q(pk__in=())
    if user.role == Role.ADMINISTRATOR:
        return Q()
    counties = [Q(county__in=counties(user)) for counties in COUNTIES_IN_CARE]
    return reduce(or_, counties, Q(county__isnull=True))


def in_care(user: Anyone) -> Q:
    """Condition for records about which this person decides, where their role decides at all."""
    return near(user) if may_in_directory(user, DirectoryPermission.DECIDE) else Q(pk__in=())


def choosable(user: Anyone) -> Q:
    """Condition for records that this person may name in a form: public ones, and unlisted ones of their counties or
    entered by themselves.
    """
    public = Q(state=EntityState.PUBLISHED)
    if not isinstance(user, User) or not may_in_directory(user, DirectoryPermission.READ):
        return public
    entered = AuditEntry.objects.filter(actor_id=user.pk, verb__in=ENTERED, object_type=Entity._meta.label_lower)
    return public | near(user) | Q(pk__in=entered.values("object_id"))


def decides(user: Anyone, entity: Entity) -> bool:
    """Whether the person decides about this record: their role, and the county in which the entity works."""
    return Entity.objects.filter(in_care(user), pk=entity.pk).exists()


def entities_for(user: Anyone) -> QuerySet[Entity]:
    """All records that live or are archived; none for who is not staff. Merged ones live on in others."""
    if not may_in_directory(user, DirectoryPermission.READ):
        return Entity.objects.none()
    return Entity.objects.exclude(state=EntityState.MERGED)


def entity_for(user: Anyone, pk: int, permission: DirectoryPermission) -> Entity:
    """The record, for somebody who may do this with it. A stranger gets 404, a colleague without the right 403."""
    entity = entities_for(user).select_related("kind", "county", "municipality", "operator").filter(pk=pk).first()
    if entity is None:
        raise Http404
    if permission == DirectoryPermission.PROPOSE and not may_change(user, entity):
        raise PermissionDenied
    if permission == DirectoryPermission.DECIDE and not decides(user, entity):
        raise PermissionDenied
    return entity


def may_change(user: Anyone, entity: Entity) -> bool:
    """Whoever decides; whoever proposes, while the record is not public."""
    return (may_in_directory(user, DirectoryPermission.PROPOSE) and entity.state in UNLISTED) or decides(user, entity)
