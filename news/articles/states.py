"""States of an article and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class ArticleState(models.TextChoices):
    """Draft → in review → scheduled → published → withdrawn."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


ARTICLE_MOVES = moves(
    draft="in_review scheduled published",
    in_review="draft scheduled published",
    scheduled="draft published",
    published="withdrawn",
    withdrawn="draft published",
)
