"""Inviting a colleague to an entity: sent by e-mail, good once, ends by itself, can be withdrawn."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.acts.services import record
from entities.directory.services import lock_entity
from entities.memberships.emails import mail_invitation, tell_people
from entities.memberships.models import Invitation, Membership
from entities.memberships.services import join, lock_living

IS_GOOD = timedelta(days=14)


class InvitationRefused(Exception):
    """`member` already, `invited` already, `used`, `withdrawn`, `late`."""


@transaction.atomic
def invite(*, entity_id: int, email: str, role: str, by: User) -> Invitation:
    """Invite whoever reads this post box. An invitation that ended makes place for a new one."""
    entity, email, now = lock_living(entity_id), email.strip().lower(), timezone.now()
    if Membership.objects.filter(entity=entity, user__email__iexact=email).exists():
        raise InvitationRefused("member")
    former = Invitation.objects.filter(
        entity=entity, email=email, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).first()
    if former is not None and former.expires_at > now:
        raise InvitationRefused("invited")
    if former is not None:
        Invitation.objects.filter(pk=former.pk).update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        entity=entity, email=email, role=role, invited_by=by, expires_at=now + IS_GOOD
    )
    act = record(verb="entity.invited", obj=entity, by=by.pk, after={"invitation": invitation.pk, "role": str(role)})
    tell_people(act, entity, what="invited", who=email)
    mail_invitation(invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation_id: int, by: int) -> None:
    """The link stops working. Raises InvitationRefused when it was used meanwhile."""
    invitation = _locked(Invitation.objects.get(pk=invitation_id))
    if invitation.accepted_at:
        raise InvitationRefused("used")
    if invitation.withdrawn_at:
        return
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    act = record(verb="entity.invitation_withdrawn", obj=invitation.entity, by=by, after={"invitation": invitation.pk})
    tell_people(act, invitation.entity, what="invitation-withdrawn", who=invitation.email)


@transaction.atomic
def accept_invitation(*, token: str, user: User) -> Membership:
    """The person joins; the link is used up by it. Raises Invitation.DoesNotExist, InvitationRefused."""
    invitation = _locked(Invitation.objects.get(token=token))
    if why := refusal(invitation):
        raise InvitationRefused(why)
    if Membership.objects.filter(entity=invitation.entity, user=user).exists():
        raise InvitationRefused("member")
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return join(entity_id=invitation.entity_id, user=user, role=invitation.role, by=user.pk, how="invitation")


def refusal(invitation: Invitation) -> str:
    """Why the link does not work; empty when it does."""
    if invitation.accepted_at:
        return "used"
    if invitation.withdrawn_at:
        return "withdrawn"
    return "late" if invitation.expires_at <= timezone.now() else ""


def _locked(invitation: Invitation) -> Invitation:
    entity = lock_entity(invitation.entity_id)
    fresh = Invitation.objects.get(pk=invitation.pk)
    fresh.entity = entity
    return fresh
