"""Writing articles: draft a report, edit, hand over for review, schedule, publish, withdraw."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.states import change_state
from common.refusals import Refused
from common.search.services import follow
from common.slugs.services import change_slug, free_slug
from common.text.control_characters import clean_texts, without_controls
from common.text.rich import written_html
from common.web.versions import bump
from entities.centres.models import SupportCentre
from events.catalogue.models import EntityRole, Event
from events.catalogue.services import touch_event
from files.models import StoredImage
from files.states import ImageState
from news.articles.checklist import Blocker, problems_of, problems_of_text
from news.articles.drafting import draft_of
from news.articles.emails import mail_back
from news.articles.models import Article, ArticleEntity, ArticleEvent, ArticleRole, ArticleVersion, Category, Tag
from news.articles.search import SOURCE, search_rows
from news.articles.states import ARTICLE_MOVES, ArticleState
from news.galleries.models import Gallery
from news.galleries.readiness import what_lacks
from news.galleries.services import lock_gallery, open_gallery, publish_gallery, start_gallery
from news.galleries.states import GalleryState

EDITABLE = frozenset(
    {"title", "title_en", "lead", "lead_en", "body", "category", "participation", "figures", "author", "gallery"}
    | {"cover", "cover_alt", "cover_caption", "cover_credit", "scheduled_for", "language", "project"}
)
MOST_TAGS = 12


class ArticleRefused(Refused[Blocker]):
    """An act that the article cannot bear yet."""


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
    body, title = written_html(fields.pop("body", "")), without_controls(title)
    article = Article.objects.create(
        slug=free_slug(Article, title),
        centre=centre,
        title=title,
        body=body,
        created_by_id=by,
        **clean_texts(fields),
    )
    log_action(verb="article.write", obj=article, by=by)
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
def edit_article(
    *, article_id: int, by: int | None, edition: int | None = None, tags: Sequence[str] | None = None, **fields: Any
) -> Article:
    """Change the text. `edition` is the one that the editor opened: raises EditedMeanwhile when it is not the last.

    A published article may not be given a text that could not be published: ArticleRefused says what is wrong.
    """
    if unknown := fields.keys() - EDITABLE:
        raise ValueError(f"Not by edit_article(): {', '.join(sorted(unknown))}.")
    article = lock_article(article_id)
    if edition is not None and edition != article.edition:
        raise EditedMeanwhile(article)
    if "body" in fields:
        fields["body"] = written_html(fields["body"])
    fields = clean_texts(fields)
    retitled = "title" in fields and fields["title"] != article.title
    for name, value in fields.items():
        setattr(article, name, value)
    if article.state == ArticleState.PUBLISHED and (problems := problems_of_text(article)):
        raise ArticleRefused(*problems)
    article.edition += 1
    article.edited_by_id = by
    article.save(update_fields=[*fields, "edition", "edited_by", "updated_at"])
    if tags is not None:
        article.tags.set([_tag(name) for name in list(dict.fromkeys(tags))[:MOST_TAGS]])
    if retitled and article.published_at is None:
        change_slug(article, article.title)
    log_action(verb="article.edit", obj=article, by=by, after={"edition": article.edition, "fields": sorted(fields)})
    if article.state == ArticleState.PUBLISHED:
        _keep_version(article, by)
        show_article(article)
    return article


def _tag(name: str) -> Tag:
    """The subject of this name, whatever its case; a new one where there is none."""
    name = without_controls(name)
    found = Tag.objects.filter(name__iexact=name).order_by("pk").first()
    return found or Tag.objects.create(name=name, slug=free_slug(Tag, name))


@transaction.atomic
def restore_version(*, article_id: int, number: int, by: int | None) -> Article:
    """The texts of a published version again, as a new edition: nothing that came after it is lost."""
    article = lock_article(article_id)
    version = article.versions.get(number=number)
    texts = {name: getattr(version, name) for name in ("title", "lead", "body", "participation", "figures")}
    restored = edit_article(article_id=article.pk, by=by, **texts)
    log_action(verb="article.restore", obj=article, by=by, after={"version": number, "edition": restored.edition})
    return restored


@transaction.atomic
def write_pair(*, article_id: int, by: int | None) -> Article:
    """The article in the other language: a draft with the same pictures, subjects, entities. Asked again: the same."""
    article = lock_article(article_id)
    pair = article.translation_of or article.translations.order_by("pk").first()
    if pair is not None:
        return pair
    english = article.language == "pl"
    new = write_article(
        by=by,
        centre=article.centre,
        title=(article.title_en if english else "") or article.title,
        lead=(article.lead_en if english else "") or article.lead,
        body=article.body,
        language="en" if english else "pl",
        translation_of=article,
        **{name: getattr(article, name) for name in ("category", "project", "gallery", "author", "cover")},
        **{name: getattr(article, name) for name in ("cover_alt", "cover_caption", "cover_credit")},
    )
    new.tags.set(article.tags.all())
    ArticleEntity.objects.bulk_create(
        ArticleEntity(article=new, entity_id=link.entity_id, note=link.note, position=link.position)
        for link in article.entity_links.all()
    )
    return new


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
def show_gallery(*, gallery_id: int, by: int | None) -> str:
    """Show a gallery by itself, as one that was added after its article was published. Shown already: nothing is done.

    Gives what it lacks, in a sentence; then nothing was done either.
    """
    # In the order of publish(): first the article, then its gallery.
    public = Article.objects.published().filter(gallery=gallery_id).order_by("pk")
    articles = list(public.select_for_update(of=("self",)))
    gallery = lock_gallery(gallery_id)
    lacks = what_lacks(gallery)
    if not lacks and gallery.state != GalleryState.PUBLISHED:
        publish_gallery(gallery_id=gallery_id, by=by)
        for article in articles:
            show_article(article)
    return lacks


@transaction.atomic
def submit_for_review(*, article_id: int, by: int | None) -> Article:
    """The writer hands the draft over to an editor."""
    article = lock_article(article_id)
    now = timezone.now()
    change_state(
        article,
        ArticleState.IN_REVIEW,
        allowed=ARTICLE_MOVES,
        by=by,
        submitted_at=now,
        submitted_by_id=by,
        review_note="",
    )
    return article


@transaction.atomic
def send_back(*, article_id: int, by: int | None, note: str = "", mailed: bool = True) -> Article:
    """Give the text back to the writer, with what to mend; they are mailed the remark."""
    article = lock_article(article_id)
    note = note.replace("\0", "").strip()[:2000]
    change_state(article, ArticleState.DRAFT, allowed=ARTICLE_MOVES, by=by, review_note=note)
    if mailed:
        mail_back(article, by=by)
    return article


@transaction.atomic
def publish(*, article_id: int, by: int | None, at: datetime | None = None) -> Article:
    """Publish the article with its gallery; the version is kept, the figures stay as they are now.

    Raises ArticleRefused with what is missing. A republished article keeps its first date.
    """
    article = lock_article(article_id)
    if problems := problems_of(article):
        raise ArticleRefused(*problems)
    moment = article.published_at or at or timezone.now()
    change_state(article, ArticleState.PUBLISHED, allowed=ARTICLE_MOVES, by=by, published_at=moment)
    if article.gallery_id and lock_gallery(article.gallery_id).state != GalleryState.PUBLISHED:
        publish_gallery(gallery_id=article.gallery_id, by=by)
    _keep_version(article, by)
    show_article(article)
    return article


@transaction.atomic
def schedule(*, article_id: int, at: datetime, by: int | None) -> Article:
    """Have the article published at the given time. Raises ArticleRefused as publish() would now."""
    article = lock_article(article_id)
    if problems := problems_of(article):
        raise ArticleRefused(*problems)
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
        send_back(article_id=article_id, by=None, note=str(refused))
        return False
    return True


@transaction.atomic
def withdraw(*, article_id: int, by: int | None, reason: str = "") -> Article:
    """Take the article off the site; its versions stay."""
    article = lock_article(article_id)
    now = timezone.now()
    change_state(article, ArticleState.WITHDRAWN, allowed=ARTICLE_MOVES, by=by, note=reason, withdrawn_at=now)
    show_article(article)
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


def show_article(article: Article) -> None:
    """The article's page, the lists, the event's page and the search show the new state."""
    Article.objects.filter(pk=article.pk).update(page_version=models.F("page_version") + 1)
    for event in article.events.all():
        touch_event(event, listed=False)
    bump("news")
    follow(source=SOURCE, object_id=article.pk, rows=search_rows(article))


def redraw_cover(image: StoredImage) -> None:
    """The copies of this picture are new, or gone: the articles that it opens, and lists, are drawn anew."""
    if image.state == ImageState.WITHDRAWN:
        Article.objects.filter(cover=image).update(cover=None, cover_alt="", cover_caption="", cover_credit="")
        bump("news")
    elif Article.objects.published().filter(cover=image).exists():
        bump("news")
