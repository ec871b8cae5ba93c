"""Public pages of galleries: the list, the gallery, a photo."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.slugs.services import moved_to
from common.text.bilingual import bilingual
from common.text.polish import date_range
from common.web.cache import RowVersion, cached_page
from common.web.links import prefix
from common.web.page_head import Head, excerpt
from news.articles.models import Article, ArticleEvent, ArticleRole
from news.articles.states import ArticleState
from news.galleries.models import Gallery
from news.galleries.queries import PATH, count_of, covers, gallery_page, photo_place, photos_of, public_gallery
from partnerships.projects.queries import funding_block

CURSOR = "strona"
AREAS = ("news", "events", "projects", "centres", "frame")


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
@cached_page(*AREAS, row=RowVersion(Gallery))
def gallery(request: HttpRequest, slug: str) -> HttpResponse:
    """A gallery: its photos in order, the way to its event and its report."""
    found = public_gallery(slug)
    if found is None:
        return _moved(slug)
    photos = photos_of(found)
    title, lead = bilingual(found.title, found.title_en), bilingual(found.lead, found.lead_en)
    project = found.event.project if found.event else None
    context = {
        "gallery": found,
        "photos": photos,
        "title": title,
        "lead": lead,
        "count": count_of(found),
        "event": _event_link(found),
        "report": _report_link(found),
        "funding": funding_block(project, get_language() or "pl") if project else None,
        "head": Head(
            f"{PATH}{found.slug}/",
            title.text,
            excerpt(f"{count_of(found)}, {date_range(found.taken_on)}. {lead.text}"),
            image=photos[0].picture.src if photos and photos[0].picture else "",
        ),
    }
    return render(request, "news/galleries/gallery.html", context)


@login_not_required
@require_safe
@cached_page("news", "frame", row=RowVersion(Gallery))
def photo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One photo on its own page: large, with its neighbours; the whole gallery works so without script."""
    found = public_gallery(slug)
    if found is None:
        return _moved(slug, number)
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


def _event_link(found: Gallery) -> tuple[str, str] | None:
    """Title and address of the gallery's event, when it is public."""
    event = found.event
    if event is None or event.published_at is None or event.state == "draft":
        return None
    return str(event), f"{prefix()}/wydarzenia/{event.slug}/"


def _report_link(found: Gallery) -> tuple[str, str] | None:
    """Title and address of the report: the article with this gallery, otherwise the report of its event."""
    published = Article.objects.published().filter(language="pl")
    article = published.filter(gallery=found).order_by("-published_at").first()
    if article is None and found.event_id:
        links = ArticleEvent.objects.filter(event=found.event_id, role=ArticleRole.REPORTS)
        article = published.filter(pk__in=links.values("article"), state=ArticleState.PUBLISHED).first()
    return (str(article), f"{prefix()}/aktualnosci/{article.slug}/") if article else None


def _moved(slug: str, number: int | None = None) -> HttpResponse:
    """To the present address of a gallery that stood here before; otherwise there is none."""
    key = moved_to(Gallery, slug)
    new = Gallery.objects.published().filter(pk=key).values_list("slug", flat=True).first() if key else None
    if new is None:
        raise Http404
    name, arguments = ("galleries:photo", (new, number)) if number else ("galleries:gallery", (new,))
    return redirect(name, *arguments, permanent=True)
