"""The panel: opening, choosing and closing the attendance lists of an event."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.db.states import MoveNotAllowed
from common.web.cache import private_page
from common.web.ids import clean_id, clean_ids
from entities.centres.permissions import CentrePermission
from events.attendance.door_links import links_of, make_door_link, revoke_door_link
from events.attendance.forms import DoorLinkForm
from events.attendance.models import Session
from events.attendance.services import choose_sessions, complete_event, days_of, open_sessions
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.programme.models import Stop
from events.registration.tickets import code_picture


@private_page
@require_POST
def open_lists(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the lists (of each day, unless stops were chosen), and show the first."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    try:
        first = open_sessions(event_id=event.pk)[0]
    except EventRefused as refused:
        messages.error(request, str(refused))
        return redirect("panel:event", pk=event.pk)
    return redirect("panel:door", pk=event.pk, session_id=first.pk)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose where presence is kept: for whole days, or at stops (a study visit)."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    days = days_of(event)
    if request.method == "POST":
        chosen_days = [day for day in days if day.isoformat() in request.POST.getlist("day")]
        return _chosen(request, event.pk, chosen_days, set(clean_ids(request.POST.getlist("stop"))))
    lists = list(Session.objects.filter(event=event))
    whole = {one.day for one in lists if one.stop_id is None} if lists else set(days)
    stops_of_event = list(Stop.objects.filter(event=event))
    context = {
        "event": event,
        "days": [(day, day in whole, [stop for stop in stops_of_event if stop.day == day]) for day in days],
        "kept_stops": {one.stop_id for one in lists},
    }
    return render(request, "events/attendance/sessions.html", context)


def _chosen(request: HttpRequest, pk: int, days: list[date], stops: set[int]) -> HttpResponse:
    try:
        lists, kept = choose_sessions(event_id=pk, days=days, stops=stops, by=request.user.pk)
    except EventRefused as refused:
        messages.error(request, str(refused))
        return redirect("panel:event", pk=pk)
    if kept:
        messages.warning(request, _("Lists on which somebody is marked stay."))
    messages.success(request, _("Saved."))
    return redirect("panel:door", pk=pk, session_id=lists[0].pk)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def door_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Links with which volunteers keep the lists of one day; a new one is shown once, on the answer to its form."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = DoorLinkForm(request.POST if request.POST.get("act") == "make" else None, event=event)
    context = {"event": event, "form": form}
    if request.POST.get("act") == "revoke":
        if not revoke_door_link(event=event, link_id=clean_id(request.POST.get("link")) or 0, by=request.user.pk):
            raise Http404
        messages.success(request, _("The link opens nothing any more."))
        return redirect("panel:door-links", pk=event.pk)
    if request.method == "POST" and form.is_valid():
        try:
            open_sessions(event_id=event.pk)
            link, token = make_door_link(event=event, by=request.user.pk, **form.cleaned_data)
            address = f"{settings.SITE_URL}{reverse('attendance:door-enter')}#{token}"
            context |= {
                "made": link,
                "address": address,
                "picture": code_picture(address),
                "form": DoorLinkForm(event=event),
            }
        except EventRefused as refused:
            messages.error(request, str(refused))
    context["links"] = links_of(event)
    return render(request, "events/attendance/door_links.html", context, status=422 if form.errors else 200)


@private_page
@require_POST
def close_lists(request: HttpRequest, pk: int) -> HttpResponse:
    """The event is over: close its lists."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    try:
        complete_event(event_id=event.pk, by=request.user.pk)
        messages.success(request, _("The lists are closed. Now the report can be written."))
    except MoveNotAllowed:
        messages.error(request, _("Only a published event can be closed."))
    return redirect("panel:event", pk=event.pk)
