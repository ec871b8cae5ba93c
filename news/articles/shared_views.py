"""The page of an article's text: how it is drawn, and the saving that comes before whatever a button of it does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.models import User
from entities.centres.permissions import CentrePermission, may
from news.articles import services
from news.articles.checklist import findings_of
from news.articles.corrections import open_correction
from news.articles.differences import differing
from news.articles.event_digest import event_digest_of
from news.articles.forms import ArticleForm, ReviewForm, ScheduleForm
from news.articles.models import Article, PrivateDraft
from news.articles.states import ARTICLE_MOVES, ArticleState
from news.articles.tabs import pair_of_any, parts_of
from news.articles.unsaved import drop_unsaved, keep_unsaved
from news.articles.workflow_forms import WorkflowForms
from news.galleries.readiness import what_lacks
from news.galleries.states import GalleryState


def saved_first(request: HttpRequest, article: Article, asked: WorkflowForms | None = None) -> HttpResponse | None:
    """Save the text that stands in the form; where that cannot be, the page that says why, with all that was typed.

    Every button of the article's page sends the whole text, and its view calls this before it does what was asked: so
    what is published is what was typed. A press that came without the text has nothing to save.
    """
    if "edition" not in request.POST:
        return None
    form = ArticleForm(request.POST, instance=article, user=request.user)
    if not form.is_valid():
        return show(request, article, form, asked=asked)
    data = dict(form.cleaned_data)
    edition = data.pop("edition")
    if edition != form.initial["edition"] or set(form.changed_data) - {"edition"}:
        try:
            services.edit_article(article_id=article.pk, by=request.user.pk, edition=edition, **data)
        except services.EditedMeanwhile as conflict:
            # Kept as theirs alone, so that the closed page loses nothing either.
            keep_unsaved(article=conflict.article, user_id=request.user.pk, edition=edition, fields=request.POST)
            return show(request, article, form, theirs=conflict.article, asked=asked)
        except services.ArticleRefused as refused:
            for sentence in refused.sentences:
                form.add_error(None, sentence)
            return show(request, article, form, asked=asked)
    drop_unsaved(article_id=article.pk, user_id=request.user.pk)
    return None


def back_to(article: Article) -> HttpResponse:
    """The article's page; the script there forgets what it kept of the text, for it is saved."""
    return redirect(f"{reverse('panel:article', args=[article.pk])}?zapisano=1")


def opened(article: Article, restored: PrivateDraft | None, user: User) -> ArticleForm:
    """The form as the article is saved, or as its editor left it unsaved."""
    if restored is None:
        return ArticleForm(instance=article, user=user)
    return ArticleForm(instance=article, user=user, initial={**restored.fields, "edition": restored.edition})


def show(
    request: HttpRequest,
    article: Article,
    form: ArticleForm,
    *,
    theirs: Article | None = None,
    unsaved: PrivateDraft | None = None,
    restored: bool = False,
    asked: WorkflowForms | None = None,
) -> HttpResponse:
    saved = Article.objects.select_related("gallery", "project", "centre", "edited_by").get(pk=article.pk)
    findings = findings_of(saved)
    event = saved.events.select_related("county", "partnership").order_by("article_links__position").first()
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
        "publishes": may(request.user, CentrePermission.PUBLISH_ARTICLES, saved.centre_id),
        "unseen": _unseen(saved),
        "schedule": asked.schedule if asked else ScheduleForm(),
        "review": asked.review if asked else ReviewForm(),
        "event": event,
        "meeting": event_digest_of(event) if event else None,
        "pair": pair_of_any(saved),
        "correction": open_correction(saved),
        "parts": parts_of(saved, event),
        "part": "tekst",
    }
    wrong = form.errors or (asked and not asked.is_valid())
    status = 409 if theirs is not None else 422 if wrong else 200
    return render(request, "news/articles/panel_edit.html", context, status=status)


def _unseen(article: Article) -> dict[str, str] | None:
    """Of a public article whose photos are not public: what they lack."""
    if article.state != ArticleState.PUBLISHED or article.gallery is None:
        return None
    return None if article.gallery.state == GalleryState.PUBLISHED else {"lacks": what_lacks(article.gallery)}
