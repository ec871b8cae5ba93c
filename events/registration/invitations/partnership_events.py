"""What the panel's page of a partnership tells of its meetings: the coming ones first, each with its invitations."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from common.text.polish import date_range
from entities.centres.permissions import CentrePermission, may
from events.catalogue.permissions import events_for
from events.catalogue.prefill import PARTNERSHIP
from events.registration.invitations.services import can_invite
from partnerships.agreements.extension_points import Meetings, PartnershipEvent
from partnerships.agreements.models import LocalPartnership

MOST = 12


def events_with_invitations(partnership: LocalPartnership, user: User) -> Meetings:
    """The latest meetings that this person may see; one query."""
    events = list(events_for(user).filter(partnership=partnership).order_by("-starts_on", "-pk")[:MOST])
    today = timezone.localdate()
    coming = [event for event in reversed(events) if event.ends_on >= today]
    keeps, rows = may(user, CentrePermission.EDIT_PARTNERSHIPS, partnership.centre_id), []
    for event in [*coming, *(event for event in events if event.ends_on < today)]:
        invites = keeps and can_invite(event) and may(user, CentrePermission.RUN_EVENTS, event.centre_id)
        rows.append(
            PartnershipEvent(
                title=str(event),
                url=reverse("panel:event", args=[event.pk]),
                note=f"{date_range(event.starts_on, event.ends_on)}, {event.get_state_display()}",
                invite_url=reverse("panel:invite-members", args=[event.pk]) if invites else "",
            )
        )
    plans = may(user, CentrePermission.RUN_EVENTS, partnership.centre_id)
    return Meetings(rows, f"{reverse('panel:event-plan')}?{PARTNERSHIP}={partnership.pk}" if plans else "")
