"""Asking to keep an entity's page, and the answer: by its registered e-mail, by its owner, by staff."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.auditlog.services import log_action
from common.db.states import change_state
from common.refusals import Refused
from entities.directory.models import Entity
from entities.directory.services import lock_entity
from entities.memberships.emails import mail_claim_link, mail_decision, mail_request
from entities.memberships.models import Claim, ClaimWay, MemberRole, Membership
from entities.memberships.permissions import LIVING, ways_to
from entities.memberships.services import join
from entities.memberships.states import CLAIM_MOVES, ClaimState

LINK_IS_GOOD = timedelta(days=7)


class ClaimRefusal(TextChoices):
    """Why the care of a page cannot be asked for, or why a request cannot be answered."""

    MEMBER = "member", _("This person keeps the page already.")
    WAITS = "waits", _("Your request waits already.")
    WAY = "way", _("This way is not open any more: choose another one.")
    DECIDED = "decided", _("Somebody was faster: this request is decided already.")
    GONE = "gone", _("The entity is not in the directory any more.")
    # What the entity's own post box is told behind its link.
    ANSWERED = "answered", _("This request has been answered already.")
    LATE = "late", _("This link does not work any more. Whoever asked can ask again.")


class ClaimRefused(Refused[ClaimRefusal]):
    """Nothing was asked, or nothing was decided."""


@transaction.atomic
def claim_entity(*, entity_id: int, user: User, way: str, reason: str = "") -> Claim:
    """The person asks to keep the entity's page. Asking in another way takes the former question back."""
    entity = lock_entity(entity_id)
    if not entity.is_published:
        raise ClaimRefused(ClaimRefusal.GONE)
    if Membership.objects.filter(entity=entity, user=user).exists():
        raise ClaimRefused(ClaimRefusal.MEMBER)
    if way not in ways_to(entity):
        raise ClaimRefused(ClaimRefusal.WAY)
    now = timezone.now()
    former = Claim.objects.filter(entity=entity, user=user, state=ClaimState.WAITING).first()
    if former is not None:
        if former.way == way and not (former.expires_at and former.expires_at <= now):
            raise ClaimRefused(ClaimRefusal.WAITS)
        _end(former, ClaimState.WITHDRAWN, by=user.pk)
    by_mail = way == ClaimWay.MAIL
    claim = Claim.objects.create(
        entity=entity,
        user=user,
        way=way,
        reason=reason,
        sent_to=entity.email if by_mail else "",
        expires_at=now + LINK_IS_GOOD if by_mail else None,
    )
    log_action(verb="entity.claimed", obj=entity, by=user.pk, after={"user": user.pk, "way": str(way)})
    if by_mail:
        mail_claim_link(claim)
    elif way == ClaimWay.OWNER:
        mail_request(claim)
    return claim


@transaction.atomic
def withdraw_claim(*, entity_id: int, user: User) -> None:
    """The person takes the question back; nothing happens when none waits."""
    lock_entity(entity_id)
    claim = Claim.objects.filter(entity=entity_id, user=user, state=ClaimState.WAITING).first()
    if claim is not None:
        _end(claim, ClaimState.WITHDRAWN, by=user.pk)


@transaction.atomic
def answer_by_mail(*, token: str, accept: bool) -> Claim:
    """Whoever reads the entity's post box says whether the person is one of them. The link is good once."""
    claim = _locked(Claim.objects.values_list("pk", flat=True).get(token=token, way=ClaimWay.MAIL))
    entity = claim.entity
    if claim.expires_at is None or claim.expires_at <= timezone.now() or claim.sent_to != entity.email:
        raise ClaimRefused(ClaimRefusal.LATE)
    if accept and ClaimWay.MAIL not in ways_to(entity):
        raise ClaimRefused(ClaimRefusal.LATE)
    return _answer(claim, accept=accept, by=None)


@transaction.atomic
def decide_claim(*, claim_id: int, accept: bool, by: int, answer: str = "") -> Claim:
    """Staff, or an owner of the entity, decide. The answer goes to who asked."""
    return _answer(_locked(claim_id), accept=accept, by=by, answer=answer)


def _locked(claim_id: int) -> Claim:
    """The claim as it stands once its entity's row is ours."""
    entity: Entity = lock_entity(Claim.objects.values_list("entity_id", flat=True).get(pk=claim_id))
    claim = Claim.objects.select_related("user").get(pk=claim_id)
    claim.entity = entity
    if claim.state != ClaimState.WAITING:
        raise ClaimRefused(ClaimRefusal.DECIDED)
    if entity.state not in LIVING:
        raise ClaimRefused(ClaimRefusal.GONE)
    return claim


def _answer(claim: Claim, *, accept: bool, by: int | None, answer: str = "") -> Claim:
    _end(claim, ClaimState.ACCEPTED if accept else ClaimState.REFUSED, by=by, answer=answer)
    if accept:
        role = MemberRole.MEMBER if claim.way == ClaimWay.OWNER else MemberRole.OWNER
        join(entity_id=claim.entity_id, user=claim.user, role=role, by=by, how=f"claim by {claim.way}")
    mail_decision(claim, accepted=accept)
    return claim


def _end(claim: Claim, state: ClaimState, *, by: int | None, answer: str = "") -> None:
    told: dict[str, Any] = {"decided_at": timezone.now(), "decided_by_id": by, "answer": answer}
    change_state(claim, state, allowed=CLAIM_MOVES, by=by, **told)
