"""The panel: the list was corrected after the report; its editor decides which sentence stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.web.cache import private_page
from news.articles.corrections import DecidedAlready, keep_sentence, take_correction
from news.articles.permissions import editable_article
from news.articles.services import ArticleRefused
from news.articles.shared_views import saved_first


@private_page
@require_POST
def correction(request: HttpRequest, pk: int, correction_id: int) -> HttpResponse:
    """Take the sentence that follows from the list, or keep the one in the report."""
    article = editable_article(request.user, pk)
    if (unsaved_page := saved_first(request, article)) is not None:
        return unsaved_page
    decided = {"article_id": article.pk, "correction_id": correction_id, "by": request.user.pk}
    try:
        if request.POST.get("act") == "take":
            take_correction(**decided)
            messages.success(request, _("The report says the new sentence now. The earlier version is kept."))
        else:
            keep_sentence(**decided)
            messages.success(request, _("The report stays as it is."))
    except DecidedAlready:
        messages.error(request, _("This was decided meanwhile, or the list has changed again. Look at what waits now."))
    except ArticleRefused as refused:
        for sentence in refused.sentences:
            messages.error(request, sentence)
    return redirect("panel:article", pk=article.pk)
