"""The panel: decisions about many people in one step, with what they rest on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from common.text.folding import sort_key
from common.web.cache import private_page
from common.web.ids import clean_ids
from entities.centres.permissions import CentrePermission
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.registration.desk.decisions import DATES, above_limit, candidates, decide
from events.registration.states import ParticipantState

ORDERS = {
    "": (gettext_lazy("order of arrival"), lambda one: one.person.queue_number),
    "rodzaj": (gettext_lazy("kind of entity"), lambda one: (sort_key(one.kind), one.person.queue_number)),
    "powiat": (gettext_lazy("county"), lambda one: (sort_key(one.county), one.person.queue_number)),
    "udzial": (gettext_lazy("earlier participations"), lambda one: (one.earlier, one.person.queue_number)),
}


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid: kind, county, earlier participations; accept, put on the waiting list or refuse those ticked."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    if request.method == "POST":
        _decide(request, event.pk)
        return redirect("panel:decisions", pk=event.pk)
    order = request.GET.get("wg", "")
    _label, key = ORDERS.get(order, ORDERS[""])
    context = {
        "event": event,
        "above_limit": above_limit(event),
        "rows": sorted(candidates(event), key=key),
        "orders": [(value, label, value == order) for value, (label, _key) in ORDERS.items()],
    }
    return render(request, "events/registration/decisions.html", context)


def _decide(request: HttpRequest, event_id: int) -> None:
    to = request.POST.get("to", "")
    ticked = set(clean_ids(request.POST.getlist("osoba")))
    if to not in DATES or not ticked:
        messages.error(request, _("Tick somebody first."))
        return
    try:
        changed = decide(event_id=event_id, participant_ids=ticked, to=ParticipantState(to), by=request.user.pk)
    except EventRefused as refused:
        messages.error(request, str(refused))
        return
    n = len(changed)
    text = ngettext(
        "Decided about %(n)s person. The message is on its way.",
        "Decided about %(n)s persons. The messages are on their way.",
        n,
    )
    messages.success(request, text % {"n": n})
