"""States of a gallery and of a takedown request."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.states import moves


class GalleryState(models.TextChoices):
    """A gallery is prepared, shown, or taken back."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class RequestState(models.TextChoices):
    """A takedown request waits, led to hiding the photo, or was refused."""

    NEW = "new", _("new")
    GRANTED = "granted", _("photo hidden")
    REFUSED = "refused", _("refused")


GALLERY_MOVES = moves(draft="published", published="withdrawn", withdrawn="published draft")
REQUEST_MOVES = moves(new="granted refused", refused="granted")
