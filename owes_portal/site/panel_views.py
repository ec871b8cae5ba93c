"""The panel's home: what is mine and what waits for me."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from common.web.cache import private_page
from entities.centres.permissions import CentrePermission, centres_for, visible_centres
from events.catalogue.models import EventState
from events.catalogue.permissions import events_for
from news.articles.permissions import articles_for
from news.articles.states import ArticleState
from news.galleries.permissions import takedowns_for
from owes_portal.site.todo import waiting_for

SHOWN = 8


@private_page
def home(request: HttpRequest) -> HttpResponse:
    """Coming events, events to close, and what waits for this person's decision."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    now = timezone.now()
    today = timezone.localdate(now)
    events = events_for(request.user).select_related("centre")
    published = events.filter(state=EventState.PUBLISHED)
    centres = list(visible_centres(request.user))
    context = {
        "centres": centres,
        "coming": published.filter(ends_on__gte=today).order_by("starts_on", "id")[:SHOWN],
        "drafts": events.filter(state=EventState.DRAFT).order_by("starts_on", "id")[:SHOWN],
        "to_close": published.filter(ends_on__lt=today).order_by("-ends_on", "-id")[:SHOWN],
        "articles": articles_for(request.user)
        .filter(state__in=[ArticleState.DRAFT, ArticleState.IN_REVIEW, ArticleState.SCHEDULED])
        .order_by("-updated_at")[:SHOWN],
        "reported": takedowns_for(request.user).filter(decided_at__isnull=True).count(),
        "waiting": waiting_for(request.user, now=now),
        "runs": centres_for(request.user, CentrePermission.RUN_EVENTS).exists(),
    }
    return render(request, "owes_portal/panel_home.html", context)
