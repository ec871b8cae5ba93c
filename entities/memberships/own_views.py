"""An account's page of one of its entities: what the record says, what waits, who keeps it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.pages.cache import private_page
from entities.directory.record import history_of, ready_for, summary_of
from entities.memberships.permissions import own_entity_for, owns
from entities.memberships.queries import people_of


@private_page
@require_safe
def entity(request: HttpRequest, pk: int) -> HttpResponse:
    """One entity as its people see it."""
    found = own_entity_for(request.user, pk)
    context = {
        "entity": found,
        "rows": summary_of(found),
        "lacks": ready_for(found),
        "history": history_of(found),
        "people": people_of(found),
        "owns": owns(request.user, found),
    }
    return render(request, "entities/memberships/own_entity.html", context)
