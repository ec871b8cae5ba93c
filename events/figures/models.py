"""Figures kept ready: the region's numbers, counted behind the page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FigureSnapshot(models.Model):
    """Figures of a scope (the region in a year) as they were when last counted.

    `signature` says of which attendances: when it no longer fits, the sweep counts anew.
    """

    scope = models.CharField(max_length=40, unique=True)
    figures = models.JSONField(default=dict)
    signature = models.CharField(max_length=60)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("figures kept ready")
        verbose_name_plural = _("figures kept ready")

    def __str__(self) -> str:
        return self.scope
