"""The panel: articles from the draft to the public page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from common.pages.cache import private_page
from common.pages.head import Head
from common.pages.paging import keyset
from common.states import MoveNotAllowed
from entities.centres.permissions import Act, may, visible_centres
from events.catalogue.permissions import event_for
from news.articles import services
from news.articles.article_page import article_page
from news.articles.checklist import LAW, findings_of
from news.articles.corrections import open_correction
from news.articles.differences import differing
from news.articles.forms import ArticleForm, NewArticleForm, ReviewForm, ScheduleForm
from news.articles.meeting import meeting_of
from news.articles.models import Article, PrivateDraft
from news.articles.panel_parts import pair_of_any, parts_of
from news.articles.permissions import article_for, articles_for, editable_article
from news.articles.queries import LIST_PATH
from news.articles.states import ARTICLE_MOVES, ArticleState
from news.articles.unsaved import drop_unsaved, keep_unsaved, unsaved_of
from news.galleries.showing import what_lacks
from news.galleries.states import GalleryState

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
    if not any(may(request.user, Act.WRITE_ARTICLES, centre) for centre in visible_centres(request.user)):
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
    event = event_for(request.user, pk, Act.WRITE_ARTICLES)
    article = services.draft_report(event_id=event.pk, by=request.user.pk)
    return redirect("panel:article", pk=article.pk)


@private_page
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the text. When somebody else saved meanwhile, both texts are shown and nothing is lost."""
    article = editable_article(request.user, pk)
    unsaved = unsaved_of(article, request.user.pk)
    if request.method == "GET":
        restored = unsaved if unsaved and "przywroc" in request.GET else None
        return _show(
            request, article, _opened(article, restored, request.user), unsaved=unsaved, restored=restored is not None
        )
    form = ArticleForm(request.POST, instance=article, user=request.user)
    if not form.is_valid():
        return _show(request, article, form, unsaved=None)
    data = dict(form.cleaned_data)
    edition = data.pop("edition")
    try:
        services.edit_article(article_id=article.pk, by=request.user.pk, edition=edition, **data)
    except services.EditedMeanwhile as conflict:
        # Kept as theirs alone, so that the closed page loses nothing either.
        keep_unsaved(article=conflict.article, user_id=request.user.pk, edition=edition, fields=request.POST)
        return _show(request, article, form, theirs=conflict.article)
    except services.ArticleRefused as refused:
        for code in refused.problems:
            form.add_error(None, str(LAW[code]))
        return _show(request, article, form)
    drop_unsaved(article_id=article.pk, user_id=request.user.pk)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('panel:article', args=[pk])}?zapisano=1")


def _opened(article: Article, restored: PrivateDraft | None, user: User) -> ArticleForm:
    """The form as the article is saved, or as its editor left it unsaved."""
    if restored is None:
        return ArticleForm(instance=article, user=user)
    return ArticleForm(instance=article, user=user, initial={**restored.fields, "edition": restored.edition})


def _show(
    request: HttpRequest,
    article: Article,
    form: ArticleForm,
    *,
    theirs: Article | None = None,
    unsaved: PrivateDraft | None = None,
    restored: bool = False,
) -> HttpResponse:
    saved = Article.objects.select_related("gallery", "project", "centre", "edited_by").get(pk=article.pk)
    findings = findings_of(saved)
    event = saved.events.select_related("county", "partnership", "follows").order_by("article_links__position").first()
    context = {
        "article": saved,
        "form": form,
        "theirs": theirs,
        "differences": differing(theirs, form.cleaned_data) if theirs else [],
        "unsaved": None if restored else unsaved,
        "restored": restored,
        "blocking": [one for one in findings if one.blocks],
        "advice": [one for one in findings if not one.blocks],
        "moves": ARTICLE_MOVES.get(saved.state, frozenset()),
        "publishes": may(request.user, Act.PUBLISH_ARTICLES, saved.centre_id),
        "unseen": _unseen(saved),
        "schedule": ScheduleForm(),
        "review": ReviewForm(),
        "event": event,
        "meeting": meeting_of(event) if event else None,
        "pair": pair_of_any(saved),
        "correction": open_correction(saved),
        "parts": parts_of(saved, event),
        "part": "tekst",
    }
    status = 409 if theirs is not None else 422 if form.errors else 200
    return render(request, "news/articles/panel_edit.html", context, status=status)


