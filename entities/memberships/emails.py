"""Mails about who keeps an entity's page; each is a row of the outbox, its key the line of the log that caused it."""

from collections.abc import Iterable

from accounts.causes import cause_of
from accounts.models import User
from common.auditlog.models import AuditEntry
from common.outbox.causes import SYSTEM, by_account
from common.outbox.render import render_mail
from common.outbox.services import Letter, queue_mails
from common.web.links import absolute
from entities.directory.models import Entity
from entities.memberships.models import Claim, Invitation, MemberRole, Membership


def called(user: User) -> str:
    """Name and address; the address alone where the name would be a link to somewhere."""
    name = user.get_full_name()
    return f"{name} ({user.email})" if name and "/" not in name and "www." not in name.lower() else user.email


def owners_of(entity_id: int) -> list[User]:
    """Active owners of the entity, in the order in which they came."""
    rows = Membership.objects.filter(entity=entity_id, role=MemberRole.OWNER, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("since", "pk")]


def tell_people(
    act: AuditEntry, entity: Entity, *, what: str, who: str, also: Iterable[User] = (), with_it: Iterable[Letter] = ()
) -> None:
    """Every change among the entity's people goes to its owners, and to those whom it concerns; `with_it` goes too."""
    readers = {user.pk: user for user in (*owners_of(entity.pk), *also)}
    letters = [
        _letter(
            "entity_people",
            to=user.email,
            key=f"entity-people:{act.pk}:{user.pk}",
            entity=entity,
            what=what,
            who=who,
            is_mine=user in also,
            url=absolute(f"/konto/podmioty/{entity.pk}/osoby/"),
        )
        for user in readers.values()
    ]
    queue_mails([*letters, *with_it], cause=cause_of(act.actor_id))


def tell_separated(source: Entity, target: Entity, act: AuditEntry) -> None:
    """A merger was undone: who keeps the record's page again is told, and the owners of the other one.

    Nobody where nobody keeps it: among the other one's people nothing has changed.
    """
    rows = Membership.objects.filter(entity=source, user__is_active=True).select_related("user")
    keepers = [row.user for row in rows.order_by("since", "pk")]
    mine = {user.pk for user in keepers}
    readers = {user.pk: user for user in (*keepers, *(owners_of(target.pk) if keepers else ()))}
    letters = [
        _letter(
            "entity_people",
            to=user.email,
            key=f"entity-people:{act.pk}:{user.pk}",
            entity=source,
            what="separated",
            who=", ".join(map(called, keepers)),
            other=target,
            is_mine=user.pk in mine,
            url=absolute(f"/konto/podmioty/{source.pk if user.pk in mine else target.pk}/osoby/"),
        )
        for user in readers.values()
    ]
    queue_mails(letters, cause=cause_of(act.actor_id))


def mail_claim_link(claim: Claim) -> None:
    """To the entity's registered address: who asks, and the page where one says yes or no."""
    letter = _letter(
        "entity_claim",
        to=claim.sent_to,
        key=f"entity-claim:{claim.pk}",
        entity=claim.entity,
        who=called(claim.user),
        until=claim.expires_at,
        url=absolute(f"/podmioty/opieka/{claim.token}/"),
    )
    queue_mails([letter], cause=by_account(claim.user_id))


def mail_request(claim: Claim) -> None:
    """To the owners: somebody asks to join them."""
    letters = [
        _letter(
            "entity_request",
            to=user.email,
            key=f"entity-request:{claim.pk}:{user.pk}",
            entity=claim.entity,
            who=called(claim.user),
            reason=claim.reason,
            url=absolute(f"/konto/podmioty/{claim.entity_id}/osoby/"),
        )
        for user in owners_of(claim.entity_id)
    ]
    queue_mails(letters, cause=by_account(claim.user_id))


def mail_decision(claim: Claim, *, accepted: bool) -> None:
    """To who asked: what was decided and why."""
    letter = _letter(
        "entity_claim_decided",
        to=claim.user.email,
        key=f"entity-claim-decided:{claim.pk}",
        entity=claim.entity,
        accepted=accepted,
        answer=claim.answer,
        url=absolute(f"/konto/podmioty/{claim.entity_id}/" if accepted else f"/podmioty/{claim.entity.slug}/"),
    )
    queue_mails([letter], cause=SYSTEM)  # they asked


def invitation_letter(invitation: Invitation) -> Letter:
    """To the invited address: the link that is good once."""
    return _letter(
        "entity_invitation",
        to=invitation.email,
        key=f"entity-invitation:{invitation.pk}",
        entity=invitation.entity,
        who=called(invitation.invited_by) if invitation.invited_by else "",
        until=invitation.expires_at,
        url=absolute(f"/konto/zaproszenie/{invitation.token}/"),
    )


def mail_invitation_code(invitation: Invitation, *, code: str, occasion: str, by: int) -> None:
    """To the invited address: the code for somebody whose account has another one, once for each `occasion`."""
    letter = _letter(
        "entity_invitation_code",
        to=invitation.email,
        key=f"entity-invitation-code:{invitation.pk}:{occasion}",
        entity=invitation.entity,
        leaves_nothing=True,
        code=code,
    )
    queue_mails([letter], cause=by_account(by))


def _letter(
    template: str, *, to: str, key: str, entity: Entity, leaves_nothing: bool = False, **told: object
) -> Letter:
    subject, text, html = render_mail(template, {"entity": entity, **told})
    return Letter(
        to=to,
        subject=subject,
        text=text,
        html=html,
        key=key,
        template=template,
        about=f"{template} of {entity.slug}",
        leaves_nothing=leaves_nothing,
    )
