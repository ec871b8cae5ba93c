"""Public pages of events: the list, the month, the event, its files and calendars."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.slugs.services import moved_to
from common.text.polish import in_month as in_month_text
from common.web.cache import RowVersion, cached_page, private_page
from common.web.page_head import Head
from common.web.page_sections import PARAM, fill
from events.catalogue import filters
from events.catalogue.calendars import code, last_of, month_of, neighbours, weeks_of
from events.catalogue.exports import CONTENT_TYPE, calendar_of
from events.catalogue.extension_points import EVENT_SECTIONS
from events.catalogue.models import Event, EventDocument
from events.catalogue.queries import Criteria, for_feed, in_month, listing, names_of, previewed_event
from events.catalogue.rows import agenda_rows
from events.catalogue.states import EventState
from events.programme.page import event_page
from events.programme.queries import event_of, with_parts
from files.downloads import stored_file_response

AREAS = ("events", "entities", "partnerships", "projects", "centres", "news", "frame")


@login_not_required
@require_safe
@cached_page("events", "projects", "centres", "frame", params=filters.LIST_PARAMS)
def event_list(request: HttpRequest) -> HttpResponse:
    """Coming events, or past ones (`?czas=minione`), under the visitor's filters."""
    criteria, now = filters.criteria_of(request.GET), timezone.now()
    found = listing(criteria, today=timezone.localdate(now), cursor=request.GET.get(filters.CURSOR))
    missing = filters.missing_names(criteria, found.options)
    base = reverse("events:list")
    title = _("Past events") if criteria.past else _("Coming events")
    context = {
        "criteria": criteria,
        "rows": agenda_rows(found.page.rows, now=now),
        "total": found.total,
        "groups": filters.groups_of(criteria, found.options, dict(names_of(missing)) if missing else {}),
        "hidden": [(filters.WHEN, filters.PAST)] if criteria.past else [],
        "coming_url": base + filters.query_of(criteria, past=False),
        "past_url": base + filters.query_of(criteria, past=True),
        "bare_url": base + filters.query_of(Criteria(past=criteria.past)),
        "month_url": reverse("events:calendar") + filters.query_of(criteria, past=False),
        "feed_url": reverse("events:feed") + filters.query_of(criteria, past=False),
        "next_url": found.page.next and base + filters.query_of(criteria, cursor=found.page.next),
        "previous_url": found.page.previous and base + filters.query_of(criteria, cursor=found.page.previous),
        "title": title,
        "head": Head("/wydarzenia/", title, _("Meetings, study visits, workshops and training of the region.")),
    }
    return render(request, "events/catalogue/list.html", context)


@login_not_required
@require_safe
@cached_page("events", "projects", "centres", "frame", params=(*filters.FILTER_PARAMS, filters.MONTH))
def month(request: HttpRequest) -> HttpResponse:
    """A month as a table of days (`?miesiac=2026-11`); on a phone the days with events, one under another."""
    now = timezone.now()
    today, criteria = timezone.localdate(now), filters.criteria_of(request.GET)
    first = month_of(request.GET.get(filters.MONTH, ""), today)
    rows = agenda_rows(in_month(criteria, first=first, last=last_of(first)), now=now)
    base = reverse("events:calendar")
    before, after = (
        (day, base + filters.query_of(criteria, month=code(day))) if code(day) else None for day in neighbours(first)
    )
    title = _("Events %(in_month)s") % {"in_month": in_month_text(first)}
    context = {
        "weeks": weeks_of(first, rows, today),
        "first": first,
        "total": len(rows),
        "before": before,
        "after": after,
        "names": _names(criteria),
        "bare_url": base + filters.query_of(Criteria(), month=code(first)),
        "list_url": reverse("events:list") + filters.query_of(criteria),
        "feed_url": reverse("events:feed") + filters.query_of(criteria),
        "now_url": base + filters.query_of(criteria) if first != today.replace(day=1) else "",
        "title": title,
        "head": Head("/wydarzenia/kalendarz/", title, _("All events of the region in a month, day by day.")),
    }
    return render(request, "events/catalogue/month.html", context)


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
    return render(request, "events/catalogue/event.html", context)


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
    response = render(request, "events/catalogue/event.html", context)
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
@cached_page("events", "frame", params=filters.FILTER_PARAMS)
def feed(request: HttpRequest) -> HttpResponse:
    """Coming events as a calendar to subscribe to, under the same filters as the list; what does not exist is 404."""
    criteria = filters.criteria_of(request.GET)
    names = _names(criteria)
    if not filters.is_exact(request.GET, criteria) or len(names) != criteria.count:
        raise Http404
    title = ": ".join(part for part in (_("Events"), ", ".join(names)) if part)
    events = for_feed(criteria, today=timezone.localdate())
    return HttpResponse(calendar_of(events, name=title), content_type=CONTENT_TYPE)


@login_not_required
@require_safe
def event_file(request: HttpRequest, slug: str, document_id: int) -> FileResponse:
    """A public file of a public event, as a download."""
    documents = EventDocument.objects.filter(event__in=Event.objects.public().filter(slug=slug), is_public=True)
    document = documents.filter(pk=document_id).select_related("file").first()
    if document is None:
        raise Http404
    return stored_file_response(document.file)


def _names(criteria: Criteria) -> list[str]:
    """What is chosen, in words."""
    return [*filters.kinds_chosen(criteria), *(name for _facet, name in names_of(criteria))]


def _moved(slug: str, name: str) -> HttpResponse:
    """To the present address of an event that stood here before; otherwise there is none."""
    found = Event.objects.public().filter(pk=moved_to(Event, slug) or 0).values_list("slug", flat=True).first()
    if found is None:
        raise Http404
    return redirect(name, found, permanent=True)
