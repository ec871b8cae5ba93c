"""The panel: photos of a gallery, and requests to take a photo down."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.pages.cache import private_page
from entities.centres.permissions import Act, centres_of, may
from files.queries import pictures_for
from files.refusals import UploadRefused
from news.galleries.forms import PhotoFormSet, PhotosForm
from news.galleries.models import Gallery, TakedownRequest
from news.galleries.services import add_photo, choose_cover, decide_request, describe_photo


def gallery_for(request: HttpRequest, pk: int) -> Gallery:
    """The gallery, for somebody who writes in its centre: a stranger gets 404, a colleague without the right 403."""
    mine = Gallery.objects.filter(centre_id__in=centres_of(request.user))
    gallery = get_object_or_404(mine.select_related("event", "centre"), pk=pk)
    if not may(request.user, Act.WRITE_ARTICLES, gallery.centre_id):
        raise PermissionDenied
    return gallery


@private_page
@require_http_methods(["GET", "POST"])
def gallery(request: HttpRequest, pk: int) -> HttpResponse:
    """Describe the photos: alternative text, caption, credit, basis; choose the cover."""
    row = gallery_for(request, pk)
    photos = row.photos.filter(hidden_at=None).select_related("image").order_by("position", "id")
    forms = PhotoFormSet(request.POST or None, queryset=photos, prefix="zdjecie")
    if request.method == "POST" and forms.is_valid():
        for form in forms.forms:
            if form.has_changed():
                describe_photo(photo_id=form.instance.pk, by=request.user.pk, **_described(form.cleaned_data))
        cover = request.POST.get("cover", "")
        if cover.isdigit() and photos.filter(pk=int(cover), is_cover=False).exists():
            choose_cover(photo_id=int(cover), by=request.user.pk)
        messages.success(request, _("Saved."))
        return redirect("panel:gallery", pk=row.pk)
    pictures = pictures_for([form.instance.image for form in forms.forms])
    for form in forms.forms:
        form.picture = pictures[form.instance.image_id]
    context = {"gallery": row, "forms": forms, "upload": PhotosForm(), "article": row.articles.first()}
    status = 422 if request.method == "POST" else 200
    return render(request, "news/galleries/panel_gallery.html", context, status=status)


def _described(data: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in data.items() if name != "id"}


@private_page
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the picked files one by one; a refused one is named, the others stay."""
    row = gallery_for(request, pk)
    added = 0
    for file in request.FILES.getlist("photos"):
        try:
            add_photo(gallery_id=row.pk, upload=file, by=request.user.pk)
            added += 1
        except UploadRefused as refused:
            messages.error(request, f"{file.name}: {refused}")
    if added:
        messages.success(request, _("Photos added: %(n)s. Describe them below.") % {"n": added})
    elif not request.FILES:
        messages.error(request, _("Choose at least one photo."))
    return redirect("panel:gallery", pk=row.pk)


def requests_for(request: HttpRequest) -> QuerySet[TakedownRequest]:
    """Requests about photos of my centres."""
    return TakedownRequest.objects.filter(photo__gallery__centre_id__in=centres_of(request.user)).select_related(
        "photo__gallery", "photo__image"
    )


@private_page
def requests(request: HttpRequest) -> HttpResponse:
    """The inbox: requests that wait, and the last decided ones."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    rows = requests_for(request).order_by("decided_at", "-id")
    waiting, decided = rows.filter(decided_at=None), rows.exclude(decided_at=None).order_by("-decided_at")[:20]
    return render(request, "news/galleries/requests.html", {"waiting": waiting, "decided": decided})


@private_page
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide the photo at once, or leave it."""
    row = requests_for(request).filter(pk=pk).first()
    if row is None:
        raise Http404
    if not may(request.user, Act.WRITE_ARTICLES, row.photo.gallery.centre_id):
        raise PermissionDenied
    hide = request.POST.get("decision") == "hide"
    decide_request(request_id=row.pk, hide=hide, by=request.user.pk)
    messages.success(request, _("The photo is hidden.") if hide else _("The photo stays."))
    return redirect("panel:takedown-requests")
