"""States shared by partnerships and projects: living records that are written, shown, and put away."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class RecordState(models.TextChoices):
    """A record is a draft, is shown, or is kept in the archive."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    ARCHIVED = "archived", _("archived")


RECORD_MOVES = moves(draft="published archived", published="draft archived", archived="published")
