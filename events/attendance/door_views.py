"""The list at the door, for staff in the panel: what happens there stands in shared_door_views.py.

Marks are taken by POST only; reading never marks anybody.
"""

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_permissions_policy.decorators import permissions_policy_override

from accounts.confirming import outlives_idleness
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.attendance.models import Session
from events.attendance.shared_door_views import Keeper, admit_page, door_page, marks_answer, state_answer, walk_in_page
from events.catalogue.permissions import event_for

READ_OR_POST = ["GET", "HEAD", "POST"]
# The camera for this page alone, and the reader of QR codes, which is compiled in the browser.
CAMERA = settings.PERMISSIONS_POLICY | {"camera": ["self"]}
READER = {"script-src": ["'wasm-unsafe-eval'"]}


def _session(request: HttpRequest, pk: int, session_id: int) -> Session:
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    return get_object_or_404(Session.objects.select_related("event", "stop"), pk=session_id, event=event)


@outlives_idleness
@private_page
@csp_update(READER)
@permissions_policy_override(CAMERA)
@require_http_methods(READ_OR_POST)
def door(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Who is here already; saving marks those ticked."""
    session = _session(request, pk, session_id)
    sessions = list(Session.objects.filter(event=session.event).select_related("stop"))
    return door_page(request, session, sessions, Keeper(by=request.user.pk))


@outlives_idleness
@private_page
@require_safe
def door_state(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Who is here, for the scripts of open pages: asked every few seconds."""
    return state_answer(request, _session(request, pk, session_id))


@outlives_idleness
@private_page
@require_POST
def door_marks(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Take a batch of marks from a device."""
    return marks_answer(request, _session(request, pk, session_id), Keeper(by=request.user.pk))


@outlives_idleness
@private_page
@require_http_methods(READ_OR_POST)
def walk_in(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Add somebody who came without a registration."""
    return walk_in_page(request, _session(request, pk, session_id), Keeper(by=request.user.pk))


@outlives_idleness
@private_page
@require_http_methods(READ_OR_POST)
def admit(request: HttpRequest, pk: int, session_id: int, participant_id: int) -> HttpResponse:
    """Somebody without a place came."""
    return admit_page(request, _session(request, pk, session_id), Keeper(by=request.user.pk), participant_id)


@outlives_idleness
@private_page
@require_safe
def worker(request: HttpRequest, pk: int) -> HttpResponse:
    """The service worker of the event's lists: its folder bounds what it may keep for a time without a network."""
    event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    return render(request, "events/attendance/door-worker.js", content_type="text/javascript; charset=utf-8")
