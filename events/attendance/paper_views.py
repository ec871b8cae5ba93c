"""The panel: papers of the attendance, printed on demand; each printing of people's names is logged."""

import logging

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.confirming import recently_confirmed
from common.auditlog.services import log_action
from common.pdf import PrintingFailed
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.attendance.list_changes import PRINTED, changes_since, keep_snapshot
from events.attendance.paper import attendance_list, list_addition, photographer_sheet
from events.catalogue.models import Event
from events.catalogue.permissions import event_for
from files.downloads import made_response

log = logging.getLogger(__name__)
PAPERS = {"lista": "lista-obecnosci", "uzupelnienie": "uzupelnienie-listy", "fotograf": "kartka-dla-fotografa"}


@private_page
@require_safe
@recently_confirmed
def paper(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The attendance list to sign, or the photographer's sheet, as PDF."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    if name == "uzupelnienie" and not changes_since(event, PRINTED):
        messages.info(request, _("Nothing has changed on the list since it was printed."))
        return redirect("panel:event", pk=event.pk)
    log_action(verb="event.print", obj=event, by=request.user.pk, after={"paper": name})
    try:
        content = _printed(event, name)
        if name != "fotograf":
            keep_snapshot(event, PRINTED)
    except PrintingFailed as failure:
        log.error("Paper %s of event %s: %s", name, event.pk, type(failure).__name__)
        messages.error(request, _("The paper could not be printed just now. Try again in a moment."))
        return redirect("panel:event", pk=event.pk)
    return made_response(content, f"{PAPERS[name]}-{event.slug[:80]}.pdf", "application/pdf")


def _printed(event: Event, name: str) -> bytes:
    if name == "lista":
        return attendance_list(event)
    if name == "uzupelnienie" and (changes := changes_since(event, PRINTED)):
        return list_addition(event, changes)
    return photographer_sheet(event, timezone.localdate())
