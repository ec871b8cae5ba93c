"""What the staff may do with records of the directory (DESIGN §2). The directory is the region's: centres share it.

Every member of staff reads all records. An animator proposes: enters new ones and mends those that are not public yet.
A coordinator and the administrator change, decide, merge and import. An editor only reads.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from accounts.models import STAFF_ROLES, Role, User
from entities.directory.models import Entity
from entities.directory.states import EntityState

Anyone = User | AnonymousUser
# Not public yet: whoever proposes may still mend it.
UNLISTED = frozenset({EntityState.PROPOSED, EntityState.DRAFT, EntityState.AWAITING})


class Right(StrEnum):
    """What somebody wants to do with the directory."""

    READ = "read"
    PROPOSE = "propose"  # enter a new record, mend one that is not public
    DECIDE = "decide"  # change what is public, publish, archive, merge, import, edit the lists


MAY: Mapping[Right, frozenset[str]] = {
    Right.READ: frozenset(STAFF_ROLES),
    Right.PROPOSE: frozenset({Role.ANIMATOR, Role.COORDINATOR, Role.ADMINISTRATOR}),
    Right.DECIDE: frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
}


def may(user: Anyone, right: Right) -> bool:
    """Whether the person's role gives the right."""
    return isinstance(user, User) and user.is_active and user.role in MAY[right]


def require(user: Anyone, right: Right) -> None:
    """Raises PermissionDenied for who has not the right."""
    if not may(user, right):
        raise PermissionDenied


def entities_for(user: Anyone) -> QuerySet[Entity]:
    """All records that live or are archived; none for who is not staff. Merged ones live on in others."""
    if not may(user, Right.READ):
        return Entity.objects.none()
    return Entity.objects.exclude(state=EntityState.MERGED)


def entity_for(user: Anyone, pk: int, right: Right) -> Entity:
    """The record, for somebody who may do this with it. A stranger gets 404, a colleague without the right 403."""
    entity = entities_for(user).select_related("kind", "county", "municipality", "operator").filter(pk=pk).first()
    if entity is None:
        raise Http404
    if not may_change(user, entity) if right == Right.PROPOSE else not may(user, right):
        raise PermissionDenied
    return entity


def may_change(user: Anyone, entity: Entity) -> bool:
    """Whoever decides; whoever proposes, while the record is not public."""
    return may(user, Right.DECIDE) or (may(user, Right.PROPOSE) and entity.state in UNLISTED)
