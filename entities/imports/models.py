"""Entities brought from a sheet: the sheet's rows, what was told about its columns, what becomes of each row."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.db.states import dated
from common.spreadsheets.reader import TableRefused
from entities.directory.models import EntityKind
from entities.imports.states import Fate, ImportState
from files.models import private_storage

AT_WORK = ("reading", "checking", "running")


class EntityImport(models.Model):
    """One sheet. A worker takes it by a lease that runs out; while `leased_until` is empty it waits for one."""

    file_name = models.CharField(_("file name"), max_length=150)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.READING)
    # The file as it came, until its rows are read or it is refused: then it goes.
    content = models.FileField(storage=private_storage, max_length=100, blank=True, editable=False)
    # Why it could not be read: a code of common/spreadsheets/reader, and what its message names.
    refused = models.CharField(max_length=20, blank=True, editable=False)
    refused_with = models.JSONField(default=dict, editable=False)
    headings = models.JSONField(default=list, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    # Field of each column, "" for one that is passed over.
    mapping = models.JSONField(default=list, editable=False)
    default_kind = models.ForeignKey(
        EntityKind,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind where the sheet says none"),
    )
    publishes = models.BooleanField(_("new ones are published at once"), default=True)
    enters_similar = models.BooleanField(_("similar ones are entered too"), default=False)
    counts = models.JSONField(default=dict, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)
    # The directory changed between the trial and the run: the fates are new, somebody looks again.
    is_changed = models.BooleanField(default=False, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    lease = models.CharField(max_length=32, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("import of entities")
        verbose_name_plural = _("imports of entities")
        ordering = ["-id"]
        indexes = [models.Index(fields=["leased_until", "id"], condition=Q(state__in=AT_WORK), name="import_waiting")]
        constraints = [
            dated("import", checked="checked_at", running="checked_at", done="checked_at done_at", failed="failed_at"),
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
            models.CheckConstraint(
                condition=Q(leased_until__isnull=True) | Q(state__in=AT_WORK), name="import_lease_only_at_work"
            ),
            models.CheckConstraint(condition=Q(content="") | Q(state="reading"), name="import_file_only_while_read"),
            models.CheckConstraint(condition=Q(refused="") | Q(state="failed"), name="import_refused_is_failed"),
        ]

    def __str__(self) -> str:
        return self.file_name or str(self.pk)

    @property
    def is_at_work(self) -> bool:
        """A worker has it, or will soon."""
        return self.state in AT_WORK

    @property
    def refusal(self) -> str:
        """Why it could not be read, in words that say how to mend it; empty when it was."""
        return TableRefused(self.refused, **self.refused_with).messages[0] if self.refused else ""


class ImportRow(models.Model):
    """A row of the sheet: its cells as they came, its fate, and what is said about it."""

    sheet = models.ForeignKey(EntityImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    fate = models.CharField(max_length=6, choices=Fate, blank=True)
    # `errors`: [field, text]; `changes`: [field, before, after]; `like`, `note`: a record that may be the same one.
    said = models.JSONField(default=dict)
    # Kept as a number: the record may be merged, and the row only tells what was found or made.
    entity_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["number"]
        indexes = [models.Index(fields=["sheet", "fate", "number"], name="import_row_by_fate")]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="import_row_once"),
            models.CheckConstraint(condition=Q(fate__in=["", *Fate.values]), name="import_row_fate_known"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.number} {self.fate}"

    def told(self, name: str) -> Any:
        """A part of what is said about the row."""
        return self.said.get(name) or []


class RememberedColumn(models.Model):
    """What a heading meant the last time somebody told: guessed so the next time."""

    heading = models.CharField(max_length=120, unique=True)
    field = models.CharField(max_length=30, blank=True)

    class Meta:
        verbose_name = _("remembered column")
        verbose_name_plural = _("remembered columns")

    def __str__(self) -> str:
        return f"{self.heading}: {self.field}"
