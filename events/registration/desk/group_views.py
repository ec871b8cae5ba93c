"""The panel: what staff do with the registrations of an event."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.confirming import recently_confirmed
from accounts.exports.responses import export_response
from common.db.fields import new_token
from common.outbox.render import render_mail
from common.web.cache import private_page
from common.web.ids import clean_ids
from entities.centres.permissions import CentrePermission
from entities.directory.services import entity_of
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.registration.desk.bulk import ticked_people
from events.registration.desk.forms import EnrolForm, GroupMailForm, ReminderForm
from events.registration.desk.group_mail import addresses, write_to
from events.registration.export_source import REGISTRATIONS
from events.registration.models import RegistrationSource
from events.registration.notices.reminders import change_reminder
from events.registration.questions import questions_of
from events.registration.services import Terms, register

READ_OR_POST = ["GET", "HEAD", "POST"]


@private_page
@require_POST
def reminder(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose how many days before the event people are reminded."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = ReminderForm(request.POST)
    if form.is_valid():
        change_reminder(event_id=event.pk, days=form.cleaned_data["days"], by=request.user.pk)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("The number of days must be between 1 and 30, or empty."))
    return redirect("panel:registrations", pk=event.pk)


@private_page
@require_http_methods(READ_OR_POST)
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to a group, or to people ticked on the list: first a preview with the number of recipients."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    people = ticked_people(event, clean_ids(request.POST.getlist("osoba")))
    only = [one.pk for one in people]
    sent = request.POST if "subject" in request.POST else None  # the list only brings those ticked
    form = GroupMailForm(sent, initial={"key": uuid.uuid4()}, to_people=bool(people))
    context: dict[str, object] = {"event": event, "form": form, "people": people}
    if sent is not None and form.is_valid():
        data = form.cleaned_data
        states = data.get("states", [])
        if "send" in sent:
            n = write_to(
                event_id=event.pk,
                states=states,
                only=only,
                subject=data["subject"],
                text=data["text"],
                key=data["key"],
                by=request.user.pk,
            )
            text = ngettext("The message goes to %(n)s address.", "The message goes to %(n)s addresses.", n)
            messages.success(request, text % {"n": n})
            return redirect("panel:registrations", pk=event.pk)
        context["count"] = len(addresses(event, states, only))
        words = {"event": event, "title": data["subject"], "words": data["text"]}
        context["preview"] = render_mail("message", words)[1]
    return render(request, "events/registration/message.html", context, status=422 if form.errors else 200)


@private_page
@recently_confirmed
def export(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """The list as a spreadsheet; every export is logged."""
    return export_response(request, REGISTRATIONS.key, kind, pk=pk)


@private_page
@require_http_methods(READ_OR_POST)
def enrol(request: HttpRequest, pk: int) -> HttpResponse:
    """Register somebody who called; an e-mail address is not needed."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    questions, key = questions_of(event), {"form_key": new_token()}
    form = EnrolForm(request.POST or None, user=request.user, questions=questions, initial=key)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            register(
                event_id=event.pk,
                entity=entity_of(data["entity"], by=request.user.pk),
                registrant=form.registrant(),
                people=[form.new_person()],
                terms=Terms(
                    source=RegistrationSource.STAFF,
                    by=request.user.pk,
                    form_key=data["form_key"],
                    answers=form.shared_answers(),
                ),
            )
            messages.success(
                request, _("%(name)s is registered.") % {"name": f"{data['first_name']} {data['last_name']}"}
            )
            return redirect("panel:registrations", pk=event.pk)
        except EventRefused as refused:
            form.add_error(None, str(refused))
    return render(
        request, "events/registration/enrol.html", {"event": event, "form": form}, status=422 if form.errors else 200
    )
