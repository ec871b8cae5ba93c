"""The panel: the figures of an event, and those of any period, centre, project and kind."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.confirming import recently_confirmed
from accounts.exports.responses import TYPES, export_response, sheet_response
from common.spreadsheets.writer import Row
from common.text.polish import is_english
from common.web.cache import private_page
from entities.centres.permissions import MAY, CentrePermission, may
from events.catalogue.models import Event
from events.catalogue.permissions import event_for
from events.figures.export_sources import EVENT_FIGURES, FIGURES
from events.figures.exports import figure_rows
from events.figures.filters import FiguresForm
from events.figures.queries import Figures, event_figures, figures_of
from events.figures.sentences import events_sentence, participation_sentence
from events.figures.sentences_en import events_in_english, participation_in_english
from events.figures.services import ask_for
from events.figures.tables import summary_of, tables_of

NUMBERS = "liczby"


@private_page
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Figures of a period, a centre, a project and a kind of event, with how they are counted."""
    form = _asked(request)
    context: dict[str, Any] = {
        "form": form,
        "exports": _exports(request),
        "reports": request.user.role in MAY[CentrePermission.EDIT_PROJECTS],  # coordinators report for their centre
    }
    if form.is_valid():
        scope = form.scope()
        shown = figures_of(scope)
        if shown.figures is None or shown.as_of:
            ask_for(scope)
        context |= {"shown": shown, "query": f"?{form.query()}"}
        if shown.figures:
            context |= _drawn(shown.figures, _said(shown.figures))
    return render(request, "events/figures/panel_figures.html", context, status=422 if form.errors else 200)


@private_page
@require_safe
def of_one_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Figures of one event."""
    row = event_for(request.user, pk, CentrePermission.READ_FIGURES)
    counted = event_figures(row)
    context = {"event": row, "exports": may(request.user, CentrePermission.READ_PEOPLE, row.centre_id), "query": ""}
    context |= _drawn(counted, _said(counted, row), one_event=True)
    return render(request, "events/figures/panel_event_figures.html", context)


@private_page
@recently_confirmed
@require_safe
def export(request: HttpRequest, what: str, kind: str) -> HttpResponseBase:
    """The tables, the counted people or the counted entities of a scope as a file."""
    form = _asked(request)
    if not form.is_valid():
        return redirect(f"{reverse('panel:figures')}?{form.query()}")
    if what != NUMBERS and not _exports(request):
        raise PermissionDenied
    if what != NUMBERS:
        return export_response(request, FIGURES.key, kind, what=what)
    shown = figures_of(form.scope()).figures
    if shown is None:
        return redirect(f"{reverse('panel:figures')}?{form.query()}")
    return _tables(figure_rows(shown, _said(shown)), kind)


@private_page
@recently_confirmed
@require_safe
def event_export(request: HttpRequest, pk: int, what: str, kind: str) -> HttpResponseBase:
    """The same of one event."""
    row = event_for(
        request.user, pk, CentrePermission.READ_FIGURES if what == NUMBERS else CentrePermission.READ_PEOPLE
    )
    if what != NUMBERS:
        return export_response(request, EVENT_FIGURES.key, kind, pk=pk, what=what)
    counted = event_figures(row)
    return _tables(figure_rows(counted, _said(counted, row), one_event=True), kind)


def _tables(rows: Iterable[Row], kind: str) -> HttpResponseBase:
    if kind not in TYPES:
        raise Http404
    return sheet_response(rows, name=f"{NUMBERS}-{timezone.localdate():%Y-%m-%d}.{kind}", title=_("Figures"))


def _asked(request: HttpRequest) -> FiguresForm:
    if not request.user.is_centre_staff:
        raise PermissionDenied
    return FiguresForm(request.GET, user=request.user)


def _exports(request: HttpRequest) -> bool:
    return request.user.role in MAY[CentrePermission.READ_PEOPLE]


def _said(figures: Figures, event: Event | None = None) -> str:
    """The sentence in the language of the page."""
    if event is None:
        return events_in_english(figures) if is_english() else events_sentence(figures)
    return participation_in_english(event, figures) if is_english() else participation_sentence(event, figures)


def _drawn(figures: Figures, said: str, *, one_event: bool = False) -> dict[str, Any]:
    return {
        "figures": figures,
        "sentence": said,
        "summary": summary_of(figures, one_event=one_event),
        "tables": tables_of(figures),
    }
