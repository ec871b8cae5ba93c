"""The panel: the photos of a gallery."""

import re
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.auditlog.services import log_action
from common.web.cache import private_page
from common.web.ids import clean_ids, clean_number
from files.downloads import original_response
from files.queries import picture_of
from files.refusals import UploadRefused
from files.services import rotate, set_focal_point, try_again
from news.galleries import manager_forms as manager
from news.galleries.arranging import move_photo, place_photo, sort_by_time
from news.galleries.forms import FocusForm, GalleryForm, GalleryPhotoForm, TogetherForm
from news.galleries.models import Gallery, Photo
from news.galleries.permissions import gallery_for
from news.galleries.services import change_gallery, describe_photo, receive_photo
from news.galleries.shared_views import manager_page, saved_first

ACT = re.compile(r"(save|apply|sort|up|down|turn|retry|place)(?:-([1-9][0-9]{0,17}))?")


@private_page
@require_http_methods(["GET", "POST"])
def gallery(request: HttpRequest, pk: int) -> HttpResponse:
    """All photos in rows: words, order, cover. Every button first keeps what was typed, then does its act."""
    row = gallery_for(request.user, pk)
    if request.method != "POST":
        return manager_page(request, row, manager.page_of(row, request.GET), TogetherForm())
    act, key = _asked(request)
    if request.htmx:  # one act on one photo, without the form around it
        photo = _photo(row, key)
        _do(request, row, act, photo)
        return render(request, "news/galleries/panel_box.html", {"row": manager.row_of(photo)})
    together = TogetherForm(request.POST)
    if (unsaved_page := saved_first(request, row, together)) is not None:
        return unsaved_page
    if act == "apply":
        n = manager.apply(row, together, request.POST.getlist("chosen"), by=request.user.pk)
        messages.success(request, _("Photos changed: %(n)s.") % {"n": n})
    else:
        _do(request, row, act, _photo(row, key) if key else None)
        messages.success(request, _("Saved."))
    return redirect(f"{request.get_full_path()}#photo-{key}" if key else request.get_full_path())


def _asked(request: HttpRequest) -> tuple[str, int]:
    found = ACT.fullmatch(request.POST.get("act", ""))
    return (found[1], int(found[2] or 0)) if found else ("save", 0)


def _photo(row: Gallery, key: int) -> Photo:
    return get_object_or_404(row.photos.filter(hidden_at=None).select_related("image"), pk=key)


def _do(request: HttpRequest, row: Gallery, act: str, photo: Photo | None) -> None:
    by = request.user.pk
    if act == "sort":
        sort_by_time(gallery_id=row.pk, by=by)
    elif photo is None:
        return
    elif act in ("up", "down"):
        move_photo(photo_id=photo.pk, by_places=-1 if act == "up" else 1, by=by)
    elif act == "place":
        place_photo(photo_id=photo.pk, place=clean_number(request.POST.get("to"), most=999_999) or 1, by=by)
    elif act == "turn":
        photo.image = rotate(image=photo.image, degrees=90, by=by)
    elif act == "retry":
        photo.image = try_again(image=photo.image, by=by)


@private_page
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the picked files one by one; a refused one is named, the others stay. A script sends one in a request."""
    row = gallery_for(request.user, pk)
    files = request.FILES.getlist("photos")
    if request.headers.get("Accept") == "application/json" and len(files) == 1:
        return _one_file(request, row, files[0])
    added, doubles = 0, []
    for file in files:
        try:
            _taken, is_new = receive_photo(gallery_id=row.pk, upload=file, by=request.user.pk)
        except UploadRefused as refused:
            messages.error(request, f"{file.name}: {refused.messages[0]}")
            continue
        added += is_new
        if not is_new:
            doubles.append(str(file.name))
    if added:
        messages.success(request, _("Photos added: %(n)s. Describe them below.") % {"n": added})
    if doubles:
        messages.warning(request, _("Already in this gallery: %(names)s.") % {"names": ", ".join(doubles)})
    if not files:
        messages.error(request, _("Choose at least one photo."))
    return redirect("panel:gallery", pk=row.pk)


def _one_file(request: HttpRequest, row: Gallery, file: Any) -> JsonResponse:
    """The answer to the script: the new row, or why there is none."""
    place = clean_number(request.POST.get("position"), most=99_999)
    at = {} if place is None else {"position": place}
    try:
        photo, is_new = receive_photo(gallery_id=row.pk, upload=file, by=request.user.pk, **at)
    except UploadRefused as refused:
        return JsonResponse({"state": "refused", "said": refused.messages[0]}, status=422)
    if not is_new:
        said = _("This photo is in the gallery already: it was taken down there.") if photo.hidden_at else ""
        return JsonResponse({"state": "double", "said": said or _("This photo is in the gallery already.")})
    shown = {"form": manager.form_of(photo), "gallery": row}
    return JsonResponse(
        {"state": "added", "row": render_to_string("news/galleries/panel_row.html", shown, request)}, status=201
    )


@private_page
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the preparation is; the pictures of those photos asked about (`waiting`) that are ready or failed."""
    row = gallery_for(request.user, pk)
    asked = clean_ids(request.GET.getlist("waiting")[:500])
    context = {"counts": manager.counts_of(row), "rows": manager.prepared_of(row, asked)}
    return render(request, "news/galleries/panel_progress.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def photo(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One photo, large: all its words, the place that matters, turning, taking it down."""
    row = gallery_for(request.user, pk)
    shown = _photo(row, number)
    posted = request.POST if request.method == "POST" else None
    told = manager.read_photo(request.POST.get("photo", ""))[1]
    form = GalleryPhotoForm(posted, instance=shown, number=manager.number_of(shown), shown=told)
    image = shown.image
    focus = FocusForm(posted, initial={"x": round(image.focal_x * 100), "y": round(image.focal_y * 100)})
    if posted is not None and form.is_valid() and focus.is_valid():
        if words := form.described():
            describe_photo(photo_id=shown.pk, by=request.user.pk, **words)
        if focus.has_changed():
            x, y = focus.cleaned_data["x"] / 100, focus.cleaned_data["y"] / 100
            set_focal_point(image=image, x=x, y=y, by=request.user.pk)
        _do(request, row, _asked(request)[0], shown)
        messages.success(request, _("Saved."))
        return redirect("panel:photo", row.pk, shown.pk)
    wrong = bool(form.errors or focus.errors) and posted is not None
    context = {"gallery": row, "photo": shown, "form": form, "focus": focus, "picture": picture_of(image)}
    context["neighbours"] = manager.neighbours_of(shown)
    return render(request, "news/galleries/panel_photo.html", context, status=422 if wrong else 200)


@private_page
@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """What the gallery is called, in both languages, and who took the photos."""
    row = gallery_for(request.user, pk)
    form = GalleryForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        change_gallery(gallery_id=row.pk, by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("panel:gallery", pk=row.pk)
    context = {"gallery": row, "form": form, "back": reverse("panel:gallery", args=[row.pk])}
    return render(request, "news/galleries/panel_about.html", context, status=422 if form.errors else 200)


@private_page
@require_safe
def original(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """The private original, with all that the camera wrote; every download is logged."""
    row = gallery_for(request.user, pk)
    wanted = get_object_or_404(row.photos.exclude(image__original="").select_related("image"), pk=number)
    log_action(verb="gallery.original", obj=row, by=request.user.pk, after={"photo": wanted.pk})
    return original_response(wanted.image)
