"""The log of a project's schedule of support: what was added, moved, cancelled, and when. It only grows."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.catalogue.models import Event
from partnerships.projects.models import FundingProject


class ChangeKind(models.TextChoices):
    """What happened to an event of the schedule."""

    ADDED = "added", _("added to the schedule")
    CHANGED = "changed", _("changed in the schedule")
    CANCELLED = "cancelled", _("cancelled")
    REMOVED = "removed", _("taken off the schedule")


class ScheduleChange(models.Model):
    """One line of the log, written in the transaction of the change. Triggers refuse to change or delete it.

    `before` and `after` are what the schedule said of the event (events/schedule/entries.py), empty where it said
    nothing. Who changed it stands in the audit log: this one is public.
    """

    project = models.ForeignKey(FundingProject, on_delete=models.PROTECT, related_name="schedule_changes")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="schedule_changes")
    what = models.CharField(_("what happened"), max_length=10, choices=ChangeKind)
    at = models.DateTimeField(_("when"), default=timezone.now)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("change of a schedule")
        verbose_name_plural = _("changes of schedules")
        indexes = [
            models.Index(fields=["project", "-id"], name="schedule_change_of_project"),
            models.Index(fields=["event", "-id"], name="schedule_change_of_event"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(what__in=ChangeKind.values), name="schedule_change_known"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.event_id} {self.what}"
