"""States of an event and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class EventState(models.TextChoices):
    """A published event is never deleted once someone registered: it is completed or cancelled."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    COMPLETED = "completed", _("completed")
    CANCELLED = "cancelled", _("cancelled")


EVENT_MOVES = moves(draft="published cancelled", published="completed cancelled", completed="published")
