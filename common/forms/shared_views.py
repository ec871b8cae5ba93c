"""The page of forms in rows: what was sent is saved, or the page is drawn again with what was typed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from common.forms.inline_row_forms import Rows
from common.refusals import Refused


class RowsClash(Exception):
    """Somebody changed the rows since the page was opened: nothing was saved."""


def saved_rows(
    request: HttpRequest,
    rows: Rows,
    save: Callable[[], Any],
    *,
    check: Callable[[Any], bool] | None = None,
    refusals: Mapping[type[Exception], str] | None = None,
) -> bool:
    """Whether the rows were sent, are right and were saved; the reader is told so, or why they were not.

    `check`: says beside the rows what is wrong with them together, and gives whether something is. `refusals`: the
    sentence of each exception by which `save` refuses; a `Refused` has its own.
    """
    if not rows.is_valid() or (check is not None and check(rows.forms)):
        return False
    known = dict(refusals or {})
    try:
        save()
    except RowsClash:
        rows.clashes = True
    except Refused as refused:
        messages.error(request, str(refused))
    except tuple(known) as refused:
        messages.error(request, next(text for kind, text in known.items() if isinstance(refused, kind)))
    else:
        messages.success(request, _("Saved."))
        return True
    return False


def rows_page(request: HttpRequest, rows: Rows, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page with its rows: 422 where they were sent and not saved, 409 where somebody else was faster."""
    told = {**context, "rows": rows, "failed": rows.saves, "clashes": rows.clashes}
    return render(request, template, told, status=409 if rows.clashes else 422 if rows.saves else 200)
