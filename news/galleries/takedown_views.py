"""The panel: requests to take a photo down, and taking one down in one click."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.web.cache import private_page
from entities.centres.permissions import CentrePermission, may
from files.queries import pictures_for
from news.galleries.forms import TogetherForm
from news.galleries.models import Photo
from news.galleries.permissions import gallery_for, takedowns_for
from news.galleries.shared_views import saved_first
from news.galleries.takedown import bring_picture_back, decide_request, restore_photo, take_down_photo

LATELY = 20
LONGEST_ANSWER = 2000


@private_page
def requests(request: HttpRequest) -> HttpResponse:
    """The inbox: requests that wait with their pictures, and the last decided ones."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    rows = takedowns_for(request.user).select_related("image")
    waiting = list(rows.filter(decided_at=None).order_by("id")[:100])
    pictures = pictures_for(row.image for row in waiting)
    for row in waiting:
        row.picture = pictures.get(row.image_id)
    decided = rows.exclude(decided_at=None).order_by("-decided_at")[:LATELY]
    return render(request, "news/galleries/requests.html", {"waiting": waiting, "decided": decided})


@private_page
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the picture down at once (its original stays or goes), or leave it; who asked is told by mail.

    One that was taken down by mistake comes back, where its original was kept and a page still knows it.
    """
    row = get_object_or_404(takedowns_for(request.user).select_related("image"), pk=pk)
    if not may(request.user, CentrePermission.WRITE_ARTICLES, row.centre_id):
        raise PermissionDenied
    decision = request.POST.get("decision")
    if decision == "back":
        if row.image and bring_picture_back(image=row.image, by=request.user.pk):
            messages.success(request, _("The picture may be shown again. A cover has to be chosen anew."))
        else:
            messages.error(request, _("The original of this photo was deleted: it cannot come back."))
        return redirect("panel:takedown-requests")
    hide = decision in ("hide", "delete")
    decide_request(
        request_id=row.pk,
        hide=hide,
        keep_original=decision != "delete",
        answer=request.POST.get("answer", "").replace("\0", "")[:LONGEST_ANSWER],
        by=request.user.pk,
    )
    messages.success(request, _("The photo is taken down.") if hide else _("The photo stays."))
    return redirect("panel:takedown-requests")


@private_page
@require_POST
def take_photo_down(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Without a request: staff saw it themselves, or somebody called."""
    gallery = gallery_for(request.user, pk)
    photo = get_object_or_404(Photo, gallery=gallery, pk=number)
    take_down_photo(photo_id=photo.pk, keep_original=request.POST.get("original") != "delete", by=request.user.pk)
    messages.success(request, _("The photo is taken down."))
    return redirect("panel:gallery", pk=gallery.pk)


@private_page
@require_POST
def bring_photo_back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Undo a takedown made by mistake; the words in the rows of the page are kept first."""
    gallery = gallery_for(request.user, pk)
    if (unsaved_page := saved_first(request, gallery, TogetherForm(request.POST))) is not None:
        return unsaved_page
    photo = get_object_or_404(Photo, gallery=gallery, pk=number)
    if restore_photo(photo_id=photo.pk, by=request.user.pk).hidden_at is None:
        messages.success(request, _("The photo is back in the gallery."))
    else:
        messages.error(request, _("The original of this photo was deleted: it cannot come back."))
    return redirect("panel:gallery", pk=gallery.pk)
