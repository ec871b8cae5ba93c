"""The panel: what a project promised, and values of indicators that are typed by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.pages.cache import private_page
from common.rowforms import Rows
from entities.centres.permissions import Act
from partnerships.projects.indicator_forms import EntryForm, IndicatorForm, kind_choices
from partnerships.projects.models import FundingProject, Indicator, IndicatorEntry, IndicatorSource
from partnerships.projects.permissions import project_for
from partnerships.projects.promises import HasEvidence, set_entries, set_indicators
from partnerships.projects.record import parts_of

FIELDS = ("id", "name", "unit", "target", "source", "event_kind", "counts")


@private_page
@require_http_methods(["GET", "POST"])
def indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """The indicators as rows: target, unit, where the value comes from."""
    found = project_for(request.user, pk, Act.EDIT_PROJECTS)
    initial = list(Indicator.objects.filter(project=found).values(*FIELDS))
    data = request.POST if request.method == "POST" else None
    rows = Rows(IndicatorForm, initial=initial, data=data, kinds=kind_choices())
    if rows.is_valid():
        try:
            set_indicators(project_id=pk, rows=rows.rows(), by=request.user.pk, seen=rows.seen)
            messages.success(request, _("Saved."))
            return redirect("panel:project-indicator-rows", pk=pk)
        except HasEvidence:
            messages.error(request, _("An indicator with typed values cannot be removed: take its values away first."))
    return _page(request, found, rows, _("Indicators"), _("Indicator"), _("What the project promised to the funder."))


@private_page
@require_http_methods(["GET", "POST"])
def entries(request: HttpRequest, pk: int, indicator_id: int) -> HttpResponse:
    """Values typed by hand, each with its evidence."""
    found = project_for(request.user, pk, Act.EDIT_PROJECTS)
    manual = Indicator.objects.filter(project=found, source=IndicatorSource.MANUAL)
    indicator = get_object_or_404(manual, pk=indicator_id)
    there = IndicatorEntry.objects.filter(indicator=indicator).order_by("on", "pk")
    initial = list(there.values("id", "on", "value", "note"))
    rows = Rows(EntryForm, initial=initial, data=request.POST if request.method == "POST" else None, most=200)
    if rows.is_valid():
        set_entries(indicator_id=indicator.pk, rows=rows.rows(), by=request.user.pk, seen=rows.seen)
        messages.success(request, _("Saved."))
        return redirect("panel:project-indicator-entries", pk=pk, indicator_id=indicator.pk)
    hint = _("Each value with its day and what proves it. They add up.")
    return _page(request, found, rows, indicator.name, _("Value"), hint)


def _page(request: HttpRequest, found: FundingProject, rows: Rows, name: str, word: str, hint: str) -> HttpResponse:
    context = {
        "project": found,
        "rows": rows,
        "name": name,
        "word": word,
        "hint": hint,
        "parts": parts_of(found),
        "part": "wskazniki",
        "failed": rows.saves,
    }
    status = 422 if rows.saves else 200
    return render(request, "partnerships/projects/panel_rows.html", context, status=status)
