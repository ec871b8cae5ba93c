"""The door for a volunteer without an account: the secret of the link is exchanged at once for a session of the day.

The secret stands behind the # of the address: a browser sends that to no server, so it is in no log and no Referer; the
page's script posts it and wipes it out of the address. Without a script one types or pastes it.
"""

from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_permissions_policy.decorators import permissions_policy_override

from accounts.limits import HOUR, too_many
from common.web.cache import private_page
from common.web.ratelimit import allow_from
from events.attendance.door_links import open_link, sessions_of, use_token
from events.attendance.door_views import CAMERA, READ_OR_POST, READER
from events.attendance.models import Session
from events.attendance.shared_door_views import Keeper, admit_page, door_page, marks_answer, state_answer, walk_in_page

KEPT_IN = "door_link"  # in the session: the number of the link, nothing else
TRIES_AN_HOUR, DAY = 60, 24 * 3600


@login_not_required
@private_page
@require_http_methods(READ_OR_POST)
def enter(request: HttpRequest) -> HttpResponse:
    """Take the code of a link, and lead to the list of today."""
    wrong = False
    if request.method == "POST":
        if not allow_from(request, "door-link", TRIES_AN_HOUR, HOUR):
            return too_many(request, HOUR)
        # Pasted whole, an address ends with the code too.
        link = use_token(request.POST.get("code", "")[:500].rpartition("#")[2])
        if link is not None:
            request.session.cycle_key()
            request.session[KEPT_IN] = link.pk
            if not request.user.is_authenticated:
                request.session.set_expiry(DAY)
        wrong = link is None
    link = None if wrong else open_link(request.session.get(KEPT_IN))
    lists = sessions_of(link) if link else []
    if lists:
        return redirect("attendance:door", session_id=lists[0].pk)
    context = {"wrong": wrong, "link": link}
    return render(request, "events/attendance/guest_enter.html", context, status=422 if wrong else 200)


def _kept(request: HttpRequest, session_id: int) -> tuple[Session, list[Session], Keeper] | None:
    """The list, all lists of the day, and the keeper; None when this visitor has no open link. Another list is 404."""
    link = open_link(request.session.get(KEPT_IN))
    if link is None:
        return None
    lists = sessions_of(link)
    for one in lists:
        if one.pk == session_id:
            return one, lists, Keeper(link=link)
    raise Http404


def _ended(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("This link opens nothing any more. Ask the organiser for a new one."))
    return redirect("attendance:door-enter")


@login_not_required
@private_page
@csp_update(READER)
@permissions_policy_override(CAMERA)
@require_http_methods(READ_OR_POST)
def door(request: HttpRequest, session_id: int) -> HttpResponse:
    """Who is here already."""
    kept = _kept(request, session_id)
    return door_page(request, *kept) if kept else _ended(request)


@login_not_required
@private_page
@require_safe
def door_state(request: HttpRequest, session_id: int) -> HttpResponse:
    """Who is here, for the scripts of open pages."""
    kept = _kept(request, session_id)
    if kept is None:
        raise PermissionDenied
    return state_answer(request, kept[0])


@login_not_required
@private_page
@require_POST
def door_marks(request: HttpRequest, session_id: int) -> HttpResponse:
    """Take a batch of marks from a device."""
    kept = _kept(request, session_id)
    if kept is None:
        raise PermissionDenied
    return marks_answer(request, kept[0], kept[2])


def _adding(request: HttpRequest, session_id: int) -> tuple[Session, Keeper] | None:
    """As `_kept`, where the staff let this link add people; otherwise there is no such page."""
    kept = _kept(request, session_id)
    if kept is not None and not kept[2].may_add:
        raise Http404
    return (kept[0], kept[2]) if kept else None


@login_not_required
@private_page
@require_http_methods(READ_OR_POST)
def walk_in(request: HttpRequest, session_id: int) -> HttpResponse:
    """Add somebody who came without a registration."""
    kept = _adding(request, session_id)
    return walk_in_page(request, *kept) if kept else _ended(request)


@login_not_required
@private_page
@require_http_methods(READ_OR_POST)
def admit(request: HttpRequest, session_id: int, participant_id: int) -> HttpResponse:
    """Somebody without a place came."""
    kept = _adding(request, session_id)
    return admit_page(request, *kept, participant_id) if kept else _ended(request)


@login_not_required
@private_page
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the volunteers' lists: its folder bounds what it may keep for a time without a network."""
    return render(request, "events/attendance/door-worker.js", content_type="text/javascript; charset=utf-8")
