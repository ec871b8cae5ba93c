"""Figures kept ready, counted behind the page; and what the list says otherwise than a published report."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.catalogue.models import Event


class FigureSnapshot(models.Model):
    """Figures of a scope (the region in a year, a project, a centre's quarter) as they were when last counted.

    `signature` says of which attendances: when it no longer fits, the sweep counts anew. Without `counted_at` the
    scope has only been asked for.
    """

    scope = models.CharField(max_length=120, unique=True)
    asks = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    signature = models.CharField(max_length=60, blank=True)
    counted_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    # How long the count took: what takes long is not counted often.
    seconds = models.FloatField(default=0)

    class Meta:
        verbose_name = _("figures kept ready")
        verbose_name_plural = _("figures kept ready")

    def __str__(self) -> str:
        return self.scope


class Decision(models.TextChoices):
    """What the editor decided about a published report whose list says otherwise."""

    KEEP = "keep", _("the report stays as it is")
    WRITE = "write", _("the new sentence was written into the report")
    AGREES = "agrees", _("the list says again what the report says")


class Correction(models.Model):
    """The list of an event no longer says what its published report says; open until somebody decides."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="corrections")
    # What the report says and what the list said when it was noticed, or decided: {"people": …, "entities": …, …}.
    reported = models.JSONField(default=dict)
    listed = models.JSONField(default=dict)
    noticed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("correction of figures")
        verbose_name_plural = _("corrections of figures")
        ordering = ["-noticed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["event"], condition=Q(decision=""), name="correction_open_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (Q(decision__in=Decision.values) & Q(decided_at__isnull=False)),
                name="correction_decided_with_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.decision}"
