"""What views of galleries share with those of articles: the manager's page, and the way from a former address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from common.slugs.services import moved_to
from entities.centres.permissions import CentrePermission, may
from news.galleries import manager_forms as manager
from news.galleries.forms import PhotosForm, TogetherForm
from news.galleries.models import Gallery
from news.galleries.readiness import what_lacks
from news.galleries.states import GalleryState


def saved_first(request: HttpRequest, row: Gallery, together: TogetherForm) -> HttpResponse | None:
    """Keep the words that stand in the rows; where they cannot be kept, the page that says why, with all of them."""
    page = manager.page_of(row, request.GET, data=request.POST)
    if not all([together.is_valid(), *(form.is_valid() for form in page.forms)]):
        return manager_page(request, row, page, together)
    manager.keep(row, page.forms, by=request.user.pk)
    return None


def manager_page(request: HttpRequest, row: Gallery, page: manager.ManagerPage, together: TogetherForm) -> HttpResponse:
    """The manager with all photos of the page in rows, as they are saved or as they were typed."""
    manager.add_pictures(page.forms)
    query = request.GET.urlencode()
    context = {
        "query": f"?{query}" if query else "",
        "gallery": row,
        "page": page,
        "forms": page.forms,
        "bad": page.bad_forms(),
        "together": together,
        "upload": PhotosForm(),
        "counts": manager.counts_of(row),
        "hidden": manager.hidden_of(row),
        "article": row.articles.first(),
        "lacks": "" if row.state == GalleryState.PUBLISHED else what_lacks(row),
        "publishes": may(request.user, CentrePermission.PUBLISH_ARTICLES, row.centre_id),
    }
    wrong = page.bad_forms() or (together.is_bound and together.errors)
    return render(request, "news/galleries/panel_gallery.html", context, status=422 if wrong else 200)


def moved(slug: str, number: int | None = None) -> HttpResponse:
    """To the present address of a gallery that stood here before; otherwise there is none."""
    key = moved_to(Gallery, slug)
    new = Gallery.objects.published().filter(pk=key).values_list("slug", flat=True).first() if key else None
    if new is None:
        raise Http404
    name, arguments = ("galleries:photo", (new, number)) if number else ("galleries:gallery", (new,))
    return redirect(name, *arguments, permanent=True)
