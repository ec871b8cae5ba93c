"""The panel: another paper instead of one whose words were put right, and the message about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.db.states import MoveNotAllowed
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.catalogue.models import Event
from events.catalogue.permissions import event_for
from events.certificates.emails import render_certificate
from events.certificates.models import Certificate
from events.certificates.queries import KNOWN, address_of
from events.certificates.replacing import replace_certificate, send_certificate


def _one(event: Event, certificate_id: int) -> Certificate:
    rows = Certificate.objects.filter(event=event, state__in=KNOWN)
    return get_object_or_404(rows.select_related("participant__registration", "event"), pk=certificate_id)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def prepare_anew(request: HttpRequest, pk: int, certificate_id: int) -> HttpResponse:
    """Prepare the paper anew, with what is true now; asked first, since the old one holds no more."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    row = _one(event, certificate_id)
    if request.method == "POST":
        try:
            replace_certificate(certificate_id=row.pk, by=request.user.pk)
            messages.success(request, _("The new paper is being prepared. Look at the message and send it."))
        except MoveNotAllowed:
            messages.info(request, _("This certificate does not hold any more."))
        return redirect("panel:certificates", pk=event.pk)
    return render(request, "events/certificates/replace.html", {"event": event, "certificate": row})


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def send_corrected(request: HttpRequest, pk: int, certificate_id: int) -> HttpResponse:
    """The message as it will be, and the button that sends it."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    row = _one(event, certificate_id)
    if request.method == "POST":
        try:
            sent = send_certificate(certificate_id=row.pk, by=request.user.pk)
        except MoveNotAllowed:
            messages.info(request, _("This certificate does not hold any more."))
        else:
            text = (
                _("The message with the corrected certificate is on its way.") if sent else _("Nobody was written to.")
            )
            messages.success(request, text)
        return redirect("panel:certificates", pk=event.pk)
    context = {
        "event": event,
        "certificate": row,
        "to": address_of(row.participant),
        "is_ready": row.waits_to_be_sent,
        "preview": render_certificate(row, "certificate_corrected", is_preview=True)[1],
    }
    return render(request, "events/certificates/send.html", context)
