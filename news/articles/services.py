"""Writing articles: draft a report, edit, hand over for review, schedule, publish, withdraw."""

import re
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from common.acts.services import record
from common.pages.versions import bump
from common.search.services import index, remove
from common.slugs.services import change_slug, free_slug
from common.states import change_state
from common.text.rich import clean_html
from entities.centres.models import SupportCentre
from events.catalogue.models import EntityRole, Event
from events.catalogue.services import touch_event
from files.models import StoredImage
from news.articles.drafting import PLACEHOLDER, draft_of
from news.articles.models import Article, ArticleEntity, ArticleEvent, ArticleRole, ArticleVersion, Category
from news.articles.search import SOURCE, search_rows
from news.articles.states import ARTICLE_MOVES, ArticleState
from news.galleries.models import Gallery
from news.galleries.services import open_gallery, publish_gallery, start_gallery

EDITABLE = frozenset(
    {"title", "title_en", "lead", "lead_en", "body", "category", "participation", "author", "gallery", "project"}
    | {"cover", "cover_alt", "cover_caption", "cover_credit", "scheduled_for"}
)


class ArticleRefused(Exception):
    """An act that the article cannot bear yet: `problems` are codes of what is missing."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class EditedMeanwhile(Exception):
    """Somebody else saved the article since it was opened; nothing was overwritten."""

    def __init__(self, article: Article) -> None:
        super().__init__(article.pk)
        self.article = article


def lock_article(article_id: int) -> Article:
    """The article's row, locked until the end of the transaction."""
    return Article.objects.select_for_update(of=("self",)).get(pk=article_id)


@transaction.atomic
def write_article(*, by: int | None, centre: SupportCentre, title: str, **fields: Any) -> Article:
    """A new draft of plain news, without an event."""
    fields["body"] = clean_html(fields.get("body", ""))
    article = Article.objects.create(
        slug=free_slug(Article, title), centre=centre, title=title, created_by_id=by, **fields
    )
    record(verb="article.write", obj=article, by=by)
    return article


@transaction.atomic
def draft_report(*, event_id: int, by: int | None) -> Article:
    """The draft of the event's report, already holding what the event knows. Asked again: the same report."""
    event = Event.objects.select_for_update(of=("self",)).get(pk=event_id)
    link = ArticleEvent.objects.filter(event=event, role=ArticleRole.REPORTS).select_related("article").first()
    if link is not None:
        return link.article
    draft = draft_of(event)
    gallery = Gallery.objects.filter(event=event).order_by("id").first()
    article = write_article(
        by=by,
        centre=event.centre,
        title=draft.title,
        lead=draft.lead,
        body=draft.body,
        participation=draft.participation,
        figures=draft.figures.as_json(),
        project=event.project,
        category=Category.objects.filter(slug="relacje").first(),
        gallery=gallery,
    )
    ArticleEvent.objects.create(article=article, event=event, role=ArticleRole.REPORTS)
    presented = event.entity_roles.filter(role__in=[EntityRole.PRESENTED, EntityRole.VISITED]).order_by("position")
    seen: dict[int, str] = {}
    for role in presented:
        seen.setdefault(role.entity_id, role.note)
    ArticleEntity.objects.bulk_create(
        ArticleEntity(article=article, entity_id=entity_id, note=note, position=place)
        for place, (entity_id, note) in enumerate(seen.items())
    )
    return article


@transaction.atomic
def edit_article(*, article_id: int, by: int | None, edition: int | None = None, **fields: Any) -> Article:
    """Change the text. `edition` is the one that the editor opened: raises EditedMeanwhile when it is not the last."""
    if unknown := fields.keys() - EDITABLE:
        raise ValueError(f"Not by edit_article(): {', '.join(sorted(unknown))}.")
    article = lock_article(article_id)
    if edition is not None and edition != article.edition:
        raise EditedMeanwhile(article)
    if "body" in fields:
        fields["body"] = clean_html(fields["body"])
    retitled = "title" in fields and fields["title"] != article.title
    for name, value in fields.items():
        setattr(article, name, value)
    article.edition += 1
    article.save(update_fields=[*fields, "edition", "updated_at"])
    if retitled and article.published_at is None:
        change_slug(article, article.title)
    record(verb="article.edit", obj=article, by=by, after={"edition": article.edition, "fields": sorted(fields)})
    if article.state == ArticleState.PUBLISHED:
        _keep_version(article, by)
        _show(article)
    return article


@transaction.atomic
def open_gallery_of(*, article_id: int, by: int | None) -> Gallery:
    """The article's gallery: the one it has, its event's, or a new one; from now on it belongs to the article."""
    article = lock_article(article_id)
    if article.gallery is not None:
        return article.gallery
    event = article.events.order_by("article_links__position").first()
    if event is not None:
        gallery = open_gallery(event=event, by=by)
    else:
        gallery = start_gallery(by=by, centre=article.centre, title=article.title, taken_on=timezone.localdate())
    edit_article(article_id=article.pk, by=by, gallery=gallery)
    return gallery


