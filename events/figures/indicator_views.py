"""The panel: a project's indicators, how far each is and how it came there; the same as a sheet."""

from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from common.pages.cache import private_page
from common.sheets import XLSX, xlsx_file
from entities.centres.permissions import MAY, Act, may
from events.figures.indicators import Achieved, achieved, indicator_rows
from partnerships.projects.models import FundingProject, IndicatorSource
from partnerships.projects.permissions import project_for
from partnerships.projects.record import parts_of


@private_page
@require_safe
def indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """Target, achieved, remaining; quarter by quarter; who was counted."""
    found = project_for(request.user, pk, Act.READ_FIGURES)
    rows = achieved(found)
    evidence = request.user.role in MAY[Act.READ_PEOPLE]
    context = {
        "project": found,
        "rows": [(one, _evidence_url(found, one) if evidence else "", _entries_url(found, one)) for one in rows],
        "tables": [one.table for one in rows if one.table],
        "parts": parts_of(found) if may(request.user, Act.EDIT_PROJECTS, found.centre_id) else [],
        "part": "wskazniki",
        "edits": may(request.user, Act.EDIT_PROJECTS, found.centre_id),
    }
    return render(request, "events/figures/panel_indicators.html", context)


@private_page
@require_safe
def sheet(request: HttpRequest, pk: int) -> FileResponse:
    """The indicators as XLSX."""
    found = project_for(request.user, pk, Act.READ_FIGURES)
    content = xlsx_file(indicator_rows(found), title="Wskaźniki")
    name = f"wskazniki-{found.slug}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


def _evidence_url(project: FundingProject, one: Achieved) -> str:
    """The sheet of the figures with one row for each counted person or entity of the project."""
    if not one.evidence:
        return ""
    asked = {"od": "", "do": "", "projekt": project.slug, "rodzaj": one.indicator.event_kind}
    return f"{reverse('panel:figures-export', args=[one.evidence, 'xlsx'])}?{urlencode(asked)}"


def _entries_url(project: FundingProject, one: Achieved) -> str:
    """Where values are typed by hand, for an indicator that has such."""
    if one.indicator.source != IndicatorSource.MANUAL:
        return ""
    return reverse("panel:project-indicator-entries", args=[project.pk, one.indicator.pk])
