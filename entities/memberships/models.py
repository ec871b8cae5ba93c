"""Users in entities: who keeps the entity's page, invitations and claims."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.db.fields import new_token
from common.db.states import dated
from entities.directory.models import Entity
from entities.memberships.states import ClaimState


class MemberRole(models.TextChoices):
    """What a member may do: an owner also invites, and cannot leave as the last one."""

    OWNER = "owner", _("owner")
    MEMBER = "member", _("member")


class Membership(models.Model):
    """A user belongs to an entity."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=MemberRole, default=MemberRole.MEMBER)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "entity"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.entity_id} {self.role}"


class Invitation(models.Model):
    """An invitation to an entity, sent by e-mail; used once, expires, can be withdrawn."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=MemberRole, default=MemberRole.MEMBER)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="invitations"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True), name="invitation_ends_one_way"
            ),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="invitation_role_known"),
            models.UniqueConstraint(
                fields=["entity", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} {self.created_at:%Y-%m-%d}"


class ClaimWay(models.TextChoices):
    """Who can tell that the person is of the entity."""

    MAIL = "mail", _("by a link sent to the entity's address")
    OWNER = "owner", _("by the owner of its page")
    STAFF = "staff", _("by the support centre")


class Claim(models.Model):
    """A user asks to keep an entity's page: proven by the entity's registered e-mail, decided by its owner or by staff.

    By the owner one becomes a member; by the other ways an owner.
    """

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    way = models.CharField(_("way"), max_length=10, choices=ClaimWay, default=ClaimWay.STAFF)
    reason = models.TextField(_("reason"), blank=True)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    # The entity's address to which the link went, and how long it is good.
    sent_to = models.EmailField(blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ClaimState, default=ClaimState.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            dated("claim", accepted="decided_at", refused="decided_at", withdrawn="decided_at"),
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="claim_state_known"),
            models.CheckConstraint(
                condition=~Q(way="mail") | (~Q(sent_to="") & Q(expires_at__isnull=False)), name="claim_by_mail_was_sent"
            ),
            models.UniqueConstraint(fields=["entity", "user"], condition=Q(state="waiting"), name="claim_waits_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} {self.user_id} {self.state}"
