"""The panel: a project's indicators, how far each is and how it came there, in any period; who was counted."""

from urllib.parse import urlencode

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.confirming import recently_confirmed
from common.acts.services import record
from common.pages.cache import private_page
from common.sheets import XLSX, xlsx_file
from entities.centres.permissions import Act, may
from events.figures.exports import entity_rows, person_rows
from events.figures.indicators import (
    ALWAYS,
    NAMED,
    Achieved,
    Period,
    achieved,
    counted_in,
    indicator_rows,
    period_words,
    scope_of,
)
from partnerships.projects.models import FundingProject, Indicator, IndicatorSource
from partnerships.projects.permissions import project_for
from partnerships.projects.record import parts_of

DAY = forms.DateInput(attrs={"type": "date"})


class PeriodForm(forms.Form):
    """The period of the achieved values; names as in the address. Empty is the whole project."""

    mark_optional = False
    od = forms.DateField(label=gettext_lazy("From"), required=False, widget=DAY)
    do = forms.DateField(label=gettext_lazy("To"), required=False, widget=DAY)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("od") and data.get("do") and data["do"] < data["od"]:
            self.add_error("do", _("The end is before the beginning: choose a later day."))
        return data

    def period(self) -> Period:
        """What was asked; the whole project where that makes no sense."""
        return Period(self.cleaned_data["od"], self.cleaned_data["do"]) if self.is_valid() else ALWAYS


def _asked(request: HttpRequest) -> PeriodForm:
    return PeriodForm({name: request.GET.get(name, "") for name in PeriodForm.base_fields})


def _query(period: Period) -> str:
    days = {"od": period.since, "do": period.until}
    return f"?{urlencode({name: day for name, day in days.items() if day})}" if period != ALWAYS else ""


@private_page
@require_safe
def indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """Target, achieved, remaining; in the period asked for; quarter by quarter; who was counted."""
    found = project_for(request.user, pk, Act.READ_FIGURES)
    form = _asked(request)
    period = form.period()
    rows, query = achieved(found, period), _query(period)
    evidence = may(request.user, Act.READ_PEOPLE, found.centre_id)
    edits = may(request.user, Act.EDIT_PROJECTS, found.centre_id)
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
def sheet(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The indicators as XLSX."""
    found = project_for(request.user, pk, Act.READ_FIGURES)
    form = _asked(request)
    if not form.is_valid():
        return redirect("panel:project-indicators", pk=pk)
    content = xlsx_file(indicator_rows(found, form.period()), title="Wskaźniki")
    name = f"wskazniki-{found.slug}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


@private_page
@recently_confirmed
@require_safe
def evidence(request: HttpRequest, pk: int, indicator_id: int) -> HttpResponse | FileResponse:
    """One row for each person or entity that the indicator counts, exactly those; who took it stands in the log."""
    found = project_for(request.user, pk, Act.READ_PEOPLE)
    indicator = get_object_or_404(Indicator, project=found, pk=indicator_id)
    column = NAMED.get(IndicatorSource(indicator.source))
    if column is None:
        raise Http404
    form = _asked(request)
    if not form.is_valid():
        return redirect("panel:project-indicators", pk=pk)
    only = counted_in(indicator, form.period())
    after = {"indicator": indicator.pk, "rows": only.count(), "period": _query(form.period())}
    record(verb="project.indicator_evidence", obj=found, by=request.user.pk, after=after)
    rows = person_rows if column == "someone" else entity_rows
    content = xlsx_file(rows(scope_of(indicator), only), title=_("People") if column == "someone" else _("Entities"))
    name = f"wskaznik-{indicator.pk}-{found.slug}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


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
