"""Funding projects: partners, money, the publicity block, indicators."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.db.states import dated
from entities.centres.models import SupportCentre
from entities.directory.models import Entity
from partnerships.states import RecordState


class Period(models.TextChoices):
    """Programming periods; each has its own row of logos."""

    P2014 = "2014-2020", "2014–2020"
    P2021 = "2021-2027", "2021–2027"
    OTHER = "other", _("other source")


class LogoMark(models.Model):
    """One mark of a period's logo row. Until the centre uploads its official file, a neutral placeholder is shown."""

    period = models.CharField(_("period"), max_length=10, choices=Period)
    name = models.CharField(_("name"), max_length=120)
    # Name of a drawing in static/art/logos/: fundusze, rp, ue, region.
    placeholder = models.CharField(max_length=60)
    image = models.ForeignKey("files.StoredImage", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        ordering = ["period", "position"]
        constraints = [
            models.UniqueConstraint(fields=["period", "position"], name="logo_position_once"),
            # At most four marks in a row (rules of publicity 2021–27).
            models.CheckConstraint(condition=Q(position__gte=1, position__lte=4), name="logo_at_most_four"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.period}"


class ProjectQuerySet(models.QuerySet["FundingProject"]):
    """Questions to the projects."""

    def published(self) -> "ProjectQuerySet":
        return self.filter(state=RecordState.PUBLISHED)


class FundingProject(models.Model):
    """A project that pays for events and must be shown on everything that it paid for."""

    slug = models.SlugField(max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=RecordState, default=RecordState.DRAFT)
    title = models.CharField(_("title"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    short_name = models.CharField(_("short name"), max_length=120)
    sort_name = models.CharField(max_length=250, editable=False)
    number = models.CharField(_("number"), max_length=60, blank=True)
    programme = models.CharField(_("programme"), max_length=200, blank=True)
    fund = models.CharField(_("fund"), max_length=200, blank=True)
    period = models.CharField(_("period"), max_length=10, choices=Period)
    centre = models.ForeignKey(
        SupportCentre,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("centre"),
    )
    total_value = models.DecimalField(_("total value"), max_digits=14, decimal_places=2, null=True, blank=True)
    eu_contribution = models.DecimalField(_("EU contribution"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, default="PLN")
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    # The last day on which names, signed lists and answers of participants are kept (retention.py says which else).
    personal_data_until = models.DateField(_("personal data kept until"), null=True, blank=True)
    assumption = models.CharField(_("what was assumed"), max_length=250, blank=True)
    lead = models.CharField(_("lead"), max_length=400, blank=True)
    lead_en = models.CharField(_("lead in English"), max_length=400, blank=True)
    description = models.TextField(_("description"), blank=True)
    goals = models.TextField(_("goals, one in a line"), blank=True)
    website = models.URLField(_("website"), blank=True)
    funding_sentence = models.TextField(_("funding sentence"))
    funding_sentence_en = models.TextField(_("funding sentence in English"), blank=True)
    related = models.ManyToManyField("self", blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    page_version = models.PositiveBigIntegerField(default=1, editable=False)

    objects: ClassVar = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            dated("project", published="published_at"),
            models.CheckConstraint(condition=Q(state__in=RecordState.values), name="project_state_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="project_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(personal_data_until__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(personal_data_until__gte=F("ends_on")),
                name="project_keeps_data_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(eu_contribution__isnull=True)
                | Q(total_value__isnull=True)
                | Q(eu_contribution__lte=F("total_value"), eu_contribution__gte=0),
                name="project_eu_part_of_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title

    @property
    def is_published(self) -> bool:
        """Whether the project has a public page."""
        return self.state == RecordState.PUBLISHED

    def stage(self, today: date) -> str:
        """`planned`, `running` or `finished`, from the dates; a project without an end runs on."""
        if self.starts_on and self.starts_on > today:
            return "planned"
        return "finished" if self.ends_on and self.ends_on < today else "running"


class PartnerRole(models.TextChoices):
    """Who leads a project."""

    LEADER = "leader", _("leader")
    PARTNER = "partner", _("partner")


class ProjectPartner(models.Model):
    """An organisation that carries out the project, with its country."""

    project = models.ForeignKey(FundingProject, on_delete=models.CASCADE, related_name="partners")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="partnered_projects")
    role = models.CharField(_("role"), max_length=10, choices=PartnerRole, default=PartnerRole.PARTNER)
    country = models.CharField(_("country"), max_length=2, default="PL")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("project partner")
        verbose_name_plural = _("project partners")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "entity"], name="partner_once"),
            models.UniqueConstraint(fields=["project"], condition=Q(role="leader"), name="project_one_leader"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.entity_id}"


class IndicatorSource(models.TextChoices):
    """Where an indicator's value comes from."""

    EVENTS = "events", _("events of a kind")
    PEOPLE = "people", _("people")
    ENTITIES = "entities", _("entities")
    PES = "pes", _("social-economy entities")
    PARTNERSHIPS = "partnerships", _("partnerships")
    HOURS = "hours", _("hours")
    MANUAL = "manual", _("entered by hand")


class CountsWho(models.TextChoices):
    """Whom an indicator counts."""

    PRESENT = "present", _("present")
    COMPLETE = "complete", _("present with complete data")


class Indicator(models.Model):
    """What a project promised: a target, a unit, and where the achieved value comes from. Data, not code."""

    project = models.ForeignKey(FundingProject, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("name"), max_length=250)
    unit = models.CharField(_("unit"), max_length=60)
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=2)
    source = models.CharField(_("source"), max_length=20, choices=IndicatorSource)
    event_kind = models.CharField(_("kind of events"), max_length=20, blank=True)
    counts = models.CharField(_("counts"), max_length=10, choices=CountsWho, default=CountsWho.PRESENT)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class IndicatorEntry(models.Model):
    """A value of an indicator entered by hand, with its evidence."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="entries")
    on = models.DateField(_("date"))
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)
    note = models.CharField(_("evidence"), max_length=250)
    evidence = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.on} {self.value}"
