"""Articles as lists, feeds, sections and the home page show them: four queries however many there are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from common.db.compiled_queries import Prepared
from common.text import polish
from common.web.links import prefix
from common.web.paging import Page, cut
from entities.centres.extension_points import PicturePlace
from files.models import StoredImage
from files.queries import Picture, pictures_for
from news.articles import labels
from news.articles.models import Article, ArticleEvent, ArticleQuerySet, ArticleRole, Attachment
from news.galleries.states import GalleryState

LIST_PATH = "/aktualnosci/"
PAGE_SIZE = 12
# What a picture needs of its image.
PICTURE = ("key", "width", "height", "state", "focal_x", "focal_y", "colour")
# What a story needs; the text itself is not read for a list.
_COLUMNS: tuple[str, ...] = (
    "slug",
    "language",
    "title",
    "title_en",
    "lead",
    "lead_en",
    "published_at",
    "updated_at",
    "cover_alt",
)
_COLUMNS += ("author", "category__name", "category__name_en", "gallery__photo_count", "gallery__state")
_COLUMNS += tuple(f"cover__{name}" for name in PICTURE)


@dataclass(frozen=True, slots=True)
class Story:
    """An article as a list shows it. `lang` says in which language it is where that is not the page's."""

    id: int
    url: str
    title: str
    lead: str
    day: datetime
    changed_at: datetime
    kind: str
    word: str
    category: str
    author: str
    picture: Picture | None
    alt: str
    lang: str

    @property
    def date(self) -> SafeString:
        """The day of publication, as the page writes it."""
        day = timezone.localdate(self.day)
        return mark_safe(  # noqa: S308 a date
            f'<p class="small soft"><time datetime="{day.isoformat()}">{polish.date_range(day)}</time></p>'
        )


def listed(language: str | None = None) -> ArticleQuerySet:
    """Published articles for readers of this language: of a pair only the article in it, of the others all."""
    language = language or get_language() or "pl"
    other = Article.objects.published().filter(language=language)
    pair = Exists(other.filter(Q(translation_of=OuterRef("pk")) | Q(pk=OuterRef("translation_of"))))
    return Article.objects.published().filter(Q(language=language) | ~pair)


def for_stories(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Only the columns that a list shows."""
    return articles.select_related("category", "gallery", "cover").only(*_COLUMNS)


_FIRST = Prepared(lambda language: for_stories(listed(language)).latest_first()[: PAGE_SIZE + 1])


def first_page() -> Page[Article]:
    """The beginning of the whole list, the page that most people open."""
    return cut(_FIRST(get_language() or "pl"), PAGE_SIZE)


def stories(articles: Iterable[Article], pictures: dict[int, Picture] | None = None) -> list[Story]:
    """The articles as lists show them; `pictures` when the page has asked for all its pictures at once."""
    rows = list(articles)
    if not rows:
        return []
    pictures = pictures_for(row.cover for row in rows) if pictures is None else pictures
    meetings, kinds = _meetings(rows), _attachments(rows)
    return [_story(row, meetings.get(row.pk, ("", "")), kinds.get(row.pk, ()), pictures) for row in rows]


def photo_count(article: Article) -> int:
    """How many photos the article's public gallery has."""
    gallery = article.gallery
    return gallery.photo_count if gallery is not None and gallery.state == GalleryState.PUBLISHED else 0


def in_language(article: Article, name: str) -> str:
    """A short text of the article for the present page: the English one where there is one."""
    english = getattr(article, f"{name}_en") if get_language() == "en" else ""
    return english or getattr(article, name)


def foreign(article: Article, name: str = "title") -> str:
    """The value of `lang` for a text that is not in the page's language, otherwise nothing."""
    page = get_language() or "pl"
    has_english = bool(getattr(article, f"{name}_en", None))
    shown = "en" if page == "en" and has_english else article.language
    return "" if shown == page else shown


_EVENTS = Prepared(
    lambda *articles: (
        ArticleEvent.objects.filter(article__in=articles, event__published_at__isnull=False)
        .order_by("position", "id")
        .values_list("article", "role", "event__kind")
    )
)
_KINDS = Prepared(
    lambda *articles: Attachment.objects.filter(article__in=articles).order_by().values_list("article", "kind")
)


def _meetings(rows: Sequence[Article]) -> dict[int, tuple[str, str]]:
    """The role and kind of each article's first event; a report comes before an announcement."""
    found: dict[int, tuple[str, str]] = {}
    for article, role, kind in _EVENTS(*(row.pk for row in rows)):
        if article not in found or (role == ArticleRole.REPORTS and found[article][0] != role):
            found[article] = (role, kind)
    return found


def _attachments(rows: Sequence[Article]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for article, kind in _KINDS(*(row.pk for row in rows)):
        found.setdefault(article, set()).add(kind)
    return found


def _story(article: Article, meeting: tuple[str, str], kinds: Iterable[str], pictures: dict[int, Picture]) -> Story:
    role, kind = meeting
    category = str(article.category or "")
    return Story(
        id=article.pk,
        url=f"{prefix()}{LIST_PATH}{article.slug}/",
        title=in_language(article, "title"),
        lead=in_language(article, "lead"),
        day=article.published_at or article.updated_at,
        changed_at=article.updated_at,
        kind=kind,
        word=labels.short(role, category, photo_count(article), set(kinds)),
        category=category,
        author=article.author,
        picture=pictures.get(article.cover_id) if article.cover_id else None,
        alt=article.cover_alt,
        lang=foreign(article),
    )


def cover_places(image: StoredImage) -> Iterator[PicturePlace]:
    """The published articles that this picture opens."""
    for article in Article.objects.published().filter(cover=image).order_by("pk"):
        path = f"{LIST_PATH}{article.slug}/"
        yield PicturePlace(path, article.title, article.centre_id, article.cover_alt, article.cover_caption)
