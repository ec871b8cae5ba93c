"""Public pages of events: the list, the month, and both as a calendar to subscribe to."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.text.polish import in_month as in_month_text
from common.web.cache import cached_page
from common.web.page_head import Head
from events.catalogue import filters
from events.catalogue.calendars import code, last_of, month_of, neighbours, weeks_of
from events.catalogue.exports import CONTENT_TYPE, calendar_of
from events.catalogue.queries import Criteria, for_feed, in_month, listing, names_of
from events.catalogue.rows import agenda_rows


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


def _names(criteria: Criteria) -> list[str]:
    """What is chosen, in words."""
    return [*filters.kinds_chosen(criteria), *(name for _facet, name in names_of(criteria))]
