"""Figures kept ready, counted behind the page."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