@transaction.atomic
def submit_for_review(*, article_id: int, by: int | None) -> Article:
    """The writer hands the draft over to an editor."""
    article = lock_article(article_id)
    change_state(article, ArticleState.IN_REVIEW, allowed=ARTICLE_MOVES, by=by, submitted_at=timezone.now())
    return article


@transaction.atomic
def send_back(*, article_id: int, by: int | None, note: str = "") -> Article:
    """The editor gives the text back to the writer."""
    article = lock_article(article_id)
    change_state(article, ArticleState.DRAFT, allowed=ARTICLE_MOVES, by=by, note=note)
    return article


def problems_of(article: Article) -> list[str]:
    """What must be mended before publication (law and WCAG): codes, empty when nothing is wrong."""
    problems = []
    if not article.title.strip():
        problems.append("title")
    if not article.lead.strip() and not article.body.strip():
        problems.append("text")
    if PLACEHOLDER in article.body or PLACEHOLDER in article.lead:
        problems.append("placeholder")
    if _headings_jump(article.body):
        problems.append("headings")
    if article.gallery and article.gallery.photos.filter(hidden_at=None, alt="", is_decorative=False).exists():
        problems.append("alt")
    return problems


def _headings_jump(html: str) -> bool:
    """Whether a heading level is skipped (WCAG 1.3.1): the body begins at level 2."""
    last = 1
    for level in (int(found) for found in re.findall(r"<h([2-4])", html)):
        if level > last + 1:
            return True
        last = level
    return False


@transaction.atomic
def publish(*, article_id: int, by: int | None, at: datetime | None = None) -> Article:
    """Publish the article with its gallery; the version is kept, the figures stay as they are now.

    Raises ArticleRefused with what is missing. A republished article keeps its first date.
    """
    article = lock_article(article_id)
    if problems := problems_of(article):
        raise ArticleRefused(problems)
    moment = article.published_at or at or timezone.now()
    change_state(article, ArticleState.PUBLISHED, allowed=ARTICLE_MOVES, by=by, published_at=moment)
    if article.gallery is not None and article.gallery.state != "published":
        publish_gallery(gallery_id=article.gallery.pk, by=by)
    _keep_version(article, by)
    _show(article)
    return article


@transaction.atomic
def schedule(*, article_id: int, at: datetime, by: int | None) -> Article:
    """Have the article published at the given time. Raises ArticleRefused as publish() would now."""
    article = lock_article(article_id)
    if problems := problems_of(article):
        raise ArticleRefused(problems)
    change_state(article, ArticleState.SCHEDULED, allowed=ARTICLE_MOVES, by=by, scheduled_for=at)
    return article


def publish_due(now: datetime | None = None) -> int:
    """Publish what was scheduled for now or earlier; returns how many. What became unfit goes back to the draft."""
    due = Article.objects.filter(state=ArticleState.SCHEDULED, scheduled_for__lte=now or timezone.now())
    done = 0
    for article_id in due.values_list("pk", flat=True):
        done += _publish_due_one(article_id)
    return done


@transaction.atomic
def _publish_due_one(article_id: int) -> bool:
    article = lock_article(article_id)
    if article.state != ArticleState.SCHEDULED:
        return False
    try:
        publish(article_id=article_id, by=None, at=article.scheduled_for)
    except ArticleRefused as refused:
        send_back(article_id=article_id, by=None, note=f"scheduled, but: {refused}")
        return False
    return True


@transaction.atomic
def withdraw(*, article_id: int, by: int | None, reason: str = "") -> Article:
    """Take the article off the site; its versions stay."""
    article = lock_article(article_id)
    now = timezone.now()
    change_state(article, ArticleState.WITHDRAWN, allowed=ARTICLE_MOVES, by=by, note=reason, withdrawn_at=now)
    _show(article)
    return article


def _keep_version(article: Article, by: int | None) -> None:
    last = article.versions.aggregate(last=models.Max("number"))["last"] or 0
    ArticleVersion.objects.create(
        article=article,
        number=last + 1,
        title=article.title,
        lead=article.lead,
        body=article.body,
        participation=article.participation,
        figures=article.figures,
        published_at=timezone.now(),
        published_by_id=by,
    )


def _show(article: Article) -> None:
    """The article's page, the lists, the event's page and the search show the new state."""
    Article.objects.filter(pk=article.pk).update(page_version=models.F("page_version") + 1)
    for event in article.events.all():
        touch_event(event, listed=False)
    bump("news")
    rows = search_rows(article)
    if rows:
        index(rows)
    else:
        remove(source=SOURCE, object_id=article.pk)


def redraw_cover(image: StoredImage) -> None:
    """The copies of this picture are new, or gone: the articles that it opens, and lists, are drawn anew."""
    if Article.objects.published().filter(cover=image).exists():
        bump("news")
