"""A long list that one member of staff takes as a file: made by a worker, kept privately for them, thrown away soon."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.exports.states import ExportState
from common.db.states import dated
from files.models import private_storage

KINDS = [("csv", "CSV"), ("xlsx", "XLSX")]


class StaffExport(models.Model):
    """One file for one person. A worker takes it by a lease that runs out (common/worker/leases)."""

    source = models.CharField(max_length=40, editable=False)  # a key of EXPORT_SOURCES
    # What the source is asked: {"query": the address's query, and the numbers that stand in its path}.
    asked = models.JSONField(default=dict, editable=False)
    digest = models.CharField(max_length=64, editable=False)  # of source, asked, kind and language
    kind = models.CharField(max_length=4, choices=KINDS, editable=False)
    language = models.CharField(max_length=5, editable=False)
    # How far the right of who asked reached; where it reaches otherwise, the file is not theirs any more.
    scope = models.JSONField(default=list, editable=False)
    name = models.CharField(_("file name"), max_length=150, editable=False)
    title = models.CharField(_("title"), max_length=150, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports", editable=False
    )
    asked_at = models.DateTimeField(auto_now_add=True, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=ExportState, default=ExportState.WAITING)
    total = models.PositiveIntegerField(default=0, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    content = models.FileField(storage=private_storage, max_length=100, blank=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    ready_at = models.DateTimeField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)
    refused = models.CharField(max_length=20, blank=True, editable=False)  # too_long, no_right
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    lease = models.CharField(max_length=32, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("file for staff")
        verbose_name_plural = _("files for staff")
        ordering = ["-id"]
        indexes = [models.Index(fields=["leased_until", "id"], condition=Q(state="waiting"), name="export_waiting")]
        constraints = [
            dated("export", ready="ready_at", failed="failed_at"),
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="export_state_known"),
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(content=""), name="export_ready_has_its_file"),
            # Pressed twice, it is made once.
            models.UniqueConstraint(
                fields=["asked_by", "digest"], condition=Q(state="waiting"), name="export_one_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.state}"
