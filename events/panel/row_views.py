"""The panel: the parts of an event's plan that are edited as rows; a copy of the event on other days."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from common.forms.inline_row_forms import Initial, RowsEditor
from common.forms.shared_views import rows_page, saved_rows
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission, may
from events.catalogue.models import Event, EventEntity
from events.catalogue.permissions import event_for
from events.catalogue.services import set_roles
from events.panel import row_forms as forms
from events.panel.event_copy import duplicate_event
from events.panel.extension_points import EVENT_REPORTS
from events.panel.plan import (
    ENTITIES,
    PEOPLE,
    POINTS,
    PROGRAMME,
    QUESTIONS,
    QUOTATIONS,
    ROW_PARTS,
    STOPS,
    parts_of,
)
from events.programme.models import Appearance, PointList, ProgrammeItem, Quotation, Stop
from events.programme.services import set_people, set_point_lists, set_programme, set_quotations, set_stops
from events.registration.models import Question
from events.registration.notices.change_notice import must_ask
from events.registration.question_editing import MOST_QUESTIONS, set_questions


@dataclass(frozen=True)
class PlanEditor(RowsEditor):
    """Of an event's plan: the service's name for the rows, and what the rows offer to choose from."""

    argument: str = ""
    options: tuple[str, ...] = ("stops",)
    # Who may change it: what was said and agreed is written down by those who write the report.
    act: CentrePermission = CentrePermission.RUN_EVENTS


def _plain(rows: Any, *names: str) -> Initial:
    return [{name: getattr(row, name) for name in ("id", *names)} for row in rows]


def _stops(event: Event) -> Initial:
    rows = Stop.objects.filter(event=event).select_related("host__kind", "host__county")
    if not rows and event.town:
        # Planned before it had stops: the place that lists show is offered as the first one.
        return [{"name": event.venue or event.town, "town": event.town, "county": event.county}]
    names = ("host", "name", "address", "town", "county", "starts_at", "ends_at", "description", "description_en")
    return [{**row, "day": stop.day.isoformat()} for row, stop in zip(_plain(rows, *names), rows, strict=True)]


def _items(event: Event) -> Initial:
    rows = ProgrammeItem.objects.filter(event=event)
    plain = _plain(rows, "title", "title_en", "description", "starts_at", "ends_at")
    return [
        {
            **row,
            "day": item.day.isoformat(),
            "stop": str(item.stop_id or ""),
            "not_counted": not item.is_counted,
        }
        for row, item in zip(plain, rows, strict=True)
    ]


def _people(event: Event) -> Initial:
    rows = Appearance.objects.filter(event=event).select_related("entity__kind", "entity__county")
    names = ("name", "academic_title", "role", "topic", "function", "institution", "entity", "biography")
    return [{**row, "where": _where(one)} for row, one in zip(_plain(rows, *names), rows, strict=True)]


def _where(one: Appearance) -> str:
    return f"item-{one.item_id}" if one.item_id else f"stop-{one.stop_id}" if one.stop_id else ""


def _lists(event: Event) -> Initial:
    rows = PointList.objects.filter(event=event).prefetch_related("points")
    return [
        {**row, "stop": str(one.stop_id or ""), "points": "\n".join(point.text for point in one.points.all())}
        for row, one in zip(_plain(rows, "kind", "title", "title_en"), rows, strict=True)
    ]


def _quotations(event: Event) -> Initial:
    rows = Quotation.objects.filter(event=event)
    return [
        {**row, "appearance": str(one.appearance_id or "")}
        for row, one in zip(_plain(rows, "text", "said_by"), rows, strict=True)
    ]


def _questions(event: Event) -> Initial:
    names = ("text", "text_en", "kind", "options", "is_required", "per_participant")
    return _plain(Question.objects.filter(event=event), *names)


def _roles(event: Event) -> Initial:
    rows = EventEntity.objects.filter(event=event).select_related("entity__kind", "entity__county")
    return _plain(rows, "entity", "role", "note")


EDITORS = {
    STOPS: PlanEditor(
        forms.StopForm, gettext_lazy("Place"),
        gettext_lazy("One place for a meeting; for a visit each stop of each day, in order. Lists show the first one."),
        _stops, set_stops, argument="stops",
    ),
    PROGRAMME: PlanEditor(
        forms.ItemForm, gettext_lazy("Point"),
        gettext_lazy("Hours are not needed: the order says enough."),
        _items, set_programme, argument="items",
    ),
    PEOPLE: PlanEditor(
        forms.AppearanceForm, gettext_lazy("Person"),
        gettext_lazy("Those who speak, open, advise or show around, with their function at this event."),
        _people, set_people, argument="people", options=("stops", "items"),
    ),
    ENTITIES: PlanEditor(
        forms.RoleForm, gettext_lazy("Entity"),
        gettext_lazy("Organisers, supporters, hosts, entities presented and visited. Type a name or NIP."),
        _roles, set_roles, argument="rows",
    ),
    POINTS: PlanEditor(
        forms.PointsForm, gettext_lazy("List"),
        gettext_lazy("Topics and questions before the event; conclusions and commitments after it."),
        _lists, set_point_lists, argument="lists", act=CentrePermission.WRITE_ARTICLES,
    ),
    QUOTATIONS: PlanEditor(
        forms.QuotationForm, gettext_lazy("Quotation"),
        gettext_lazy("A sentence that was said at the event, with who said it."),
        _quotations, set_quotations, argument="quotations", options=("people",), act=CentrePermission.WRITE_ARTICLES,
    ),
    QUESTIONS: PlanEditor(
        forms.QuestionForm, gettext_lazy("Question"),
        gettext_lazy("Ask only for what you will use: a good event has at most three questions."),
        _questions, set_questions, argument="questions", most=MOST_QUESTIONS,
    ),
}  # fmt: skip


@private_page
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Rows of one part of the plan: added, moved, removed, saved."""
    editor = EDITORS.get(part)
    event = event_for(request.user, pk, editor.act if editor else CentrePermission.RUN_EVENTS)
    if editor is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    rows = editor.rows(event, data=data, user=request.user, event=event, **_options(event, editor))
    told = {"event_id": event.pk, "by": request.user.pk, "seen": rows.seen}
    if saved_rows(request, rows, lambda: editor.save(**told, **{editor.argument: rows.rows()})):
        if must_ask(event_id=event.pk):
            return redirect("panel:tell-change", pk=event.pk)
        return redirect("panel:event-part", pk=event.pk, part=part)
    context = {
        "event": event,
        "editor": editor,
        "part": part,
        "name": ROW_PARTS[part][0],
        # Who only writes the report is not sent where they may not go.
        "parts": parts_of(event, counted=False)
        if may(request.user, CentrePermission.RUN_EVENTS, event.centre_id)
        else [],
        "report_url": _report_url(event) if editor.act == CentrePermission.WRITE_ARTICLES else "",
    }
    return rows_page(request, rows, "events/panel/rows.html", context)


def _report_url(event: Event) -> str:
    """Where the event's report is written; empty while there is none."""
    return next((found.url for load in EVENT_REPORTS if (found := load(event)) is not None), "")


def _options(event: Event, editor: PlanEditor) -> dict[str, Any]:
    """What the rows of this part offer to choose from."""
    offered: dict[str, Any] = {"stops": Stop, "items": ProgrammeItem, "people": Appearance}
    return {name: list(offered[name].objects.filter(event=event)) for name in editor.options}


@private_page
@require_http_methods(["GET", "POST"])
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """A copy of the event on other days, as a draft."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = forms.DuplicateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        copy = duplicate_event(event_id=event.pk, starts_on=form.cleaned_data["starts_on"], by=request.user.pk)
        messages.success(request, _("The copy is saved as a draft. Check its days and its registration."))
        if (event.project_id, event.partnership_id) != (copy.project_id, copy.partnership_id):
            messages.warning(
                request, _("The project or partnership of another centre is not copied. Choose one of yours.")
            )
        return redirect("panel:event", pk=copy.pk)
    context = {"event": event, "form": form}
    return render(request, "events/panel/duplicate.html", context, status=422 if form.errors else 200)
