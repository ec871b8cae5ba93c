"""Local partnerships: members, the support team, the work plan, documents."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from common.db.fields import PhoneField
from common.db.states import dated, moves
from entities.centres.models import SupportCentre
from entities.directory.models import Entity
from entities.territory.models import County
from partnerships.states import RecordState


class PartnershipKind(models.TextChoices):
    """Kinds of partnerships."""

    LOCAL = "local", _("local partnership")
    THEMATIC = "thematic", _("thematic partnership")
    INTERNATIONAL = "international", _("international partnership")
    CLUSTER = "cluster", _("cluster")


class PartnershipQuerySet(models.QuerySet["LocalPartnership"]):
    """Questions to the partnerships."""

    def published(self) -> "PartnershipQuerySet":
        return self.filter(state=RecordState.PUBLISHED)


class LocalPartnership(models.Model):
    """Organisations of one or more counties that agreed to work together."""

    slug = models.SlugField(max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=RecordState, default=RecordState.DRAFT)
    kind = models.CharField(_("kind"), max_length=15, choices=PartnershipKind, default=PartnershipKind.LOCAL)
    name = models.CharField(_("name"), max_length=250)
    name_en = models.CharField(_("name in English"), max_length=250, blank=True)
    sort_name = models.CharField(max_length=500, editable=False)
    centre = models.ForeignKey(
        SupportCentre, on_delete=models.PROTECT, related_name="partnerships", verbose_name=_("centre")
    )
    counties = models.ManyToManyField(County, related_name="partnerships", verbose_name=_("counties"))
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    assumption = models.CharField(_("what was assumed"), max_length=250, blank=True)
    lead = models.CharField(_("lead"), max_length=400, blank=True)
    lead_en = models.CharField(_("lead in English"), max_length=400, blank=True)
    aims = models.TextField(_("aims, one in a line"), blank=True)
    diagnosis_topics = models.TextField(_("topics of the diagnosis, one in a line"), blank=True)
    rules = models.TextField(_("rules of work, one in a line"), blank=True)
    agreement_on = models.DateField(_("agreement signed on"), null=True, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_phone = PhoneField(_("phone"), blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    page_version = models.PositiveBigIntegerField(default=1, editable=False)

    objects: ClassVar = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [
            dated("partnership", published="published_at"),
            models.CheckConstraint(condition=Q(state__in=RecordState.values), name="partnership_state_known"),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name

    @property
    def is_published(self) -> bool:
        """Whether the partnership has a public page."""
        return self.state == RecordState.PUBLISHED


class PartnershipRole(models.TextChoices):
    """Role of a member."""

    LEAD = "lead", _("leader")
    MEMBER = "member", _("member of the partnership")
    OBSERVER = "observer", _("observer")
    SUPPORTER = "supporter", _("supporter")


class PartnershipMember(models.Model):
    """An entity belongs to a partnership, from a day to a day."""

    partnership = models.ForeignKey(LocalPartnership, on_delete=models.CASCADE, related_name="members")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="partnership_memberships")
    role = models.CharField(_("role"), max_length=10, choices=PartnershipRole, default=PartnershipRole.MEMBER)
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    # The member's person; the other members see them only after they agreed.
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = PhoneField(_("phone"), blank=True)
    contact_agreed_on = models.DateField(_("agreed to the contact list on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("member of a partnership")
        verbose_name_plural = _("members of partnerships")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "entity"], condition=Q(left_on__isnull=True), name="partnership_member_once"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="partnership_left_after_joining",
            ),
            models.CheckConstraint(
                condition=Q(contact_agreed_on__isnull=True) | ~Q(contact_name=""),
                name="partnership_contact_agreed_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.entity_id}"


class SupportPerson(models.Model):
    """A person of the team that looks after the partnership („trójka murarska”: of any number)."""

    partnership = models.ForeignKey(LocalPartnership, on_delete=models.CASCADE, related_name="support_team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    name = models.CharField(_("name and surname"), max_length=150)
    function = models.CharField(_("function"), max_length=150)
    institution = models.CharField(_("institution"), max_length=200)
    centre = models.ForeignKey(SupportCentre, on_delete=models.PROTECT, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("person of the support team")
        verbose_name_plural = _("support team")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class StepState(models.TextChoices):
    """States of a step of the work plan."""

    PLANNED = "planned", pgettext_lazy("step of a work plan", "planned")
    RUNNING = "running", pgettext_lazy("step of a work plan", "in progress")
    DONE = "done", pgettext_lazy("step of a work plan", "done")
    DROPPED = "dropped", pgettext_lazy("step of a work plan", "given up")


# Any to any: a plan is corrected as often as it is followed.
STEP_MOVES = moves(
    planned="running done dropped",
    running="planned done dropped",
    done="planned running dropped",
    dropped="planned running done",
)
OPEN_STEPS = (StepState.PLANNED, StepState.RUNNING)


class WorkPlanStep(models.Model):
    """A step of the partnership's work plan."""

    partnership = models.ForeignKey(LocalPartnership, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("what is to be done"), max_length=250)
    responsible = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_steps")
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=StepState, default=StepState.PLANNED)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    # The due day of which those concerned were reminded: once for each.
    reminded_for = models.DateField(null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("step of the work plan")
        verbose_name_plural = _("work plan")
        ordering = ["position", "id"]
        constraints = [dated("plan_step", done="done_on")]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state__in=["planned", "running"]), name="plan_step_open_by_day")
        ]

    def __str__(self) -> str:
        return self.title

    def is_overdue(self, today: date) -> bool:
        """Its day is over and it is neither done nor given up."""
        return self.state in OPEN_STEPS and self.due_on is not None and self.due_on < today


class DocumentAccess(models.TextChoices):
    """Who may read a document."""

    PUBLIC = "public", _("everybody")
    MEMBERS = "members", _("members of the partnership")
    STAFF = "staff", _("staff of the centre")


class DocumentKind(models.TextChoices):
    """What a document is."""

    AGREEMENT = "agreement", _("agreement")
    RULES = "rules", _("rules of work")
    DIAGNOSIS = "diagnosis", _("diagnosis")
    MINUTES = "minutes", _("minutes of a meeting")
    OTHER = "other", _("other document")


class PartnershipDocument(models.Model):
    """A document of the partnership: the agreement, minutes, the diagnosis. `file` is its present version."""

    partnership = models.ForeignKey(LocalPartnership, on_delete=models.CASCADE, related_name="documents")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("what it is"), max_length=10, choices=DocumentKind, default=DocumentKind.OTHER)
    access = models.CharField(_("who may read it"), max_length=10, choices=DocumentAccess)
    added_on = models.DateField(_("added on"))

    class Meta:
        verbose_name = _("document of a partnership")
        verbose_name_plural = _("documents of partnerships")
        ordering = ["-added_on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(access__in=DocumentAccess.values), name="access_known")]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """What a document was from a day on: every version is kept."""

    document = models.ForeignKey(PartnershipDocument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.number}"
