"""States of a claim and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class ClaimState(models.TextChoices):
    """`withdrawn`: by the person, or replaced by another way of asking."""

    WAITING = "waiting", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


CLAIM_MOVES = moves(waiting="accepted refused withdrawn")
