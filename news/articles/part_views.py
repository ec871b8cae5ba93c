"""The panel: what belongs to an article beside its text, unsaved text, and its versions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.confirming import outlives_idleness
from common.forms.inline_row_forms import Rows
from common.forms.picture import PictureForm
from common.forms.shared_views import rows_page, saved_rows
from common.web.cache import private_page
from common.web.ids import clean_id, clean_number
from entities.centres.permissions import CentrePermission
from files.downloads import stored_file_response
from files.queries import picture_of, pictures_for
from files.refusals import UploadRefused
from files.services import accept_file, accept_image
from files.transactions import kept_together
from news.articles import related_objects, services
from news.articles.differences import differing
from news.articles.forms import LONGEST_BODY, AttachmentForm, PresentedForm
from news.articles.models import Article, ArticleVersion
from news.articles.permissions import article_for, editable_article
from news.articles.tabs import parts_of
from news.articles.unsaved import drop_unsaved, keep_unsaved
from news.galleries.models import Photo

PHOTOS = 24
# Template → key of its part.
PAGES = {
    "news/articles/panel_entities.html": "podmioty",
    "news/articles/panel_attachments.html": "pliki",
    "news/articles/panel_cover.html": "okladka",
    "news/articles/panel_versions.html": "wersje",
}


def _page(request: HttpRequest, article: Article, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, template, context | _frame(article, template), status=status)


def _frame(article: Article, template: str) -> dict[str, Any]:
    """What each of these pages is drawn with."""
    event = article.events.order_by("article_links__position").first()
    return {"article": article, "event": event, "part": PAGES[template], "parts": parts_of(article, event)}


@private_page
@require_http_methods(["GET", "POST"])
def attachments(request: HttpRequest, pk: int) -> HttpResponse:
    """Files to download: a presentation, an agenda, documents."""
    article = editable_article(request.user, pk)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        chosen = dict(form.cleaned_data)
        upload = chosen.pop("file")
        try:
            with kept_together(upload, by=request.user.pk):
                file = accept_file(upload=upload, by=request.user.pk)
                related_objects.add_attachment(article_id=article.pk, file=file, by=request.user.pk, **chosen)
            messages.success(request, _("The file is added."))
            return redirect("panel:article-attachments", pk=pk)
        except UploadRefused as refused:
            form.add_error("file", refused)
    rows = article.attachments.select_related("file")
    return _page(
        request,
        article,
        "news/articles/panel_attachments.html",
        form=form,
        attachments=rows,
        status=422 if form.errors else 200,
    )


@private_page
@require_http_methods(["GET", "POST"])
def attachment(request: HttpRequest, pk: int, attachment_id: int) -> HttpResponseBase:
    """GET: the file, also of a draft. POST: take it away."""
    article = editable_article(request.user, pk)
    found = get_object_or_404(article.attachments.select_related("file"), pk=attachment_id)
    if request.method == "GET":
        return stored_file_response(found.file)
    related_objects.remove_attachment(article_id=article.pk, attachment_id=found.pk, by=request.user.pk)
    messages.success(request, _("The file is taken away."))
    return redirect("panel:article-attachments", pk=pk)


@private_page
@require_http_methods(["GET", "POST"])
def entities(request: HttpRequest, pk: int) -> HttpResponse:
    """Entities presented, picked from the directory, with what they do."""
    article = editable_article(request.user, pk)
    links = article.entity_links.select_related("entity__kind", "entity__county")
    initial = [{"id": one.pk, "entity": one.entity, "note": one.note} for one in links]
    data = request.POST if request.method == "POST" else None
    rows = Rows(PresentedForm, initial=initial, data=data, user=request.user)
    told = {"article_id": article.pk, "by": request.user.pk}
    if saved_rows(request, rows, lambda: related_objects.set_entities(rows=rows.rows(), seen=rows.seen, **told)):
        return redirect("panel:article-entities", pk=pk)
    template = "news/articles/panel_entities.html"
    return rows_page(request, rows, template, _frame(article, template))


@private_page
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture that opens the article: uploaded, or taken from the gallery."""
    article = editable_article(request.user, pk)
    if request.POST.get("act") == "drop":
        related_objects.set_cover(article_id=article.pk, image=None, by=request.user.pk)
        messages.success(request, _("The picture is taken away."))
        return redirect("panel:article-cover", pk=pk)
    if photo_id := clean_id(request.POST.get("photo")):
        if related_objects.take_cover(article_id=article.pk, photo_id=photo_id, by=request.user.pk):
            messages.success(request, _("Saved."))
        else:
            messages.error(request, _("Describe the photo in the gallery first."))
        return redirect("panel:article-cover", pk=pk)
    words = {name: getattr(article, f"cover_{name}") for name in ("alt", "caption", "credit")}
    form = PictureForm(
        request.POST or None, request.FILES or None, initial=words, has_picture=article.cover_id is not None
    )
    if request.method == "POST" and form.is_valid() and _covered(request, article, form):
        messages.success(request, _("Saved."))
        return redirect("panel:article-cover", pk=pk)
    picture = picture_of(article.cover) if article.cover else None
    choice = _photos(article, request.GET.get("strona", ""))
    return _page(
        request,
        article,
        "news/articles/panel_cover.html",
        form=form,
        picture=picture,
        status=422 if form.errors else 200,
        **choice,
    )


