"""States of an import of entities, and what becomes of each row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class ImportState(models.TextChoices):
    """From the file, read behind the page, to its columns, told by a person, to a trial and to the run."""

    READING = "reading", _("being read")
    COLUMNS = "columns", _("columns to be told")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked")
    RUNNING = "running", _("being written")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    DROPPED = "dropped", _("given up")


# A run that finds the directory changed since the trial goes back to `checked`: nobody gets what they did not see.
IMPORT_MOVES = moves(
    reading="columns failed",
    columns="checking dropped",
    checking="checked failed",
    checked="columns checking running dropped",
    running="checked done failed",
    failed="columns checking dropped",
    done="",
    dropped="",
)


class Fate(models.TextChoices):
    """What becomes of a row; empty while nobody has looked."""

    NEW = "new", _("new")
    UPDATE = "update", _("change")
    SAME = "same", _("no change")
    ERROR = "error", _("error")
