"""How far the report of an event is: what the panel's page of the event shows (extension point of events/figures)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from events.catalogue.models import Event
from events.panel.extension_points import EVENT_REPORTS, ReportStep
from news.articles.models import ArticleEvent, ArticleRole
from news.articles.states import ArticleState


def report_step(event: Event) -> ReportStep:
    """The report's state and where to open it; without a draft, only that there is none."""
    link = ArticleEvent.objects.filter(event=event, role=ArticleRole.REPORTS).select_related("article").first()
    if link is None:
        return ReportStep(_("Not begun yet."), "", done=False, begin_url=reverse("panel:report-draft", args=[event.pk]))
    article, url = link.article, reverse("panel:article", args=[link.article_id])
    if article.state == ArticleState.PUBLISHED:
        return ReportStep(_("Published."), url, done=True, public_url=f"/aktualnosci/{article.slug}/")
    return ReportStep(f"{article.get_state_display()}.", url, done=False)


def register_extensions() -> None:
    """Show the report on the panel's page of its event."""
    EVENT_REPORTS.register(report_step)
