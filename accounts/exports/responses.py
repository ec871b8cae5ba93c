"""A list as a file: a short one at once, a long one by a worker. One rule, counted before anything is read."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.exports.services import TooManyWait, ask_for_export, find
from common.spreadsheets.writer import XLSX, SheetTooLong, csv_pieces, xlsx_file

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}


def export_response(request: HttpRequest, source: str, kind: str, **path: Any) -> HttpResponseBase:
    """The list of this source, as this person may have it; who took it stands in the log.

    `path` are the numbers and codes of the address that name the list. Raises Http404 or PermissionDenied.
    """
    if kind not in TYPES:
        raise Http404
    asked = {"query": request.GET.urlencode(), **path}
    found = find(request.user, source, asked)
    n = found.count()
    found.log(kind, n)
    if n <= settings.EXPORT_ROWS_AT_ONCE:
        try:
            return sheet_response(found.rows(), name=f"{found.name}.{kind}", title=found.title)
        except SheetTooLong:  # few rows, and very wide
            pass
    try:
        ask_for_export(source=source, asked=asked, kind=kind, found=found, by=request.user.pk)
        messages.success(request, _("The list is long, so its file is being made. You will find it here."))
    except TooManyWait:
        messages.error(request, _("Several files of yours are still being made. Wait until they are ready."))
    return redirect("panel:exports")


def sheet_response(rows: Any, *, name: str, title: str) -> HttpResponseBase:
    """The rows as the file that the ending of its name says. Raises SheetTooLong for a workbook."""
    kind = name.rsplit(".", 1)[1]
    if kind == "xlsx":
        return FileResponse(xlsx_file(rows, title=title), as_attachment=True, filename=name, content_type=XLSX)
    answer = StreamingHttpResponse(csv_pieces(rows), content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
