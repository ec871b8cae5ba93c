"""The panel: the directory out as a file."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.confirming import recently_confirmed
from accounts.exports.responses import export_response
from common.web.cache import private_page
from entities.directory.export_source import DIRECTORY


@private_page
@recently_confirmed
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list under its filters as a file; who took it, and with which filters, stands in the log."""
    return export_response(request, DIRECTORY.key, kind)
