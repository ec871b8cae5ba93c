"""The panel: calling those who wait."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.registration.desk.waiting_calls import call_list, calls_open, record_call
from events.registration.models import CallOutcome
from events.registration.places import kept_for
from events.registration.queries import participants_of

SAID = {
    CallOutcome.CONFIRMS: gettext_lazy("%(person)s has a place. A message is on its way."),
    CallOutcome.GIVES_UP: gettext_lazy("%(person)s left the waiting list."),
    CallOutcome.NO_ANSWER: gettext_lazy("No answer from %(person)s: written down, the next one is on top."),
}


@private_page
def calls(request: HttpRequest, pk: int) -> HttpResponse:
    """The waiting list to call, the next person on top; before the hour: when it will open, and what is kept now."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    lines = call_list(event)
    context = {"event": event, "open": calls_open(event), "lines": lines, "kept": kept_for(event)}
    return render(request, "events/registration/calls.html", context)


@private_page
@require_POST
def call(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """What the person said on the phone."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    person = get_object_or_404(participants_of(event), pk=participant_id)
    outcome = request.POST.get("outcome", "")
    if outcome not in CallOutcome.values:
        messages.error(request, _("Choose what the person said."))
        return redirect("panel:calls", pk=event.pk)
    try:
        record_call(participant_id=person.pk, outcome=CallOutcome(outcome), by=request.user.pk)
        messages.success(request, SAID[CallOutcome(outcome)] % {"person": person})
    except EventRefused as refused:
        messages.error(request, str(refused))
    return redirect("panel:calls", pk=event.pk)
