"""People of an entity whose record is merged into another: they keep the other one's page from then on.

Not those of a record that the public never saw, where the other has owners: anybody may propose such a record and own
it. They ask for the page like everybody else, and staff decide.
"""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.auditlog.services import log_action
from entities.directory.extension_points import LinkedRows
from entities.directory.merging_rows import move_rows
from entities.directory.models import Entity
from entities.memberships.emails import called, tell_people
from entities.memberships.models import Claim, ClaimWay, Invitation, MemberRole, Membership
from entities.memberships.states import ClaimState

OPEN = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)


def people_come(source: Entity, target: Entity, by: int | None) -> None:
    """Before the rows move: who comes is told to the owners and stands in the history; who proved nothing only asks."""
    unproven = _is_unproven(source, target)
    for row in Membership.objects.filter(entity=source).select_related("user").order_by("pk"):
        twin = Membership.objects.filter(entity=target, user=row.user).first()
        if unproven:
            row.delete()
            if twin is None:
                _ask(row, source, target, by)
        elif twin is None or (twin.role, row.role) == (MemberRole.MEMBER, MemberRole.OWNER):
            _come(row, twin, target, by)
    for invitation in _open_invitations(source) if unproven else ():
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        log_action(verb="entity.invitation_withdrawn", obj=target, by=by, after={"invitation": invitation.pk})


def _is_unproven(source: Entity, target: Entity) -> bool:
    owners = Membership.objects.filter(entity=target, role=MemberRole.OWNER)
    return source.published_at is None and owners.exists()


def _come(row: Membership, twin: Membership | None, target: Entity, by: int | None) -> None:
    act = log_action(
        verb="entity.member_joined" if twin is None else "entity.member_role",
        obj=target,
        by=by,
        before={} if twin is None else {"role": str(twin.role)},
        after={"user": row.user_id, "role": str(row.role), "how": "merger"},
    )
    what = "joined" if twin is None else "made-owner"
    tell_people(act, target, what=what, who=called(row.user), also=[row.user])


def _ask(row: Membership, source: Entity, target: Entity, by: int | None) -> None:
    if not Claim.objects.filter(entity=target, user=row.user, state=ClaimState.WAITING).exists():
        with translation.override(settings.LANGUAGE_CODE):
            reason = _("Kept the record “%(name)s”, which was merged into this one and had never been public.")
        Claim.objects.create(
            entity=target, user=row.user, way=ClaimWay.STAFF, reason=reason % {"name": source.name[:300]}
        )
    told = {"user": row.user_id, "way": str(ClaimWay.STAFF), "how": "merger"}
    act = log_action(verb="entity.claimed", obj=target, by=by, after=told)
    tell_people(act, target, what="asks", who=called(row.user), also=[row.user])


def _people(source: Entity, target: Entity) -> list[str]:
    """Each by name and role, and what becomes of them."""
    unproven = _is_unproven(source, target)
    there = set(Membership.objects.filter(entity=target).values_list("user_id", flat=True))
    lines = []
    for row in Membership.objects.filter(entity=source).select_related("user").order_by("pk"):
        line = f"{called(row.user)}, {row.get_role_display()}"
        if row.user_id in there:
            line = _("%(person)s: keeps that page already") % {"person": line}
        elif unproven:
            line = _("%(person)s: will only ask to keep that page, the centre decides") % {"person": line}
        lines.append(line)
    return lines


def _invited(source: Entity, target: Entity) -> list[str]:
    unproven = _is_unproven(source, target)
    lines = []
    for invitation in _open_invitations(source):
        line = f"{invitation.email}, {invitation.get_role_display()}"
        lines.append(_("%(person)s: the link will not work any more") % {"person": line} if unproven else line)
    return lines


def _open_invitations(entity: Entity) -> QuerySet[Invitation]:
    return Invitation.objects.filter(OPEN, entity=entity).order_by("pk")


def _keep_owner(row: Membership, twin: Membership) -> None:
    """Who owned one of the two owns the one that stays."""
    if row.role == MemberRole.OWNER:
        Membership.objects.filter(pk=twin.pk).update(role=MemberRole.OWNER)


LINKS = (
    LinkedRows(
        "entities.Membership.entity",
        gettext_lazy("people who keep its page"),
        lambda source, target: move_rows(Membership, "entity", source, target, once=("user_id",), settle=_keep_owner),
        _people,
    ),
    LinkedRows(
        "entities.Invitation.entity",
        gettext_lazy("invitations"),
        lambda source, target: move_rows(
            Invitation,
            "entity",
            source,
            target,
            once=("email",),
            among=OPEN,
        ),
        _invited,
    ),
    LinkedRows(
        "entities.Claim.entity",
        gettext_lazy("claims to keep its page"),
        lambda source, target: move_rows(
            Claim, "entity", source, target, once=("user_id",), among=Q(state=ClaimState.WAITING)
        ),
    ),
)
