"""The panel: a list of people for an event, sent as a file, looked at, then registered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.spreadsheets.reader import TableRefused
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.catalogue.models import Event
from events.catalogue.permissions import event_for
from events.imports.forms import SheetForm
from events.imports.models import PeopleList
from events.imports.services import run_list, take_list
from events.imports.states import ListState
from events.registration.importing import plan_import
from events.registration.person_details import DETAILS, NAME, Word
from events.registration.questions import field_name, questions_of, wording
from files.refusals import UploadRefused

READ_OR_POST = ["GET", "HEAD", "POST"]


@private_page
@require_http_methods(READ_OR_POST)
def import_people(request: HttpRequest, pk: int) -> HttpResponse:
    """A list may be sent; the worker reads it."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if form.is_valid():
        try:
            made = take_list(event=event, file=form.cleaned_data["file"], by=request.user.pk)
            return redirect("panel:people-list", pk=event.pk, list_id=made.pk)
        except (TableRefused, UploadRefused) as refused:
            form.add_error("file", refused)
    context = {"event": event, "form": form}
    return render(request, "events/imports/import.html", context, status=422 if form.errors else 200)


@private_page
@require_http_methods(READ_OR_POST)
def people_list(request: HttpRequest, pk: int, list_id: int) -> HttpResponse:
    """How far the list is: being read, what would happen (nothing is written), the run, what was done."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    found = get_object_or_404(PeopleList, event=event, pk=list_id)
    if request.method == "POST":
        run_list(list_id=found.pk, by=request.user.pk)
        return redirect("panel:people-list", pk=event.pk, list_id=found.pk)
    context: dict[str, object] = {"event": event, "list": found, "form": SheetForm()}
    if found.state == ListState.CHECKED:
        told = _columns(event, found)
        context["columns"] = list(told.values())
        context["rows"] = [
            (typed, [(heading, typed.get(name, "")) for name, heading in told.items()], errors)
            for typed, _person, errors in found.rows
        ]
        context["plan"] = plan_import(event_id=event.pk, people=found.people)
    return render(request, "events/imports/list.html", context)


def _columns(event: Event, found: PeopleList) -> dict[str, Word]:
    """Name → heading of what the sheet tells besides the names."""
    further: dict[str, Word] = {"phone": _("Phone"), "entity": _("Entity"), "entity-kind": _("Kind of entity"),
                                "needs": _("Special needs")}  # fmt: skip
    further |= {field_name(question): wording(question) for question in questions_of(event)}
    there = {name for typed, _person, _errors in found.rows for name in typed}
    details = {one.name: one.heading for one in DETAILS if one.name not in NAME}
    return details | {name: heading for name, heading in further.items() if name in there}
