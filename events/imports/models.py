"""A list of people for an event, brought from a sheet: read behind the page, looked at, then registered."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.db.fields import EncryptedTextField
from common.db.states import dated
from events.catalogue.models import Event
from events.imports.reading import ListRefused
from events.imports.states import ListState
from files.models import private_storage

AT_WORK = ("reading", "running")


class PeopleList(models.Model):
    """One file. A worker takes it by a lease that runs out; while `leased_until` is empty it waits for one."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(_("file name"), max_length=150)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=ListState, default=ListState.READING)
    # The file as it came, until its rows are read or it is refused: then it goes.
    content = models.FileField(storage=private_storage, max_length=100, blank=True, editable=False)
    # Why it could not be read: a code of common/spreadsheets/reader, and what its message names.
    refused = models.CharField(max_length=20, blank=True, editable=False)
    refused_with = models.JSONField(default=dict, editable=False)
    # JSON, encrypted: [typed, cleaned or null, errors] of each row; empty again as soon as they are registered.
    kept_rows = EncryptedTextField(blank=True, editable=False)
    # What the trial promised, what the run did: `new`, `bad`, `known`, `repeated`.
    counts = models.JSONField(default=dict, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    lease = models.CharField(max_length=32, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("list of people from a sheet")
        verbose_name_plural = _("lists of people from sheets")
        ordering = ["-id"]
        indexes = [models.Index(fields=["leased_until", "id"], condition=Q(state__in=AT_WORK), name="people_waiting")]
        constraints = [
            dated("people_list", checked="checked_at", running="checked_at", done="checked_at done_at",
                  failed="failed_at", expired="checked_at"),
            models.CheckConstraint(condition=Q(state__in=ListState.values), name="people_list_state_known"),
            models.CheckConstraint(
                condition=Q(leased_until__isnull=True) | Q(state__in=AT_WORK), name="people_list_lease_only_at_work"
            ),
            models.CheckConstraint(
                condition=Q(content="") | Q(state="reading"), name="people_list_file_only_while_read"
            ),
            models.CheckConstraint(condition=Q(refused="") | Q(state="failed"), name="people_list_refused_is_failed"),
            models.CheckConstraint(
                condition=Q(kept_rows="") | Q(state__in=("checked", "running")), name="people_list_rows_only_waiting"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.file_name or str(self.pk)

    @property
    def is_at_work(self) -> bool:
        """A worker has it, or will soon."""
        return self.state in AT_WORK

    @property
    def rows(self) -> list[tuple[dict[str, str], dict[str, str] | None, list[str]]]:
        """Of each row: what was typed, the person it names (None when something is wrong), what is wrong."""
        return [(typed, person, errors) for typed, person, errors in json.loads(self.kept_rows or "[]")]

    @property
    def people(self) -> list[dict[str, Any]]:
        """The people who can be registered, in the order of the sheet."""
        return [person for _typed, person, _errors in self.rows if person]

    @property
    def refusal(self) -> str:
        """Why it could not be read, in words that say how to mend it; empty when it was."""
        return ListRefused(self.refused, **self.refused_with).messages[0] if self.refused else ""
