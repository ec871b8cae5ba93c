"""The panel: entities brought from a sheet, in three steps: the sheet, its columns, the trial and the run."""

from typing import Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.confirming import recently_confirmed
from accounts.exports.responses import export_response, sheet_response
from common.spreadsheets.reader import TableRefused
from common.web.cache import private_page
from entities.directory.permissions import DirectoryPermission, require
from entities.imports.columns import columns_of
from entities.imports.export_source import ERRORS
from entities.imports.forms import ColumnsForm, SheetForm
from entities.imports.models import EntityImport
from entities.imports.permissions import import_for
from entities.imports.reporting import page_of, sample_rows, work_done
from entities.imports.services import KEEP, drop_import, run_import, take_sheet, tell_columns
from entities.imports.states import ImportState
from files.refusals import UploadRefused
from files.uploads import check_arrived

LATEST = 20
SEEN_ROWS = 50


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """A sheet may be sent; the latest ones stand below."""
    require(request.user, DirectoryPermission.DECIDE)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if form.is_valid():
        upload: UploadedFile = form.cleaned_data["sheet"]
        try:
            check_arrived(upload)
            sheet = take_sheet(file=cast(Any, upload.file), name=upload.name or "", by=request.user.pk)
            return redirect("panel:entity-import", pk=sheet.pk)
        except (TableRefused, UploadRefused) as refused:
            form.add_error("sheet", refused)
    latest = EntityImport.objects.select_related("asked_by").exclude(state=ImportState.DROPPED)[:LATEST]
    context = {"form": form, "latest": latest, "days": KEEP.days}
    return render(request, "entities/imports/list.html", context, status=422 if form.errors else 200)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column holds: guessed, with examples, for a person to mend."""
    sheet = import_for(request.user, pk)
    if sheet.state not in (ImportState.COLUMNS, ImportState.CHECKED, ImportState.FAILED) or sheet.refused:
        return redirect("panel:entity-import", pk=pk)
    rows = sheet.rows.values_list("cells", flat=True)[:SEEN_ROWS]
    form = ColumnsForm(request.POST or None, columns=columns_of(sheet.headings, rows, sheet.mapping), sheet=sheet)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("default_kind", "publishes", "enters_similar")}
        tell_columns(import_id=pk, mapping=form.mapping, by=request.user.pk, **told)
        return redirect("panel:entity-import", pk=pk)
    context = {"sheet": sheet, "form": form}
    return render(request, "entities/imports/columns.html", context, status=422 if form.errors else 200)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the sheet is: the work going on, the fate of each row, the run, what was done."""
    found = import_for(request.user, pk)
    if request.method == "POST":
        return _acted(request, found)
    if found.state == ImportState.COLUMNS:
        answer = redirect("panel:entity-import-columns", pk=pk)
        if request.headers.get("HX-Request"):  # the page that watched the reading goes there as a whole
            return HttpResponse(headers={"HX-Redirect": answer.url})
        return answer
    context: dict[str, Any] = {"sheet": found, "work": work_done(found), "shown": None}
    if not found.is_at_work:
        context["shown"] = page_of(found, request.GET.get("los", ""), request.GET.get("od"))
    return render(request, "entities/imports/sheet.html", context)


@private_page
@recently_confirmed
@require_safe
def errors(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows with errors as a sheet, with what is wrong: mended there, it is sent again."""
    return export_response(request, ERRORS.key, "xlsx", pk=pk)


@private_page
@require_safe
def sample(request: HttpRequest) -> HttpResponseBase:
    """An empty sheet with all headings that are understood."""
    require(request.user, DirectoryPermission.DECIDE)
    return sheet_response(sample_rows(), name="podmioty-wzor.xlsx", title=_("Entities"))


def _acted(request: HttpRequest, found: EntityImport) -> HttpResponse:
    if request.POST.get("act") == "run":
        run_import(import_id=found.pk, by=request.user.pk)
    elif request.POST.get("act") == "drop":
        drop_import(import_id=found.pk, by=request.user.pk)
        messages.success(request, _("The sheet is given up; nothing was changed."))
        return redirect("panel:entity-imports")
    return redirect("panel:entity-import", pk=found.pk)
