"""The panel: what was sent about an event, kept as evidence."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.web.cache import private_page
from common.web.paging import keyset
from entities.centres.permissions import CentrePermission
from events.catalogue.permissions import event_for
from events.registration.desk.sent_mails import EVENT_MAILS, kinds_of, mails_of, sent_mails

PAGE = 50


@private_page
@require_safe
def mails(request: HttpRequest, pk: int) -> HttpResponse:
    """The messages about the event, the latest first; for whoever may see its registrations."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    kind = request.GET.get("rodzaj", "")
    kind = kind if kind in EVENT_MAILS else ""
    rows = mails_of(event).filter(template=kind) if kind else mails_of(event)
    page = keyset(rows, order=("-id",), cursor=request.GET.get("od"), size=PAGE)
    asked = {"rodzaj": kind} if kind else {}
    context = {
        "event": event,
        "rows": sent_mails(page.rows),
        "groups": kinds_of(event, kind),
        "chosen": int(bool(kind)),
        "previous_url": page.previous and f"?{urlencode({**asked, 'od': page.previous})}",
        "next_url": page.next and f"?{urlencode({**asked, 'od': page.next})}",
    }
    return render(request, "events/registration/sent_mails.html", context)
