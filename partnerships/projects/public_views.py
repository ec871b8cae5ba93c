"""The public pages of projects."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from common.slugs.services import moved_to
from common.text.bilingual import BilingualText, bilingual
from common.text.countries import country_name
from common.text.polish import bind, date_range, money, number
from common.web.cache import cached_page
from common.web.links import prefix
from common.web.page_head import Head, excerpt
from common.web.page_sections import feeds, fill
from entities.directory.links import entity_url
from partnerships.projects.extension_points import PROJECT_SECTIONS
from partnerships.projects.models import FundingProject, PartnerRole, Period, ProjectPartner
from partnerships.projects.queries import STAGES, ProjectList, funding_block, listing, path_of, profile
from partnerships.projects.stages import FILTERS, NAMES, TINTS, WORDS

LIST = "/projekty/"
PARAMS = ("etap", "strona")


class ProjectListRow(NamedTuple):
    """One line of the list."""

    url: str
    title: BilingualText
    lead: BilingualText
    stage: str
    tint: str
    days: str
    programme: str
    contribution: str


class PartnerRow(NamedTuple):
    """An organisation of the project; without a public page there is no address."""

    name: str
    url: str
    role: str
    place: str


@login_not_required
@cached_page("projects", params=PARAMS)
def project_list(request: HttpRequest) -> HttpResponse:
    """All projects: what runs, what is planned, what is over."""
    asked = next((stage for stage, name in NAMES.items() if name == request.GET.get("etap")), "")
    found = listing(asked, request.GET.get("strona", ""), timezone.localdate())
    path = prefix() + LIST
    context = {
        "head": Head(LIST, gettext("Projects")),
        "path": path,
        "total": found.counts[found.stage] if found.stage else sum(found.counts.values()),
        "stages": _stages(found, path),
        "rows": [_row(row) for row in found.rows],
        "next_url": _address(path, found.stage, found.next),
        "previous_url": _address(path, found.stage, found.previous),
    }
    return render(request, "partnerships/projects/list.html", context)


@login_not_required
@cached_page("projects", "partnerships", "entities", "centres", "events", "news", params=("polka",))
def project(request: HttpRequest, slug: str) -> HttpResponse:
    """One project: what for, for how much, with whom, what has been done."""
    found = FundingProject.objects.published().select_related("centre").filter(slug=slug).first()
    if found is None:
        return _moved(slug)
    shown = profile(found)
    stage = found.stage(timezone.localdate())
    title, lead = bilingual(found.title, found.title_en), bilingual(found.lead, found.lead_en)
    sections = fill(PROJECT_SECTIONS, found, request.GET.get("polka", ""))
    context = {
        "head": Head(f"{LIST}{slug}/", title.text, excerpt(lead.text)),
        "path": prefix() + LIST,
        "project": found,
        "title": title,
        "lead": lead,
        "polish": bilingual("x").attr,
        "stage": WORDS[stage],
        "tint": TINTS[stage],
        "funding": funding_block(found, get_language() or "pl"),
        "facts": _facts(found),
        "goals": [line.strip() for line in found.goals.splitlines() if line.strip()],
        "partners": [_partner(row) for row in shown.partners],
        "related": [
            (path_of(row), bilingual(row.title, row.title_en), bilingual(row.lead, row.lead_en))
            for row in shown.related
        ],
        "centre_url": f"{prefix()}/osrodki/{found.centre.slug}/" if found.centre else "",
        "sections": sections,
        "feeds": feeds(sections),
    }
    return render(request, "partnerships/projects/project.html", context)


def _stages(found: ProjectList, path: str) -> list[tuple[str, str, int, bool]]:
    """Label, address, number and whether it is chosen, for each stage that has projects."""
    every = (gettext("All"), path, sum(found.counts.values()), not found.stage)
    rest = [
        (str(FILTERS[stage]), f"{path}?etap={NAMES[stage]}", found.counts[stage], stage == found.stage)
        for stage in STAGES
        if found.counts[stage]
    ]
    return [every, *rest] if len(rest) > 1 else []


def _address(path: str, stage: str, cursor: str | None) -> str:
    if cursor is None:
        return ""
    pairs = ({"etap": NAMES[stage]} if stage else {}) | {"strona": cursor}
    return f"{path}?{urlencode(pairs)}"


def _row(row: FundingProject) -> ProjectListRow:
    stage = row.stage(timezone.localdate())
    return ProjectListRow(
        url=path_of(row),
        title=bilingual(bind(row.title), row.title_en),
        lead=bilingual(bind(row.lead), row.lead_en),
        stage=str(WORDS[stage]),
        tint=TINTS[stage],
        days=_days(row),
        programme=row.programme,
        contribution=money(row.eu_contribution, row.currency) if row.eu_contribution else "",
    )


def _moved(slug: str) -> HttpResponse:
    now = FundingProject.objects.published().filter(pk=moved_to(FundingProject, slug)).first()
    if now is None:
        raise Http404
    return HttpResponsePermanentRedirect(path_of(now))


def _facts(found: FundingProject) -> list[tuple[str, str | SafeString]]:
    period = found.get_period_display() if found.period != Period.OTHER else ""
    days = _days(found)
    if found.assumption:
        days = gettext("%(day)s (assumed: %(why)s)") % {"day": days, "why": found.assumption}
    return [
        (gettext("Number"), found.number),
        (gettext("Programme"), found.programme),
        (gettext("Fund"), found.fund),
        (gettext("Programming period"), period),
        (gettext("Carried out"), days),
        (gettext("Total value"), money(found.total_value, found.currency) if found.total_value else ""),
        (gettext("Contribution of the European Union"), _contribution(found)),
        (gettext("Website"), _website(found.website)),
    ]


def _days(found: FundingProject) -> str:
    if found.starts_on and found.ends_on:
        return date_range(found.starts_on, found.ends_on)
    if found.starts_on:
        return gettext("from %(day)s") % {"day": date_range(found.starts_on)}
    return gettext("until %(day)s") % {"day": date_range(found.ends_on)} if found.ends_on else ""


def _contribution(found: FundingProject) -> str:
    """`1 234 567,89 zł (84,5%)`."""
    if not found.eu_contribution:
        return ""
    amount = money(found.eu_contribution, found.currency)
    if not found.total_value:
        return amount
    share = round(found.eu_contribution / found.total_value * 100, 2).normalize()
    return f"{amount} ({number(share)}%)"


def _website(url: str) -> str | SafeString:
    return format_html('<a href="{}" rel="noopener">{}</a>', url, url.split("://")[-1].rstrip("/")) if url else ""


def _partner(row: ProjectPartner) -> PartnerRow:
    country = country_name(row.country, get_language() or "pl")
    return PartnerRow(
        name=bind(row.entity.name),
        url=entity_url(row.entity.slug, row.entity.state),
        role=str(PartnerRole(row.role).label),
        place=", ".join(filter(None, [row.entity.town, country])),
    )
