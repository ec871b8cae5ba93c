"""Who was counted, as lists that staff take as files: of a period, of an event, of a project's indicator."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.exports.sources import ExportList, ExportPlace, ExportSource
from common.auditlog.services import log_action
from common.spreadsheets.writer import Row
from entities.centres.permissions import MAY, CentrePermission
from events.catalogue.permissions import event_for
from events.figures.counting import attendance_of
from events.figures.exports import entity_rows, person_rows
from events.figures.filters import FiguresForm, PeriodForm, period_query
from events.figures.indicators import NAMED, counted_in, scope_of
from events.figures.scopes import Scope, of_event
from partnerships.projects.models import Indicator, IndicatorSource
from partnerships.projects.permissions import project_for

PEOPLE, ENTITIES = "osoby", "podmioty"
COUNTED: Mapping[str, tuple[str, Callable[..., Iterator[Row]]]] = {
    PEOPLE: ("someone", person_rows),
    ENTITIES: ("somewhere", entity_rows),
}


def _title(what: str) -> str:
    return {PEOPLE: _("People"), ENTITIES: _("Entities")}[what]


def _counted(user: Any, scope: Scope, what: str, *, of: Model | None = None) -> ExportList:
    """One row for each counted person or entity of the scope."""
    if what not in COUNTED:
        raise Http404
    column, rows = COUNTED[what]
    told = {name: value for name, value in scope.as_json().items() if value not in (None, "")}

    def log(kind: str, n: int) -> object:
        return log_action(
            verb="figures.export", obj=of, by=user.pk, after={"what": what, "kind": kind, "rows": n, **told}
        )

    return ExportList(
        name=f"{what}-{timezone.localdate():%Y-%m-%d}",
        title=_title(what),
        count=attendance_of(scope).filter(**{f"{column}__isnull": False}).values(column).distinct().count,
        rows=partial(rows, scope),
        scope=[of.pk] if of else [scope.as_json()],
        log=log,
    )


def _find(user: Any, query: QueryDict, *, what: str) -> ExportList:
    if not user.is_centre_staff or user.role not in MAY[CentrePermission.READ_PEOPLE]:
        raise PermissionDenied
    form = FiguresForm(query, user=user)
    if not form.is_valid():
        raise Http404
    return _counted(user, form.scope(), what)


def _find_of_event(user: Any, query: QueryDict, *, pk: int, what: str) -> ExportList:
    event = event_for(user, pk, CentrePermission.READ_PEOPLE)
    return _counted(user, of_event(event), what, of=event)


def _find_of_indicator(user: Any, query: QueryDict, *, pk: int, indicator_id: int) -> ExportList:
    """Exactly those whom the indicator counts in the period."""
    project = project_for(user, pk, CentrePermission.READ_PEOPLE)
    indicator = get_object_or_404(Indicator, project=project, pk=indicator_id)
    column, form = NAMED.get(IndicatorSource(indicator.source)), PeriodForm.of(query)
    if column is None or not form.is_valid():
        raise Http404
    only, period = counted_in(indicator, form.period()), period_query(form.period())
    what = PEOPLE if column == "someone" else ENTITIES

    def log(kind: str, n: int) -> object:
        after = {"indicator": indicator.pk, "rows": n, "period": period}
        return log_action(verb="project.indicator_evidence", obj=project, by=user.pk, after=after)

    return ExportList(
        name=f"wskaznik-{indicator.pk}-{project.slug}",
        title=_title(what),
        count=only.count,
        rows=partial(COUNTED[what][1], scope_of(indicator), only),
        scope=[project.pk, indicator.pk],
        log=log,
    )


FIGURES = ExportSource("figures", _find)
EVENT_FIGURES = ExportSource("event-figures", _find_of_event)
INDICATOR_EVIDENCE = ExportSource("indicator-evidence", _find_of_indicator)
FIGURES_PLACE = ExportPlace(
    gettext_lazy("Figures"),
    gettext_lazy("events and people behind the figures"),
    "panel:figures",
    lambda user: user.role in MAY[CentrePermission.READ_PEOPLE],
)
