"""States of a file that staff asked for and a worker makes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class ExportState(models.TextChoices):
    """A made file is a copy of personal data: after its term the row goes, and the file with it."""

    WAITING = "waiting", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be made")


EXPORT_MOVES = moves(waiting="ready failed")
