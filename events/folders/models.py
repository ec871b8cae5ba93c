"""The folder of an event (teczka wydarzenia) for a control visit: an archive packed behind the page."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.db.states import dated
from events.catalogue.models import Event
from events.folders.states import FolderState
from files.models import private_storage


class EventFolder(models.Model):
    """One packing: who asked for it, what went in, what is missing. A worker takes it by a lease that runs out."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="folders")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=FolderState, default=FolderState.WAITING)
    content = models.FileField(storage=private_storage, max_length=100, blank=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    held = models.JSONField(default=list, editable=False)
    missing = models.JSONField(default=list, editable=False)
    ready_at = models.DateTimeField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    lease = models.CharField(max_length=32, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("folder of an event")
        verbose_name_plural = _("folders of events")
        ordering = ["-id"]
        indexes = [models.Index(fields=["leased_until", "id"], condition=Q(state="waiting"), name="folder_waiting")]
        constraints = [
            dated("folder", ready="ready_at", failed="failed_at", expired="ready_at"),
            models.CheckConstraint(condition=Q(state__in=FolderState.values), name="folder_state_known"),
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(content=""), name="folder_ready_has_its_archive"),
            # Pressed twice, it is packed once.
            models.UniqueConstraint(fields=["event"], condition=Q(state="waiting"), name="folder_one_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.state}"
