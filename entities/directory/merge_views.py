"""The panel: a record goes into another one, after a look at what would move."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from common.pages.cache import private_page
from common.pages.ids import clean_id
from entities.directory.desk import Desk
from entities.directory.duplicates import similar_to
from entities.directory.forms import MergeForm
from entities.directory.merging import MergeRefused, merge_entities, preview, refusal
from entities.directory.models import Entity
from entities.directory.permissions import Right, decides, entity_for

ELSEWHERE = gettext_lazy("Another centre serves the county of this record: its coordinator decides.")
WHY = {
    "same": gettext_lazy("Choose another record: one cannot go into itself."),
    "gone": gettext_lazy("One of these records was merged meanwhile."),
    "hidden": gettext_lazy(
        "The record that stays is not public, and this one is: publish that one first, or swap them."
    ),
}


@private_page
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """First which record stays, then what would move; POST with `do` merges."""
    source = entity_for(request.user, pk, Right.DECIDE)
    target = _other(request, request.POST.get("do") or request.GET.get("do", ""))
    merges = request.method == "POST" and target is not None
    if merges and request.POST.get("seen") != preview(source, target).sign:
        messages.info(request, _("Look at both records first: what would move stands below."))
    elif merges:
        try:
            merge_entities(source_id=pk, target_id=target.pk, by=request.user.pk)
        except MergeRefused as refused:
            messages.error(request, WHY[str(refused)])
            return redirect("panel:entity", pk=target.pk)
        messages.success(request, _("The records are one. The old address leads here."))
        return redirect("panel:entity", pk=target.pk)
    chooses = request.method == "POST" and target is None
    form = MergeForm(request.POST if chooses else None, user=request.user)
    if chooses and form.is_valid():
        target = form.cleaned_data["other"]
        if not decides(request.user, target):
            target = form.add_error("other", ELSEWHERE)
    why = refusal(source, target) if target else ""
    context = {
        "entity": source,
        "trail": Desk(by=request.user.pk).trail(source),
        "target": target,
        "why": WHY[why] if why else "",
        "moving": preview(source, target) if target and not why else None,
        "form": form,
        "similar": [] if target else similar_to(source),
    }
    return render(request, "entities/directory/panel_merge.html", context, status=422 if form.errors else 200)


def _other(request: HttpRequest, key: str) -> Entity | None:
    return entity_for(request.user, clean_id(key) or 0, Right.DECIDE) if key else None
