"""States of an entity's record and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class EntityState(models.TextChoices):
    """`proposed`: typed in a registration form by someone unknown, unlisted until staff look at it."""

    PROPOSED = "proposed", _("proposed")
    DRAFT = "draft", _("draft")
    AWAITING = "awaiting", _("awaiting review")
    PUBLISHED = "published", _("published")
    ARCHIVED = "archived", _("archived")
    MERGED = "merged", _("merged")


ENTITY_MOVES = moves(
    proposed="draft awaiting published archived merged",
    draft="awaiting published archived merged",
    awaiting="draft published archived merged",
    published="awaiting archived merged",
    archived="published merged",
)

# A merger is undone: the record is again what it was.
SEPARATION = moves(merged="proposed draft awaiting published archived")


class ChangeState(models.TextChoices):
    """A change of a public record: one that waits for a decision, or one that is live and waits to be looked at."""

    WAITING = "waiting", _("waits for a decision")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LIVE = "live", _("live, not looked at yet")
    SEEN = "seen", _("looked at")
    REVERTED = "reverted", _("reverted")


CHANGE_MOVES = moves(waiting="accepted refused withdrawn", live="seen reverted")
