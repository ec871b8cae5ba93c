"""The pages of an article in the panel, with how much stands in each."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common.web.record_pages import Tab
from events.catalogue.models import Event
from events.panel.plan import POINTS, QUOTATIONS
from events.programme.models import PointList, Quotation
from news.articles.models import Article


def parts_of(article: Article, event: Event | None) -> list[Tab]:
    """Text, entities, files, picture, what was said and agreed at the event, versions."""
    pk, presented = [article.pk], article.entity_links.count()
    made = [
        Tab("tekst", _("Text"), reverse("panel:article", args=pk)),
        Tab("podmioty", _("Entities"), reverse("panel:article-entities", args=pk), presented),
        Tab("pliki", _("To download"), reverse("panel:article-attachments", args=pk), article.attachments.count()),
        Tab("okladka", _("Opening picture"), reverse("panel:article-cover", args=pk)),
    ]
    if event is not None:
        lists, said = PointList.objects.filter(event=event).count(), Quotation.objects.filter(event=event).count()
        made += [
            Tab(POINTS, _("Conclusions and lists"), reverse("panel:event-part", args=[event.pk, POINTS]), lists),
            Tab(QUOTATIONS, _("Quotations"), reverse("panel:event-part", args=[event.pk, QUOTATIONS]), said),
        ]
    made.append(Tab("wersje", _("Versions"), reverse("panel:article-versions", args=pk), article.versions.count()))
    return made


def pair_of_any(article: Article) -> Article | None:
    """The article's pair in the other language, in whatever state."""
    pair: Article | None = article.translation_of or article.translations.order_by("pk").first()
    return pair
