"""The panel: a person gives up (asked first), and the place is given back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.registration.models import Participant
from events.registration.places import next_without
from events.registration.queries import ACTIVE, mailed_about
from events.registration.restoring import restore_place
from events.registration.services import give_up, passes_on


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def resign(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """Who is next and which mails leave; the place is given up by a POST that says `sure`."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    row = get_object_or_404(Participant.objects.filter(event=event).select_related("registration"), pk=participant_id)
    if row.state not in ACTIVE:
        messages.info(request, _("This person has given up already."))
        return redirect("panel:participant", pk=event.pk, participant_id=row.pk)
    if request.method == "POST" and "sure" in request.POST:
        give_up(participant_id=row.pk, by=request.user.pk)
        messages.success(request, _("The place was given up. It can be undone on this page."))
        return redirect("panel:participant", pk=event.pk, participant_id=row.pk)
    stops = not passes_on(event, timezone.now())
    following = [] if stops else next_without(event, row)
    letters = [(address, _("a place given up")) for address in mailed_about([row])]
    letters += [(address, _("a place got")) for address in mailed_about(following)]
    context = {"event": event, "row": row, "following": following, "stops": stops, "letters": letters}
    return render(request, "events/registration/resign.html", context)


@private_page
@require_POST
def restore(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """The place is given back, as long as nobody else has been told about it."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    row = get_object_or_404(Participant, event=event, pk=participant_id)
    try:
        restore_place(participant_id=row.pk, by=request.user.pk)
        messages.success(request, _("The registration is as it was before. A message is on its way."))
    except EventRefused as refused:
        messages.error(request, str(refused))
    return redirect("panel:participant", pk=event.pk, participant_id=row.pk)