def _covered(request: HttpRequest, article: Article, form: PictureForm) -> bool:
    chosen = dict(form.cleaned_data)
    upload = chosen.pop("picture")
    try:
        with kept_together(*filter(None, [upload]), by=request.user.pk):
            image = accept_image(upload=upload, by=request.user.pk, whole=True) if upload else article.cover
            related_objects.set_cover(article_id=article.pk, image=image, by=request.user.pk, **chosen)
    except UploadRefused as refused:
        form.add_error("picture", refused)
        return False
    return True


def _photos(article: Article, page: str) -> dict[str, Any]:
    """Photos of the gallery to choose from, a page of them: a gallery has hundreds."""
    rows = Photo.objects.filter(gallery=article.gallery_id, hidden_at=None).select_related("image")
    number = clean_number(page, most=100) or 1
    shown = list(rows.order_by("position", "id")[PHOTOS * (number - 1) : PHOTOS * number + 1])
    more, shown = len(shown) > PHOTOS, shown[:PHOTOS]
    pictures = pictures_for(photo.image for photo in shown)
    return {
        "photos": [(photo, pictures[photo.image_id]) for photo in shown],
        "earlier": number - 1,
        "later": number + 1 if more else 0,
    }


@outlives_idleness
@private_page
@require_POST
def unsaved(request: HttpRequest, pk: int) -> HttpResponse:
    """What the editor has typed, kept by the page while they write; `act=drop` gives it up."""
    article = editable_article(request.user, pk)
    if request.POST.get("act") == "drop":
        drop_unsaved(article_id=article.pk, user_id=request.user.pk)
        messages.info(request, _("The unsaved changes are given up."))
        return redirect("panel:article", pk=pk)
    edition = clean_number(request.POST.get("edition"), most=2**31 - 1)
    if edition is None or len(request.POST.get("body", "")) > LONGEST_BODY:
        return JsonResponse({}, status=413)
    kept = keep_unsaved(article=article, user_id=request.user.pk, edition=edition, fields=request.POST)
    return JsonResponse({"at": timezone.localtime(kept.saved_at).strftime("%H:%M")})


@private_page
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every published version; the differences between any two, or between one and what is saved now."""
    article = article_for(request.user, pk, CentrePermission.WRITE_ARTICLES)
    rows = list(article.versions.select_related("published_by"))
    known = {str(row.number): row for row in rows}
    before = known.get(request.GET.get("od", ""))
    after: Article | ArticleVersion | None = known.get(request.GET.get("do", ""))
    if before is not None and request.GET.get("do") == "0":
        after = article
    lines = differing(before, {name: getattr(after, name) for name in _TEXTS}) if before and after else None
    return _page(
        request,
        article,
        "news/articles/panel_versions.html",
        versions=rows,
        before=before,
        after=after,
        differences=lines,
    )


_TEXTS = ("title", "lead", "body", "participation")


@private_page
@require_POST
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The texts of a version again, as a new edition."""
    article = editable_article(request.user, pk)
    get_object_or_404(ArticleVersion, article=article, number=number)
    try:
        services.restore_version(article_id=article.pk, number=number, by=request.user.pk)
        messages.success(request, _("Version %(number)s is restored as a new edition.") % {"number": number})
    except services.ArticleRefused as refused:
        for sentence in refused.sentences:
            messages.error(request, sentence)
    return redirect("panel:article", pk=pk)
