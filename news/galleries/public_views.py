"""Public pages: the list of galleries, a photo. A gallery leads to its report: `news.articles.gallery_views`."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.text.bilingual import bilingual
from common.web.cache import RowVersion, cached_page
from common.web.links import prefix
from common.web.page_head import Head, excerpt
from news.galleries.models import Gallery
from news.galleries.queries import PATH, covers, gallery_page, photo_place, public_gallery
from news.galleries.shared_views import moved

CURSOR = "strona"


@login_not_required
@require_safe
@cached_page("news", "frame", params=(CURSOR,))
def gallery_list(request: HttpRequest) -> HttpResponse:
    """Galleries, the latest photos first."""
    page = gallery_page(request.GET.get(CURSOR))
    base = reverse("galleries:list")
    context = {
        "covers": covers(page.rows),
        "next_url": page.next and f"{base}?{CURSOR}={page.next}",
        "previous_url": page.previous and f"{base}?{CURSOR}={page.previous}",
        "head": Head(PATH, _("Galleries"), _("Photographs from meetings, visits and workshops of the region.")),
    }
    return render(request, "news/galleries/list.html", context)


@login_not_required
@require_safe
@cached_page("news", "frame", row=RowVersion(Gallery))
def photo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One photo on its own page: large, with its neighbours; the whole gallery works so without script."""
    found = public_gallery(slug)
    if found is None:
        return moved(slug, number)
    place = photo_place(found, number)
    if place is None:
        raise Http404
    title = bilingual(found.title, found.title_en)
    head = Head(
        f"{PATH}{found.slug}/{number}/",
        _("Photo %(n)s") % {"n": place.number} + ", " + title.text,
        excerpt(place.row.caption or place.row.alt),
        image=place.row.picture.src if place.row.picture else "",
    )
    own = f"{prefix()}{PATH}{found.slug}/"
    context = {"gallery": found, "place": place, "photo": place.row, "title": title, "head": head, "gallery_url": own}
    return render(request, "news/galleries/photo.html", context)
