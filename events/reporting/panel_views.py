"""The panel: reports of the region's centres side by side, a new period, what the centres are asked for."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.exports.responses import TYPES, sheet_response
from common.auditlog.services import log_action
from common.forms.inline_row_forms import Rows
from common.forms.shared_views import rows_page, saved_rows
from common.web.cache import private_page
from entities.centres.models import SupportCentre
from entities.territory.models import Voivodeship
from events.figures.services import ask_for
from events.reporting.exports import region_rows
from events.reporting.forms import HandFigureForm, PeriodForm, usual_periods
from events.reporting.models import HandFigure
from events.reporting.permissions import fills, regions_of, reporting_centres, works_with_reports
from events.reporting.queries import Days, hand_figures, periods_of, region_of, waiting_for_decision
from events.reporting.rows import code_of, days_of, period_name, sheet_of, title_of
from events.reporting.services import PeriodsOverlap, begin_list, open_periods, set_hand_figures

PERIOD, PLACE = "okres", "wojewodztwo"


@private_page
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The centres of a period side by side with their sums; what waits for a decision."""
    centres, places = _side_by_side(request)
    periods = periods_of(centres)
    days = days_of(request.GET.get(PERIOD, ""), periods) or (periods[0] if periods else None)
    regions = regions_of(request.user)
    place = places[0].pk if places else ""
    region = region_of(centres, days) if days else None
    if region and region.told and region.once is None:  # so many people are counted behind the page
        ask_for(region.together)
    context = {
        "places": [
            (f"?{PLACE}={one.pk}", one.name, one.pk == place) for one in sorted(places, key=lambda one: one.name)
        ],
        "periods": [(f"?{PLACE}={place}&{PERIOD}={code_of(one)}", period_name(*one), one == days) for one in periods],
        "query": f"?{PLACE}={place}&{PERIOD}={code_of(days)}" if days else "",
        "days": period_name(*days) if days else "",
        "sheet": sheet_of(region) if region else None,
        "waiting": [
            (title_of(report.period), report, reverse("panel:report", args=[report.period_id]))
            for report in waiting_for_decision(regions)[:20]
        ],
        "decides": bool(regions),
        "regions": Voivodeship.objects.filter(pk__in=regions).order_by("name"),
        "centres": centres,
    }
    return render(request, "events/reporting/reports.html", context)


def _side_by_side(request: HttpRequest) -> tuple[Sequence[SupportCentre], list[Voivodeship]]:
    """Centres of one voivodeship, as each keeps its own list of figures; the voivodeships, the chosen one first."""
    rows = list(reporting_centres(request.user).select_related("voivodeship").order_by("sort_name", "pk"))
    own = regions_of(request.user)
    places = {row.voivodeship_id: row.voivodeship for row in rows}
    asked = request.GET.get(PLACE, "")
    order = sorted(places.values(), key=lambda one: (one.pk != asked, one.pk not in own, one.name))
    return [row for row in rows if order and row.voivodeship_id == order[0].pk], order


@private_page
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a period: the ROPS for all its centres at once, a centre for itself."""
    mine = reporting_centres(request.user).filter(is_active=True).order_by("sort_name", "pk")
    regions = regions_of(request.user)
    own = [centre.pk for centre in mine if centre.voivodeship_id in regions or fills(request.user, centre)]
    centres = mine.filter(pk__in=own)
    usual = usual_periods(timezone.localdate())
    asked = {name: request.GET.get(key, "") for name, key in (("starts_on", "od"), ("ends_on", "do"))}
    initial = {"starts_on": usual[0][1], "ends_on": usual[0][2]} | {k: v for k, v in asked.items() if v}
    form = PeriodForm(request.POST or None, centres=centres, initial=initial | {"centres": own})
    if request.method == "POST" and form.is_valid() and _opened(request, form):
        days: Days = (form.cleaned_data["starts_on"], form.cleaned_data["ends_on"])
        return redirect(f"{reverse('panel:reports')}?{PERIOD}={code_of(days)}")
    tags = [(f"?od={first}&do={last}", word, (first, last)) for word, first, last in usual]
    context = {"form": form, "usual": tags, "any": bool(own)}
    return render(request, "events/reporting/new.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, form: PeriodForm) -> bool:
    try:
        open_periods(by=request.user.pk, **form.cleaned_data)
    except PeriodsOverlap as overlap:
        names = ", ".join(overlap.names)
        form.add_error(
            "starts_on", _("On some of these days these centres report already: %(names)s.") % {"names": names}
        )
        return False
    messages.success(request, _("The period is open."))
    return True


@private_page
@require_http_methods(["GET", "POST"])
def asked_for(request: HttpRequest, code: str) -> HttpResponse:
    """What the centres of a region type by hand, as rows; the ROPS keeps the list."""
    if not works_with_reports(request.user):
        raise PermissionDenied
    region = get_object_or_404(Voivodeship, pk=code)
    if region.pk not in regions_of(request.user):
        if not _works_in(request, region):
            raise Http404
        raise PermissionDenied
    begin_list(region)
    initial = list(HandFigure.objects.filter(pk__in=[row.pk for row in hand_figures(code)]).values())
    initial = [{name: row[name] for name in ("id", "name", "unit", "hint")} for row in initial]
    rows = Rows(HandFigureForm, initial=initial, data=request.POST if request.method == "POST" else None, most=30)
    told = {"voivodeship": region, "by": request.user.pk}
    if saved_rows(request, rows, lambda: set_hand_figures(rows=rows.rows(), seen=rows.seen, **told)):
        return redirect("panel:reports-asked", code=code)
    return rows_page(request, rows, "events/reporting/asked.html", {"region": region})


def _works_in(request: HttpRequest, region: Voivodeship) -> bool:
    return reporting_centres(request.user).filter(voivodeship=region).exists()


@private_page
@require_safe
def sheet(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The table of a period as a file, with what stands behind the typed figures."""
    centres, _places = _side_by_side(request)
    days = days_of(request.GET.get(PERIOD, ""), periods_of(centres))
    if kind not in TYPES:
        raise Http404
    if days is None:
        return redirect("panel:reports")
    region = region_of(centres, days)
    log_action(verb="reporting.export", obj=None, by=request.user.pk, after={"period": code_of(days), "kind": kind})
    name = f"sprawozdania-{code_of(days)}.{kind}"
    return sheet_response(region_rows(region), name=name, title=_("Reports"))
