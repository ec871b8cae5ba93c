"""The panel: a project's indicators, how far each is and how it came there, in any period; who was counted."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.confirming import recently_confirmed
from accounts.exports.responses import export_response, sheet_response
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission, may
from events.figures.export_sources import INDICATOR_EVIDENCE
from events.figures.filters import PeriodForm, period_query
from events.figures.indicators import (
    NAMED,
    Achieved,
    achieved,
    indicator_rows,
    period_words,
)
from partnerships.projects.models import FundingProject, IndicatorSource
from partnerships.projects.panel_summary import parts_of
from partnerships.projects.permissions import project_for


@private_page
@require_safe
def indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """Target, achieved, remaining; in the period asked for; quarter by quarter; who was counted."""
    found = project_for(request.user, pk, CentrePermission.READ_FIGURES)
    form = PeriodForm.of(request.GET)
    period = form.period()
    rows, query = achieved(found, period), period_query(period)
    evidence = may(request.user, CentrePermission.READ_PEOPLE, found.centre_id)
    edits = may(request.user, CentrePermission.EDIT_PROJECTS, found.centre_id)
    context = {
        "project": found,
        "rows": [(one, _evidence_url(found, one, query) if evidence else "", _entries_url(found, one)) for one in rows],
        "tables": [one.table for one in rows if one.table],
        "form": form,
        "period": period_words(period),
        "query": query,
        "parts": parts_of(found) if edits else [],
        "part": "wskazniki",
        "edits": edits,
    }
    return render(request, "events/figures/panel_indicators.html", context, status=422 if form.errors else 200)


@private_page
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The indicators as XLSX."""
    found = project_for(request.user, pk, CentrePermission.READ_FIGURES)
    form = PeriodForm.of(request.GET)
    if not form.is_valid():
        return redirect("panel:project-indicators", pk=pk)
    rows = indicator_rows(found, form.period())
    return sheet_response(rows, name=f"wskazniki-{found.slug}.xlsx", title="Wskaźniki")


@private_page
@recently_confirmed
@require_safe
def evidence(request: HttpRequest, pk: int, indicator_id: int) -> HttpResponseBase:
    """One row for each person or entity that the indicator counts, exactly those; who took it stands in the log."""
    if not PeriodForm.of(request.GET).is_valid():
        return redirect("panel:project-indicators", pk=pk)
    return export_response(request, INDICATOR_EVIDENCE.key, "xlsx", pk=pk, indicator_id=indicator_id)


def _evidence_url(project: FundingProject, one: Achieved, query: str) -> str:
    """The sheet with one row for each counted person or entity."""
    if IndicatorSource(one.indicator.source) not in NAMED:
        return ""
    return reverse("panel:project-indicator-evidence", args=[project.pk, one.indicator.pk]) + query


def _entries_url(project: FundingProject, one: Achieved) -> str:
    """Where values are typed by hand, for an indicator that has such."""
    if one.indicator.source != IndicatorSource.MANUAL:
        return ""
    return reverse("panel:project-indicator-entries", args=[project.pk, one.indicator.pk])
