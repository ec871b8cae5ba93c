"""The panel: changes of public records, each as a difference to decide on."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.forms.fields import said
from common.web.cache import private_page
from common.web.paging import keyset
from entities.directory.differences import Difference, shown
from entities.directory.models import Entity, EntityChange
from entities.directory.pending_changes import alike_after, changes_to_look_at
from entities.directory.permissions import DirectoryPermission, decides, in_care, may_in_directory, require
from entities.directory.proposing import (
    AnotherNow,
    ChangedSince,
    Decided,
    accept_change,
    approve_live,
    refuse_change,
    revert_change,
    sign_of,
)

PAGE = 20


class QueuedChange(NamedTuple):
    """A change of the queue; `sign` tells whether it is still what the staff looked at."""

    change: EntityChange
    part: str
    differences: list[Difference]
    is_live: bool
    decides: bool
    alike: list[Entity]
    sign: str


@private_page
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What waits and what is live and not looked at yet, the oldest first."""
    require(request.user, DirectoryPermission.READ)
    page = keyset(changes_to_look_at(), order=("id",), cursor=request.GET.get("od"), size=PAGE)
    alike = alike_after(page.rows)
    mine = set(Entity.objects.filter(in_care(request.user)).filter(changes__in=page.rows).values_list("pk", flat=True))
    rows = [
        QueuedChange(*row, row.change.entity_id in mine, alike.get(row.change.pk, []), sign_of(row.change))
        for row in shown(page.rows)
    ]
    context = {"page": page, "rows": rows, "decides": may_in_directory(request.user, DirectoryPermission.DECIDE)}
    return render(request, "entities/directory/panel_changes.html", context)


@private_page
@require_POST
def decide(request: HttpRequest, change_id: int) -> HttpResponse:
    """Accept or refuse what waits; leave or revert what is live. A refusal has a reason."""
    require(request.user, DirectoryPermission.DECIDE)
    change = get_object_or_404(EntityChange.objects.select_related("entity"), pk=change_id)
    if not decides(request.user, change.entity):
        raise PermissionDenied
    act, answer = request.POST.get("act", ""), said(request.POST, "answer")
    told = {"change_id": change.pk, "by": request.user.pk, "seen": request.POST.get("was") or "-"}
    if act in ("refuse", "revert") and not answer:
        messages.error(request, _("Write the reason: the person gets it by mail."))
    else:
        try:
            if act == "accept":
                accept_change(**told, answer=answer)
            elif act == "refuse":
                refuse_change(**told, answer=answer)
            elif act == "revert":
                revert_change(**told, answer=answer)
            elif act == "seen":
                approve_live(**told)
            messages.success(request, _("Saved."))
        except Decided:
            messages.info(request, _("A colleague was faster: this change is decided already."))
        except AnotherNow:
            messages.info(request, _("The change is another one now: look at it again."))
        except ChangedSince:
            messages.error(request, _("It was changed again since: correct the record itself."))
    return redirect("panel:entity-changes")
