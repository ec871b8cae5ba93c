"""Stored files and images, and the public renditions of the images.

Who may see a file is decided by the app that links it: nothing here is public except renditions.
"""

import secrets
import uuid
from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.db.states import dated
from files.states import ImageState


def private_storage() -> Storage:
    """Where originals and documents lie: no public address leads there."""
    return storages["private"]


def public_storage() -> Storage:
    """Where renditions lie: served by MEDIA_URL."""
    return storages["default"]


def new_secret() -> str:
    """128 random bits as hexadecimal digits: a name that nobody guesses."""
    return secrets.token_hex(16)


TURNS = [(turn, f"{turn}°") for turn in (0, 90, 180, 270)]


class Upload(models.Model):
    """What is known of anything that came through the gate."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=150)
    content_type = models.CharField(_("type of content"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    # Users belong to an upper app: kept as a number. Null: the system itself (demo data).
    uploaded_by_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class StoredFile(Upload):
    """A document kept privately and handed out only as a download."""

    content = models.FileField(_("content"), storage=private_storage, max_length=100)
    # A form to be filled in may count or check what is typed. Staff are told, for a reader's program may run them.
    has_scripts = models.BooleanField(_("a PDF with scripts"), default=False)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty")]


class StoredImage(Upload):
    """A picture: its private original, and how far its public renditions are.

    A pending row waits for the worker, which takes it by a lease; a lease that ran out is taken again, so that
    no image is "being prepared" for ever. `width` and `height` are those of the upright picture.
    """

    # Empty only after a takedown that let go of the original too.
    original = models.FileField(_("original"), storage=private_storage, max_length=100, blank=True)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    # Turned clockwise by hand, on top of what EXIF says.
    turn = models.PositiveSmallIntegerField(_("turned by"), default=0, choices=TURNS)
    # The place that matters, as parts of the upright width and height: stays in the frame when it is cropped.
    focal_x = models.FloatField(
        _("place that matters, from the left"), default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    focal_y = models.FloatField(
        _("place that matters, from the top"), default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    colour = models.CharField(_("average colour"), max_length=7, blank=True)

    state = models.CharField(_("state"), max_length=10, choices=ImageState, default=ImageState.PENDING)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken down"), null=True, blank=True)
    error = models.CharField(_("reason of the failure"), max_length=30, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    leased_until = models.DateTimeField(_("taken by a worker until"), null=True, blank=True)
    # Secret of the present lease: names the renditions made under it, and tells a late worker that it is late.
    lease = models.CharField(max_length=32, blank=True)
    # When the AVIF copies may be made (or, taken by a worker, tried again); empty: they are there, or given up.
    avif_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    avif_attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    renditions: ClassVar[models.Manager["Rendition"]]

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            dated("image", ready="ready_at", failed="failed_at", withdrawn="withdrawn_at"),
            models.CheckConstraint(condition=Q(state__in=ImageState.values), name="image_state_known"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(error=""), name="image_failure_has_a_reason"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0, size__gt=0), name="image_not_empty"),
            models.CheckConstraint(condition=Q(turn__in=(0, 90, 180, 270)), name="image_turned_by_quarters"),
            models.CheckConstraint(condition=~Q(original="") | Q(state="withdrawn"), name="image_has_its_original"),
            models.CheckConstraint(
                condition=Q(avif_due_at__isnull=True) | Q(state="ready"), name="image_avif_only_when_ready"
            ),
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="image_focal_point_inside",
            ),
            models.CheckConstraint(
                condition=Q(leased_until__isnull=True) | (Q(state="pending") & ~Q(lease="")),
                name="image_lease_only_while_pending",
            ),
        ]
        indexes = [
            models.Index(fields=["leased_until", "id"], condition=Q(state="pending"), name="image_waiting"),
            models.Index(fields=["avif_due_at", "id"], condition=Q(avif_due_at__isnull=False), name="image_avif_due"),
        ]


class RenditionFormat(models.TextChoices):
    """How a rendition is encoded."""

    JPEG = "jpeg", "JPEG"
    WEBP = "webp", "WebP"
    AVIF = "avif", "AVIF"


class Rendition(models.Model):
    """One public copy of an image: encoded anew, upright, without EXIF, under a name that nobody guesses."""

    image = models.ForeignKey(StoredImage, on_delete=models.CASCADE, related_name="renditions")
    format = models.CharField(max_length=4, choices=RenditionFormat)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    content = models.FileField(storage=public_storage, max_length=100)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(fields=["image", "format", "width"], name="rendition_once"),
            models.CheckConstraint(condition=Q(format__in=RenditionFormat.values), name="rendition_format_known"),
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.format} {self.width}"


class PictureCheck(models.Model):
    """How far the round over all pictures is (files/repair.py): one row."""

    # The next images have smaller ids; empty: the round begins with the newest.
    before = models.BigIntegerField(null=True)
    lost = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("round over all pictures")
        verbose_name_plural = _("rounds over all pictures")

    def __str__(self) -> str:
        return f"{self.before}"


class Discard(models.Model):
    """A stored file that nothing needs any more, until it is really gone.

    Written in the transaction that lets go of it, deleted with the file after the commit or by a later sweep: a
    storage that is away cannot leave a withdrawn photo behind. A path that ends with `/` means all that lies under it.
    """

    storage = models.CharField(max_length=20)
    path = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)
    # Until then a worker that has lost its lease and does not know yet may write here: deleted again and again.
    watched_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("discarded file")
        verbose_name_plural = _("discarded files")

    def __str__(self) -> str:
        return f"{self.storage}: {self.path}"
