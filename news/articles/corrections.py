"""Figures frozen in a report and the list they came from: when the list is corrected, an editor decides.

Beat compares reports with their lists, those whose list was corrected first; opening a row is all that it does.
"""

import re
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from common.auditlog.services import log_action
from common.text.polish import HARD
from common.worker.wake import wake_worker
from events.figures.queries import Figures, event_figures
from events.figures.sentences import participation_sentence
from events.registration.extension_points import CorrectedPlace
from news.articles.models import Article, ArticleEvent, ArticleRole, Correction
from news.articles.services import edit_article, lock_article
from news.articles.states import ArticleState

# A sweep compares at most so many reports; one that nobody told about is compared again after this time.
MOST = 50
AGAIN = timedelta(minutes=15)


class DecidedAlready(Exception):
    """Somebody decided in the meantime, or the list has changed once more: another sentence waits, or none."""


def presence_corrected(event_id: int) -> None:
    """The list of this event is another one now: its report is compared next."""
    if ArticleEvent.objects.filter(event=event_id, role=ArticleRole.REPORTS).update(compared_at=None):
        wake_worker("news.articles.compare_reports")


def place_corrected(place: CorrectedPlace) -> None:
    """What is known of somebody on the list was put right: the sentence may be another one."""
    presence_corrected(place.event.pk)


def compare_reports(now: datetime | None = None) -> int:
    """Compare the reports that wait; returns how many corrections are open of them."""
    now = now or timezone.now()
    due = ArticleEvent.objects.filter(Q(compared_at=None) | Q(compared_at__lt=now - AGAIN), role=ArticleRole.REPORTS)
    due = due.exclude(article__state=ArticleState.WITHDRAWN).order_by(F("compared_at").asc(nulls_first=True), "pk")
    return sum(_compare(pk) for pk in list(due.values_list("pk", flat=True)[:MOST]))


@transaction.atomic
def _compare(link_id: int) -> bool:
    """Open, renew or close the correction of one report; whether one is open now."""
    # Written first: who corrects the list meanwhile waits for us, and asks for one more comparison.
    ArticleEvent.objects.filter(pk=link_id).update(compared_at=timezone.now())
    link = ArticleEvent.objects.select_related("event").filter(pk=link_id).first()
    if link is None:
        return False
    article = lock_article(link.article_id)
    first = article.event_links.filter(role=ArticleRole.REPORTS).order_by("position", "id").first()
    if first != link or not article.figures:
        return False
    now = event_figures(link.event)
    said = participation_sentence(link.event, now)
    waits = article.corrections.filter(decided_at=None).first()
    if waits is not None and waits.after == said and _differs(article, link, said):
        return True
    if waits is not None:
        waits.delete()
    if not _differs(article, link, said):
        return False
    Correction.objects.create(article=article, before=article.participation, after=said, figures=now.as_json())
    return True


def _differs(article: Article, link: ArticleEvent, said: str) -> bool:
    """Whether the list says another sentence than the one it was frozen with; not one that was already refused."""
    if participation_sentence(link.event, Figures.of_json(article.figures)) == said:
        return False
    last = article.corrections.filter(decided_at__isnull=False).last()
    return last is None or bool(last.is_taken) or last.after != said


def open_correction(article: Article) -> Correction | None:
    """What waits for a decision about this article."""
    return article.corrections.filter(decided_at=None).first()


@transaction.atomic
def take_correction(*, article_id: int, correction_id: int, by: int | None) -> Article:
    """The new sentence and figures take the place of the frozen ones, as a new version where the report is public.

    Where the lead says the old sentence, it says the new one from now on. Raises DecidedAlready, or ArticleRefused.
    """
    article = lock_article(article_id)
    correction = _decide(article, correction_id, by, is_taken=True)
    texts = {"participation": correction.after, "figures": correction.figures}
    lead = _said_anew(article.lead, article.participation, correction.after)
    if lead != article.lead:
        texts["lead"] = lead
    return edit_article(article_id=article.pk, by=by, **texts)


@transaction.atomic
def keep_sentence(*, article_id: int, correction_id: int, by: int | None) -> None:
    """The report stays as it is, and the matter is closed until the list changes again. Raises DecidedAlready."""
    _decide(lock_article(article_id), correction_id, by, is_taken=False)


def _decide(article: Article, correction_id: int, by: int | None, *, is_taken: bool) -> Correction:
    correction = article.corrections.filter(pk=correction_id, decided_at=None).first()
    if correction is None:
        raise DecidedAlready
    correction.decided_at, correction.decided_by_id, correction.is_taken = timezone.now(), by, is_taken
    correction.save(update_fields=["decided_at", "decided_by", "is_taken"])
    verb = "article.correction_taken" if is_taken else "article.correction_refused"
    told = {"before": article.participation, "after": correction.after}
    log_action(verb=verb, obj=article, by=by, before={"sentence": told["before"]}, after={"sentence": told["after"]})
    return correction


def _said_anew(lead: str, before: str, after: str) -> str:
    """The lead with the new sentence in the place of the old one; hard spaces and plain ones are alike."""
    if not before.strip():
        return lead
    words = [re.escape(word) for word in re.split(rf"[ {HARD}]+", before.strip())]
    return re.sub(rf"[ {HARD}]+".join(words), lambda _found: after, lead, count=1).strip()
