"""The address in a ticket's QR code. Opening it marks nobody: staff are led to their list, others see a few words."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.limits import QUARTER, Limit, too_many
from accounts.models import User
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission, may
from events.attendance.queries import session_now
from events.registration.models import Participant

# Of one person of the staff; strangers need no limit: to them every ticket, true or made up, answers the same.
WRONG_TICKETS = Limit(30, QUARTER)


@login_not_required
@private_page
@require_safe
def ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    """Lead staff of the event to the person on the list of today; tell everyone else to show the code at the door."""
    user = request.user
    if isinstance(user, User) and user.is_centre_staff:
        person = Participant.objects.filter(ticket=ticket, erased_at__isnull=True).select_related("event").first()
        if person is not None and may(user, CentrePermission.RUN_EVENTS, person.event.centre_id):
            session = session_now(person.event, timezone.localdate())
            if session is None:
                return redirect("panel:event", pk=person.event_id)
            return redirect(f"{reverse('panel:door', args=[person.event_id, session.pk])}#osoba-{person.pk}")
        if not WRONG_TICKETS.allows(f"ticket:{user.pk}"):
            return too_many(request, WRONG_TICKETS.seconds)
    return render(request, "events/attendance/ticket_door.html")
