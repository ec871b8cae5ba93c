"""The panel: what staff do with the registrations of an event."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.pages.cache import private_page
from entities.centres.permissions import Act
from events.catalogue.permissions import event_for
from events.registration.reminders import change_reminder
from events.registration.staff_forms import ReminderForm


@private_page
@require_POST
def reminder(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose how many days before the event people are reminded."""
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    form = ReminderForm(request.POST)
    if form.is_valid():
        change_reminder(event_id=event.pk, days=form.cleaned_data["days"], by=request.user.pk)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("The number of days must be between 1 and 30, or empty."))
    return redirect("panel:registrations", pk=event.pk)
