"""The panel: the page of an event as steps, with the one next thing to do; publishing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.db.states import MoveNotAllowed
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission, may
from entities.directory.models import EntityGroup
from events.attendance.list_changes import PRINTED, changes_since
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.catalogue.services import publish_event
from events.catalogue.states import EventState
from events.figures.queries import event_figures
from events.figures.sentences import participation_sentence
from events.panel.plan import checks_of, parts_of
from events.panel.workflow import life_of


@private_page
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the event is in its life, the sentence that will go into the report, what happened."""
    row = event_for(request.user, pk, CentrePermission.READ_EVENTS)
    figures = event_figures(row)
    runs = may(request.user, CentrePermission.RUN_EVENTS, row.centre_id)
    context = {
        "event": row,
        "life": life_of(row, figures, runs=runs),
        "figures": figures,
        "groups": [(EntityGroup(group).label, figure) for group, figure in figures.groups.items() if group],
        "sentence": participation_sentence(row, figures),
        "runs": runs,
        "printed": changes_since(row, PRINTED),
        "parts": parts_of(row),
        "checks": checks_of(row) if row.state in (EventState.DRAFT, EventState.PUBLISHED) else [],
        "writes": may(request.user, CentrePermission.WRITE_ARTICLES, row.centre_id),
    }
    return render(request, "events/panel/home.html", context)


@private_page
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the event to everyone."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    try:
        publish_event(event_id=event.pk, by=request.user.pk)
        messages.success(request, _("The event is public."))
    except MoveNotAllowed:
        messages.info(request, _("The event is public already."))
    except EventRefused as refused:
        for sentence in refused.sentences:
            messages.error(request, sentence)
    return redirect("panel:event", pk=event.pk)
