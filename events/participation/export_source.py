"""Everybody of a project with their answers, as the list that the funder is sent."""

from functools import partial
from typing import Any

from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.exports.sources import ExportList, ExportPlace, ExportSource
from entities.centres.permissions import MAY, CentrePermission
from events.participation.columns import chosen
from events.participation.queries import export_rows, people_of, terms_of
from events.participation.services import log_export
from partnerships.projects.permissions import project_for


def _find(user: Any, query: QueryDict, *, pk: int) -> ExportList:
    project = project_for(user, pk, CentrePermission.KEEP_PARTICIPATION)
    terms = terms_of(project)
    if terms is None:
        raise Http404
    keys = [key for key, _heading in chosen(terms)]
    return ExportList(
        name=f"uczestnicy-{project.slug[:80]}-{timezone.localdate():%Y-%m-%d}",
        title=_("Participants"),
        count=people_of(project).count,
        rows=partial(export_rows, project, terms, _("outside Poland")),
        scope=[project.pk],
        log=lambda kind, n: log_export(project=project, kind=kind, people=n, columns=keys, by=user.pk),
    )


PARTICIPANTS = ExportSource("participants", _find)
PARTICIPANTS_PLACE = ExportPlace(
    gettext_lazy("Projects"),
    gettext_lazy("the participants of a project, on its page"),
    "panel:projects",
    lambda user: user.role in MAY[CentrePermission.KEEP_PARTICIPATION],
)
