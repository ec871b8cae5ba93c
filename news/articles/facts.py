"""The metryczka beside an article: when, where, who came, who organised, what it belongs to, what followed."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from common.text import polish
from common.text.countries import country_name
from common.web.links import prefix
from entities.directory.links import entity_url
from events.catalogue.kinds import EventKind
from events.catalogue.models import EntityRole, Event
from events.figures.queries import Figures
from events.figures.sentences import participation_sentence
from events.figures.sentences_en import participation_in_english
from news.articles import article_rows as read
from news.articles.event_digest import DigestLink, EventDigest
from news.articles.models import Article
from partnerships.states import RecordState

_NUMBERS = re.compile(r"\d+")


def _event_link(event: Event) -> SafeString:
    text = f"{event}, {polish.date_range(event.starts_on, event.ends_on)}"
    return format_html('<a href="{}">{}</a>', f"{prefix()}/wydarzenia/{event.slug}/", polish.bind(text))


def _links(names: list[DigestLink]) -> SafeString:
    """Names one under another, each with its address where it has one."""
    parts = [format_html('<a href="{}">{}</a>' if one.url else "{}{}", one.url, one.name) for one in names]
    return format_html_join(mark_safe("<br>"), "{}", ((part,) for part in parts))  # noqa: S308 constant


def facts_of(article: Article, meeting: EventDigest | None, others: list[Event]) -> list[tuple[str, str, str]]:
    """The metryczka: (term, text or markup, address)."""
    rows: list[tuple[str, str, str]] = []
    if meeting is not None:
        rows += _event_facts(article, meeting)
    if others:
        rows.append((gettext("Also"), format_html_join(_br(), "{}", ((_event_link(one),) for one in others)), ""))
    project = article.project
    if project is not None:
        public = project.state == RecordState.PUBLISHED
        rows.append((gettext("Project"), project.short_name, f"{prefix()}/projekty/{project.slug}/" if public else ""))
        if meeting is not None and EventKind(meeting.event.kind).spec.names_project_partners:
            rows.append((gettext("Partners of the project"), _links(_partners(project.pk)), ""))
    if meeting is not None:
        rows += _around(meeting)
    centre = article.centre
    rows.append((gettext("Centre"), centre.short_name, f"{prefix()}/osrodki/{centre.slug}/"))
    return [row for row in rows if row[1]]


def _partners(project_id: int) -> list[DigestLink]:
    """The partners of an international project with their countries."""
    language = get_language() or "pl"
    return [
        DigestLink(f"{name} ({country_name(country, language)})", entity_url(slug, state))
        for name, slug, state, country in read.PARTNERS(project_id)
    ]


def _event_facts(article: Article, meeting: EventDigest) -> list[tuple[str, str, str]]:
    event, roles = meeting.event, meeting.roles
    when = format_html('<time datetime="{}">{}</time>', event.starts_on.isoformat(), event.when)
    theme: str = event.theme
    if event.theme_en and event.theme_en != event.theme:
        theme = format_html('{}<br><span lang="en">{}</span>', event.theme, event.theme_en)
    region = gettext("from %(region)s") % {"region": event.target_region} if event.target_region else ""
    came = _who_came(article, event)
    return [
        (gettext("When"), when, ""),
        (gettext("Where"), meeting.where, ""),
        (gettext("Theme"), theme, ""),
        (gettext("Aim"), event.aim, ""),
        (gettext("Who came"), came, ""),
        (gettext("For whom"), ", ".join(part for part in (event.target_group, "" if came else region) if part), ""),
        (gettext("Organiser"), _links(roles.get(EntityRole.ORGANISER, [])), ""),
        (gettext("Co-organisers"), _links(roles.get(EntityRole.CO_ORGANISER, [])), ""),
        (gettext("With the support of"), _links(roles.get(EntityRole.SUPPORTER, [])), ""),
        (gettext("Host of the place"), _links(roles.get(EntityRole.HOST, [])), ""),
    ]


def _who_came(article: Article, event: Event) -> str:
    """The frozen sentence; in English that of the same figures, unless an editor changed a number."""
    came: str = article.participation
    if not came or get_language() != "en":
        return came
    frozen = Figures.of_json(article.figures)
    if _NUMBERS.findall(came) == _NUMBERS.findall(participation_sentence(event, frozen)):
        return participation_in_english(event, frozen)
    return format_html('<span lang="pl">{}</span>', polish.bind(came))


def _around(meeting: EventDigest) -> list[tuple[str, str, str]]:
    """What the meeting belongs to and what came before and after it."""
    event = meeting.event
    rows: list[tuple[str, str, str]] = []
    if event.partnership is not None and event.partnership.state == RecordState.PUBLISHED:
        address = f"{prefix()}/partnerstwa/{event.partnership.slug}/"
        rows.append((gettext("Partnership"), str(event.partnership), address))
    rows += [(gettext("Earlier"), _event_link(one), "") for one in meeting.before]
    following = format_html_join(_br(), "{}", ((_event_link(one),) for one in meeting.after))
    rows.append((gettext("What follows"), following, ""))
    rows.append((gettext("Event"), gettext("Programme and place"), f"{prefix()}/wydarzenia/{event.slug}/"))
    return rows


def _br() -> SafeString:
    return mark_safe("<br>")  # noqa: S308 constant
