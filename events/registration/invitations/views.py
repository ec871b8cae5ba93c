"""The panel: all members of the partnership invited to its meeting."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.catalogue.permissions import event_for
from events.registration.invitations.services import can_invite, invite_members, invitees
from partnerships.agreements.permissions import partnership_for


@private_page
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Who would be invited, who has been, who has no address; one button for all."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    if event.partnership_id is None:
        raise Http404
    partnership_for(request.user, event.partnership_id, CentrePermission.EDIT_PARTNERSHIPS)
    if request.method == "POST":
        n = invite_members(event_id=event.pk, by=request.user.pk)
        if n:
            told = ngettext("%(n)s invitation goes out now.", "%(n)s invitations go out now.", n) % {"n": n}
            messages.success(request, told)
        else:
            messages.info(request, _("There is nobody to invite now."))
        return redirect("panel:invite-members", pk=pk)
    rows = invitees(event)
    context = {
        "event": event,
        "rows": rows,
        "waiting": sum(bool(one.address) and not one.invited for one in rows),
        "opens": can_invite(event),
    }
    return render(request, "events/registration/panel_invite.html", context)
