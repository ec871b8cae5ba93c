"""The members of a partnership invited to its meeting in one step, each by a link that fills the form in.

Who was invited stands in the audit log, so nobody is invited twice and a member who joined later may still be. The
link is signed and ends after a while: it names the event and the membership, and holds no personal data. A person is
written to who agreed to be on the contact list; for the other members the entity's own address is used.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone

from common.auditlog.models import AuditEntry
from common.auditlog.services import log_action
from common.outbox.causes import STAFF
from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from events.catalogue.models import Event
from events.catalogue.services import lock_event
from partnerships.agreements.models import PartnershipMember
from partnerships.projects.queries import mail_funding

SALT = "meeting-invitation"
PARAM = "zaproszenie"
VERB = "event.members_invited"
VALID = timedelta(days=60)  # the form opens later too, empty


@dataclass(frozen=True, slots=True)
class Invitee:
    """A member with the address to which its invitation goes, and whether it has gone."""

    member: PartnershipMember
    address: str
    invited: bool


def invitees(event: Event) -> list[Invitee]:
    """Present members of the event's partnership in the alphabet. Two queries."""
    rows = PartnershipMember.objects.filter(partnership=event.partnership_id, left_on__isnull=True)
    gone = _invited(event)
    return [
        Invitee(row, _address(row), row.pk in gone)
        for row in rows.select_related("entity").order_by("entity__sort_name", "pk")
    ]


def _has_person(member: PartnershipMember) -> bool:
    """Whether a person stands for the member who agreed to be on the contact list."""
    return member.contact_agreed_on is not None and bool(member.contact_email)


def _address(member: PartnershipMember) -> str:
    """The person's who agreed to be on the list; otherwise the entity's own."""
    return member.contact_email if _has_person(member) else member.entity.email


def _invited(event: Event) -> set[int]:
    acts = AuditEntry.objects.filter(object_type=Event._meta.label_lower, object_id=event.pk, verb=VERB)
    return {pk for after in acts.values_list("after", flat=True) for pk in after.get("members", [])}


def can_invite(event: Event) -> bool:
    """A published meeting of a partnership for which people may register now."""
    return event.partnership_id is not None and event.registration_open(timezone.now())


@transaction.atomic
def invite_members(*, event_id: int, by: int | None) -> int:
    """Write to all members that have an address and were not invited yet; how many. Pressed twice it writes once."""
    event = lock_event(event_id)
    if not can_invite(event):
        return 0
    waiting = [one for one in invitees(event) if one.address and not one.invited]
    for one in waiting:
        _mail(event, one)
    if waiting:
        log_action(verb=VERB, obj=event, by=by, after={"members": [one.member.pk for one in waiting]})
    return len(waiting)


def _mail(event: Event, one: Invitee) -> None:
    form = f"{settings.SITE_URL}/wydarzenia/{event.slug}/zgloszenie/?{PARAM}={invitation_token(event, one.member)}"
    context = {
        "event": event,
        "partnership": event.partnership.name if event.partnership else "",
        "entity": one.member.entity.name,
        "form_url": form,
        "event_url": f"{settings.SITE_URL}/wydarzenia/{event.slug}/",
        "funding": mail_funding(event.project, "pl", logos=True),
    }
    subject, text, html = render_mail("meeting_invitation", context)
    queue_mail(
        cause=STAFF,
        to=one.address,
        subject=subject,
        text=text,
        html=html,
        reply_to=event.contact_email,
        key=f"meeting-invitation:{event.pk}:{one.member.pk}",
        template="meeting_invitation",
        about=f"invitation to {event.slug}",
        owner=f"event:{event.pk}",
    )


def invitation_token(event: Event, member: PartnershipMember) -> str:
    """What the link of a member's invitation holds."""
    return signing.dumps([event.pk, member.pk], salt=SALT)


def filled_in(event: Event, token: str) -> dict[str, object]:
    """What the form knows already from an invitation; nothing from a link that is old, not ours or of who left.

    A mail is passed on: whoever holds the link sees the name and address to which it went, never a telephone.
    """
    try:
        event_id, member_id = signing.loads(token[:200], salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return {}
    member = (
        PartnershipMember.objects.filter(pk=member_id, partnership=event.partnership_id, left_on__isnull=True)
        .select_related("entity")
        .first()
    )
    if event_id != event.pk or event.partnership_id is None or member is None:
        return {}
    known: dict[str, object] = {"entity_query": member.entity.name}
    if _has_person(member):  # the link went to this person, not to an office
        first, _space, last = member.contact_name.partition(" ")
        known |= {"first_name": first, "last_name": last, "email": member.contact_email}
    return known
