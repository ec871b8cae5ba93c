"""Articles on the pages of what they are about: entities, events, partnerships, projects, centres, counties."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from common.db.compiled_queries import Prepared
from common.extension_points import PageSection, SectionLink, TimelineRow, TimelineRows
from common.web.links import prefix
from common.web.page_sections import Portion, first_of, portion
from entities.centres.models import SupportCentre
from entities.directory.models import Entity
from entities.territory.models import County
from events.catalogue.models import EntityRole, Event, EventEntity
from news.articles.models import ArticleEntity, ArticleEvent, ArticleQuerySet, ArticleRole
from news.articles.queries import LIST_PATH, for_stories, listed, stories
from partnerships.agreements.models import LocalPartnership
from partnerships.projects.models import FundingProject

SIZE = 6
TEMPLATE = "news/articles/section.html"
# An entity only represented by its people at a meeting is not what the report is about.
ABOUT = [role for role in EntityRole if role != EntityRole.REPRESENTED]


def _section_rows(articles: ArticleQuerySet, page: int) -> Portion:
    return _told(portion(for_stories(articles).latest_first(), page, SIZE))


def _about_entity(language: str, entity: int) -> ArticleQuerySet:
    """By keys, not by joins: a plan over eight tables costs the database more than the answer does."""
    presented = ArticleEntity.objects.filter(entity=entity).order_by().values("article")
    meetings = EventEntity.objects.filter(entity=entity, role__in=ABOUT).values("event")
    told = ArticleEvent.objects.filter(event__in=meetings).order_by().values("article")
    return listed(language).filter(pk__in=presented.union(told))


def _about_event(language: str, *articles: int) -> ArticleQuerySet:
    """Of a pair of languages one article may be linked and the other one shown."""
    return listed(language).filter(Q(pk__in=articles) | Q(translation_of__in=articles))


# First portions of the pages that are read most.
_OF_ENTITY = Prepared(lambda language, entity: _first(_about_entity(language, entity)))
_LINKED = Prepared(lambda event: ArticleEvent.objects.filter(event=event).order_by().values_list("article"))
_OF_EVENT = Prepared(lambda language, *articles: _first(_about_event(language, *articles)))


def _first(articles: ArticleQuerySet) -> ArticleQuerySet:
    return for_stories(articles).latest_first()[: SIZE + 1]


def _told(rows: Portion) -> Portion:
    return Portion(stories(rows), more=rows.more)


def of_entity(entity: Entity, page: int) -> Portion:
    """Articles that present the entity, or report a meeting in which it had a role."""
    language = get_language() or "pl"
    if page > 1:
        return _section_rows(_about_entity(language, entity.pk), page)
    return _told(first_of(_OF_ENTITY(language, entity.pk), SIZE))


def of_event(event: Event, page: int) -> Portion:
    """What was written about the event: its announcement, its report."""
    # Most events have nothing yet: that is found out by the cheapest of questions.
    articles = [article for (article,) in _LINKED(event.pk)]
    if not articles:
        return Portion()
    language = get_language() or "pl"
    if page > 1:
        return _section_rows(_about_event(language, *articles), page)
    return _told(first_of(_OF_EVENT(language, *articles), SIZE))


def of_partnership(partnership: LocalPartnership, page: int) -> Portion:
    """Articles about the partnership's meetings."""
    return _section_rows(listed().filter(events__partnership=partnership).distinct(), page)


def of_project(project: FundingProject, page: int) -> Portion:
    """Articles paid by the project, or about its events."""
    return _section_rows(listed().filter(Q(project=project) | Q(events__project=project)).distinct(), page)


def of_centre(centre: SupportCentre, page: int) -> Portion:
    """Articles of the centre."""
    return _section_rows(listed().filter(centre=centre), page)


def of_county(county: County, page: int) -> Portion:
    """Articles about meetings in the county."""
    return _section_rows(listed().filter(events__county=county).distinct(), page)


def ways(param: str, slug: str, name: str) -> list[SectionLink]:
    """From a thing's page to all its news, and to their RSS."""
    query, news = f"?{param}={slug}", gettext("News")
    return [
        SectionLink(f"{prefix()}{LIST_PATH}{query}", gettext("All of these news")),
        SectionLink(
            f"{prefix()}/rss/{query}",
            gettext("Follow these news by RSS"),
            "application/rss+xml",
            f"{news}: {name}",
        ),
    ]


def reports(partnership: LocalPartnership, limit: int) -> Sequence[TimelineRow]:
    """What the partnership's history tells of the reports from its meetings, the latest first."""
    told = ArticleEvent.objects.filter(event__partnership=partnership, role=ArticleRole.REPORTS).order_by()
    articles = told.values("article")
    found = listed(get_language() or "pl").filter(Q(pk__in=articles) | Q(translation_of__in=articles))
    start = f"{prefix()}{LIST_PATH}"
    return [
        TimelineRow(timezone.localdate(row.published_at), "report", row.title, f"{start}{row.slug}/", gettext("report"))
        for row in found.only("title", "slug", "published_at").latest_first()[:limit]
    ]


KEY = "aktualnosci"
ENTITY_NEWS = PageSection(_("In the news"), KEY, TEMPLATE, of_entity)
EVENT_NEWS = PageSection(_("What we wrote about it"), KEY, TEMPLATE, of_event)
PARTNERSHIP_NEWS = PageSection(_("Reports from the partnership's meetings"), KEY, TEMPLATE, of_partnership)
PROJECT_NEWS = PageSection(
    _("News of the project"),
    KEY,
    TEMPLATE,
    of_project,
    ways=lambda project: ways("projekt", project.slug, project.short_name),
)
CENTRE_NEWS = PageSection(
    _("News of the centre"),
    KEY,
    TEMPLATE,
    of_centre,
    empty=_("Nothing has been written yet."),
    ways=lambda centre: ways("osrodek", centre.slug, centre.short_name),
)
COUNTY_NEWS = PageSection(
    _("News from the county"),
    KEY,
    TEMPLATE,
    of_county,
    empty=_("Nothing has been written about meetings in this county yet."),
    ways=lambda county: ways("powiat", county.slug, county.label),
)
REPORTS = TimelineRows(key=KEY, load=reports)
