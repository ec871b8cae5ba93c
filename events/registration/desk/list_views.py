"""The panel: who registered for an event."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.db.states import MoveNotAllowed
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.registration.address_quota import crowds_of, places_of_one_address
from events.registration.desk.forms import AddressLimitForm, CancelForm, PlacesForm, ReminderForm
from events.registration.models import Participant
from events.registration.queries import participants_of, state_counts
from events.registration.questions import answers_by_person
from events.registration.services import cancel_event, change_address_limit, change_capacity
from events.registration.states import ParticipantState


class ParticipantRow(NamedTuple):
    """A person of the list, with the answers to the event's questions."""

    person: Participant
    answers: list[tuple[str, str]]


@private_page
def registrations(request: HttpRequest, pk: int) -> HttpResponse:
    """People of the event with their states; staff of the event only."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    people = participants_of(event)
    state = request.GET.get("stan", "")
    if state in ParticipantState.values:
        people = people.filter(state=state)
    counts = state_counts(event)
    answers = answers_by_person(event, people)
    context = {
        "event": event,
        "rows": [ParticipantRow(person, answers[person.pk]) for person in people],
        "counts": [(value, label, counts.get(value, 0)) for value, label in ParticipantState.choices],
        "state": state,
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
