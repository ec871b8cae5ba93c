"""The panel: articles from the draft to the public page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.confirming import outlives_idleness
from common.db.states import MoveNotAllowed
from common.web.cache import private_page
from common.web.page_head import Head
from common.web.paging import keyset
from entities.centres.permissions import CentrePermission, centres_for
from events.catalogue.permissions import event_for
from news.articles import services
from news.articles.article_page import article_page
from news.articles.forms import ArticleForm, NewArticleForm
from news.articles.models import Article
from news.articles.permissions import article_for, articles_for, editable_article
from news.articles.queries import LIST_PATH
from news.articles.shared_views import back_to, opened, saved_first, show
from news.articles.states import ArticleState
from news.articles.unsaved import unsaved_of
from news.articles.workflow_forms import Lacking, WorkflowForms, do

PAGE = 30


@private_page
def articles(request: HttpRequest) -> HttpResponse:
    """Articles of my centres, the last changed first."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    rows = articles_for(request.user).select_related("centre", "category")
    state = request.GET.get("stan", "")
    if state in ArticleState.values:
        rows = rows.filter(state=state)
    page = keyset(rows, order=("-id",), cursor=request.GET.get("od"), size=PAGE)
    context = {"page": page, "state": state, "states": ArticleState}
    return render(request, "news/articles/panel_list.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Plain news, without an event."""
    if not centres_for(request.user, CentrePermission.WRITE_ARTICLES).exists():
        raise PermissionDenied
    form = NewArticleForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        article = services.write_article(by=request.user.pk, **form.cleaned_data)
        return redirect("panel:article", pk=article.pk)
    return render(request, "news/articles/panel_new.html", {"form": form}, status=422 if form.errors else 200)


@private_page
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """ "Write the report": the draft that already holds what the event knows."""
    event = event_for(request.user, pk, CentrePermission.WRITE_ARTICLES)
    article = services.draft_report(event_id=event.pk, by=request.user.pk)
    return redirect("panel:article", pk=article.pk)


@outlives_idleness
@private_page
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the text. When somebody else saved meanwhile, both texts are shown and nothing is lost."""
    article = editable_article(request.user, pk)
    unsaved = unsaved_of(article, request.user.pk)
    if request.method == "GET":
        restored = unsaved if unsaved and "przywroc" in request.GET else None
        return show(
            request, article, opened(article, restored, request.user), unsaved=unsaved, restored=restored is not None
        )
    if (unsaved_page := saved_first(request, article)) is not None:
        return unsaved_page
    messages.success(request, _("Saved."))
    return back_to(article)


@private_page
@require_POST
def add_gallery(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the gallery of the article: its event's, or a new one."""
    article = editable_article(request.user, pk)
    if (unsaved_page := saved_first(request, article)) is not None:
        return unsaved_page
    gallery = services.open_gallery_of(article_id=article.pk, by=request.user.pk)
    return redirect("panel:gallery", pk=gallery.pk)


@private_page
@require_POST
def add_pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the article's pair in the other language."""
    article = article_for(request.user, pk, CentrePermission.WRITE_ARTICLES)
    if "edition" in request.POST:
        article = editable_article(request.user, pk)
    if (unsaved_page := saved_first(request, article)) is not None:
        return unsaved_page
    pair = services.write_pair(article_id=article.pk, by=request.user.pk)
    return redirect("panel:article", pk=pair.pk)


@private_page
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The article on its real page, before it is public; dated today where it has no date yet."""
    article = article_for(request.user, pk, CentrePermission.WRITE_ARTICLES)
    article.published_at = article.shown_on() or timezone.now()
    page = article_page(article)
    head = Head(path=f"{LIST_PATH}{article.slug}/", title=page.title)
    context = {"page": page, "list_path": LIST_PATH, "head": head, "preview": article.get_state_display()}
    return render(request, "news/articles/article.html", context)


@private_page
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over for review, send back, schedule, publish, withdraw, show the photos: once the text is saved.

    Only a withdrawal comes first: no text that is not ready holds it up.
    """
    to = request.POST.get("to", "")
    act = CentrePermission.WRITE_ARTICLES if to == ArticleState.IN_REVIEW else CentrePermission.PUBLISH_ARTICLES
    article, asked = article_for(request.user, pk, act), WorkflowForms.by(request.POST)
    if "edition" in request.POST:
        article = editable_article(request.user, pk)
    if to == ArticleState.WITHDRAWN:
        _moved(request, article, to, asked)
        article.refresh_from_db()
    if not asked.is_valid():
        form = ArticleForm(request.POST if "edition" in request.POST else None, instance=article, user=request.user)
        return show(request, article, form, asked=asked)
    if (unsaved_page := saved_first(request, article, asked)) is not None:
        return unsaved_page
    if to != ArticleState.WITHDRAWN and not _moved(request, article, to, asked) and "edition" in request.POST:
        messages.info(request, _("The text is saved."))
    return back_to(article)


def _moved(request: HttpRequest, article: Article, to: str, asked: WorkflowForms) -> bool:
    """Do what the button asks; the messages say what was done, or why it was not."""
    try:
        said = do(article, to, asked, by=request.user.pk)
    except MoveNotAllowed:
        messages.error(request, _("The article is in another state now. Look at it and try again."))
        return False
    except services.ArticleRefused as refused:
        for sentence in refused.sentences:
            messages.error(request, sentence)
        return False
    except Lacking as lacking:
        messages.error(request, str(lacking))
        return False
    messages.success(request, said)
    return True
