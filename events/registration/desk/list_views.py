"""The panel: who registered for an event."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.auditlog.services import log_action
from common.db.states import MoveNotAllowed
from common.web.cache import private_page
from common.web.filters import typed_words
from entities.centres.permissions import CentrePermission, may
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.registration.address_quota import crowds_of, places_of_one_address
from events.registration.desk.bulk import ACTS
from events.registration.desk.forms import AddressLimitForm, CancelForm, PlacesForm, ReminderForm
from events.registration.desk.list_columns import columns_of, remember, rows_of
from events.registration.panel_filters import RegistrationFilters
from events.registration.queries import state_counts
from events.registration.services import cancel_event, change_address_limit, change_capacity


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def registrations(request: HttpRequest, pk: int) -> HttpResponse:
    """People of the event as a working table; staff of the event only.

    POST changes nobody: words to look for are posted, for a name has no place in an address, and so are the columns.
    """
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    filters = RegistrationFilters(request.GET, event)
    columns = columns_of(request, filters.answers.questions)
    if request.method == "POST":
        if request.POST.get("act") == "columns":
            answer = redirect(f"{request.path}{filters.query()}")
            remember(request, answer, columns)
            return answer
        return redirect(f"{request.path}{filters.query(q=typed_words(request.POST.get('q', '')))}")
    if "potrzeby" in filters.asked():
        log_action(verb="needs.read", obj=event, by=request.user.pk, after={"people": len(filters.people)})
    counts = state_counts(event)
    context = {
        "event": event,
        "filters": filters,
        "columns": columns,
        "rows": rows_of(event, filters, columns),
        "states": [(address, label, now, counts.get(code, 0)) for code, address, label, now in filters.state_links()],
        "all": len(filters.everybody),
        "may_run": may(request.user, CentrePermission.RUN_EVENTS, event.centre_id),
        "acts": ACTS,
        "reminder": ReminderForm(initial={"days": event.remind_days_before}),
        "places": PlacesForm(initial={"capacity": event.capacity}),
        "address_limit": AddressLimitForm(initial={"people": event.people_per_address}),
        "usual": places_of_one_address(event),
        "crowds": crowds_of(event),
    }
    return render(request, "events/registration/panel_list.html", context)


@private_page
@require_POST
def places(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the number of places: added ones go to those who wait."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = PlacesForm(request.POST)
    if form.is_valid():
        changed = change_capacity(event_id=event.pk, capacity=form.cleaned_data["capacity"], by=request.user.pk)
        if changed.places_over:
            messages.warning(request, _("More people have places than there are now. Nobody lost a place."))
        else:
            messages.success(request, _("Saved."))
    else:
        messages.error(request, _("The number of places must be a whole number, or empty."))
    return redirect("panel:registrations", pk=event.pk)


@private_page
@require_POST
def address_limit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how many people one e-mail address may bring without asking."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = AddressLimitForm(request.POST)
    if form.is_valid():
        change_address_limit(event_id=event.pk, people=form.cleaned_data["people"], by=request.user.pk)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("The number of people must be a whole number above zero, or empty."))
    return redirect("panel:registrations", pk=event.pk)


@private_page
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel the event: the reason goes to everyone who registered."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_event(event_id=event.pk, reason=form.cleaned_data["reason"], by=request.user.pk)
            messages.success(request, _("The event is cancelled. Everyone who registered will get a message."))
        except MoveNotAllowed:
            messages.error(request, _("This event cannot be cancelled any more."))
        except EventRefused as refused:
            messages.error(request, str(refused))
        return redirect("panel:event", pk=event.pk)
    context = {"event": event, "form": form, "counts": state_counts(event)}
    return render(request, "events/registration/cancel.html", context, status=422 if form.errors else 200)
