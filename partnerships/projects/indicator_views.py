"""The panel: what a project promised, and values of indicators that are typed by hand."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.confirming import recently_confirmed
from common.forms.inline_row_forms import Rows
from common.forms.shared_views import rows_page, saved_rows
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from files.downloads import stored_file_response
from files.refusals import UploadRefused
from files.services import accept_document
from files.transactions import kept_together
from partnerships.projects.indicator_editing import HasEvidence, set_entries, set_evidence, set_indicators
from partnerships.projects.indicator_forms import EntryForm, EvidenceForm, IndicatorForm, kind_choices
from partnerships.projects.models import FundingProject, Indicator, IndicatorEntry, IndicatorSource
from partnerships.projects.panel_summary import parts_of
from partnerships.projects.permissions import project_for

ROWS, ENTRIES = "partnerships/projects/panel_rows.html", "partnerships/projects/panel_entries.html"
FIELDS = ("id", "name", "unit", "target", "source", "event_kind", "counts")


@private_page
@require_http_methods(["GET", "POST"])
def indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """The indicators as rows: target, unit, where the value comes from."""
    found = project_for(request.user, pk, CentrePermission.EDIT_PROJECTS)
    initial = list(Indicator.objects.filter(project=found).values(*FIELDS))
    data = request.POST if request.method == "POST" else None
    rows = Rows(IndicatorForm, initial=initial, data=data, kinds=kind_choices())
    if saved_rows(
        request,
        rows,
        lambda: set_indicators(project_id=pk, rows=rows.rows(), by=request.user.pk, seen=rows.seen),
        refusals={HasEvidence: _("An indicator with typed values cannot be removed: take its values away first.")},
    ):
        return redirect("panel:project-indicator-rows", pk=pk)
    return _page(request, found, rows, _("Indicators"), _("Indicator"), _("What the project promised to the funder."))


@private_page
@require_http_methods(["GET", "POST"])
def entries(request: HttpRequest, pk: int, indicator_id: int) -> HttpResponse:
    """Values typed by hand, each with its evidence."""
    found = project_for(request.user, pk, CentrePermission.EDIT_PROJECTS)
    manual = Indicator.objects.filter(project=found, source=IndicatorSource.MANUAL)
    indicator = get_object_or_404(manual, pk=indicator_id)
    there = IndicatorEntry.objects.filter(indicator=indicator).order_by("on", "pk")
    initial = list(there.values("id", "on", "value", "note"))
    rows = Rows(EntryForm, initial=initial, data=request.POST if request.method == "POST" else None, most=200)
    told = {"indicator_id": indicator.pk, "by": request.user.pk}
    if saved_rows(request, rows, lambda: set_entries(rows=rows.rows(), seen=rows.seen, **told)):
        return redirect("panel:project-indicator-entries", pk=pk, indicator_id=indicator.pk)
    hint = _("Each value with its day and what proves it. They add up.")
    files = {"indicator": indicator, "entries": there.select_related("evidence")}
    return _page(request, found, rows, indicator.name, _("Value"), hint, ENTRIES, **files)


@private_page
@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, pk: int, indicator_id: int, entry_id: int) -> HttpResponse:
    """The file that proves a typed value: put there, exchanged, taken away."""
    found = project_for(request.user, pk, CentrePermission.EDIT_PROJECTS)
    entry = _entry(found, indicator_id, entry_id)
    drop = request.POST.get("act") == "drop"
    form = EvidenceForm(*((request.POST, request.FILES) if request.method == "POST" and not drop else ()))
    if drop or (form.is_valid() and _kept(form, entry, request.user.pk)):
        if drop:
            set_evidence(entry_id=entry.pk, file=None, by=request.user.pk)
        messages.success(request, _("Saved."))
        return redirect("panel:project-indicator-entries", pk=pk, indicator_id=indicator_id)
    context = {"project": found, "entry": entry, "form": form, "parts": parts_of(found), "part": "wskazniki"}
    status = 422 if form.errors else 200
    return render(request, "partnerships/projects/panel_evidence.html", context, status=status)


@private_page
@require_safe
@recently_confirmed  # it may be a list of people
def evidence_file(request: HttpRequest, pk: int, indicator_id: int, entry_id: int) -> HttpResponseBase:
    """That file as a download, for those of the centre who may read about people: it may be a signed list."""
    found = project_for(request.user, pk, CentrePermission.READ_PEOPLE)
    entry = _entry(found, indicator_id, entry_id)
    if entry.evidence is None:
        raise Http404
    return stored_file_response(entry.evidence)


def _entry(found: FundingProject, indicator_id: int, entry_id: int) -> IndicatorEntry:
    rows = IndicatorEntry.objects.select_related("indicator", "evidence")
    return get_object_or_404(rows, indicator__project=found, indicator=indicator_id, pk=entry_id)


def _kept(form: EvidenceForm, entry: IndicatorEntry, by: int) -> bool:
    try:
        upload = form.cleaned_data["file"]
        with kept_together(upload, by=by):
            set_evidence(entry_id=entry.pk, file=accept_document(upload=upload, by=by), by=by)
    except UploadRefused as refused:
        form.add_error("file", refused)
        return False
    return True


def _page(
    request: HttpRequest,
    found: FundingProject,
    rows: Rows,
    name: str,
    word: str,
    hint: str,
    template: str = ROWS,
    **more: Any,
) -> HttpResponse:
    context = {
        "project": found,
        "name": name,
        "word": word,
        "hint": hint,
        "parts": parts_of(found),
        "part": "wskazniki",
        **more,
    }
    return rows_page(request, rows, template, context)