def _unseen(article: Article) -> dict[str, str] | None:
    """Of a public article whose photos are not public: what they lack."""
    if article.state != ArticleState.PUBLISHED or article.gallery is None:
        return None
    return None if article.gallery.state == GalleryState.PUBLISHED else {"lacks": what_lacks(article.gallery)}


@private_page
@require_POST
def add_gallery(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the gallery of the article: its event's, or a new one."""
    article = editable_article(request.user, pk)
    opened = services.open_gallery_of(article_id=article.pk, by=request.user.pk)
    return redirect("panel:gallery", pk=opened.pk)


@private_page
@require_POST
def add_pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the article's pair in the other language."""
    article = article_for(request.user, pk, Act.WRITE_ARTICLES)
    pair = services.write_pair(article_id=article.pk, by=request.user.pk)
    return redirect("panel:article", pk=pair.pk)


@private_page
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The article on its real page, before it is public; dated today where it has no date yet."""
    article = article_for(request.user, pk, Act.WRITE_ARTICLES)
    article.published_at = article.shown_on() or timezone.now()
    page = article_page(article)
    head = Head(path=f"{LIST_PATH}{article.slug}/", title=page.title)
    context = {"page": page, "list_path": LIST_PATH, "head": head, "preview": article.get_state_display()}
    return render(request, "news/articles/article.html", context)


@private_page
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over for review, send back, schedule, publish, withdraw."""
    to = request.POST.get("to", "")
    act = Act.WRITE_ARTICLES if to == ArticleState.IN_REVIEW else Act.PUBLISH_ARTICLES
    article = article_for(request.user, pk, act)
    try:
        _move(request, article, to)
    except MoveNotAllowed:
        messages.error(request, _("The article is in another state now. Look at it and try again."))
    except services.ArticleRefused as refused:
        for code in refused.problems:
            messages.error(request, str(LAW[code]))
    return redirect("panel:article", pk=article.pk)


def _move(request: HttpRequest, article: Article, to: str) -> None:
    by = request.user.pk
    if to == ArticleState.IN_REVIEW:
        services.submit_for_review(article_id=article.pk, by=by)
        messages.success(request, _("Handed over for review."))
    elif to == ArticleState.DRAFT:
        _back(request, article)
    elif to == ArticleState.PUBLISHED:
        services.publish(article_id=article.pk, by=by)
        messages.success(request, _("Published."))
    elif to == ArticleState.WITHDRAWN:
        services.withdraw(article_id=article.pk, by=by)
        messages.success(request, _("Withdrawn from publication."))
    elif to == ArticleState.SCHEDULED:
        form = ScheduleForm(request.POST)
        if form.is_valid():
            services.schedule(article_id=article.pk, at=form.cleaned_data["at"], by=by)
            messages.success(request, _("Publication is planned."))
        for error in form.errors.get("at", []):
            messages.error(request, error)


def _back(request: HttpRequest, article: Article) -> None:
    """Out of review to the writer, with a remark; out of the plan or the archive to a draft, quietly."""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The remark is too long: at most 2000 characters."))
        return
    reviewed = article.state == ArticleState.IN_REVIEW
    services.send_back(
        article_id=article.pk, by=request.user.pk, note=form.cleaned_data["note"] if reviewed else "", mailed=reviewed
    )
    messages.success(request, _("Sent back to the writer.") if reviewed else _("It is a draft again."))
