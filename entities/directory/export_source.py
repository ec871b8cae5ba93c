"""The directory as a list that staff take as a file: under the filters of its page."""

from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.exports.sources import ExportList, ExportPlace, ExportSource
from common.auditlog.services import log_action
from entities.directory.exports import staff_rows
from entities.directory.panel_filters import EntityFilters
from entities.directory.permissions import DirectoryPermission, entities_for, may_in_directory, require


def _find(user: Any, query: QueryDict) -> ExportList:
    require(user, DirectoryPermission.READ)
    filters = EntityFilters(query, entities_for(user))
    entities, asked = filters.qs, filters.asked()
    worded = bool(asked.pop("q", ""))

    def log(kind: str, n: int) -> object:
        after = {"kind": kind, "rows": n, "worded": worded, **asked}
        return log_action(verb="entity.export", obj=None, by=user.pk, after=after)

    return ExportList(
        name=f"podmioty-{timezone.localdate():%Y-%m-%d}",
        title=_("Entities"),
        count=entities.count,
        rows=partial(staff_rows, entities),
        scope=["directory"],  # every member of staff reads all of it
        log=log,
    )


DIRECTORY = ExportSource("entities", _find)
PLACE = ExportPlace(
    gettext_lazy("Entities"),
    gettext_lazy("the directory, narrowed by its filters"),
    "panel:entities",
    lambda user: may_in_directory(user, DirectoryPermission.READ),
)
