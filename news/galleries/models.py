"""Galleries and their photos; the original stays private, everything public is re-encoded."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.db.fields import EncryptedTextField
from common.db.states import dated
from entities.centres.models import SupportCentre
from events.catalogue.models import Event
from news.galleries.states import GalleryState, RequestState


class GalleryQuerySet(models.QuerySet["Gallery"]):
    """Questions to the galleries."""

    def published(self) -> "GalleryQuerySet":
        return self.filter(state=GalleryState.PUBLISHED)


class Gallery(models.Model):
    """A gallery of photos, usually of one event."""

    slug = models.SlugField(max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=GalleryState, default=GalleryState.DRAFT)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    lead = models.CharField(_("lead"), max_length=400, blank=True)
    lead_en = models.CharField(_("lead in English"), max_length=400, blank=True)
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="galleries", verbose_name=_("event")
    )
    centre = models.ForeignKey(SupportCentre, on_delete=models.PROTECT, related_name="galleries")
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    taken_on = models.DateField(_("date of the photos"))
    # Kept by the services: lists show it without counting.
    photo_count = models.PositiveIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    page_version = models.PositiveBigIntegerField(default=1, editable=False)

    objects: ClassVar = GalleryQuerySet.as_manager()

    class Meta:
        verbose_name = _("gallery")
        verbose_name_plural = _("galleries")
        indexes = [models.Index(fields=["state", "-taken_on", "-id"], name="gallery_listed")]
        constraints = [
            dated("gallery", published="published_at", withdrawn="withdrawn_at"),
            models.CheckConstraint(condition=Q(state__in=GalleryState.values), name="gallery_state_known"),
        ]

    def __str__(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title


class ConsentBasis(models.TextChoices):
    """Why a person's image may be shown (art. 81 of the copyright act)."""

    GATHERING = "gathering", _("a detail of a gathering")
    CONSENT = "consent", _("consent of the person")
    PUBLIC_FUNCTION = "public_function", _("public function")
    NO_PEOPLE = "no_people", _("nobody recognisable")


class Photo(models.Model):
    """A photo of a gallery. Alternative text is required unless the photo is marked decorative."""

    gallery = models.ForeignKey(Gallery, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey("files.StoredImage", on_delete=models.PROTECT, related_name="photos")
    position = models.PositiveIntegerField(default=0)
    alt = models.CharField(_("alternative text"), max_length=250, blank=True)
    alt_en = models.CharField(_("alternative text in English"), max_length=250, blank=True)
    is_decorative = models.BooleanField(_("decorative"), default=False)
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    caption_en = models.CharField(_("caption in English"), max_length=250, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    consent_basis = models.CharField(_("basis"), max_length=20, choices=ConsentBasis, default=ConsentBasis.GATHERING)
    is_cover = models.BooleanField(_("cover"), default=False)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["gallery", "position", "id"], name="photo_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["gallery"], condition=Q(is_cover=True), name="gallery_one_cover"),
        ]

    def __str__(self) -> str:
        return self.caption or self.alt


class TakedownRequest(models.Model):
    """Somebody asks for a picture to be taken down; no sign-in, no reason needed.

    Kept as it was seen: the page's address and title, and the centre in whose care it was.
    """

    image = models.ForeignKey(
        "files.StoredImage", on_delete=models.SET_NULL, null=True, related_name="takedown_requests"
    )
    # Null: a page that no centre cares for; the administrator decides.
    centre = models.ForeignKey(SupportCentre, on_delete=models.PROTECT, null=True, related_name="takedown_requests")
    page = models.CharField(_("page where it was seen"), max_length=300, blank=True)
    title = models.CharField(_("title of the page"), max_length=300, blank=True)
    reason = models.TextField(_("what is wrong with the photo"), blank=True)
    contact = EncryptedTextField(_("how to answer"), blank=True)
    language = models.CharField(max_length=2, default="pl")
    answer = models.TextField(_("answer"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.NEW)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("takedown request")
        verbose_name_plural = _("takedown requests")
        constraints = [dated("takedown", granted="decided_at", refused="decided_at")]

    def __str__(self) -> str:
        return f"{self.page} {self.state}"
