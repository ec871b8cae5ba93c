"""The panel: entities as somebody types their name."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.pages.cache import private_page
from entities.directory.lookup import find_for_staff
from entities.directory.models import Entity
from entities.directory.picking import described
from entities.directory.states import EntityState


@private_page
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Options of a combobox: entities that the typed text may mean, at most eight."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    found = find_for_staff(request.GET.get("q", ""))
    options = [(entity.pk, entity.name, described(entity), _unlisted(entity)) for entity in found]
    return render(request, "components/entity_options.html", {"options": options})


def _unlisted(entity: Entity) -> str:
    """The state of an entity that the public does not see yet."""
    return "" if entity.state == EntityState.PUBLISHED else entity.get_state_display()
