"""States of an event's folder being packed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class FolderState(models.TextChoices):
    """A packed folder holds personal data: after some days its archive is thrown away (`expired`)."""

    WAITING = "waiting", _("being packed")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be packed")
    EXPIRED = "expired", _("thrown away")


FOLDER_MOVES = moves(waiting="ready failed", ready="expired")
