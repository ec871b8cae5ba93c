"""Support centres (OWES, ROPS), the counties they serve, the people who work in them, the accessibility declaration."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.db.fields import PhoneField
from entities.directory.models import Entity
from entities.territory.models import County, Voivodeship


class CentreKind(models.TextChoices):
    """An OWES serves its counties; the ROPS coordinates the whole voivodeship."""

    OWES = "owes", "OWES"
    ROPS = "rops", "ROPS"


class CentreQuerySet(models.QuerySet["SupportCentre"]):
    """Questions to the centres."""

    def active(self) -> "CentreQuerySet":
        return self.filter(is_active=True)


class SupportCentre(models.Model):
    """A support centre: its data controller, its contact block, the counties it serves."""

    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=4, choices=CentreKind)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    sort_name = models.CharField(max_length=400, editable=False)
    run_by = models.ForeignKey(
        Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="centres", verbose_name=_("run by")
    )
    voivodeship = models.ForeignKey(Voivodeship, on_delete=models.PROTECT, related_name="centres")
    counties = models.ManyToManyField(County, blank=True, related_name="centres", verbose_name=_("counties served"))
    subregion = models.CharField(_("subregion or seat"), max_length=120, blank=True)
    lead = models.CharField(_("lead"), max_length=400, blank=True)
    lead_en = models.CharField(_("lead in English"), max_length=400, blank=True)
    description = models.TextField(_("description"), blank=True)
    services = models.TextField(_("what the centre helps with, one thing in a line"), blank=True)
    # The contact block „Dowiedz się więcej” of the centre's pages.
    street = models.CharField(_("street and number"), max_length=150, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=6, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    phone = PhoneField(_("phone"), blank=True, helplines=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), blank=True)
    hours = models.CharField(_("opening hours"), max_length=120, blank=True)
    # Data controller (art. 13 RODO): each centre is likely its own.
    controller_name = models.CharField(_("data controller"), max_length=250, blank=True)
    controller_contact = models.CharField(_("contact of the data protection officer"), max_length=250, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects: ClassVar = CentreQuerySet.as_manager()

    class Meta:
        verbose_name = _("support centre")
        verbose_name_plural = _("support centres")
        ordering = ["-kind", "sort_name"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=CentreKind.values), name="centre_kind_known")]

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """A member of staff works in a centre; a coordinator or editor of the ROPS acts for the whole region."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    centre = models.ForeignKey(SupportCentre, on_delete=models.PROTECT, related_name="assignments")
    since = models.DateField(auto_now_add=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [models.UniqueConstraint(fields=["user", "centre"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.centre_id}"


class ContactPerson(models.Model):
    """A person of the centre whom the public may call, with the counties they look after."""

    centre = models.ForeignKey(SupportCentre, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    name = models.CharField(_("name and surname"), max_length=150)
    function = models.CharField(_("function"), max_length=150)
    function_en = models.CharField(_("function in English"), max_length=150, blank=True)
    phone = PhoneField(_("phone"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    counties = models.ManyToManyField(County, blank=True, related_name="contact_people")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact people")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class ConformityStatus(models.TextChoices):
    """The three verbatim statuses of the accessibility declaration."""

    FULL = "full", "zgodna"
    PARTIAL = "partial", "częściowo zgodna"
    NONE = "none", "niezgodna"


class AccessibilityDeclaration(models.Model):
    """Contents of the accessibility declaration (act of 4 April 2019, technical conditions of 31 July 2024).

    The page keeps the structure and the ids; the staff keep these texts. One row for each language.
    """

    language = models.CharField(max_length=2, unique=True, default="pl")
    body_name = models.CharField(_("public body"), max_length=250)
    site_published_on = models.DateField(_("site published on"))
    site_updated_on = models.DateField(_("last major change on"))
    status = models.CharField(_("status"), max_length=10, choices=ConformityStatus)
    not_accessible = models.TextField(_("contents that are not accessible"), blank=True)
    prepared_on = models.DateField(_("declaration prepared on"))
    reviewed_on = models.DateField(_("declaration reviewed on"))
    method = models.CharField(_("how it was assessed"), max_length=250)
    shortcuts = models.TextField(_("keyboard shortcuts"), blank=True)
    contact_name = models.CharField(_("contact person"), max_length=150)
    contact_email = models.EmailField(_("e-mail address"))
    contact_phone = PhoneField(_("phone"))
    architecture = models.TextField(_("accessibility of the building"))
    communication = models.TextField(_("accessibility of communication"))
    sign_language_online = models.BooleanField(_("online sign-language interpreter"), default=False)

    class Meta:
        verbose_name = _("accessibility declaration")
        verbose_name_plural = _("accessibility declarations")

    def __str__(self) -> str:
        return self.body_name
