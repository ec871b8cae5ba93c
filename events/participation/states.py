"""States of the data that a project asks of a person."""

from django.db import models
from django.utils.translation import pgettext_lazy

from common.db.states import moves


class DataState(models.TextChoices):
    """Something asked is not answered yet, or all of it is."""

    MISSING = "missing", pgettext_lazy("state of data", "missing")
    COMPLETE = "complete", pgettext_lazy("state of data", "complete")


# Back to missing: the project asks for more than before, or staff found that an answer was not the person's.
DATA_MOVES = moves(missing="complete", complete="missing")
