"""The panel: the list of events."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.web.cache import private_page
from common.web.paging import keyset
from entities.centres.permissions import visible_centres
from events.catalogue.panel_filters import EventFilters
from events.catalogue.permissions import events_for

PAGE = 30


@private_page
def events(request: HttpRequest) -> HttpResponse:
    """Events of my centres under filters that stay in the address: words, state, kind, centre."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    centres = [(str(centre.pk), centre.short_name) for centre in visible_centres(request.user).order_by("short_name")]
    filters = EventFilters(request.GET, events_for(request.user).select_related("centre"), osrodek=centres)
    page = keyset(filters.qs, order=("-starts_on", "-id"), cursor=request.GET.get("od"), size=PAGE)
    context = {
        "page": page,
        "filters": filters,
        "previous_url": page.previous and filters.query(page.previous),
        "next_url": page.next and filters.query(page.next),
    }
    return render(request, "events/catalogue/panel_list.html", context)
