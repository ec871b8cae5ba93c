"""Reading who keeps which entity, who was invited and who asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from entities.directory.models import Entity
from entities.directory.permissions import in_care
from entities.memberships.models import Claim, ClaimWay, Invitation, MemberRole, Membership
from entities.memberships.states import ClaimState


@dataclass(frozen=True, slots=True)
class People:
    """Everybody around an entity's page."""

    members: Sequence[Membership]
    invitations: Sequence[Invitation]
    requests: Sequence[Claim]


def people_of(entity: Entity) -> People:
    """Its people, owners first; open invitations; requests that its owners decide."""
    members = Membership.objects.filter(entity=entity).select_related("user").order_by("-role", "since", "pk")
    return People(list(members), list(open_invitations(entity)), list(requests_to_owners(entity)))


def open_invitations(entity: Entity) -> QuerySet[Invitation]:
    """Invitations whose link works."""
    still = Q(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())
    return Invitation.objects.filter(still, entity=entity).order_by("pk")


def requests_to_owners(entity: Entity) -> QuerySet[Claim]:
    """Colleagues who ask to join."""
    waiting = Claim.objects.filter(entity=entity, way=ClaimWay.OWNER, state=ClaimState.WAITING)
    return waiting.select_related("user").order_by("pk")


def claims_for_staff(user: User) -> QuerySet[Claim]:
    """Requests that this member of staff decides, the oldest first."""
    mine = Entity.objects.filter(in_care(user))
    waiting = Claim.objects.filter(way=ClaimWay.STAFF, state=ClaimState.WAITING, entity__in=mine)
    return waiting.select_related("user", "entity__kind", "entity__county").order_by("pk")


def claim_of(user: User, entity: Entity) -> Claim | None:
    """The person's question about this entity, while it waits; a link past its time waits no more."""
    waiting = Claim.objects.filter(user=user, entity=entity, state=ClaimState.WAITING)
    return waiting.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())).first()


def claims_of(user: User) -> QuerySet[Claim]:
    """All questions of the person that wait."""
    waiting = Claim.objects.filter(user=user, state=ClaimState.WAITING, entity__state="published")
    still = Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
    return waiting.filter(still).select_related("entity").order_by("pk")


def owners_by_entity(entity_ids: Iterable[int]) -> dict[int, list[User]]:
    """Owners of each of these entities, in one query."""
    found: dict[int, list[User]] = {}
    rows = Membership.objects.filter(entity__in=list(entity_ids), role=MemberRole.OWNER).select_related("user")
    for row in rows.order_by("since", "pk"):
        found.setdefault(row.entity_id, []).append(row.user)
    return found
