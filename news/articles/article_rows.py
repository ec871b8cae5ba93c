"""What the page of an article reads of the article itself; compiled once, since it is read at every visit."""

from django.db.models import Q

from common.prepared import Prepared
from events.catalogue.states import EventState
from news.articles.models import Article, ArticleEntity, ArticleEvent, Attachment, Tag
from news.articles.queries import PICTURE, listed
from news.galleries.models import Photo
from partnerships.projects.models import ProjectPartner

PHOTOS_SHOWN = 12
JOINED = ("category", "centre", "project", "gallery", "cover")
# Long columns that the page does not show.
UNREAD = ("centre__description", "project__description", "project__goals", "figures")
ARTICLE = Prepared(
    lambda slug: Article.objects.published().filter(slug=slug).select_related(*JOINED).defer(*UNREAD)[:1]
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
        *("venue", "town", "county", "partnership", "follows", "target_group", "target_region"),
        *("contact_name", "contact_function", "contact_phone", "contact_email"),
        *("county__name", "county__is_city", "partnership__slug", "partnership__state", "partnership__name"),
        *("follows__slug", "follows__title", "follows__title_en", "follows__published_at"),
        *("follows__starts_on", "follows__ends_on"),
    )
)
EVENTS = Prepared(
    lambda article: (
        ArticleEvent.objects.filter(article=article, event__published_at__isnull=False)
        .exclude(event__state=EventState.DRAFT)
        .order_by("position", "id")
        .select_related("event__county", "event__partnership", "event__follows")
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
EARLIER = Prepared(
    lambda language, moment, article: (
        listed(language)
        .filter(Q(published_at__lt=moment) | Q(published_at=moment, pk__lt=article), published_at__lte=moment)
        .order_by("-published_at", "-id")
        .values_list("slug", "title", "title_en")[:1]
    )
)
LATER = Prepared(
    lambda language, moment, article: (
        listed(language)
        .filter(Q(published_at__gt=moment) | Q(published_at=moment, pk__gt=article), published_at__gte=moment)
        .order_by("published_at", "id")
        .values_list("slug", "title", "title_en")[:1]
    )
)
PARTNERS = Prepared(
    lambda project: (
        ProjectPartner.objects.filter(project=project)
        .order_by("position", "id")
        .values_list("entity__name", "entity__slug", "entity__state", "country")
    )
)
