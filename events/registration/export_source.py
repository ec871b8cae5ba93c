"""The people registered for an event, as a list that staff take as a file."""

from functools import partial
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.exports.sources import ExportList, ExportPlace, ExportSource
from common.auditlog.services import log_action
from entities.centres.permissions import MAY, CentrePermission
from events.catalogue.permissions import event_for
from events.registration.answer_sheets import coming, sheet_rows
from events.registration.exports import table
from events.registration.panel_filters import RegistrationFilters
from events.registration.questions import questions_of


def _find(user: Any, query: QueryDict, *, pk: int) -> ExportList:
    event = event_for(user, pk, CentrePermission.READ_PEOPLE)
    filters = RegistrationFilters(query, event)

    def log(kind: str, n: int) -> object:
        return log_action(verb="event.export", obj=event, by=user.pk, after={"kind": kind, "people": n})

    return ExportList(
        name=f"zgloszenia-{event.slug[:80]}",
        title=_("Registrations"),
        count=lambda: len(filters.people),
        rows=partial(table, filters),
        scope=[event.pk],
        log=log,
    )


def _find_sheet(user: Any, query: QueryDict, *, pk: int, question_id: int) -> ExportList:
    event = event_for(user, pk, CentrePermission.READ_PEOPLE)
    question = next((one for one in questions_of(event) if one.pk == question_id), None)
    if question is None:
        raise Http404

    def log(kind: str, n: int) -> object:
        after = {"kind": kind, "people": n, "question": question_id}
        return log_action(verb="event.export", obj=event, by=user.pk, after=after)

    return ExportList(
        name=f"arkusz-{question.pk}-{event.slug[:80]}",
        title=_("Sheet of answers"),
        count=lambda: len(coming(event)),
        rows=partial(sheet_rows, event, question),
        scope=[event.pk, question.pk],
        log=log,
    )


REGISTRATIONS = ExportSource("registrations", _find)
REGISTRATIONS_PLACE = ExportPlace(
    gettext_lazy("Events"),
    gettext_lazy("the registrations of an event, on its page"),
    "panel:events",
    lambda user: user.role in MAY[CentrePermission.READ_PEOPLE],
)
ANSWER_SHEET = ExportSource("answer-sheet", _find_sheet)
