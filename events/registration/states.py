"""States of a participant and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import moves


class ParticipantState(models.TextChoices):
    """`pending`: waits for the staff's decision where the event asks for approval."""

    CONFIRMED = "confirmed", _("confirmed")
    WAITING = "waiting", _("on the waiting list")
    PENDING = "pending", _("waits for a decision")
    REFUSED = "refused", _("refused")
    CANCELLED = "cancelled", _("gave up the place")


PARTICIPANT_MOVES = moves(
    pending="confirmed waiting refused cancelled",
    waiting="confirmed refused cancelled",
    confirmed="cancelled waiting",
    refused="confirmed waiting",
    cancelled="confirmed waiting pending",
)
