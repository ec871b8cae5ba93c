"""The buttons beside the text of an article: what each of them does, in one place."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from news.articles import services
from news.articles.forms import ReviewForm, ScheduleForm
from news.articles.models import Article
from news.articles.states import ArticleState

# Not a state: the photos of a public article.
PHOTOS = "photos"


class Lacking(Exception):
    """Why the photos cannot be shown yet, in a sentence."""


@dataclass(frozen=True)
class WorkflowForms:
    """What was typed beside the text for the button that was pressed; the form of another button is not judged."""

    schedule: ScheduleForm
    review: ReviewForm

    @classmethod
    def by(cls, post: QueryDict) -> "WorkflowForms":
        """As it was sent."""
        to = post.get("to", "")
        schedule = ScheduleForm(post) if to == ArticleState.SCHEDULED else ScheduleForm(initial={"at": post.get("at")})
        review = ReviewForm(post) if to == ArticleState.DRAFT else ReviewForm(initial={"note": post.get("note")})
        return cls(schedule, review)

    def is_valid(self) -> bool:
        """Whether the button has what it needs."""
        return all(form.is_valid() for form in (self.schedule, self.review) if form.is_bound)


def do(article: Article, to: str, asked: WorkflowForms, *, by: int | None) -> str:
    """Move the saved article to the state `to`; what to say about it.

    Raises MoveNotAllowed, and ArticleRefused or Lacking with what stands in the way.
    """
    if to == ArticleState.IN_REVIEW:
        services.submit_for_review(article_id=article.pk, by=by)
        return _("Handed over for review.")
    if to == ArticleState.DRAFT:
        return _back(article, asked, by)
    if to == ArticleState.PUBLISHED:
        services.publish(article_id=article.pk, by=by)
        return _("Published.")
    if to == ArticleState.WITHDRAWN:
        services.withdraw(article_id=article.pk, by=by)
        return _("Withdrawn from publication.")
    if to == ArticleState.SCHEDULED:
        services.schedule(article_id=article.pk, at=asked.schedule.cleaned_data["at"], by=by)
        return _("Publication is planned.")
    if to == PHOTOS and article.gallery_id is not None:
        if lacks := services.show_gallery(gallery_id=article.gallery_id, by=by):
            raise Lacking(lacks)
        return _("The photos are on the site.")
    return _("Saved.")


def _back(article: Article, asked: WorkflowForms, by: int | None) -> str:
    """Out of review to the writer, with a remark; out of the plan or the archive to a draft, quietly."""
    reviewed = article.state == ArticleState.IN_REVIEW
    note = asked.review.cleaned_data["note"] if reviewed else ""
    services.send_back(article_id=article.pk, by=by, note=note, mailed=reviewed)
    return _("Sent back to the writer.") if reviewed else _("It is a draft again.")
