"""The panel: messages that could not be sent, and another try; messages held above a limit, and the decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from common.outbox.holding import ABOUT_ONE_EVENT, BY_ONE_PERSON, TO_ANYBODY, TO_CONFIRMED, drop_mails, release_mails
from common.outbox.models import OutboxMail
from common.outbox.services import send_again
from common.web.cache import private_page
from common.web.ids import clean_id
from common.web.paging import keyset
from owes_portal.site.mails import dropped_mails, failed_mails, held_mails, runs_events, told

PAGE, AT_ONCE = 30, 500


def _centres(request: HttpRequest) -> list[int]:
    centres = runs_events(request.user)
    if not centres and request.user.role != Role.ADMINISTRATOR:
        raise PermissionDenied
    return centres


def _mine(request: HttpRequest) -> QuerySet[OutboxMail]:
    return failed_mails(request.user, _centres(request), now=timezone.now())


def _chosen(request: HttpRequest, mails: QuerySet[OutboxMail]) -> list[OutboxMail]:
    """The one that `mail` names, or all of them."""
    wanted = request.POST.get("mail", "")
    if not wanted:
        return list(mails.only("pk")[:AT_ONCE])
    return [get_object_or_404(mails, pk=clean_id(wanted))]


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
    n = send_again(mails=_chosen(request, _mine(request)), by=request.user.pk)
    text = ngettext("%(n)s message will be tried again.", "%(n)s messages will be tried again.", n)
    messages.success(request, text % {"n": n})
    return redirect("panel:failed-mails")


@private_page
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """What is held above a limit, the latest first; below it what was dropped lately."""
    centres = _centres(request)
    mails = held_mails(request.user, centres)
    page = keyset(mails, order=("-held_at", "-id"), cursor=request.GET.get("od"), size=PAGE)
    context = {
        "rows": told(page.rows),
        "total": mails.count(),
        "dropped": told(dropped_mails(request.user, centres, now=timezone.now()).order_by("-dropped_at", "-id")[:PAGE]),
        "limits": {"anybody": TO_ANYBODY, "confirmed": TO_CONFIRMED, "person": BY_ONE_PERSON, "event": ABOUT_ONE_EVENT},
        "previous_url": page.previous and f"?od={page.previous}",
        "next_url": page.next and f"?od={page.next}",
    }
    return render(request, "owes_portal/held_mails.html", context)


@private_page
@require_POST
def release(request: HttpRequest) -> HttpResponse:
    """Let one held message go out (`mail`; a dropped one too), or all that are held."""
    centres = _centres(request)
    mails = held_mails(request.user, centres)
    if request.POST.get("mail"):
        mails |= dropped_mails(request.user, centres, now=timezone.now())
    n = release_mails(mails=_chosen(request, mails), by=request.user.pk)
    messages.success(request, ngettext("%(n)s message goes out.", "%(n)s messages go out.", n) % {"n": n})
    return redirect("panel:held-mails")


@private_page
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Do not send one held message (`mail`), or all of them; they stay below, and may still go out."""
    n = drop_mails(mails=_chosen(request, held_mails(request.user, _centres(request))), by=request.user.pk)
    text = ngettext("%(n)s message will not be sent.", "%(n)s messages will not be sent.", n)
    messages.success(request, text % {"n": n})
    return redirect("panel:held-mails")
