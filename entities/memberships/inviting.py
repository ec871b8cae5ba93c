"""Inviting a colleague to an entity: sent by e-mail, good once, ends by itself, can be withdrawn.

A link is passed on, so whoever accepts proves that they read the invited post box: by a confirmed address of their
account, or by a code that is sent there. An entity that no staff have looked at may be anybody's invention: its owner
invites only within the domain of their own confirmed address.
"""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.auditlog.services import log_action
from common.refusals import Refused
from entities.directory.services import lock_entity
from entities.memberships.emails import invitation_letter, mail_invitation_code, tell_people
from entities.memberships.models import Invitation, Membership
from entities.memberships.services import join, lock_living

IS_GOOD = timedelta(days=14)
# Everybody gets an address there: it says nothing about where somebody works.
PUBLIC_MAIL = frozenset({
    "gmail.com", "googlemail.com", "outlook.com", "outlook.pl", "hotmail.com", "live.com", "msn.com",
    "yahoo.com", "yahoo.pl", "icloud.com", "me.com", "proton.me", "protonmail.com", "pm.me",
    "tutanota.com", "gmx.com", "gmx.net", "mail.com", "zoho.com", "aol.com", "yandex.com",
    "wp.pl", "o2.pl", "go2.pl", "tlen.pl", "onet.pl", "onet.eu", "onet.com.pl",
    "op.pl", "vp.pl", "spoko.pl", "poczta.onet.pl", "poczta.onet.eu", "autograf.pl", "buziaczek.pl",
    "amorki.pl", "interia.pl", "interia.eu", "interia.com", "poczta.fm", "pisz.to", "gazeta.pl",
    "int.pl", "poczta.pl", "home.pl",
})  # fmt: skip


class InvitationRefusal(TextChoices):
    """Why nobody is invited, or why an invitation cannot be accepted."""

    MEMBER = "member", _("This person keeps the page already.")
    INVITED = "invited", _("An invitation to this address waits already. Withdraw it first to send another one.")
    ELSEWHERE = (
        "elsewhere",
        _(
            "The support centre has not looked at this entity yet. Until then only addresses in the domain of your own "
            "confirmed address can be invited, not those of public mail."
        ),
    )
    CODE = "code", _("This is not the code, or its hour has passed. Check it, or ask for another one.")
    USED_MEANWHILE = "used-meanwhile", _("The invitation was used meanwhile.")
    # Why a link does not work, on its own page.
    USED = "used", _("This invitation was used already: it is good once.")
    WITHDRAWN = "withdrawn", _("This invitation was withdrawn.")
    LATE = "late", _("This invitation has ended: it was good for 14 days.")


class InvitationRefused(Refused[InvitationRefusal]):
    """Nobody was invited, or the link does not work."""


def own_domains(user: User) -> set[str]:
    """Domains of the person's confirmed addresses, but for those of public providers of mail."""
    domains = {email.rpartition("@")[2].lower() for email in confirmed_addresses(user)}
    return domains - PUBLIC_MAIL


def confirmed_addresses(user: User) -> set[str]:
    """Addresses that the person has shown to be theirs, in small letters."""
    rows = EmailAddress.objects.filter(user=user, verified=True)
    return {email.lower() for email in rows.values_list("email", flat=True)}


@transaction.atomic
def invite(*, entity_id: int, email: str, role: str, by: User) -> Invitation:
    """Invite whoever reads this post box. An invitation that ended makes place for a new one."""
    entity, email, now = lock_living(entity_id), email.strip().lower(), timezone.now()
    if entity.published_at is None and email.rpartition("@")[2] not in own_domains(by):
        raise InvitationRefused(InvitationRefusal.ELSEWHERE)
    if Membership.objects.filter(entity=entity, user__email__iexact=email).exists():
        raise InvitationRefused(InvitationRefusal.MEMBER)
    former = Invitation.objects.filter(
        entity=entity, email=email, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).first()
    if former is not None and former.expires_at > now:
        raise InvitationRefused(InvitationRefusal.INVITED)
    if former is not None:
        Invitation.objects.filter(pk=former.pk).update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        entity=entity, email=email, role=role, invited_by=by, expires_at=now + IS_GOOD
    )
    act = log_action(
        verb="entity.invited", obj=entity, by=by.pk, after={"invitation": invitation.pk, "role": str(role)}
    )
    tell_people(act, entity, what="invited", who=email, with_it=[invitation_letter(invitation)])
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation_id: int, by: int) -> None:
    """The link stops working. Raises InvitationRefused when it was used meanwhile."""
    invitation = _locked(Invitation.objects.get(pk=invitation_id))
    if invitation.accepted_at:
        raise InvitationRefused(InvitationRefusal.USED_MEANWHILE)
    if invitation.withdrawn_at:
        return
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    act = log_action(
        verb="entity.invitation_withdrawn", obj=invitation.entity, by=by, after={"invitation": invitation.pk}
    )
    tell_people(act, invitation.entity, what="invitation-withdrawn", who=invitation.email)


@transaction.atomic
def accept_invitation(*, token: str, user: User, code: str = "") -> Membership:
    """The person joins; the link is used up by it. `code`: what was sent to the invited address.

    Raises Invitation.DoesNotExist, InvitationRefused.
    """
    invitation = _locked(Invitation.objects.get(token=token))
    if why := refusal(invitation):
        raise InvitationRefused(why)
    if needs_code(invitation, user) and not _is_code(invitation, user, code):
        raise InvitationRefused(InvitationRefusal.CODE)
    if Membership.objects.filter(entity=invitation.entity, user=user).exists():
        raise InvitationRefused(InvitationRefusal.MEMBER)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return join(entity_id=invitation.entity_id, user=user, role=invitation.role, by=user.pk, how="invitation")


def needs_code(invitation: Invitation, user: User) -> bool:
    """Whether the person has yet to show that the invited address is theirs."""
    return invitation.email.lower() not in confirmed_addresses(user)


def send_code(*, invitation: Invitation, user: User) -> None:
    """The code for this person goes to the invited address; the same one while its hour lasts."""
    hour = _hour()
    mail_invitation_code(invitation, code=_code(invitation, user, hour), occasion=f"{user.pk}:{hour}", by=user.pk)


def _is_code(invitation: Invitation, user: User, typed: str) -> bool:
    hour = _hour()
    return any(constant_time_compare(_code(invitation, user, one), typed) for one in (hour, hour - 1))


def _code(invitation: Invitation, user: User, hour: int) -> str:
    """Eight digits that follow from the invitation, the person and the hour: nothing to keep, nothing to leak."""
    digest = salted_hmac("invitation-code", f"{invitation.token}:{user.pk}:{hour}", algorithm="sha256").hexdigest()
    return f"{int(digest, 16) % 10**8:08d}"


def _hour() -> int:
    return int(timezone.now().timestamp()) // 3600


def refusal(invitation: Invitation) -> InvitationRefusal | None:
    """Why the link does not work; None when it does."""
    if invitation.accepted_at:
        return InvitationRefusal.USED
    if invitation.withdrawn_at:
        return InvitationRefusal.WITHDRAWN
    return InvitationRefusal.LATE if invitation.expires_at <= timezone.now() else None


def _locked(invitation: Invitation) -> Invitation:
    entity = lock_entity(invitation.entity_id)
    fresh = Invitation.objects.get(pk=invitation.pk)
    fresh.entity = entity
    return fresh
