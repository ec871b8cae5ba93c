"""What a project asks of those who took part, and their answers: restricted, encrypted, deleted by its term."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.db.fields import EncryptedTextField
from common.db.states import dated
from events.participation.states import DataState
from events.registration.models import Person
from partnerships.projects.models import FundingProject


class ParticipationTerms(models.Model):
    """What one project asks (keys of fields.py, in order), how its export looks. Until when it keeps the answers is the
    project's own (partnerships/projects/retention.py)."""

    project = models.OneToOneField(FundingProject, on_delete=models.CASCADE, related_name="participation_terms")
    is_on = models.BooleanField(_("the project asks"), default=True)
    asked = models.JSONField(default=list)
    # [["last_name", "Nazwisko"], …]: key and heading; empty means the usual ones.
    columns = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("what a project asks of its participants")
        verbose_name_plural = _("what projects ask of their participants")

    def __str__(self) -> str:
        return f"{self.project_id}"


class AnswerSource(models.TextChoices):
    """How the answers came in."""

    LINK = "link", _("personal link")
    PAPER = "paper", _("paper form")


class Participation(models.Model):
    """One person in one project: whether what the project asks is answered, and the answers.

    The personal link is kept as a hash only; a new one takes its place. When the term has passed, or the person asked
    to be forgotten, the answers go and the row stays: whoever counted as complete goes on counting.
    """

    project = models.ForeignKey(FundingProject, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations_in_projects")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=DataState, default=DataState.MISSING)
    # A JSON object, field: choice.
    answers = EncryptedTextField(_("answers"), blank=True)
    source = models.CharField(_("source"), max_length=10, choices=AnswerSource, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    completed_at = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    token_until = models.DateTimeField(null=True, blank=True)
    # The day of the latest message with a link: nobody is written to twice in a day.
    asked_on = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("participation in a project")
        verbose_name_plural = _("participations in projects")
        constraints = [
            models.UniqueConstraint(fields=["project", "person"], name="participation_once"),
            models.CheckConstraint(condition=Q(state__in=DataState.values), name="participation_state_known"),
            dated("participation", complete="completed_at"),
            models.CheckConstraint(
                condition=Q(token_hash__isnull=True) | Q(token_until__isnull=False), name="participation_link_expires"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(answers="", token_hash__isnull=True),
                name="participation_erased_is_blank",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.person_id}"
