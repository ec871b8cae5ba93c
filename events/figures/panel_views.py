"""The panel: the page of an event as steps, its figures, and the figures of any period, centre, project and kind."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.confirming import recently_confirmed
from common.acts.services import record
from common.pages.cache import private_page
from common.sheets import XLSX, Row, csv_pieces, xlsx_file
from common.text.polish import is_english
from entities.centres.permissions import MAY, Act, may
from entities.directory.models import EntityGroup
from events.catalogue.models import Event
from events.catalogue.permissions import event_for
from events.catalogue.states import EventState
from events.figures.counting import marks_of
from events.figures.exports import entity_rows, figure_rows, person_rows
from events.figures.filters import FiguresForm
from events.figures.life import life_of
from events.figures.plan import checks_of, parts_of
from events.figures.queries import Figures, event_figures, figures_of
from events.figures.scopes import Scope, of_event
from events.figures.sentences import events_sentence, participation_sentence
from events.figures.sentences_en import events_in_english, participation_in_english
from events.figures.services import ask_for
from events.figures.tables import summary_of, tables_of

# A workbook is made before the first byte goes out; beyond this only CSV, which goes out as it is read.
MOST_IN_A_WORKBOOK = 50_000
KINDS = ("xlsx", "csv")
NUMBERS, PEOPLE, ENTITIES = "liczby", "osoby", "podmioty"
EVIDENCE: dict[str, tuple[str, Callable[[Scope], Iterator[Row]]]] = {
    PEOPLE: ("someone", person_rows),
    ENTITIES: ("somewhere", entity_rows),
}


@private_page
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the event is in its life, the sentence that will go into the report, what happened."""
    row = event_for(request.user, pk, Act.READ_EVENTS)
    figures = event_figures(row)
    context = {
        "event": row,
        "life": life_of(row, figures),
        "figures": figures,
        "groups": [(EntityGroup(group).label, figure) for group, figure in figures.groups.items() if group],
        "sentence": participation_sentence(row, figures),
        "runs": may(request.user, Act.RUN_EVENTS, row.centre_id),
        "parts": parts_of(row),
        "checks": checks_of(row) if row.state in (EventState.DRAFT, EventState.PUBLISHED) else [],
        "writes": may(request.user, Act.WRITE_ARTICLES, row.centre_id),
    }
    return render(request, "events/figures/panel_event.html", context)


@private_page
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Figures of a period, a centre, a project and a kind of event, with how they are counted."""
    form = _asked(request)
    context: dict[str, Any] = {
        "form": form,
        "exports": _exports(request),
        "reports": request.user.role in MAY[Act.EDIT_PROJECTS],  # coordinators report for their centre
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
    row = event_for(request.user, pk, Act.READ_FIGURES)
    counted = event_figures(row)
    context = {"event": row, "exports": may(request.user, Act.READ_PEOPLE, row.centre_id), "query": ""}
    context |= _drawn(counted, _said(counted, row), one_event=True)
    return render(request, "events/figures/panel_event_figures.html", context)


@private_page
@require_safe
@recently_confirmed
def export(request: HttpRequest, what: str, kind: str) -> HttpResponseBase:
    """The tables, the counted people or the counted entities of a scope as a file."""
    form = _asked(request)
    if not form.is_valid():
        return redirect(f"{reverse('panel:figures')}?{form.query()}")
    if what != NUMBERS and not _exports(request):
        raise PermissionDenied
    scope = form.scope()
    if what == NUMBERS:
        shown = figures_of(scope).figures
        if shown is None:
            return redirect(f"{reverse('panel:figures')}?{form.query()}")
        return _file(figure_rows(shown, _said(shown)), what, kind)
    return _evidence(request, scope, what, kind, back=f"{reverse('panel:figures')}?{form.query()}")


@private_page
@require_safe
@recently_confirmed
def event_export(request: HttpRequest, pk: int, what: str, kind: str) -> HttpResponseBase:
    """The same of one event."""
    row = event_for(request.user, pk, Act.READ_FIGURES if what == NUMBERS else Act.READ_PEOPLE)
    if what == NUMBERS:
        counted = event_figures(row)
        return _file(figure_rows(counted, _said(counted, row), one_event=True), what, kind)
    back = reverse("panel:event-figures", args=[pk])
    return _evidence(request, of_event(row), what, kind, back=back, of=row)


def _asked(request: HttpRequest) -> FiguresForm:
    if not request.user.is_centre_staff:
        raise PermissionDenied
    return FiguresForm(request.GET, user=request.user)


def _exports(request: HttpRequest) -> bool:
    return request.user.role in MAY[Act.READ_PEOPLE]


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


def _evidence(
    request: HttpRequest, scope: Scope, what: str, kind: str, *, back: str, of: Model | None = None
) -> HttpResponseBase:
    """One row for each counted person or entity; who took it, and of what, stands in the log."""
    if what not in EVIDENCE or kind not in KINDS:
        raise Http404
    column, rows = EVIDENCE[what]
    n = marks_of(scope).filter(**{f"{column}__isnull": False}).values(column).distinct().count()
    if kind == "xlsx" and n > MOST_IN_A_WORKBOOK:
        messages.error(request, _("There are too many rows for a workbook. Download CSV, or choose a shorter period."))
        return redirect(back)
    told = {name: value for name, value in scope.as_json().items() if value not in (None, "")}
    after = {"what": what, "kind": kind, "rows": n, **told}
    record(verb="figures.export", obj=of, by=request.user.pk, after=after)
    return _file(rows(scope), what, kind)


def _file(rows: Iterable[Row], what: str, kind: str) -> HttpResponseBase:
    if kind not in KINDS:
        raise Http404
    name = f"{what}-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "xlsx":
        title = {NUMBERS: _("Figures"), PEOPLE: _("People"), ENTITIES: _("Entities")}[what]
        return FileResponse(xlsx_file(rows, title=title), as_attachment=True, filename=name, content_type=XLSX)
    answer = StreamingHttpResponse(csv_pieces(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
