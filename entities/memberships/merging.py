"""People of an entity whose record is merged into another: they keep the other one's page from then on."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entities.directory.linking import move_rows
from entities.directory.sockets import LinkedRows
from entities.memberships.models import Claim, Invitation, MemberRole, Membership
from entities.memberships.states import ClaimState


def _keep_owner(row: Membership, twin: Membership) -> None:
    """Who owned one of the two owns the one that stays."""
    if row.role == MemberRole.OWNER:
        Membership.objects.filter(pk=twin.pk).update(role=MemberRole.OWNER)


LINKS = (
    LinkedRows(
        "entities.Membership.entity",
        _("people who keep its page"),
        lambda source, target: move_rows(Membership, "entity", source, target, once=("user_id",), settle=_keep_owner),
    ),
    LinkedRows(
        "entities.Invitation.entity",
        _("invitations"),
        lambda source, target: move_rows(
            Invitation,
            "entity",
            source,
            target,
            once=("email",),
            among=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
        ),
    ),
    LinkedRows(
        "entities.Claim.entity",
        _("claims to keep its page"),
        lambda source, target: move_rows(
            Claim, "entity", source, target, once=("user_id",), among=Q(state=ClaimState.WAITING)
        ),
    ),
)
