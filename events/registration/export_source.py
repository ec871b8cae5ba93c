"""The people registered for an event, as a list that staff take as a file."""

from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.exports.sources import ExportList, ExportPlace, ExportSource
from common.auditlog.services import log_action
from entities.centres.permissions import MAY, CentrePermission
from events.catalogue.permissions import event_for
from events.registration.exports import table
from events.registration.queries import participants_of
from events.registration.states import ParticipantState


def _find(user: Any, query: QueryDict, *, pk: int) -> ExportList:
    event = event_for(user, pk, CentrePermission.READ_PEOPLE)
    states = [state for state in query.getlist("stan") if state in ParticipantState.values]
    people = participants_of(event)

    def log(kind: str, n: int) -> object:
        return log_action(verb="event.export", obj=event, by=user.pk, after={"kind": kind, "people": n})

    return ExportList(
        name=f"zgloszenia-{event.slug[:80]}",
        title=_("Registrations"),
        count=(people.filter(state__in=states) if states else people).count,
        rows=partial(table, event, states),
        scope=[event.pk],
        log=log,
    )


REGISTRATIONS = ExportSource("registrations", _find)
REGISTRATIONS_PLACE = ExportPlace(
    gettext_lazy("Events"),
    gettext_lazy("the registrations of an event, on its page"),
    "panel:events",
    lambda user: user.role in MAY[CentrePermission.READ_PEOPLE],
)
