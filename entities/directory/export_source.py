"""The directory as a list that staff take as a file: under the filters of its page."""

from dataclasses import asdict
from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.exports.sources import ExportList, ExportSource
from common.auditlog.services import log_action
from entities.directory.exports import staff_rows
from entities.directory.panel_filters import EntityFilters
from entities.directory.permissions import DirectoryPermission, entities_for, require


def _find(user: Any, query: QueryDict) -> ExportList:
    require(user, DirectoryPermission.READ)
    criteria = EntityFilters.of(query)
    entities = criteria.narrow(entities_for(user))
    told = {name: value for name, value in asdict(criteria).items() if value and name != "q"}

    def log(kind: str, n: int) -> object:
        after = {"kind": kind, "rows": n, "worded": bool(criteria.q), **told}
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
