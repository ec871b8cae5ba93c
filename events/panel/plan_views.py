"""The panel: planning an event, its plain fields, registration settings, cover and files."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.confirming import recently_confirmed
from common.forms.picture import PictureForm
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission, centres_for
from events.catalogue.models import Event, EventDocument
from events.catalogue.permissions import event_for
from events.catalogue.prefill import PARTNERSHIP, known_of_event
from events.catalogue.refusals import EventRefused
from events.catalogue.services import add_document, change_event, remove_document, set_cover, set_document_public
from events.catalogue.states import EventState
from events.panel.forms import BasicsForm, DocumentForm, EventForm, RegistrationSettingsForm
from events.panel.plan import parts_of
from events.programme.hours import hours_of_plan
from events.programme.services import falls_off, plan_with_place, replan_event
from events.registration.notices.change_notice import must_ask
from events.schedule.rows import in_hours
from files.downloads import stored_file_response
from files.queries import picture_of
from files.refusals import UploadRefused
from files.services import accept_file, accept_image
from files.transactions import kept_together

# The answer to what becomes of what falls off a shortened event.
FALLEN, MOVED, DROPPED = "fallen", "move", "drop"


@private_page
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A new event: saved as a draft, with its place where one was given."""
    if not centres_for(request.user, CentrePermission.RUN_EVENTS).exists():
        raise PermissionDenied
    known = known_of_event(request.user, request.GET.get(PARTNERSHIP, ""))
    form = EventForm(request.POST or None, user=request.user, initial=known)
    if request.method == "POST" and form.is_valid():
        event = plan_with_place(by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("The draft is saved."))
        return redirect("panel:event", pk=event.pk)
    return render(request, "events/panel/plan.html", {"form": form}, status=422 if form.errors else 200)


@private_page
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What the event is, when, what for. Places, programme and registration have pages of their own."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = BasicsForm(request.POST or None, instance=event, user=request.user)
    if request.method == "POST" and form.is_valid():
        fallen = falls_off(event_id=pk, first=form.cleaned_data["starts_on"], last=form.cleaned_data["ends_on"])
        answer = request.POST.get(FALLEN, "")
        if fallen and answer not in (MOVED, DROPPED):
            context = {"event": Event.objects.get(pk=pk), "form": form, "fallen": fallen, "name": FALLEN}
            return render(request, "events/panel/shorten.html", context)
        try:
            replan_event(event_id=event.pk, by=request.user.pk, drops=answer == DROPPED, **form.cleaned_data)
        except EventRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            if must_ask(event_id=event.pk):
                return redirect("panel:tell-change", pk=event.pk)
            return redirect("panel:event-change", pk=event.pk)
    return _page(request, "events/panel/basics.html", pk, "podstawy", form=form, planned=_planned_hours(pk))


def _planned_hours(pk: int) -> str:
    """`6,5`: hours of the event by its plan alone; empty where the plan says none."""
    minutes = replace(hours_of_plan(Event.objects.get(pk=pk)), by_hand=None).minutes
    return in_hours(minutes) if minutes else ""


@private_page
@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """How people register. After publication the number of places is changed with the registrations."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = RegistrationSettingsForm(request.POST or None, instance=event)
    if event.state != EventState.DRAFT:
        del form.fields["capacity"]
    if request.method == "POST" and form.is_valid():
        change_event(event_id=event.pk, by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("panel:event-registration", pk=event.pk)
    return _page(request, "events/panel/registration.html", pk, "ustawienia", form=form)


@private_page
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture that opens the page: add, exchange, describe, take away."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    if request.POST.get("act") == "drop":
        set_cover(event_id=event.pk, image=None, by=request.user.pk)
        messages.success(request, _("The picture is taken away."))
        return redirect("panel:event-cover", pk=event.pk)
    words = {"alt": event.cover_alt, "caption": event.cover_caption, "credit": event.cover_credit}
    form = PictureForm(
        request.POST or None, request.FILES or None, initial=words, has_picture=event.cover_id is not None
    )
    if request.method == "POST" and form.is_valid():
        chosen = dict(form.cleaned_data)
        upload = chosen.pop("picture")
        try:
            with kept_together(*filter(None, [upload]), by=request.user.pk):
                image = accept_image(upload=upload, by=request.user.pk, whole=True) if upload else event.cover
                set_cover(event_id=event.pk, image=image, by=request.user.pk, **chosen)
            messages.success(request, _("Saved."))
            return redirect("panel:event-cover", pk=event.pk)
        except UploadRefused as refused:
            form.add_error("picture", refused)
    picture = picture_of(event.cover) if event.cover else None
    return _page(request, "events/panel/cover.html", pk, "okladka", form=form, picture=picture)


@private_page
@require_http_methods(["GET", "POST"])
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Files of the event: for everyone, or kept as evidence."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        chosen = dict(form.cleaned_data)
        upload = chosen.pop("file")
        try:
            with kept_together(upload, by=request.user.pk):
                file = accept_file(upload=upload, by=request.user.pk)
                add_document(event_id=event.pk, file=file, by=request.user.pk, **chosen)
            messages.success(request, _("The file is added."))
            return redirect("panel:event-documents", pk=event.pk)
        except UploadRefused as refused:
            form.add_error("file", refused)
    rows = EventDocument.objects.filter(event=event).select_related("file")
    return _page(request, "events/panel/documents.html", pk, "dokumenty", form=form, documents=rows)


@private_page
@require_http_methods(["GET", "POST"])
@recently_confirmed  # it may be a signed list
def document(request: HttpRequest, pk: int, document_id: int) -> HttpResponseBase:
    """GET: the file, also one that is not public. POST: show it, hide it, take it away."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    found = get_object_or_404(EventDocument.objects.select_related("file"), event=event, pk=document_id)
    if request.method == "GET":
        return stored_file_response(found.file)
    act = request.POST.get("act")
    if act == "drop":
        remove_document(event_id=event.pk, document_id=found.pk, by=request.user.pk)
        messages.success(request, _("The file is taken away."))
    elif act in ("show", "hide"):
        try:
            set_document_public(event_id=event.pk, document_id=found.pk, is_public=act == "show", by=request.user.pk)
            messages.success(request, _("Saved."))
        except EventRefused as refused:
            messages.error(request, str(refused))
    return redirect("panel:event-documents", pk=event.pk)


def _page(request: HttpRequest, template: str, pk: int, part: str, *, form: BaseForm, **context: Any) -> HttpResponse:
    """A page of the event's plan; the event as it is saved, not as it was just typed."""
    event = Event.objects.get(pk=pk)
    context |= {"event": event, "form": form, "part": part, "parts": parts_of(event, counted=False)}
    return render(request, template, context, status=422 if form.errors else 200)
