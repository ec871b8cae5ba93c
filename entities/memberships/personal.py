"""What memberships hold about a person, and what of them waits on the first page of the account."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.extension_points import PendingStep
from accounts.models import User
from common.extension_points import PersonalData, Subject
from entities.directory.models import EntityChange
from entities.directory.states import ChangeState, EntityState
from entities.memberships.models import Claim, ClaimWay, Invitation, MemberRole, Membership
from entities.memberships.permissions import LIVING
from entities.memberships.queries import claims_of
from entities.memberships.states import ClaimState


def steps(user: User) -> Iterable[PendingStep]:
    """Who asks to join, what came back to be completed; then what the person waits for."""
    mine = Membership.objects.filter(user=user, entity__state__in=LIVING)
    entities = {row.entity_id: row.entity for row in mine.select_related("entity")}
    owned = [row.entity_id for row in mine if row.role == MemberRole.OWNER]
    asking = Claim.objects.filter(entity__in=owned, way=ClaimWay.OWNER, state=ClaimState.WAITING)
    for claim in asking.select_related("user", "entity").order_by("pk"):
        text = _("%(who)s asks to join: %(entity)s") % {"who": claim.user, "entity": claim.entity.called}
        yield PendingStep(text, reverse("own:people", args=[claim.entity_id]), _("Say yes or no"))
    for pk, entity in entities.items():
        if entity.state == EntityState.DRAFT:
            text = _("Complete the record and send it: %(entity)s") % {"entity": entity.called}
            yield PendingStep(text, reverse("own:entity", args=[pk]), _("Open"))
        elif entity.state != EntityState.PUBLISHED:
            text = _("The support centre looks at the record: %(entity)s") % {"entity": entity.called}
            yield PendingStep(text, reverse("own:entity", args=[pk]), _("Open"), waits_for_me=False)
    changes = EntityChange.objects.filter(entity__in=entities, state=ChangeState.WAITING)
    for change in changes.select_related("entity").order_by("pk"):
        text = _("A change waits for the support centre: %(entity)s") % {"entity": change.entity.called}
        yield PendingStep(text, reverse("own:entity", args=[change.entity_id]), _("See it"), waits_for_me=False)
    for claim in claims_of(user):
        text = _("Care of the page: %(entity)s") % {"entity": claim.entity.called}
        yield PendingStep(text, reverse("own:claim", args=[claim.entity.slug]), _("See it"), waits_for_me=False)


def _export(subject: Subject) -> list[dict[str, Any]]:
    roles = Membership.objects.filter(user__key__in=subject.keys).order_by("pk")
    asked = Claim.objects.filter(user__key__in=subject.keys).order_by("pk")
    invited = Invitation.objects.filter(email__iexact=subject.email).order_by("pk")
    return [
        *({"what": "membership", **row} for row in roles.values("entity__name", "role", "since")),
        *({"what": "claim", **row} for row in asked.values("entity__name", "way", "reason", "state", "created_at")),
        *({"what": "invitation", **row} for row in invited.values("entity__name", "role", "created_at")),
    ]


def _erase(subject: Subject) -> int:
    """The person keeps no page any more; a page without an owner can be asked for anew."""
    gone = Membership.objects.filter(user__key__in=subject.keys).delete()[0]
    gone += Claim.objects.filter(user__key__in=subject.keys).delete()[0]
    return gone + Invitation.objects.filter(email__iexact=subject.email).delete()[0]


def _retain(today: date) -> int:
    return 0


MEMBERSHIPS = PersonalData(
    key="memberships",
    title=gettext_lazy("Care of entities' pages"),
    export=_export,
    erase=_erase,
    retain=_retain,
)
