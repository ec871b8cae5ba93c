"""Public pages of one event: its page, the preview of a draft, its calendar entry and its files."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.slugs.services import moved_to
from common.web.cache import RowVersion, cached_page, private_page
from common.web.page_sections import PARAM, fill
from events.catalogue.exports import CONTENT_TYPE, calendar_of
from events.catalogue.extension_points import EVENT_SECTIONS
from events.catalogue.models import Event, EventDocument
from events.catalogue.queries import previewed_event
from events.catalogue.states import EventState
from events.programme.page import event_page
from events.programme.queries import event_of, with_parts
from files.downloads import stored_file_response

AREAS = ("events", "entities", "partnerships", "projects", "centres", "news", "frame")


@login_not_required
@require_safe
@cached_page(*AREAS, params=(PARAM,), row=RowVersion(Event))
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """One event, coming, past or cancelled."""
    found = event_of(slug)
    if found is None:
        return _moved(slug, "events:event")
    page = event_page(found, now=timezone.now())
    sections = fill(EVENT_SECTIONS, found, request.GET.get(PARAM, ""))
    # Of what is over one reads and looks at pictures: the sections are the next step.
    more = [(filled.section.title, f"#{filled.section.key}") for filled in sections] if page.is_over else []
    context = {"page": page, "event": found, "head": page.head, "sections": sections, "more": more}
    context["report_at"] = page.head.path
    return render(request, "events/programme/event.html", context)


@login_not_required
@require_safe
@private_page
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an event before it is public, as it will look: for whoever was given the secret link."""
    found = next(iter(with_parts(previewed_event(token))), None)
    if found is None:
        raise Http404
    if found.state != EventState.DRAFT:
        return redirect("events:event", found.slug)
    # Only here and only in memory: the page shows what it will show once it is public.
    found.state, found.published_at = EventState.PUBLISHED, timezone.now()
    page = event_page(found, now=timezone.now())
    context = {"page": page, "event": found, "head": page.head, "sections": [], "more": [], "is_preview": True}
    response = render(request, "events/programme/event.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@require_safe
@cached_page("events", "frame", row=RowVersion(Event))
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The event for the visitor's own calendar."""
    found = Event.objects.public().filter(slug=slug).prefetch_related("stops").first()
    if found is None:
        return _moved(slug, "events:event_calendar")
    response = HttpResponse(calendar_of([found]), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return response


@login_not_required
@require_safe
def event_file(request: HttpRequest, slug: str, document_id: int) -> FileResponse:
    """A public file of a public event, as a download."""
    documents = EventDocument.objects.filter(event__in=Event.objects.public().filter(slug=slug), is_public=True)
    document = documents.filter(pk=document_id).select_related("file").first()
    if document is None:
        raise Http404
    return stored_file_response(document.file)


def _moved(slug: str, name: str) -> HttpResponse:
    """To the present address of an event that stood here before; otherwise there is none."""
    found = Event.objects.public().filter(pk=moved_to(Event, slug) or 0).values_list("slug", flat=True).first()
    if found is None:
        raise Http404
    return redirect(name, found, permanent=True)
