"""The panel: the list of events, planning one, changing and publishing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from common.pages.cache import private_page
from common.pages.paging import keyset
from common.states import MoveNotAllowed
from entities.centres.permissions import Act, may, visible_centres
from events.catalogue.forms import EventForm
from events.catalogue.models import EventState
from events.catalogue.permissions import event_for, events_for
from events.catalogue.services import EventRefused, change_event, plan_event, publish_event

PAGE = 30
NEEDED = {
    "title": gettext_lazy("Enter the title."),
    "place": gettext_lazy("Enter the town, or the link when the event is online."),
    "date": gettext_lazy("The event is over. Choose “no registration”, or correct the date."),
}


@private_page
def events(request: HttpRequest) -> HttpResponse:
    """Events of my centres: those that come first, or all of a state."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    rows = events_for(request.user).select_related("centre")
    state = request.GET.get("stan", "")
    if state in EventState.values:
        rows = rows.filter(state=state)
    page = keyset(rows, order=("-starts_on", "-id"), cursor=request.GET.get("od"), size=PAGE)
    context = {"page": page, "state": state, "states": EventState, "today": timezone.localdate()}
    return render(request, "events/catalogue/panel_list.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A new event: saved as a draft."""
    if not any(may(request.user, Act.RUN_EVENTS, centre) for centre in visible_centres(request.user)):
        raise PermissionDenied
    form = EventForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        event = plan_event(by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("The draft is saved."))
        return redirect("panel:event", pk=event.pk)
    return render(request, "events/catalogue/panel_form.html", {"form": form}, status=422 if form.errors else 200)


@private_page
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an event's plain fields. Places are changed with the registrations."""
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    form = EventForm(request.POST or None, instance=event, user=request.user)
    if event.state != EventState.DRAFT:
        del form.fields["capacity"]
    if request.method == "POST" and form.is_valid():
        change_event(event_id=event.pk, by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("panel:event", pk=event.pk)
    context = {"form": form, "event": event}
    return render(request, "events/catalogue/panel_form.html", context, status=422 if form.errors else 200)


@private_page
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the event to everyone."""
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    try:
        publish_event(event_id=event.pk, by=request.user.pk)
        messages.success(request, _("The event is public."))
    except MoveNotAllowed:
        messages.info(request, _("The event is public already."))
    except EventRefused as refused:
        for code in str(refused).split(", "):
            messages.error(request, NEEDED[code])
    return redirect("panel:event", pk=event.pk)
