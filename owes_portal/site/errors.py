"""Pages of trouble: they say what to do next and touch no cookie.

Those of 400, 500, 503 and 507 use no context and no database either: the request or they may be what is broken.
"""

import errno
import logging
import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from common.web.links import DeadLink

log = logging.getLogger(__name__)
RETRY_SECONDS = "60"
# What PostgreSQL says of a statement that took longer than it may (common/db/statement_timeouts.py).
ENDED_BY_LIMIT = "57014"
FULL_DISK = (errno.ENOSPC, errno.EDQUOT)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but the role does not open it. Who asked for what is a line of the log."""
    match, user = request.resolver_match, getattr(request, "user", None)
    log.warning("403 user %s /%s", user.pk if user else None, match.route if match else "?")
    return render(request, "403.html", status=403)


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose protection against forgery has run out."""
    return render(request, "403_csrf.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: with a search box and the ways on; of a personal link, where a newer one may be."""
    return render(request, "404.html", {"is_link": isinstance(exception, DeadLink)}, status=404)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came cannot be read, a part of a form with an endless name of a file for example."""
    return HttpResponse(render_to_string("400.html"), status=400)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500; 507 when the disk is full; 503 with Retry-After when the database is away or overloaded: that passes."""
    error = sys.exc_info()[1]
    if isinstance(error, OSError) and error.errno in FULL_DISK:
        return HttpResponse(render_to_string("507.html"), status=507)
    if isinstance(error, OperationalError) and getattr(error.__cause__, "pgcode", "") == ENDED_BY_LIMIT:
        return HttpResponse(render_to_string("503_slow.html"), status=503, headers={"Retry-After": RETRY_SECONDS})
    if isinstance(error, (OperationalError, InterfaceError)):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_SECONDS})
    return HttpResponse(render_to_string("500.html"), status=500)
