"""The append-only audit log: who did what to which object, when, and what changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One entry: an act of somebody. Rows are never changed or deleted: triggers of the database refuse both."""

    at = models.DateTimeField(auto_now_add=True)
    # The actor is a user, of an upper app: kept as a number, shown through accounts. Null: the system itself.
    actor_id = models.BigIntegerField(null=True, blank=True)
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "common_act"
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"], name="act_of_object"),
            models.Index(fields=["actor_id", "-id"], name="act_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"
