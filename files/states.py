"""States of an image's way from upload to public renditions, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import moves


class ImageState(models.TextChoices):
    """Pending images are swept by the worker; a ready one goes back to pending when it is turned.

    One that was taken down has no public copy; its private original may be kept, and then it can come back.
    """

    PENDING = "pending", _("being prepared")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be read")
    WITHDRAWN = "withdrawn", _("taken down")


IMAGE_MOVES = moves(
    pending="ready failed withdrawn", ready="pending withdrawn", failed="pending withdrawn", withdrawn="pending"
)
