"""The order of loading: each part finds what it points to already there."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from common.search.services import rebuild
from common.web import versions
from entities.centres.models import SupportCentre
from entities.directory.models import Entity
from events.catalogue.models import Event
from news.articles.models import Article
from news.galleries.models import Gallery
from owes_portal.demo import (
    centres,
    coming,
    corrections,
    declaration,
    door,
    exports,
    gdansk,
    kety,
    mergers,
    news,
    papers,
    participation,
    partnerships,
    people,
    poznan,
    projects,
    region,
    reports,
    schedules,
    sent,
    starachowice,
    strangers,
    study_visit,
)
from owes_portal.demo.build import add_centre, add_entity, add_partnership, add_project, missing
from owes_portal.demo.pictures import Album
from owes_portal.demo.stories import add_article, add_event, add_gallery
from partnerships.agreements.models import LocalPartnership
from partnerships.projects.models import FundingProject

REPORTS = (kety, starachowice, study_visit, poznan, gdansk)


@dataclass(frozen=True)
class Loaded:
    """How much there is after loading."""

    pictures: int
    centres: int
    entities: int
    events: int
    articles: int
    anything_new: bool


def load(today: date) -> Loaded:
    """Put the whole demo in, or what is missing of it; coming events stand around `today` when they are made."""
    album = Album()
    pictures = album.take_in()
    before = _count()
    with transaction.atomic():
        _directory(album)
        declaration.load(today)
        _meetings(today, album)
        for report in REPORTS:
            for article in missing(Article, report.ARTICLES):
                add_article(article, album)
        news.load(today, album)
        anything_new = _count() != before
        if anything_new:
            people.freeze_figures()
            rebuild()
            versions.bump(*versions.AREAS)
    exports.load()
    return Loaded(
        pictures=pictures,
        centres=SupportCentre.objects.count(),
        entities=Entity.objects.count(),
        events=Event.objects.count(),
        articles=Article.objects.count(),
        anything_new=anything_new,
    )


def _directory(album: Album) -> None:
    entities = [entity for report in REPORTS for entity in report.ENTITIES]
    for entity in missing(Entity, [*entities, *region.ENTITIES]):
        add_entity(entity, album)
    for centre in missing(SupportCentre, centres.CENTRES):
        add_centre(centre)
    for project in missing(FundingProject, projects.PROJECTS):
        add_project(project)
    for partnership in missing(LocalPartnership, [*starachowice.PARTNERSHIPS, *partnerships.PARTNERSHIPS]):
        add_partnership(partnership, album)


def _meetings(today: date, album: Album) -> None:
    for report in REPORTS:
        for event in missing(Event, report.EVENTS):
            add_event(event, album)
        for gallery in missing(Gallery, report.GALLERIES):
            add_gallery(gallery, album)
    people.load()
    mergers.load(album)
    coming.load(today, album)
    strangers.load()
    sent.load()
    door.load(today)
    schedules.load()
    reports.load(today)
    papers.load()
    participation.load()
    corrections.load(today)


def _count() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Entity, SupportCentre, Event, Article, User))
