"""The panel: the page of an event, its life as steps and the one next thing to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.pages.cache import private_page
from entities.centres.permissions import Act, may
from entities.directory.models import EntityGroup
from events.catalogue.permissions import event_for
from events.catalogue.states import EventState
from events.figures.life import life_of
from events.figures.plan import checks_of, parts_of
from events.figures.queries import event_figures
from events.figures.sentences import participation_sentence


@private_page
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the event is in its life, the sentence that will go into the report, what happened."""
    row = event_for(request.user, pk, Act.READ_EVENTS)
    figures = event_figures(row)
    context = {
        "event": row,
        "life": life_of(row, figures),
        "figures": figures,
        "groups": [(EntityGroup(group).label, figure) for group, figure in figures.groups.items() if group],
        "sentence": participation_sentence(row, figures),
        "runs": may(request.user, Act.RUN_EVENTS, row.centre_id),
        "parts": parts_of(row),
        "checks": checks_of(row) if row.state in (EventState.DRAFT, EventState.PUBLISHED) else [],
        "writes": may(request.user, Act.WRITE_ARTICLES, row.centre_id),
    }
    return render(request, "events/figures/panel_event.html", context)
