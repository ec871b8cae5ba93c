"""The panel: the files that a worker makes for this person, and taking one."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.confirming import recently_confirmed
from accounts.exports.models import StaffExport
from accounts.exports.responses import TYPES
from accounts.exports.services import KEEP, is_still_theirs, throw_away
from accounts.exports.sources import EXPORT_PLACES
from accounts.exports.states import ExportState
from common.auditlog.services import log_action
from common.web.cache import private_page
from files.downloads import kept_response


@private_page
@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    """What this person asked for in the last day: how far it is, or the file."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    rows = list(StaffExport.objects.filter(asked_by=request.user).order_by("-pk"))
    is_waiting = any(row.state == ExportState.WAITING for row in rows)
    places = [] if rows else [place for place in EXPORT_PLACES if place.may(request.user)]
    context = {"rows": rows, "is_waiting": is_waiting, "hours": KEEP.days * 24, "places": places}
    return render(request, "accounts/exports/list.html", context)


@private_page
@recently_confirmed
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, for who asked for it and still may have it; each download is logged."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    row = get_object_or_404(StaffExport, pk=pk, asked_by=request.user, state=ExportState.READY)
    if not is_still_theirs(row, request.user):
        throw_away(StaffExport.objects.filter(pk=row.pk))
        raise Http404
    log_action(verb="export.read", obj=row, by=request.user.pk, after={"source": row.source, "rows": row.total})
    return kept_response(row.content, row.name, TYPES[row.kind])
