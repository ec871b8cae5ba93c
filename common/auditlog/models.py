"""The append-only audit log: who did what to which object, when, and what changed."""

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db.fields import EncryptedTextField


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


class PersonalChange(models.Model):
    """What one column about a person said before an act and after it: encrypted, and erased with the person.

    The entry itself is never rewritten, so it says only that the column changed; the words stand here, under the key by
    which the app knows the person, for as long as the person's name is kept.
    """

    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="personal_changes")
    subject = models.UUIDField(db_index=True)
    column = models.CharField(max_length=60)
    # JSON: a text, or a table of texts (answers by the question).
    before = EncryptedTextField(blank=True)
    after = EncryptedTextField(blank=True)

    class Meta:
        verbose_name = _("change about a person")
        verbose_name_plural = _("changes about persons")
        constraints = [models.UniqueConstraint(fields=["entry", "column"], name="personal_change_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.column}"

    @property
    def said_before(self) -> Any:
        """The text, or the table of texts, that stood there; None for nothing."""
        return json.loads(self.before) if self.before else None

    @property
    def said_after(self) -> Any:
        """What stands there since; None for nothing."""
        return json.loads(self.after) if self.after else None
