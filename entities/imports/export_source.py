"""The rows of a sheet that cannot be written, as a list to be mended and sent again."""

from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.exports.sources import ExportList, ExportSource
from common.auditlog.services import log_action
from entities.imports.permissions import import_for
from entities.imports.reporting import error_rows
from entities.imports.states import Fate


def _find(user: Any, query: QueryDict, *, pk: int) -> ExportList:
    sheet = import_for(user, pk)
    return ExportList(
        name=f"bledy-{sheet.pk}",
        title=_("Entities"),
        count=sheet.rows.filter(fate=Fate.ERROR).count,
        rows=partial(error_rows, sheet),
        scope=[sheet.pk],
        log=lambda kind, n: log_action(verb="entityimport.errors", obj=sheet, by=user.pk),
    )


ERRORS = ExportSource("entity-import-errors", _find)
