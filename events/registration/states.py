"""States of a participant and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class ParticipantState(models.TextChoices):
    """`pending`: waits for the staff's decision where the event asks for approval."""

    CONFIRMED = "confirmed", _("confirmed")
    WAITING = "waiting", _("on the waiting list")
    PENDING = "pending", _("waits for a decision")
    REFUSED = "refused", _("refused")
    CANCELLED = "cancelled", _("gave up the place")


class Leaving(models.TextChoices):
    """How a place was lost other than by giving it up; the person's own link says so for as long as it lives."""

    REPLACED = "replaced", _("another person in the place")
    MOVED = "moved", _("moved to another event")
    DOUBLE = "double", _("registered twice, one registration stays")


PARTICIPANT_MOVES = moves(
    pending="confirmed waiting refused cancelled",
    waiting="confirmed refused cancelled",
    confirmed="cancelled waiting",
    refused="confirmed waiting",
    cancelled="confirmed waiting pending",
)
