"""States of a message in the outbox."""

from django.db import models
from django.utils.translation import pgettext_lazy


class MailState(models.TextChoices):
    """Waiting for its time, held by one worker, handed to the mail server, or given up (staff see it)."""

    WAITING = "waiting", pgettext_lazy("mail state", "waiting")
    SENDING = "sending", pgettext_lazy("mail state", "being sent")
    SENT = "sent", pgettext_lazy("mail state", "sent")
    FAILED = "failed", pgettext_lazy("mail state", "failed")
