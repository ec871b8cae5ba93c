"""The panel: move a person to another event, or mend the address of who registered them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.text.polish import date_range
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.catalogue.models import Event
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.registration.desk.address_correction import correct_address
from events.registration.desk.forms import AddressForm, MoveForm
from events.registration.desk.moving import move_person, targets
from events.registration.models import Participant


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """Choose the other event: how many places are free there is said before."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    row = get_object_or_404(Participant.objects.select_related("registration"), event=event, pk=participant_id)
    offered = list(targets(request.user, event)[:100])
    form = MoveForm(
        request.POST if request.method == "POST" else None, events=[(one.pk, event_in_words(one)) for one in offered]
    )
    if request.method == "POST" and form.is_valid():
        chosen = int(form.cleaned_data["event"])
        if (moved := _moved(request, row, chosen, form)) is not None:
            text = _("%(person)s is registered for the other event. A message is on its way.")
            messages.success(request, text % {"person": moved})
            return redirect("panel:participant", pk=chosen, participant_id=moved.pk)
    context = {"event": event, "row": row, "form": form, "offered": offered}
    return render(request, "events/registration/move.html", context, status=422 if form.errors else 200)


def _moved(request: HttpRequest, row: Participant, chosen: int, form: forms.Form) -> Participant | None:
    try:
        return move_person(
            participant_id=row.pk, to_event_id=chosen, may_wait=form.cleaned_data["may_wait"], by=request.user.pk
        )
    except EventRefused as refused:
        form.add_error(None, str(refused))
        return None


def event_in_words(event: Event) -> str:
    """`Kęty po raz drugi, 17 kwietnia 2027 r. – wolne miejsca: 4`."""
    if event.free is None:
        places: Any = _("no limit of places")
    elif event.free == 0 or event.waiting:
        places = _("no free place, waiting list: %(n)s") % {"n": event.waiting}
    else:
        places = _("free places: %(n)s") % {"n": event.free}
    return f"{event}, {date_range(event.starts_on, event.last_day)} – {places}"


@private_page
@require_POST
def address(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """A misspelt address of the registrant is mended; the confirmation goes there anew."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    row = get_object_or_404(Participant, event=event, pk=participant_id)
    form = AddressForm(request.POST)
    if form.is_valid():
        correct_address(registration_id=row.registration_id, email=form.cleaned_data["email"], by=request.user.pk)
        messages.success(request, _("The address is saved and the confirmation is sent there."))
    else:
        messages.error(request, _("Enter a whole e-mail address, for example anna@spoldzielnia.pl"))
    return redirect("panel:participant", pk=event.pk, participant_id=row.pk)
