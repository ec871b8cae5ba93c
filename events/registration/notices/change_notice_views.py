"""The panel: tell those who registered that the event has another day, hour, place or link."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.outbox.render import render_mail
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.catalogue.permissions import event_for
from events.registration.desk.forms import TellForm
from events.registration.notices.change_notice import fingerprint, keep_quiet, tell_change, to_be_told, untold


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """The change, the message as it will be, and two answers: send it, or nobody need know."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    change = untold(event)
    if change is None:
        messages.info(request, _("There is no change to tell about."))
        return redirect("panel:event", pk=event.pk)
    form = TellForm(request.POST or None, initial={"seen": fingerprint(event)})
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        return _decided(request, event.pk, form)
    note = form.cleaned_data["note"] if form.is_bound and form.is_valid() else ""
    words = {
        "event": event,
        "change": change,
        "note": note,
        "own_url": "…",
        "comes": True,
        "join_url": event.online_url,
    }
    context = {
        "event": event,
        "change": change,
        "form": form,
        "count": to_be_told(event).count(),
        "preview": render_mail("changed", words)[1],
    }
    return render(request, "events/registration/tell.html", context, status=422 if form.errors else 200)


def _decided(request: HttpRequest, pk: int, form: forms.Form) -> HttpResponse:
    if "quiet" in request.POST:
        keep_quiet(event_id=pk, by=request.user.pk)
        messages.success(request, _("Nobody was written to."))
        return redirect("panel:event", pk=pk)
    n = tell_change(event_id=pk, seen=form.cleaned_data["seen"], note=form.cleaned_data["note"], by=request.user.pk)
    if n is None:
        messages.warning(request, _("The event was changed meanwhile. Nothing was sent: look at the message again."))
        return redirect("panel:tell-change", pk=pk)
    text = ngettext("The change was sent to %(n)s registration.", "The change was sent to %(n)s registrations.", n)
    messages.success(request, text % {"n": n})
    return redirect("panel:event", pk=pk)
