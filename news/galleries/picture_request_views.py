"""Anyone asks for a picture to be taken down: a gallery's photo, a cover, a picture of an entity."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from common.web.cache import private_page
from common.web.links import prefix
from common.web.ratelimit import allow_from
from entities.centres.extension_points import PicturePlace
from entities.centres.models import SupportCentre
from entities.centres.pictures import place_of
from files.models import StoredImage
from files.queries import picture_of
from files.states import ImageState
from news.galleries.forms import TakedownForm
from news.galleries.models import Photo
from news.galleries.queries import photo_path, public_gallery
from news.galleries.takedown import request_takedown

PAGE = "strona"
REQUESTS_PER_HOUR = 10


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def report_photo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Of a gallery's photo, at its own address."""
    found = public_gallery(slug)
    photo = _photo(slug, number) if found else None
    place = place_of(photo.image, photo_path(photo)) if photo and photo.hidden_at is None else None
    if photo is None or place is None:
        raise Http404
    return _ask(request, photo.image, place, reverse("galleries:reported", args=[slug, number]))


@login_not_required
@require_safe
@private_page
def reported(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The request about a photo has come; what happens now."""
    found = public_gallery(slug)
    if found is None or _photo(slug, number) is None:
        raise Http404
    return _thanks(request, found.centre, reverse("galleries:gallery", args=[slug]))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def report_picture(request: HttpRequest, key: UUID) -> HttpResponse:
    """Of any other picture on a public page; `strona` says on which page it was seen."""
    image = StoredImage.objects.exclude(state=ImageState.WITHDRAWN).filter(key=key).first()
    place = place_of(image, request.GET.get(PAGE, "")) if image else None
    if image is None or place is None:
        raise Http404
    return _ask(request, image, place, f"{reverse('pictures:reported', args=[key])}?{PAGE}={place.path}")


@login_not_required
@require_safe
@private_page
def picture_reported(request: HttpRequest, key: UUID) -> HttpResponse:
    """The request has come. The picture may be down already: then nothing is said of its page."""
    image = StoredImage.objects.filter(key=key).first()
    if image is None:
        raise Http404
    place = place_of(image, request.GET.get(PAGE, ""))
    centre = SupportCentre.objects.filter(pk=place.centre_id).first() if place else None
    return _thanks(request, centre, f"{prefix()}{place.path}" if place else f"{prefix()}/")


def _photo(slug: str, number: int) -> Photo | None:
    return Photo.objects.filter(gallery__slug=slug, pk=number).select_related("gallery", "image").first()


def _ask(request: HttpRequest, image: StoredImage, place: PicturePlace, done: str) -> HttpResponse:
    form = TakedownForm(request.POST if request.method == "POST" else None)
    too_often = False
    if request.method == "POST" and form.is_valid():
        if allow_from(request, "takedown", REQUESTS_PER_HOUR, 3600):
            request_takedown(image=image, place=place, language=get_language() or "pl", **form.cleaned_data)
            return redirect(done)
        too_often = True
    context = {
        "picture": picture_of(image),
        "place": place,
        "place_url": f"{prefix()}{place.path}",
        "centre": SupportCentre.objects.filter(pk=place.centre_id).first(),
        "form": form,
        "too_often": too_often,
    }
    return render(request, "news/galleries/report.html", context, status=429 if too_often else 200)


def _thanks(request: HttpRequest, centre: SupportCentre | None, back: str) -> HttpResponse:
    return render(request, "news/galleries/reported.html", {"centre": centre, "back": back})
