"""Pages of a gallery that know its article: the public one leads to the report; showing the photos draws both anew."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.text.bilingual import bilingual
from common.text.polish import date_range
from common.web.cache import RowVersion, cached_page, private_page
from common.web.links import prefix
from common.web.page_head import Head, excerpt
from entities.centres.permissions import CentrePermission
from news.articles.models import Article, ArticleEvent, ArticleRole
from news.articles.services import show_gallery
from news.articles.states import ArticleState
from news.galleries.forms import TogetherForm
from news.galleries.models import Gallery
from news.galleries.permissions import gallery_for
from news.galleries.queries import PATH, count_of, photos_of, public_gallery
from news.galleries.shared_views import moved, saved_first
from partnerships.projects.queries import funding_block

AREAS = ("news", "events", "projects", "centres", "frame")


@login_not_required
@require_safe
@cached_page(*AREAS, row=RowVersion(Gallery))
def gallery(request: HttpRequest, slug: str) -> HttpResponse:
    """A gallery: its photos in order, the way to its event and its report."""
    found = public_gallery(slug)
    if found is None:
        return moved(slug)
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


@private_page
@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the gallery to everyone, as the rows describe it: one of a public article, or one without an article."""
    row = gallery_for(request.user, pk, CentrePermission.PUBLISH_ARTICLES)
    if (unsaved_page := saved_first(request, row, TogetherForm(request.POST))) is not None:
        return unsaved_page
    if lacks := show_gallery(gallery_id=row.pk, by=request.user.pk):
        messages.error(request, lacks)
    else:
        messages.success(request, _("The photos are on the site."))
    return redirect("panel:gallery", pk=row.pk)
