"""The panel: the list at the door, people without registration, closing the lists."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.pages.cache import private_page
from common.states import MoveNotAllowed
from entities.centres.permissions import Act
from events.attendance.forms import WalkInForm
from events.attendance.models import Session
from events.attendance.queries import door_rows, expected, present_count
from events.attendance.services import add_walk_in, check_in, complete_event, open_sessions, undo_check_in
from events.catalogue.permissions import event_for
from events.catalogue.services import EventRefused
from events.registration.models import ParticipantRole
from events.registration.services import NewPerson


@private_page
@require_POST
def open_lists(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the list of each day, and show the first."""
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    try:
        first = open_sessions(event_id=event.pk)[0]
    except EventRefused:
        messages.error(request, _("Publish the event first: a draft has no attendance list."))
        return redirect("panel:event", pk=event.pk)
    return redirect("panel:door", pk=event.pk, session_id=first.pk)


@private_page
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Who is here already. Saving marks those ticked and unmarks those whose tick was taken away *on this page*.

    Only people shown on the page that was sent are touched: another device's marks stay.
    """
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    session = get_object_or_404(Session.objects.select_related("event"), pk=session_id, event=event)
    if request.method == "POST":
        _save_marks(request, session)
        return redirect(f"{reverse('panel:door', args=[event.pk, session.pk])}?{request.GET.urlencode()}")
    typed, only_absent = request.GET.get("q", "")[:100], request.GET.get("tylko") == "brak"
    here, of = present_count(session)
    context = {
        "event": event,
        "session": session,
        "sessions": Session.objects.filter(event=event),
        "rows": door_rows(session, typed=typed, only_absent=only_absent),
        "here": here,
        "of": of,
        "typed": typed,
        "only_absent": only_absent,
    }
    return render(request, "events/attendance/door.html", context)


def _save_marks(request: HttpRequest, session: Session) -> None:
    ticked = {value for value in request.POST.getlist("here") if value.isdigit()}
    was_ticked = {value for value in request.POST.getlist("was_here") if value.isdigit()}
    known = {str(pk) for pk in expected(session.event).values_list("pk", flat=True)}
    for value in (ticked - was_ticked) & known:
        check_in(participant_id=int(value), session_id=session.pk, by=request.user.pk)
    for value in (was_ticked - ticked) & known:
        undo_check_in(participant_id=int(value), session_id=session.pk, by=request.user.pk)
    messages.success(request, _("Saved."))


@private_page
@require_http_methods(["GET", "POST"])
def walk_in(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Add somebody who came without a registration."""
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    session = get_object_or_404(Session, pk=session_id, event=event)
    form = WalkInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        person = NewPerson(
            first_name=data["first_name"], last_name=data["last_name"], role=ParticipantRole(data["role"])
        )
        add_walk_in(
            session_id=session.pk, person=person, entity=form.chosen, by=request.user.pk, form_key=data["form_key"]
        )
        messages.success(request, _("Added and marked present."))
        return redirect("panel:door", pk=event.pk, session_id=session.pk)
    context = {"event": event, "session": session, "form": form}
    return render(request, "events/attendance/walk_in.html", context, status=422 if form.errors else 200)


@private_page
@require_POST
def close_lists(request: HttpRequest, pk: int) -> HttpResponse:
    """The event is over: close its lists."""
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    try:
        complete_event(event_id=event.pk, by=request.user.pk)
        messages.success(request, _("The lists are closed. Now the report can be written."))
    except MoveNotAllowed:
        messages.error(request, _("Only a published event can be closed."))
    return redirect("panel:event", pk=event.pk)
