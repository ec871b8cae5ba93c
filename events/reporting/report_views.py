"""The panel: one period of a centre: read, fill, hand over, decide, correct."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.web.cache import private_page
from entities.directory.panel_summary import acts_of
from events.figures.counting import Figures
from events.figures.services import ask_for
from events.figures.tables import summary_of, tables_of
from events.reporting.forms import FillForm, ReasonForm, RemarkForm
from events.reporting.models import PeriodReport, ReportingPeriod
from events.reporting.permissions import decides, fills, period_for
from events.reporting.queries import digest_of, figures_shown, hand_figures, latest_of, plain, reports_of, scope_of
from events.reporting.rows import TINTS, amount, changes_between, period_name, state_of, title_of
from events.reporting.services import (
    NotReady,
    OtherFigures,
    accept,
    correct,
    drop_period,
    fill_report,
    hand_over,
    missing_in,
    return_report,
)
from events.reporting.states import IN_WORK, ReportState

VERSION = "wersja"


@private_page
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report on a period as it stands, or an earlier version (`?wersja=1`)."""
    return _page(request, period_for(request.user, pk), version=request.GET.get(VERSION, ""))


@private_page
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Figures typed by hand, each with its evidence, and the centre's note."""
    period = _filled_by(request, pk)
    row = latest_of(period)
    if row.state not in IN_WORK:
        messages.error(request, _("The report was handed over: its figures are not changed now."))
        return redirect("panel:report", pk=pk)
    entries = {entry.figure_id: entry for entry in row.entries.all()}
    figures = hand_figures(period.centre.voivodeship_id)
    form = FillForm(request.POST or None, figures=figures, entries=entries, note=row.note)
    if request.method == "POST" and form.is_valid():
        try:
            fill_report(period_id=pk, rows=form.rows(), note=form.cleaned_data["note"].strip(), by=request.user.pk)
            messages.success(request, _("Saved."))
        except OtherFigures:
            messages.error(request, _("The report was handed over: its figures are not changed now."))
        return redirect("panel:report", pk=pk)
    context = {"period": period, "days": period_name(period.starts_on, period.ends_on), "form": form}
    return render(request, "events/reporting/fill.html", context, status=422 if form.errors else 200)


@private_page
@require_POST
def hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the report over. Figures that changed since the page was opened are shown first."""
    period = _filled_by(request, pk)
    try:
        hand_over(period_id=pk, seen=request.POST.get("seen", ""), by=request.user.pk)
    except NotReady as lack:
        if lack.names:
            messages.error(request, _("Still to be typed: %(names)s.") % {"names": ", ".join(lack.names)})
        else:
            messages.error(request, _("The period is not over yet: it can be handed over from its last day on."))
        return _page(request, period, status=422)
    except OtherFigures as other:
        messages.error(request, _("The figures have changed since you opened this page. Look at them, then hand over."))
        return _page(request, period, status=409, counted=other.figures)
    messages.success(request, _("The report was handed over. The ROPS was told by e-mail."))
    return redirect("panel:report", pk=pk)


@private_page
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the report, or return it with a remark."""
    period = period_for(request.user, pk)
    if not decides(request.user, period.centre):
        raise PermissionDenied
    told: dict[str, Any] = {"period_id": pk, "seen": request.POST.get("seen", ""), "by": request.user.pk}
    form = RemarkForm(request.POST)
    try:
        if request.POST.get("act") == "accept" and request.POST.get("remark", "").strip():
            form.is_valid()
            form.add_error("remark", _("A remark goes only with a returned report: return it, or clear the remark."))
            return _page(request, period, status=422, remark=form)
        if request.POST.get("act") == "accept":
            accept(**told)
            messages.success(request, _("The report is accepted. The centre was told by e-mail."))
        elif form.is_valid():
            return_report(**told, remark=form.cleaned_data["remark"])
            messages.success(request, _("The report is returned. The centre was told by e-mail."))
        else:
            return _page(request, period, status=422, remark=form)
    except OtherFigures:
        messages.error(request, _("Somebody has decided meanwhile, or the report has changed: see below."))
        return _page(request, period, status=409)
    return redirect("panel:report", pk=pk)


@private_page
@require_POST
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a correction of an accepted report; the reason stands in it."""
    period = _filled_by(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, period, status=422, reason=form)
    try:
        correct(period_id=pk, reason=form.cleaned_data["reason"], by=request.user.pk)
        messages.success(request, _("A correction is begun. Its figures are counted anew; what was typed is copied."))
    except OtherFigures:
        messages.error(request, _("Only an accepted report is corrected."))
    return redirect("panel:report", pk=pk)


@private_page
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a period that was opened by mistake and never handed over."""
    period = period_for(request.user, pk)
    if not (decides(request.user, period.centre) or fills(request.user, period.centre)):
        raise PermissionDenied
    try:
        drop_period(period_id=pk, by=request.user.pk)
    except OtherFigures:
        messages.error(request, _("This period was reported on already: it stays."))
        return redirect("panel:report", pk=pk)
    messages.success(request, _("The period is taken away."))
    return redirect("panel:reports")


def _filled_by(request: HttpRequest, pk: int) -> ReportingPeriod:
    period = period_for(request.user, pk)
    if not fills(request.user, period.centre):
        raise PermissionDenied
    return period


def _page(
    request: HttpRequest,
    period: ReportingPeriod,
    *,
    status: int = 200,
    version: str = "",
    counted: Figures | None = None,
    remark: RemarkForm | None = None,
    reason: ReasonForm | None = None,
) -> HttpResponse:
    """The page of a report; `counted` are figures that a refused hand-over has just counted."""
    versions = reports_of(period)
    shown = _shown(versions, version)
    figures, kept = (counted, plain(counted)) if counted else figures_shown(period, shown)
    if figures is None:
        ask_for(scope_of(period))
    is_latest = shown == versions[-1]
    before = next((row for row in versions if row.version == shown.version - 1), None)
    errors = [form for form in (remark, reason) if form is not None]
    context = {
        "period": period,
        "days": period_name(period.starts_on, period.ends_on),
        "report": shown,
        "title": title_of(period),
        "state": state_of(shown),
        "tint": TINTS[ReportState(shown.state)],
        "summary": summary_of(figures) if figures else [],
        "tables": tables_of(figures) if figures else [],
        "figures": figures,
        "in_work": shown.state in IN_WORK,
        "entries": [(row, amount(row.value)) for row in shown.entries.all()],
        "missing": missing_in(period, shown) if shown.state in IN_WORK else [],
        "changes": changes_between(before, shown, figures) if before and figures else [],
        "versions": [(f"?{VERSION}={row.version}", state_of(row), row, row == shown) for row in versions],
        "fills": is_latest and fills(request.user, period.centre),
        "decides": is_latest and decides(request.user, period.centre),
        "seen": digest_of(kept, shown),
        "is_over": timezone.localdate() >= period.ends_on,
        "never_handed": len(versions) == 1 and shown.handed_at is None,
        "history": acts_of(shown),
        "remark": remark or RemarkForm(),
        "reason": reason or ReasonForm(),
        "errors": errors,
    }
    return render(request, "events/reporting/report.html", context, status=status)


def _shown(versions: list[PeriodReport], asked: str) -> PeriodReport:
    if not asked:
        return versions[-1]
    found = next((row for row in versions if str(row.version) == asked), None)
    if found is None:
        raise Http404
    return found
