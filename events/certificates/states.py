"""States of a certificate and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class CertificateState(models.TextChoices):
    """`waiting`: decided, but neither numbered nor printed yet; the worker does both at once.

    `replaced`: what stands on the paper was put right, and another paper holds.
    """

    WAITING = "waiting", _("being prepared")
    FAILED = "failed", _("could not be prepared")
    ISSUED = "issued", _("valid")
    REVOKED = "revoked", _("revoked")
    REPLACED = "replaced", _("replaced")


CERTIFICATE_MOVES = moves(waiting="issued failed", failed="waiting", issued="revoked replaced")
