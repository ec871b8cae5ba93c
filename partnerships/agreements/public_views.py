"""The public page of a partnership and its documents. (The list and the map: `list_views`.)"""

from datetime import date
from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from common.slugs.services import moved_to
from common.text.bilingual import bilingual
from common.text.polish import bind, date_range
from common.web.cache import cached_page
from common.web.links import absolute, prefix
from common.web.page_head import Head, excerpt, json_ld
from common.web.page_sections import fill
from entities.directory.links import entity_url
from entities.directory.models import Entity
from files.downloads import stored_file_response
from partnerships.agreements.extension_points import PARTNERSHIP_SECTIONS
from partnerships.agreements.list_views import LIST, linked_counties
from partnerships.agreements.models import (
    DocumentKind,
    LocalPartnership,
    PartnershipMember,
    PartnershipRole,
    StepState,
    WorkPlanStep,
)
from partnerships.agreements.queries import (
    PartnershipProfile,
    as_download,
    counties_in_words,
    document_url,
    path_of,
    profile,
    public_documents,
)
from partnerships.agreements.timeline import HISTORY

STEP_KINDS = {StepState.DONE: "partnership", StepState.RUNNING: "workshop", StepState.DROPPED: "conference"}


HEADINGS = {
    PartnershipRole.LEAD: gettext_lazy("Leaders"),
    PartnershipRole.MEMBER: gettext_lazy("Members of the partnership"),
    PartnershipRole.OBSERVER: gettext_lazy("Observers"),
    PartnershipRole.SUPPORTER: gettext_lazy("Supporters"),
}


class WorkPlanStepRow(NamedTuple):
    """A step of the work plan, ready to be drawn."""

    title: str
    state: str
    kind: str
    note: str
    responsible: str | SafeString


class MemberRow(NamedTuple):
    """A member; without a public page there is no address."""

    name: str
    url: str
    since: str


@login_not_required
@cached_page("partnerships", "entities", "events", "news", params=("polka",))
def partnership(request: HttpRequest, slug: str) -> HttpResponse:
    """One partnership: where, who, what for, how far, what has happened."""
    found = LocalPartnership.objects.published().select_related("centre").filter(slug=slug).first()
    if found is None:
        return _moved(slug)
    shown = profile(found)
    lead, name = bilingual(found.lead, found.lead_en), bilingual(found.name, found.name_en)
    path = f"{LIST}{slug}/"
    context = {
        "head": Head(path, name.text, excerpt(lead.text), structured=json_ld(_structured(shown, prefix() + path))),
        "path": prefix() + LIST,
        "partnership": found,
        "profile": shown,
        "name": name,
        "lead": lead,
        "polish": bilingual("x").attr,
        "facts": _facts(shown),
        "aims": _lines(found.aims),
        "topics": _lines(found.diagnosis_topics),
        "rules": _lines(found.rules),
        "members": [(_heading(role, rows), [_member(row) for row in rows]) for role, rows in shown.members.items()],
        "past_members": [_past_member(row) for row in shown.past_members],
        "team": [{"name": row.name, "function": row.function, "note": row.institution} for row in shown.team],
        "steps": [_step(row) for row in shown.plan.steps],
        "documents": [as_download(row, document_url(found, row)) for row in shown.documents],
        "corner_url": f"{prefix()}/konto/partnerstwa/{slug}/",
        "sections": fill([*PARTNERSHIP_SECTIONS, HISTORY], found, request.GET.get("polka", "")),
    }
    return render(request, "partnerships/agreements/partnership.html", context)


@login_not_required
def document(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """A public document of a published partnership, as a download."""
    found = get_object_or_404(LocalPartnership.objects.published(), slug=slug)
    return stored_file_response(get_object_or_404(public_documents(found), pk=key).file)


def _moved(slug: str) -> HttpResponse:
    now = LocalPartnership.objects.published().filter(pk=moved_to(LocalPartnership, slug)).first()
    if now is None:
        raise Http404
    return HttpResponsePermanentRedirect(path_of(now))


def _facts(shown: PartnershipProfile) -> list[tuple[str, str | SafeString]]:
    found = shown.partnership
    centre = format_html('<a href="{}/osrodki/{}/">{}</a>', prefix(), found.centre.slug, found.centre.short_name)
    return [
        (gettext("Kind"), found.get_kind_display()),
        (gettext("Counties"), linked_counties(shown.counties)),
        (gettext("Since"), _day(found.founded_on, found.assumption)),
        (gettext("Agreement signed"), _agreement(shown)),
        (gettext("Members"), str(shown.member_count) if shown.member_count else ""),
        (gettext("Supported by"), centre),
    ]


def _day(day: date | None, assumption: str) -> str:
    if day is None:
        return ""
    text = date_range(day)
    return gettext("%(day)s (assumed: %(why)s)") % {"day": text, "why": assumption} if assumption else text


def _agreement(shown: PartnershipProfile) -> str | SafeString:
    """The day of the agreement, which leads to the document where everybody may read it."""
    found = shown.partnership
    if found.agreement_on is None:
        return ""
    day = date_range(found.agreement_on)
    paper = next((row for row in shown.documents if row.kind == DocumentKind.AGREEMENT), None)
    return format_html('<a href="{}">{}</a>', document_url(found, paper), day) if paper else day


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _linked(row: Entity) -> str | SafeString:
    url = entity_url(row.slug, row.state)
    return format_html('<a href="{}">{}</a>', url, row.name) if url else row.name


def _heading(role: str, rows: list[PartnershipMember]) -> str:
    """Over the members of one role: `Lider`, `Członkowie`."""
    return str(PartnershipRole(role).label if len(rows) == 1 else HEADINGS[PartnershipRole(role)])


def _member(row: PartnershipMember) -> MemberRow:
    url = entity_url(row.entity.slug, row.entity.state)
    return MemberRow(bind(row.entity.name), url, date_range(row.joined_on) if row.joined_on else "")


def _past_member(row: PartnershipMember) -> MemberRow:
    """Who left, with both days."""
    left = gettext("until %(day)s") % {"day": date_range(row.left_on)} if row.left_on else ""
    return _member(row)._replace(since=left)


def _step(row: WorkPlanStep) -> WorkPlanStepRow:
    state, note = StepState(row.state), ""
    if row.done_on:
        note = date_range(row.done_on)
    elif row.due_on and state != StepState.DROPPED:
        note = gettext("by %(day)s") % {"day": date_range(row.due_on)}
    responsible = _linked(row.responsible) if row.responsible else ""
    return WorkPlanStepRow(row.title, str(state.label), STEP_KINDS.get(state, ""), note, responsible)


def _structured(shown: PartnershipProfile, path: str) -> dict[str, object]:
    found = shown.partnership
    return {
        "@type": "Organization",
        "name": found.name,
        "url": absolute(path),
        "description": found.lead,
        "foundingDate": found.founded_on.isoformat() if found.founded_on else "",
        "areaServed": counties_in_words(shown.counties),
    }
