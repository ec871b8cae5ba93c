"""What the search knows of an article."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.html import strip_tags

from common.extension_points import SearchRow
from news.articles.models import Article
from news.articles.states import ArticleState

SOURCE = "article"


def search_rows(article: Article) -> list[SearchRow]:
    """Rows of one article in its language; also in English where it has an English title. None when not public."""
    if article.state != ArticleState.PUBLISHED or article.published_at is None:
        return []
    prefix = "/en" if article.language == "en" else ""
    path = f"/aktualnosci/{article.slug}/"
    body, day = strip_tags(article.body), timezone.localdate(article.published_at)
    rows = [SearchRow(SOURCE, article.pk, article.language, article.title, f"{prefix}{path}", article.lead, body, day)]
    if article.language == "pl" and article.title_en:
        rows.append(SearchRow(SOURCE, article.pk, "en", article.title_en, f"/en{path}", article.lead_en, "", day))
    return rows


def all_rows() -> Iterator[SearchRow]:
    """Rows of all published articles, for a rebuild."""
    articles: Iterable[Article] = Article.objects.published().iterator(500)
    for article in articles:
        yield from search_rows(article)
