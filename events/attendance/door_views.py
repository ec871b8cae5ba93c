"""The list at the door: the page, its live state, marks in batches, people without registration or place.

Marks are taken by POST only; reading never marks anybody.
"""

from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_permissions_policy.decorators import permissions_policy_override

from common.json_input import JSONRefused, json_body, json_refusal
from common.pages.cache import private_page
from common.pages.ids import clean_id, clean_ids, clean_number
from entities.centres.permissions import Act
from events.attendance.forms import NOT_ADDED, WalkInForm
from events.attendance.marking import NewMark, take_marks
from events.attendance.models import Method, Session
from events.attendance.queries import Door, door_of, same_name
from events.attendance.services import add_walk_in, let_in
from events.catalogue.permissions import event_for
from events.catalogue.services import EventRefused
from events.registration.models import Participant, ParticipantRole
from events.registration.services import NewPerson

READ_OR_POST = ["GET", "HEAD", "POST"]
MOST_MARKS = 200
# The camera for this page alone, and the reader of QR codes, which is compiled in the browser.
CAMERA = settings.PERMISSIONS_POLICY | {"camera": ["self"]}
READER = {"script-src": ["'wasm-unsafe-eval'"]}


def _session(request: HttpRequest, pk: int, session_id: int) -> Session:
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    return get_object_or_404(Session.objects.select_related("event", "stop"), pk=session_id, event=event)


@private_page
@csp_update(READER)
@permissions_policy_override(CAMERA)
@require_http_methods(READ_OR_POST)
def door(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Who is here already. Saving marks those ticked and unmarks those whose tick was taken away *on this page*.

    Only people shown on the page that was sent are touched: another device's marks stay. A search is posted too, for
    a name has no place in an address; the scripts of the page search by themselves.
    """
    session = _session(request, pk, session_id)
    asked = request.POST if request.method == "POST" else request.GET
    typed, only_absent = request.POST.get("q", "")[:100], asked.get("tylko") == "brak"
    if request.method == "POST" and "q" not in asked:
        _save_ticks(request, session)
        return redirect(f"{request.path}?tylko=brak" if only_absent else request.path)
    list_ = door_of(session)
    rows = [row for row in list_.rows if row.answers(typed) and not (only_absent and row.marked_at)]
    context = {
        "event": session.event,
        "session": session,
        "sessions": Session.objects.filter(event=session.event).select_related("stop"),
        "door": list_,
        "rows": rows,
        "typed": typed,
        "only_absent": only_absent,
    }
    return render(request, "events/attendance/door.html", context)


def _save_ticks(request: HttpRequest, session: Session) -> None:
    now = int(timezone.now().timestamp() * 1000)
    ticked, was_ticked = (set(clean_ids(request.POST.getlist(name))) for name in ("here", "was_here"))
    marks = [NewMark(pk, True, now) for pk in sorted(ticked - was_ticked)]
    marks += [NewMark(pk, False, now) for pk in sorted(was_ticked - ticked)]
    take_marks(session_id=session.pk, marks=marks, by=request.user.pk)
    messages.success(request, _("Saved."))


@private_page
@require_safe
def door_state(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Who is here, for the scripts of open pages: asked every few seconds."""
    session = _session(request, pk, session_id)
    return JsonResponse(_state(request, session, door_of(session)))


def _state(request: HttpRequest, session: Session, door: Door) -> dict[str, Any]:
    return {
        "now": int(timezone.now().timestamp() * 1000),
        "token": get_token(request),
        "version": door.version,
        "closed": session.closed_at is not None,
        "of": len(door.rows),
        "here": {row.participant.pk: row.marked_ms for row in door.rows if row.marked_at},
    }


@private_page
@require_POST
def door_marks(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Take a batch of marks from a device: in any order, any number of times. Says what became of each."""
    session = _session(request, pk, session_id)
    try:
        marks = _marks(json_body(request))
    except JSONRefused as refused:
        return json_refusal(refused)
    taken = take_marks(session_id=session.pk, marks=marks, by=request.user.pk)
    state = _state(request, session, door_of(session))
    return JsonResponse(state | {"taken": {str(key): outcome for key, outcome in taken.items()}})


def _marks(sent: Any) -> list[NewMark]:
    """The marks of a batch; raises JSONRefused for what no device of ours sends."""
    try:
        if len(sent["marks"]) > MOST_MARKS:
            raise ValueError("too many")
        return [_mark(one) for one in sent["marks"]]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise JSONRefused("shape") from error


def _mark(sent: dict[str, Any]) -> NewMark:
    who, at, here = sent["who"], sent["at"], sent["here"]
    participant_id, ms = clean_id(who), clean_number(at, most=2**53 - 1)
    if participant_id is None or ms is None or type(here) is not bool or isinstance(who, str) or isinstance(at, str):
        raise ValueError("types")
    method = Method.SCAN if sent.get("how") == "scan" else Method.TAP
    return NewMark(participant_id=participant_id, is_here=here, device_ms=ms, key=UUID(sent["id"]), method=method)


@private_page
@require_http_methods(READ_OR_POST)
def walk_in(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Add somebody who came without a registration; a namesake on the list is shown first."""
    session = _session(request, pk, session_id)
    form = WalkInForm(request.POST or None, user=request.user)
    namesakes: list[Participant] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if "another" not in request.POST:
            namesakes = same_name(session.event, data["first_name"], data["last_name"])
        if not namesakes:
            role = ParticipantRole(data["role"])
            person = NewPerson(first_name=data["first_name"], last_name=data["last_name"], role=role)
            by = request.user.pk
            try:
                add_walk_in(
                    session_id=session.pk, person=person, entity=data["entity"], by=by, form_key=data["form_key"]
                )
                messages.success(request, _("Added and marked present."))
            except EventRefused as refused:
                messages.error(request, NOT_ADDED[str(refused)])
            return redirect("panel:door", pk=session.event_id, session_id=session.pk)
    context = {"event": session.event, "session": session, "form": form, "namesakes": namesakes}
    status = 422 if form.errors or namesakes else 200
    return render(request, "events/attendance/walk_in.html", context, status=status)


@private_page
@require_http_methods(READ_OR_POST)
def admit(request: HttpRequest, pk: int, session_id: int, participant_id: int) -> HttpResponse:
    """Somebody without a place came: asked once, then the place is given and the person marked."""
    session = _session(request, pk, session_id)
    person = get_object_or_404(
        Participant.objects.select_related("entity"),
        pk=participant_id,
        event=session.event,
        erased_at__isnull=True,
    )
    if request.method == "POST":
        try:
            let_in(participant_id=person.pk, session_id=session.pk, by=request.user.pk)
            messages.success(request, _("%(name)s has a place and is marked present.") % {"name": person})
        except EventRefused:
            messages.error(request, _("Only people of a published event can be registered."))
        return redirect("panel:door", pk=session.event_id, session_id=session.pk)
    return render(request, "events/attendance/admit.html", {"event": session.event, "session": session, "one": person})


@private_page
@require_safe
def worker(request: HttpRequest, pk: int) -> HttpResponse:
    """The service worker of the event's lists: its folder bounds what it may keep for a time without a network."""
    event_for(request.user, pk, Act.RUN_EVENTS)
    return render(request, "events/attendance/door-worker.js", content_type="text/javascript; charset=utf-8")
