"""What the page of an article reads of the article itself; compiled once, since it is read at every visit."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from common.db.compiled_queries import Prepared
from events.catalogue.states import EventState
from news.articles.models import Article, ArticleEntity, ArticleEvent, Attachment, Tag
from news.articles.queries import PICTURE, listed
from news.galleries.models import Photo
from partnerships.projects.models import ProjectPartner

PHOTOS_SHOWN = 12
JOINED = ("category", "centre", "project", "gallery", "cover")
# Long columns that the page does not show.
UNREAD = ("centre__description", "project__description", "project__goals", "figures")
# Asked with the article itself, so that what is not there costs no query of its own.
HAS = {
    "has_pair": Article.objects.published()
    .exclude(language=OuterRef("language"))
    .filter(Q(translation_of=OuterRef("pk")) | Q(pk=OuterRef("translation_of"))),
    "has_entities": ArticleEntity.objects.filter(article=OuterRef("pk")),
    "has_files": Attachment.objects.filter(article=OuterRef("pk")),
    "has_tags": Article.tags.through.objects.filter(article=OuterRef("pk")),
}
ARTICLE = Prepared(
    lambda slug: (
        Article.objects.published()
        .filter(slug=slug)
        .select_related(*JOINED)
        .defer(*UNREAD)
        .annotate(**{name: Exists(rows) for name, rows in HAS.items()})[:1]
    )
)
PAIR = Prepared(
    lambda language, article, original: (
        Article.objects.published()
        .exclude(language=language)
        .filter(Q(translation_of=article) | Q(pk=original))
        .only("slug", "language")[:1]
    )
)
EVENT_COLUMNS = ("article", "event", "role", "position", "event__slug", "event__state", "event__kind", "event__title")
EVENT_COLUMNS += tuple(
    f"event__{name}"
    for name in (
        *("title_en", "theme", "theme_en", "aim", "starts_on", "ends_on", "starts_at", "ends_at", "assumption"),
        *("venue", "town", "online_url", "county", "partnership", "follows", "target_group", "target_region"),
        *("contact_name", "contact_function", "contact_phone", "contact_email"),
        *("county__name", "county__is_city", "partnership__slug", "partnership__state", "partnership__name"),
    )
)
EVENTS = Prepared(
    lambda article: (
        ArticleEvent.objects.filter(article=article, event__published_at__isnull=False)
        .exclude(event__state=EventState.DRAFT)
        .order_by("position", "id")
        .select_related("event__county", "event__partnership")
        .only(*EVENT_COLUMNS)
    )
)
ENTITIES = Prepared(
    lambda article: (
        ArticleEntity.objects.filter(article=article)
        .order_by("position", "id")
        .values_list("note", "entity__name", "entity__slug", "entity__state", "entity__lead", "entity__town")
    )
)
PHOTO_COLUMNS = ("image", "alt", "alt_en", "is_decorative", "caption", "caption_en", "credit")
PHOTO_COLUMNS += tuple(f"image__{name}" for name in PICTURE)
PHOTOS = Prepared(
    lambda gallery: (
        Photo.objects.filter(gallery=gallery, hidden_at__isnull=True)
        .order_by("position", "id")
        .select_related("image")
        .only(*PHOTO_COLUMNS)[:PHOTOS_SHOWN]
    )
)
FILES = Prepared(
    lambda article: (
        Attachment.objects.filter(article=article)
        .order_by("position", "id")
        .values_list("pk", "kind", "title", "file__name", "file__size")
    )
)
TAGS = Prepared(lambda article: Tag.objects.filter(articles=article).order_by("name").values_list("name", "slug"))


def _next_to(language: str, moment: datetime, article: int) -> QuerySet[Article]:
    """The article published before this one and the one published after it, in this order."""
    rows = listed(language)
    earlier = rows.filter(Q(published_at__lt=moment) | Q(published_at=moment, pk__lt=article), published_at__lte=moment)
    later = rows.filter(Q(published_at__gt=moment) | Q(published_at=moment, pk__gt=article), published_at__gte=moment)
    before = Subquery(earlier.order_by("-published_at", "-id").values("pk")[:1])
    after = Subquery(later.order_by("published_at", "id").values("pk")[:1])
    return Article.objects.filter(Q(pk=before) | Q(pk=after)).order_by("published_at", "id")


NEIGHBOURS = Prepared(
    lambda language, moment, article: _next_to(language, moment, article).values_list(
        "published_at", "pk", "slug", "title", "title_en"
    )
)
PARTNERS = Prepared(
    lambda project: (
        ProjectPartner.objects.filter(project=project)
        .order_by("position", "id")
        .values_list("entity__name", "entity__slug", "entity__state", "country")
    )
)
