"""States of an image's way from upload to public renditions, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class ImageState(models.TextChoices):
    """Pending images are swept by the worker; a ready one goes back to pending when it is turned.

    One that was taken down at somebody's request has no public copy; its private original may be kept, and then it can
    come back. Nor has one set aside, which somebody took off a page and may yet put back: nobody asked that it vanish.
    """

    PENDING = "pending", _("being prepared")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be read")
    WITHDRAWN = "withdrawn", _("taken down")
    SET_ASIDE = "set_aside", _("set aside")


IMAGE_MOVES = moves(
    pending="ready failed withdrawn set_aside",
    ready="pending withdrawn set_aside",
    failed="pending withdrawn set_aside",
    withdrawn="pending",
    set_aside="pending withdrawn",
)
