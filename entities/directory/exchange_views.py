"""The panel: the directory out as a file."""

from dataclasses import asdict

from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.confirming import recently_confirmed
from common.acts.services import record
from common.pages.cache import private_page
from common.sheets import XLSX, csv_pieces, xlsx_file
from entities.directory.exports import staff_rows
from entities.directory.panel_filters import PanelWishes
from entities.directory.permissions import Right, entities_for, require


@private_page
@recently_confirmed
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list under its filters as a file; who took it, and with which filters, stands in the log."""
    require(request.user, Right.READ)
    if kind not in ("csv", "xlsx"):
        raise Http404
    wishes = PanelWishes.of(request.GET)
    entities = wishes.narrow(entities_for(request.user))
    told = {name: value for name, value in asdict(wishes).items() if value and name != "q"}
    after = {"kind": kind, "rows": entities.count(), "worded": bool(wishes.q), **told}
    record(verb="entity.export", obj=None, by=request.user.pk, after=after)
    rows, name = staff_rows(entities), f"podmioty-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "xlsx":
        return FileResponse(xlsx_file(rows, title=_("Entities")), as_attachment=True, filename=name, content_type=XLSX)
    answer = StreamingHttpResponse(csv_pieces(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
