"""The pages of an article in the panel, with how much stands in each."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from events.catalogue.models import Event
from events.figures.plan import POINTS, QUOTATIONS
from events.programme.models import PointList, Quotation
from news.articles.models import Article


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the article; None where there is nothing to count."""

    key: str
    name: str
    url: str
    count: int | None = None


def parts_of(article: Article, event: Event | None) -> list[Part]:
    """Text, entities, files, picture, what was said and agreed at the event, versions."""
    pk, presented = [article.pk], article.entity_links.count()
    made = [
        Part("tekst", _("Text"), reverse("panel:article", args=pk)),
        Part("podmioty", _("Entities"), reverse("panel:article-entities", args=pk), presented),
        Part("pliki", _("To download"), reverse("panel:article-attachments", args=pk), article.attachments.count()),
        Part("okladka", _("Opening picture"), reverse("panel:article-cover", args=pk)),
    ]
    if event is not None:
        lists, said = PointList.objects.filter(event=event).count(), Quotation.objects.filter(event=event).count()
        made += [
            Part(POINTS, _("Conclusions and lists"), reverse("panel:event-part", args=[event.pk, POINTS]), lists),
            Part(QUOTATIONS, _("Quotations"), reverse("panel:event-part", args=[event.pk, QUOTATIONS]), said),
        ]
    made.append(Part("wersje", _("Versions"), reverse("panel:article-versions", args=pk), article.versions.count()))
    return made


def pair_of_any(article: Article) -> Article | None:
    """The article's pair in the other language, in whatever state."""
    pair: Article | None = article.translation_of or article.translations.order_by("pk").first()
    return pair
