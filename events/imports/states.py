"""States of a list of people brought from a sheet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class ListState(models.TextChoices):
    """From the file, read behind the page, to what would happen, looked at by a person, and to the run."""

    READING = "reading", _("being read")
    CHECKED = "checked", _("checked")
    RUNNING = "running", _("being written")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    EXPIRED = "expired", _("thrown away")


LIST_MOVES = moves(
    reading="checked failed",
    checked="running expired",
    running="done failed",
    done="",
    failed="",
    expired="",
)
