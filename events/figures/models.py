"""Figures kept ready: the region's numbers, counted behind the page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FigureSnapshot(models.Model):
    """Figures of a scope (the region in a year) as they were when last counted. Stale ones are recounted by a sweep."""

    scope = models.CharField(max_length=40, unique=True)
    figures = models.JSONField(default=dict)
    counted_at = models.DateTimeField(null=True, blank=True)
    stale_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("figures kept ready")
        verbose_name_plural = _("figures kept ready")

    def __str__(self) -> str:
        return self.scope
