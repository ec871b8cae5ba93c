"""States of a report on a period and the moves between them."""

from django.db import models
from django.utils.translation import pgettext_lazy

from common.db.states import moves


class ReportState(models.TextChoices):
    """An accepted report is never changed: what comes later is a correction, a version of its own."""

    OPEN = "open", pgettext_lazy("state of a report", "in progress")
    HANDED = "handed", pgettext_lazy("state of a report", "handed over")
    RETURNED = "returned", pgettext_lazy("state of a report", "returned for correction")
    ACCEPTED = "accepted", pgettext_lazy("state of a report", "accepted")


REPORT_MOVES = moves(open="handed", returned="handed", handed="returned accepted")
IN_WORK = (ReportState.OPEN, ReportState.RETURNED)
