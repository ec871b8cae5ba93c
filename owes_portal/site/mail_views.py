"""The panel: messages that could not be sent, and another try."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from common.outbox.models import OutboxMail
from common.outbox.services import send_again
from common.pages.cache import private_page
from common.pages.ids import clean_id
from common.pages.paging import keyset
from owes_portal.site.mails import failed_mails, runs_events, told

PAGE, AT_ONCE = 30, 500


def _mine(request: HttpRequest) -> QuerySet[OutboxMail]:
    centres = runs_events(request.user)
    if not centres and request.user.role != Role.ADMINISTRATOR:
        raise PermissionDenied
    return failed_mails(request.user, centres, now=timezone.now())


@private_page
@require_safe
def failed(request: HttpRequest) -> HttpResponse:
    """What did not go out, the latest first."""
    mails = _mine(request)
    page = keyset(mails, order=("-failed_at", "-id"), cursor=request.GET.get("od"), size=PAGE)
    context = {
        "rows": told(page.rows),
        "total": mails.count(),
        "previous_url": page.previous and f"?od={page.previous}",
        "next_url": page.next and f"?od={page.next}",
    }
    return render(request, "owes_portal/failed_mails.html", context)


@private_page
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Try one message again (`mail`), or all of them."""
    mails = _mine(request)
    wanted = request.POST.get("mail", "")
    if wanted:
        chosen: list[OutboxMail] = [get_object_or_404(mails, pk=clean_id(wanted))]
    else:
        chosen = list(mails.only("pk")[:AT_ONCE])
    n = send_again(mails=chosen, by=request.user.pk)
    text = ngettext("%(n)s message will be tried again.", "%(n)s messages will be tried again.", n)
    messages.success(request, text % {"n": n})
    return redirect("panel:failed-mails")
