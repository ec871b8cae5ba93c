"""Is it still you? Asked after a time away, once a working day, and right before what is worth stealing.

Nobody is signed out for it: the session stays and asks for the password (the factor, a mailed code); then the page that
was wanted opens, and a form that was sent goes on with what was typed. Limits by role: settings.SESSION_LIMITS.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import authentication_step_completed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.going_on import keep_form
from accounts.limits import View
from accounts.models import User

# In the session, in seconds since 1970: signed in or confirmed last; last request that somebody made by hand.
CONFIRMED_AT, SEEN_AT = "confirmed_at", "seen_at"
WRITE_EVERY = 60  # seconds: not every request writes the session
# Pages that are open to a session that waits for its confirmation: confirming, and going.
OPEN_ROUTES = ("konto/ponownie/", "konto/wylogowanie/")


def ask_again(request: HttpRequest) -> HttpResponse:
    """Lead to the confirmation and back; a form that was sent goes on afterwards (going_on.py)."""
    keep_form(request)
    back = request.path if request.method == "POST" else request.get_full_path()
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    return redirect(f"{ways[0]['url']}?{urlencode({'next': back})}")


def recently_confirmed(view: View) -> View:
    """For exports of personal data and changes of factors: signed in or confirmed in the last CONFIRMED_SECONDS."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and _since(request, CONFIRMED_AT) > settings.CONFIRMED_SECONDS:
            return ask_again(request)
        return view(request, *args, **kwargs)

    inner.asks_again = True  # type: ignore[attr-defined]
    return inner


def outlives_idleness(view: View) -> View:
    """For the door, the grid and an editor: work goes on there after a pause, whatever the clock says.

    What a script asks there by itself (GET) does not keep the rest of the panel open.
    """
    view.outlives_idleness = True  # type: ignore[attr-defined]
    return view


class SessionLimitsMiddleware:
    """After a time away, and once a working day, the session asks who sits there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if not getattr(view, "login_required", True) or not isinstance(request.user, User):
            return None
        idle, whole = settings.SESSION_LIMITS.get(request.user.role, (None, None))
        route = request.resolver_match.route.removeprefix("en/") if request.resolver_match else ""
        if idle is None or whole is None or route.startswith(OPEN_ROUTES):
            return None
        open_all_day = getattr(view, "outlives_idleness", False)
        is_away = _since(request, SEEN_AT) > idle and not open_all_day
        if is_away or _since(request, CONFIRMED_AT) > whole:
            if request.method in ("GET", "HEAD", "POST"):
                messages.info(request, _("You were away for some time. Confirm that it is you: then you go on here."))
            return ask_again(request)
        if _since(request, SEEN_AT) > WRITE_EVERY and (request.method == "POST" or not open_all_day):
            request.session[SEEN_AT] = int(time.time())
        return None


def _since(request: HttpRequest, moment: str) -> float:
    """Seconds since the moment; a session from before these limits begins now."""
    return time.time() - request.session.setdefault(moment, int(time.time()))


def _begin(sender: object, request: HttpRequest, **_: Any) -> None:
    request.session[CONFIRMED_AT] = request.session[SEEN_AT] = int(time.time())


def confirmed(request: HttpRequest) -> None:
    """The person has proved once more who they are: the time begins anew, under a new key of the session."""
    _begin(request, request)
    request.is_confirmed = True  # type: ignore[attr-defined]  # for going_on.py
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


def _step_done(sender: object, request: HttpRequest, reauthenticated: bool = False, **_: Any) -> None:
    if reauthenticated:
        confirmed(request)


def listen() -> None:
    """Signing in and confirming begin the time anew; called once, when the apps are ready."""
    user_logged_in.connect(_begin, weak=False, dispatch_uid="session limits")
    authentication_step_completed.connect(_step_done, weak=False, dispatch_uid="session limits confirmed")
