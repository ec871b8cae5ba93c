"""States of a message in the outbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailState(models.TextChoices):
    """Waiting for its time, held by one worker, handed to the mail server, or given up (staff see it).

    Held: caused by a stranger above a limit; staff release it or drop it.
    """

    WAITING = "waiting", pgettext_lazy("mail state", "waiting")
    SENDING = "sending", pgettext_lazy("mail state", "being sent")
    SENT = "sent", pgettext_lazy("mail state", "sent")
    FAILED = "failed", pgettext_lazy("mail state", "failed")
    HELD = "held", pgettext_lazy("mail state", "held")
    DROPPED = "dropped", pgettext_lazy("mail state", "dropped")


class HeldWhy(models.TextChoices):
    """Above which limit a message was (common/outbox/holding.py)."""

    RECIPIENT = "recipient", _("too many messages to this address in a day")
    SENDER = "sender", _("too many messages caused by one person in a day")
    SUBJECT = "subject", _("too many messages about one event in a day")
    FORM = "form", _("a second message of one form to the same address")
