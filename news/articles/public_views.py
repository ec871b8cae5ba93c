"""The news: the list and the article, for everybody."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from common.slugs.services import moved_to
from common.web.cache import RowVersion, cached_page
from common.web.links import prefix
from common.web.page_head import Head, excerpt, json_ld
from common.web.paging import keyset
from files.downloads import stored_file_response
from news.articles.article_page import article_of, article_page, pair_of, structured_data
from news.articles.filters import PARAMS, NewsFilter, chips, groups
from news.articles.models import Article, Attachment
from news.articles.queries import LIST_PATH, PAGE_SIZE, first_page, for_stories, listed, stories
from news.articles.states import ArticleState

# Everything an article's page retells: its event, entities, project, centre.
SHOWN = ("news", "events", "entities", "partnerships", "projects", "centres", "frame")


@login_not_required
@require_safe
@cached_page("news", "events", "centres", "projects", "frame", params=(*PARAMS.values(), "strona"))
def article_list(request: HttpRequest) -> HttpResponse:
    """The news, the latest first."""
    chosen = NewsFilter.of(request.GET)
    path = f"{prefix()}{LIST_PATH}"
    filtered, cursor = any(True for _ in chosen.chosen()), request.GET.get("strona")
    if filtered or cursor:
        rows = for_stories(chosen.apply(listed()))
        page = keyset(rows, order=("-published_at",), cursor=cursor, size=PAGE_SIZE)
    else:
        page = first_page()
    base = chosen.address(path)
    joiner = "&" if "?" in base else "?"
    context = {
        "stories": stories(page.rows),
        "groups": groups(chosen),
        "chips": chips(chosen, path),
        "kept": [(PARAMS[name], value) for name, value in chosen.chosen() if name not in ("category", "year")],
        "filtered": filtered,
        "list_path": path,
        "rss_path": chosen.address(f"{prefix()}/rss/"),
        "newer": f"{base}{joiner}strona={page.previous}" if page.previous else "",
        "older": f"{base}{joiner}strona={page.next}" if page.next else "",
        "first": page.previous is None,
        "head": Head(path=chosen.address(LIST_PATH), title=gettext("News")),
    }
    return render(request, "news/articles/list.html", context)


@login_not_required
@require_safe
@cached_page(*SHOWN, row=RowVersion(Article))
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One article with everything that belongs to it. Of a pair, the one in the page's language."""
    found = article_of(slug)
    if found is None:
        return _moved(slug)
    language = get_language() or "pl"
    pair = pair_of(found)
    if pair is not None and pair.language == language:
        return redirect(f"{prefix()}{LIST_PATH}{pair.slug}/")
    page = article_page(found)
    own = f"{prefix()}{LIST_PATH}{found.slug}/"
    polish, english = (pair, found) if found.language == "en" and pair else (found, pair or found)
    head = Head(
        path=f"{LIST_PATH}{polish.slug}/",
        english=f"{LIST_PATH}{english.slug}/",
        title=page.title,
        description=excerpt(page.lead),
        image=page.cover.src if page.cover else "",
        kind="article",
        structured=json_ld(structured_data(page, own, settings.SITE_NAME)),
    )
    context = {
        "page": page,
        "list_path": f"{prefix()}{LIST_PATH}",
        "head": head,
        "report_at": f"{LIST_PATH}{found.slug}/",
    }
    return render(request, "news/articles/article.html", context)


@login_not_required
@require_safe
def attachment(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """A file of a published article, as a download."""
    rows = Attachment.objects.filter(article__slug=slug, article__state=ArticleState.PUBLISHED)
    return stored_file_response(get_object_or_404(rows.select_related("file"), pk=pk).file)


def _moved(slug: str) -> HttpResponse:
    """An old address leads to the new one; anything else is not found."""
    key = moved_to(Article, slug)
    new = Article.objects.published().filter(pk=key).first() if key else None
    if new is None:
        raise Http404
    return redirect(f"{prefix()}{LIST_PATH}{new.slug}/", permanent=True)
