"""Old addresses: a page that changed its slug, or was merged away, still answers at the old one."""

from django.db import models


class OldSlug(models.Model):
    """`slug` once named the object `object_id` of the model `object_type`; its page now redirects there."""

    object_type = models.CharField(max_length=60)
    slug = models.SlugField(max_length=120)
    object_id = models.BigIntegerField()

    class Meta:
        verbose_name = "old address"
        verbose_name_plural = "old addresses"
        constraints = [models.UniqueConstraint(fields=["object_type", "slug"], name="old_slug_once")]

    def __str__(self) -> str:
        return f"{self.object_type} {self.slug}"
