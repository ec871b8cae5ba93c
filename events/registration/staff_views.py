"""The panel: what staff do with the registrations of an event."""

import uuid

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from common.acts.services import record
from common.fields import new_token
from common.outbox.render import render_mail
from common.pages.cache import private_page
from entities.centres.permissions import Act
from events.catalogue.models import Event
from events.catalogue.permissions import event_for
from events.catalogue.services import EventRefused
from events.registration.forms import PersonForm
from events.registration.importing import plan_import, register_people
from events.registration.models import ParticipantRole, Source
from events.registration.reminders import change_reminder
from events.registration.services import NewPerson, Registrant, Terms, register
from events.registration.sheets import XLSX, SheetRefused, as_csv, as_xlsx, read_people, table
from events.registration.staff import addresses, write_to
from events.registration.staff_forms import EnrolForm, MessageForm, ReminderForm, SheetForm
from events.registration.states import ParticipantState

READ_OR_POST = ["GET", "HEAD", "POST"]
SALT, VALID_SECONDS = "people-to-import", 3600


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


@private_page
@require_http_methods(READ_OR_POST)
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to a group: first a preview with the number of recipients, then the outbox."""
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    form = MessageForm(request.POST or None, initial={"key": uuid.uuid4()})
    context: dict[str, object] = {"event": event, "form": form}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if "send" in request.POST:
            n = write_to(
                event_id=event.pk,
                states=data["states"],
                subject=data["subject"],
                text=data["text"],
                key=data["key"],
                by=request.user.pk,
            )
            text = ngettext("The message goes to %(n)s address.", "The message goes to %(n)s addresses.", n)
            messages.success(request, text % {"n": n})
            return redirect("panel:registrations", pk=event.pk)
        context["count"] = len(addresses(event, data["states"]))
        words = {"event": event, "title": data["subject"], "words": data["text"]}
        context["preview"] = render_mail("message", words)[1]
    return render(request, "events/registration/message.html", context, status=422 if form.errors else 200)


@private_page
def export(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The list as a spreadsheet; every export is logged."""
    event = event_for(request.user, pk, Act.READ_PEOPLE)
    if kind not in ("xlsx", "csv"):
        raise Http404
    states = [state for state in request.GET.getlist("stan") if state in ParticipantState.values]
    rows = table(event, states)
    record(verb="event.export", obj=event, by=request.user.pk, after={"kind": kind, "people": len(rows) - 1})
    content = as_xlsx(rows) if kind == "xlsx" else as_csv(rows)
    response = HttpResponse(content, content_type=XLSX if kind == "xlsx" else "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="zgloszenia-{event.slug}.{kind}"'
    return response


@private_page
@require_http_methods(READ_OR_POST)
def enrol(request: HttpRequest, pk: int) -> HttpResponse:
    """Register somebody who called; an e-mail address is not needed."""
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    form = EnrolForm(request.POST or None, initial={"form_key": new_token()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        person = {name: data[name] for name in PersonForm.names}
        try:
            register(
                event_id=event.pk,
                entity=data["entity"],
                registrant=Registrant(data["first_name"], data["last_name"], data["email"]),
                people=[NewPerson(**person, role=ParticipantRole(data["role"]))],
                terms=Terms(source=Source.STAFF, by=request.user.pk, form_key=data["form_key"]),
            )
            messages.success(
                request, _("%(name)s is registered.") % {"name": f"{data['first_name']} {data['last_name']}"}
            )
            return redirect("panel:registrations", pk=event.pk)
        except EventRefused:
            form.add_error(None, _("Only people of a published event can be registered."))
    return render(
        request, "events/registration/enrol.html", {"event": event, "form": form}, status=422 if form.errors else 200
    )


@private_page
@require_http_methods(READ_OR_POST)
def import_people(request: HttpRequest, pk: int) -> HttpResponse:
    """A list from a file: first shown with what would happen (nothing is written), then registered."""
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    if "people" in request.POST:
        return _imported(request, event)
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"event": event, "form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            forms = [PersonForm(person) for person in read_people(file.name, file.read())]
            good = [one.cleaned_data for one in forms if one.is_filled()]
            plan = plan_import(event_id=event.pk, people=good)
            context |= {"rows": forms, "plan": plan, "good": len(plan.new), "bad": len(forms) - len(good)}
            context["people"] = signing.dumps([event.pk, good], salt=SALT, compress=True)
        except SheetRefused as refused:
            form.add_error("file", str(refused))
    return render(request, "events/registration/import.html", context, status=422 if form.errors else 200)


def _imported(request: HttpRequest, event: Event) -> HttpResponse:
    """Register the people of the list that was shown; sent twice, they are registered once."""
    try:
        event_id, people = signing.loads(request.POST["people"], salt=SALT, max_age=VALID_SECONDS)
        if event_id != event.pk:
            raise signing.BadSignature
        done = register_people(event_id=event.pk, people=people, by=request.user.pk)
        n = len(done.new)
        text = ngettext("%(n)s person of the list is registered.", "%(n)s persons of the list are registered.", n)
        messages.success(request, text % {"n": n})
        if done.known:
            text = ngettext(
                "%(n)s person had a registration from this list before; it stays as it was.",
                "%(n)s persons had a registration from this list before; they stay as they were.",
                done.known,
            )
            messages.info(request, text % {"n": done.known})
    except signing.BadSignature:
        messages.error(request, _("The list has expired. Choose the file again."))
    except EventRefused:
        messages.error(request, _("Only people of a published event can be registered."))
    return redirect("panel:registrations", pk=event.pk)
