"""The public schedule of support of a project: what comes, what is past, what was changed; the same to download."""

import logging
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.pdf import PrintingFailed
from common.slugs.services import moved_to
from common.spreadsheets.writer import XLSX
from common.text.bilingual import bilingual
from common.web.cache import cached_page
from common.web.links import prefix
from common.web.page_head import Head
from events.schedule.exports import heads, schedule_pdf, schedule_xlsx
from events.schedule.queries import changes, coming, past
from events.schedule.rows import rows_of, told_of
from partnerships.projects.models import FundingProject
from partnerships.projects.queries import funding_block, path_of

log = logging.getLogger(__name__)
WHEN, CURSOR = "pokaz", "strona"
COMING, PAST, CHANGES = "", "minione", "zmiany"


@login_not_required
@cached_page("projects", "events", "centres", params=(WHEN, CURSOR))
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """What support the project gives: coming (`?pokaz=` nothing), past (`minione`), the log (`zmiany`)."""
    found = _project(slug)
    if found is None:
        return _moved(slug, "schedule:page")
    shown = request.GET.get(WHEN, COMING)
    shown = shown if shown in (PAST, CHANGES) else COMING
    cursor, today = request.GET.get(CURSOR, ""), timezone.localdate()
    if shown == CHANGES:
        log_page = changes(found, cursor)
        listed = {"changes": told_of(log_page.rows)}
        neighbours = (log_page.previous, log_page.next)
    else:
        page = (past if shown == PAST else coming)(found, today, cursor)
        listed = {"rows": rows_of(page.rows)}
        neighbours = (page.previous, page.next)
    base, title = f"{path_of(found)}harmonogram/", bilingual(found.title, found.title_en)
    heading = _("Schedule of support")
    context = {
        "head": Head(f"/projekty/{slug}/harmonogram/", f"{heading}: {found.short_name}"),
        "project": found,
        "project_url": path_of(found),
        "list_url": f"{prefix()}/projekty/",
        "title": title,
        "shown": shown,
        "tabs": _tabs(base, shown),
        "heads": heads(),
        "previous_url": _address(base, shown, neighbours[0]),
        "next_url": _address(base, shown, neighbours[1]),
        "past_url": _address(base, PAST, ""),
        "funding": funding_block(found, get_language() or "pl"),
        "pdf_url": f"{path_of(found)}harmonogram.pdf",
        "xlsx_url": f"{path_of(found)}harmonogram.xlsx",
        **listed,
    }
    return render(request, "events/schedule/page.html", context)


@login_not_required
@cached_page("projects", "events", "centres")
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The schedule as PDF. The copy that the cache keeps spares the printing."""
    found = _project(slug)
    if found is None:
        return _moved(slug, "schedule:paper")
    try:
        content = schedule_pdf(found, timezone.localdate())
    except PrintingFailed as failure:
        log.error("Schedule of project %s: %s", found.pk, type(failure).__name__)
        return redirect("schedule:page", slug=slug)
    return _file(content, f"harmonogram-{slug[:80]}.pdf", "application/pdf")


@login_not_required
@cached_page("projects", "events", "centres")
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The schedule, its log and the project as a workbook."""
    found = _project(slug)
    if found is None:
        return _moved(slug, "schedule:sheet")
    with schedule_xlsx(found, timezone.localdate()) as book:
        content = book.read()
    return _file(content, f"harmonogram-{slug[:80]}.xlsx", XLSX)


def _project(slug: str) -> FundingProject | None:
    return FundingProject.objects.published().select_related("centre").filter(slug=slug).first()


def _moved(slug: str, name: str) -> HttpResponse:
    """To the present address of a project that stood here before; otherwise there is none."""
    now = FundingProject.objects.published().filter(pk=moved_to(FundingProject, slug) or 0).first()
    if now is None:
        raise Http404
    return HttpResponsePermanentRedirect(reverse(name, args=[now.slug]))


def _tabs(base: str, shown: str) -> list[tuple[str, str, bool]]:
    words = {COMING: _("Coming support"), PAST: _("Past support"), CHANGES: _("Changes of the schedule")}
    return [(_address(base, key, ""), word, key == shown) for key, word in words.items()]


def _address(base: str, shown: str, cursor: str | None) -> str:
    if cursor is None:
        return ""
    pairs = {name: value for name, value in ((WHEN, shown), (CURSOR, cursor)) if value}
    return f"{base}?{urlencode(pairs)}" if pairs else base


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
