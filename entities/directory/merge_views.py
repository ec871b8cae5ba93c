"""The panel: a record goes into another one, after a look at what would move; and comes out of it again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from common.web.cache import private_page
from common.web.ids import clean_id
from entities.directory.duplicates import similar_to
from entities.directory.forms import MergeForm
from entities.directory.merging import MergeRefused, merge_entities, preview, refusal
from entities.directory.models import Entity
from entities.directory.permissions import DirectoryPermission, decides, entity_for
from entities.directory.shared_views import EditingContext
from entities.directory.unmerging import UndoRefused, undo_merger, undoable, undoing, undone_until

ELSEWHERE = gettext_lazy("Another centre serves the county of this record: its coordinator decides.")


@private_page
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """First which record stays, then what would move; POST with `do` merges."""
    source = entity_for(request.user, pk, DirectoryPermission.DECIDE)
    target = _other(request, request.POST.get("do") or request.GET.get("do", ""))
    merges = request.method == "POST" and target is not None
    if merges and request.POST.get("seen") != preview(source, target).sign:
        messages.info(request, _("Look at both records first: what would move stands below."))
    elif merges:
        try:
            merge_entities(source_id=pk, target_id=target.pk, by=request.user.pk)
        except MergeRefused as refused:
            messages.error(request, str(refused))
            return redirect("panel:entity", pk=target.pk)
        messages.success(request, _("The records are one. The old address leads here."))
        return redirect("panel:entity", pk=target.pk)
    chooses = request.method == "POST" and target is None
    form = MergeForm(request.POST if chooses else None, user=request.user)
    if chooses and form.is_valid():
        target = form.cleaned_data["other"]
        if not decides(request.user, target):
            target = form.add_error("other", ELSEWHERE)
    why = refusal(source, target) if target else None
    context = {
        "entity": source,
        "trail": EditingContext(by=request.user.pk).trail(source),
        "target": target,
        "why": why.label if why else "",
        "moving": preview(source, target) if target and not why else None,
        "form": form,
        "similar": [] if target else similar_to(source),
    }
    return render(request, "entities/directory/panel_merge.html", context, status=422 if form.errors else 200)


@private_page
@require_http_methods(["GET", "POST"])
def unmerge(request: HttpRequest, pk: int, source_id: int) -> HttpResponse:
    """What undoing a merger would bring back, and what stays; POST undoes it."""
    target = entity_for(request.user, pk, DirectoryPermission.DECIDE)
    merger = next((one for one in undoable(target) if one.source_id == source_id), None)
    if merger is None:
        raise Http404
    if not decides(request.user, merger.source):
        raise PermissionDenied
    if request.method == "POST":
        return _undone(request, pk, source_id)
    context = {
        "entity": target,
        "trail": EditingContext(by=request.user.pk).trail(target),
        "merger": merger,
        "until": undone_until(merger),
        "undoing": undoing(merger),
    }
    return render(request, "entities/directory/panel_unmerge.html", context)


def _undone(request: HttpRequest, pk: int, source_id: int) -> HttpResponse:
    try:
        stays = undo_merger(source_id=source_id, target_id=pk, by=request.user.pk)
    except UndoRefused as refused:
        messages.info(request, str(refused))
        return redirect("panel:entity", pk=pk)
    messages.success(request, _("The merger is undone: both records stand by themselves again."))
    for line in stays:
        messages.warning(request, line)
    return redirect("panel:entity", pk=source_id)


def _other(request: HttpRequest, key: str) -> Entity | None:
    return entity_for(request.user, clean_id(key) or 0, DirectoryPermission.DECIDE) if key else None
