"""The panel: the folder of an event for a control visit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.confirming import recently_confirmed
from common.auditlog.services import log_action
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.catalogue.permissions import event_for
from events.folders.models import EventFolder
from events.folders.services import KEEP, ask_for_folder
from events.folders.states import FolderState
from files.downloads import kept_response


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def folder(request: HttpRequest, pk: int) -> HttpResponse:
    """What the last packing holds and lacks; a button that packs anew."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    if request.method == "POST":
        ask_for_folder(event_id=event.pk, by=request.user.pk)
        messages.success(request, _("The folder is being packed."))
        return redirect("panel:event-folder", pk=event.pk)
    rows = EventFolder.objects.filter(event=event)
    context = {
        "event": event,
        "waiting": rows.filter(state=FolderState.WAITING).first(),
        "failed": rows.first() if rows.filter(state=FolderState.FAILED).exists() else None,
        "ready": rows.filter(state=FolderState.READY).first(),
        "days": KEEP.days,
    }
    return render(request, "events/folders/panel.html", context)


@private_page
@recently_confirmed
@require_safe
def archive(request: HttpRequest, pk: int, folder_id: int) -> HttpResponseBase:
    """The archive; each download is logged."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    row = get_object_or_404(EventFolder, event=event, pk=folder_id, state=FolderState.READY)
    log_action(verb="event.folder.read", obj=event, by=request.user.pk, after={"folder": row.pk})
    return kept_response(row.content, f"teczka-{event.slug[:80]}.zip", "application/zip")
