"""Articles: a report or an announcement of events, or plain news; every published version is kept."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.db.states import dated
from entities.centres.models import SupportCentre
from entities.directory.models import Entity
from events.catalogue.models import Event
from news.articles.states import ArticleState
from news.galleries.models import Gallery
from partnerships.projects.models import FundingProject


class Category(models.Model):
    """A section of the news."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class Tag(models.Model):
    """A subject that articles share."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions to the articles."""

    def published(self) -> "ArticleQuerySet":
        return self.filter(state=ArticleState.PUBLISHED)

    def latest_first(self) -> "ArticleQuerySet":
        return self.order_by("-published_at", "-id")


class Article(models.Model):
    """An article. `body` is sanitised HTML; what stands beside it on the page is data."""

    slug = models.SlugField(max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=ArticleState, default=ArticleState.DRAFT)
    language = models.CharField(
        _("language"), max_length=2, choices=[("pl", "polski"), ("en", "English")], default="pl"
    )
    translation_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="translations"
    )
    title = models.CharField(_("title"), max_length=250)
    title_en = models.CharField(_("title in English"), max_length=250, blank=True)
    lead = models.TextField(_("lead"), max_length=600, blank=True)
    lead_en = models.TextField(_("lead in English"), max_length=600, blank=True)
    body = models.TextField(_("text"), blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, blank=True, related_name="articles")
    tags = models.ManyToManyField(Tag, blank=True, related_name="articles")
    centre = models.ForeignKey(SupportCentre, on_delete=models.PROTECT, related_name="articles")
    project = models.ForeignKey(
        FundingProject, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    events = models.ManyToManyField(Event, through="ArticleEvent", related_name="articles")
    entities = models.ManyToManyField(Entity, through="ArticleEntity", related_name="articles")
    gallery = models.ForeignKey(Gallery, on_delete=models.SET_NULL, null=True, blank=True, related_name="articles")
    cover = models.ForeignKey("files.StoredImage", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cover_alt = models.CharField(_("alternative text of the picture"), max_length=250, blank=True)
    cover_caption = models.CharField(_("caption"), max_length=250, blank=True)
    cover_credit = models.CharField(_("credit"), max_length=120, blank=True)
    author = models.CharField(_("author of the text"), max_length=150, blank=True)
    # The computed sentence and the figures behind it, frozen when the article is published.
    participation = models.TextField(_("participation sentence"), blank=True)
    figures = models.JSONField(default=dict, blank=True)
    assumption = models.CharField(_("what was assumed about the date"), max_length=250, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    # What the editor asked for when the text was last sent back; gone when it is handed over again.
    review_note = models.TextField(_("what to mend"), max_length=2000, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    scheduled_for = models.DateTimeField(_("to be published at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    # Grows with each save: the second of two editors is told.
    edition = models.PositiveIntegerField(default=1, editable=False)
    page_version = models.PositiveBigIntegerField(default=1, editable=False)

    objects: ClassVar = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["state", "-published_at", "-id"], name="article_listed")]
        constraints = [
            dated(
                "article",
                in_review="submitted_at",
                scheduled="scheduled_for",
                published="published_at",
                withdrawn="withdrawn_at",
            ),
            models.CheckConstraint(condition=Q(state__in=ArticleState.values), name="article_state_known"),
            models.CheckConstraint(condition=Q(cover__isnull=True) | ~Q(cover_alt=""), name="article_cover_has_alt"),
            models.CheckConstraint(
                condition=Q(translation_of__isnull=True) | ~Q(translation_of=F("id")), name="article_not_its_own_pair"
            ),
        ]

    def __str__(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title

    def shown_on(self) -> datetime | None:
        """When the article was, or will be, published."""
        return self.published_at or self.scheduled_for


class ArticleRole(models.TextChoices):
    """What an article does for an event."""

    ANNOUNCES = "announces", _("announces")
    REPORTS = "reports", _("reports")


class ArticleEvent(models.Model):
    """An article announces or reports an event; at most one report for an event."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="event_links")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="article_links")
    role = models.CharField(_("role"), max_length=10, choices=ArticleRole)
    position = models.PositiveSmallIntegerField(default=0)
    # When the report's figures were last compared with the list; empty: the list has changed since.
    compared_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("event of an article")
        verbose_name_plural = _("events of articles")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["role", "compared_at"], name="article_event_compared")]
        constraints = [
            models.UniqueConstraint(fields=["article", "event"], name="article_event_once"),
            models.UniqueConstraint(fields=["event"], condition=Q(role="reports"), name="event_one_report"),
            models.CheckConstraint(condition=Q(role__in=ArticleRole.values), name="article_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.event_id} {self.role}"


class ArticleEntity(models.Model):
    """An entity presented in an article, with what it does."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="entity_links")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="article_links")
    note = models.CharField(_("what it does"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("entity of an article")
        verbose_name_plural = _("entities of articles")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["article", "entity"], name="article_entity_once")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.entity_id}"


class AttachmentKind(models.TextChoices):
    """What is attached; the title's tags ([RELACJA, ZDJĘCIA, PREZENTACJA]) come from it."""

    PRESENTATION = "presentation", _("presentation")
    AGENDA = "agenda", _("agenda")
    DOCUMENT = "document", _("document")


class Attachment(models.Model):
    """A file to download from an article."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=15, choices=AttachmentKind, default=AttachmentKind.DOCUMENT)
    title = models.CharField(_("title"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class ArticleVersion(models.Model):
    """A published version of an article, kept for ever."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=250)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    participation = models.TextField(blank=True)
    figures = models.JSONField(default=dict, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("version of an article")
        verbose_name_plural = _("versions of articles")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="article_version_once")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.number}"


class Correction(models.Model):
    """The list says something else than the report: an editor takes the new sentence or keeps the old one.

    At most one of an article is open. When the list changes once more, another one takes its place, so nobody decides
    on a sentence that they have not seen.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    # As it stood in the report, and as it follows from the list; empty: nothing is counted any more.
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    figures = models.JSONField(default=dict)
    found_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_taken = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("correction of a report")
        verbose_name_plural = _("corrections of reports")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["article"], condition=Q(decided_at=None), name="correction_open_once"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, is_taken__isnull=True)
                | Q(decided_at__isnull=False, is_taken__isnull=False),
                name="correction_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.after}"


class PrivateDraft(models.Model):
    """What one editor typed and has not saved: theirs alone, no version, nothing that anybody else sees."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="private_drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The saved text that was open when the typing began.
    edition = models.PositiveIntegerField()
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="private_draft_once")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.user_id}"
