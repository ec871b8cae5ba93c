"""The directory: organisations of every kind, what they offer, and their status of social enterprise."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.db.fields import LineField, PhoneField
from common.db.states import dated
from entities.directory.states import ChangeState, EntityState
from files.models import private_storage


class EntityGroup(models.TextChoices):
    """The groups by which the report's sentence counts. Local government stands apart: reports name it."""

    SOCIAL_ECONOMY = "social_economy", _("social economy")
    LOCAL_GOVERNMENT = "local_government", _("local government")
    PUBLIC = "public", _("public institutions")
    BUSINESS = "business", _("business")
    OTHER = "other", _("other organisations")


class EntityKind(models.Model):
    """A kind of organisation. Data, not code: acts of law change the list (DOMAIN.md)."""

    code = models.SlugField(primary_key=True, max_length=40)
    group = models.CharField(_("group"), max_length=20, choices=EntityGroup)
    name = LineField(_("name"), max_length=120)
    name_en = LineField(_("name in English"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("kind of entity")
        verbose_name_plural = _("kinds of entities")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class ServiceCategory(models.Model):
    """What entities offer, in two levels. The upper level is named by what people do: „Gotują i karmią”."""

    code = models.SlugField(primary_key=True, max_length=40)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = LineField(_("name"), max_length=80)
    name_en = LineField(_("name in English"), max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("category of services")
        verbose_name_plural = _("categories of services")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class FounderType(models.TextChoices):
    """Who founded a social cooperative."""

    NATURAL = "natural", _("natural persons")
    LEGAL = "legal", _("legal persons")


class EntityQuerySet(models.QuerySet["Entity"]):
    """Questions to the directory."""

    def published(self) -> "EntityQuerySet":
        return self.filter(state=EntityState.PUBLISHED)

    def social_enterprises(self, on: date) -> "EntityQuerySet":
        """Entities whose status of social enterprise is valid on the given day."""
        return self.filter(enterprise_from__lte=on).filter(
            Q(enterprise_until__isnull=True) | Q(enterprise_until__gte=on)
        )


class Entity(models.Model):
    """Any organisation. Identifiers are checked, not unique: a CIS shares its operator's, a unit its municipality's."""

    slug = models.SlugField(max_length=120, unique=True)
    name = LineField(_("name"), max_length=250)
    short_name = LineField(_("short name"), max_length=120, blank=True)
    sort_name = models.CharField(max_length=500, db_index=True, editable=False)
    kind = models.ForeignKey(EntityKind, on_delete=models.PROTECT, related_name="entities", verbose_name=_("kind"))
    state = models.CharField(_("state"), max_length=12, choices=EntityState, default=EntityState.DRAFT)
    founder_type = models.CharField(_("founded by"), max_length=10, choices=FounderType, blank=True)
    founders = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="founded")
    being_founded = models.BooleanField(_("being founded"), default=False)
    operator = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="operated", verbose_name=_("operator")
    )
    nip = models.CharField("NIP", max_length=10, blank=True, db_index=True)
    regon = models.CharField("REGON", max_length=14, blank=True, db_index=True)
    krs = models.CharField("KRS", max_length=10, blank=True, db_index=True)
    country = models.CharField(_("country"), max_length=2, default="PL")
    county = models.ForeignKey(
        "entities.County", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("county")
    )
    municipality = models.ForeignKey(
        "entities.Municipality", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("municipality")
    )
    town = LineField(_("town"), max_length=100, blank=True)
    street = models.CharField(_("street and number"), max_length=150, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=6, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = PhoneField(_("phone"), blank=True, helplines=True)
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey("files.StoredImage", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.CharField(_("what they do, in a sentence"), max_length=300, blank=True)
    lead_en = models.CharField(_("the sentence in English"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    brand = models.CharField(_("social brand"), max_length=120, blank=True)
    # Kept by grant_status(), so that lists filter by a column of this row.
    enterprise_from = models.DateField(null=True, blank=True, editable=False)
    enterprise_until = models.DateField(null=True, blank=True, editable=False)
    # Upper categories of what it offers, „|gotuja|zielen|”: kept by keep_activities(), so that lists filter and count
    # by a column of this row.
    activities = models.CharField(max_length=400, default="", blank=True, editable=False)
    # Kept by the services of partnerships, one app up.
    partnership_count = models.PositiveIntegerField(default=0, editable=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    verified_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar = EntityQuerySet.as_manager()

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        indexes = [
            models.Index(fields=["state", "sort_name", "id"], name="entity_listed_by_name"),
            models.Index(fields=["county", "state"], name="entity_of_county"),
            models.Index(fields=["kind", "state"], name="entity_of_kind"),
            # The counts of the filters are read from these alone (counts.py).
            models.Index(
                fields=["state", "kind", "enterprise_from", "enterprise_until", "partnership_count"],
                name="entity_counted",
            ),
            models.Index(fields=["state", "activities"], name="entity_doing"),
        ]
        constraints = [
            dated("entity", published="published_at"),
            models.CheckConstraint(condition=Q(state__in=EntityState.values), name="entity_state_known"),
            models.CheckConstraint(
                condition=Q(state=EntityState.MERGED, merged_into__isnull=False)
                | (~Q(state=EntityState.MERGED) & Q(merged_into__isnull=True)),
                name="entity_merged_has_target",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="entity_not_merged_into_itself"
            ),
            models.CheckConstraint(condition=Q(nip="") | Q(nip__regex=r"^[0-9]{10}$"), name="entity_nip_digits"),
            models.CheckConstraint(
                condition=Q(regon="") | Q(regon__regex=r"^([0-9]{9}|[0-9]{14})$"), name="entity_regon_digits"
            ),
            models.CheckConstraint(condition=Q(krs="") | Q(krs__regex=r"^[0-9]{10}$"), name="entity_krs_digits"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_published(self) -> bool:
        """Whether the entity stands in the public directory."""
        return self.state == EntityState.PUBLISHED

    @property
    def called(self) -> str:
        """The name for running text: the short one where there is one."""
        return self.short_name or self.name

    def is_social_enterprise(self, on: date) -> bool:
        """Whether the status of social enterprise is valid on the given day."""
        if self.enterprise_from is None or self.enterprise_from > on:
            return False
        return self.enterprise_until is None or self.enterprise_until >= on


class EnterpriseStatus(models.Model):
    """A decision on the status of social enterprise (act of 5 August 2022, art. 4–10); shown only while valid."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="statuses")
    basis = models.CharField(_("basis"), max_length=200)
    decision_number = models.CharField(_("number of the decision"), max_length=80, blank=True)
    decided_on = models.DateField(_("date of the decision"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("status of social enterprise")
        verbose_name_plural = _("statuses of social enterprise")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("decided_on")), name="status_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_number} {self.decided_on}"


class OfferedService(models.Model):
    """A product or a service that can be ordered from an entity."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="services")
    category = models.ForeignKey(ServiceCategory, on_delete=models.PROTECT, related_name="services")
    title = LineField(_("what can be ordered"), max_length=150)
    description = models.CharField(_("details"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class ServiceBundle(models.Model):
    """A named model of services that belong together, such as „Rehabilitacja+”."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="bundles")
    name = LineField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("bundle of services")
        verbose_name_plural = _("bundles of services")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["entity", "name"], name="bundle_named_once")]

    def __str__(self) -> str:
        return self.name


class BundledService(models.Model):
    """One service of a bundle."""

    bundle = models.ForeignKey(ServiceBundle, on_delete=models.CASCADE, related_name="services")
    title = LineField(_("name"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("service of a bundle")
        verbose_name_plural = _("services of bundles")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class EntityPhoto(models.Model):
    """A picture on the entity's page."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey("files.StoredImage", on_delete=models.PROTECT, related_name="+")
    alt = models.CharField(_("alternative text"), max_length=250)
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("photo of an entity")
        verbose_name_plural = _("photos of entities")
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=~Q(alt=""), name="entity_photo_has_alt")]

    def __str__(self) -> str:
        return self.alt


class EntityChange(models.Model):
    """What somebody who does not decide changed of a public record, or wants to change: before and after, by name.

    Of the part `dane` the names are columns; of the other parts the whole part stands under one name.
    """

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="changes")
    part = models.CharField(max_length=20)
    by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=ChangeState)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("change of an entity")
        verbose_name_plural = _("changes of entities")
        indexes = [models.Index(fields=["state", "id"], name="entity_change_in_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ChangeState.values), name="entity_change_state_known"),
            dated(
                "entity_change",
                accepted="decided_at",
                refused="decided_at",
                withdrawn="decided_at",
                seen="decided_at",
                reverted="decided_at",
            ),
            models.UniqueConstraint(
                fields=["entity", "part"], condition=Q(state="waiting"), name="entity_change_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} {self.part} {self.state}"


class KeptPicture(models.Model):
    """A picture that a live change took away: not public, its original kept until staff have looked at the change."""

    change = models.ForeignKey(EntityChange, on_delete=models.CASCADE, related_name="kept_pictures")
    image = models.OneToOneField("files.StoredImage", on_delete=models.PROTECT, related_name="+")
    # The key that the photograph had; 0: it was the logo.
    photo = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("kept picture")
        verbose_name_plural = _("kept pictures")

    def __str__(self) -> str:
        return f"{self.change_id}/{self.photo}"


class EntityMerger(models.Model):
    """A merger that can be undone: what it moved, changed and took away (entities/directory/merger_rows.py).

    Gone when it is undone, or after thirty days; the log keeps both acts.
    """

    source = models.OneToOneField(Entity, on_delete=models.CASCADE, related_name="merger")
    merged_at = models.DateTimeField(_("merged"), default=timezone.now, editable=False)
    merged_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    kept = models.JSONField(editable=False)

    class Meta:
        verbose_name = _("merger of entities")
        verbose_name_plural = _("mergers of entities")

    def __str__(self) -> str:
        return str(self.source)


class OpenDataFile(models.Model):
    """The open data as the worker wrote it last, where the directory is too long to be written while somebody waits."""

    kind = models.CharField(max_length=4, primary_key=True, editable=False)  # csv, json
    version = models.CharField(max_length=60, editable=False)  # of the schema, the directory and the day
    content = models.FileField(storage=private_storage, max_length=100, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("file of open data")
        verbose_name_plural = _("files of open data")

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
