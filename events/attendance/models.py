"""Presence: a session is a day or a stop at which presence is kept; an attendance is one person at one session."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.catalogue.models import Event
from events.programme.models import Stop
from events.registration.models import Participant


class Session(models.Model):
    """A day or a stop at which presence is kept."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="sessions")
    day = models.DateField(_("day"))
    # A stop taken out of the plan takes its list along, unless somebody is marked there: marks protect their list.
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, null=True, blank=True, related_name="sessions")
    closed_at = models.DateTimeField(_("list closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "day"], condition=Q(stop__isnull=True), name="session_of_day"),
            models.UniqueConstraint(
                fields=["event", "day", "stop"], condition=Q(stop__isnull=False), name="session_of_stop"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"

    @property
    def name(self) -> str:
        """What tells it from the other lists of its day; empty for the list of a whole day."""
        return self.stop.name if self.stop else ""


class DoorLink(models.Model):
    """A secret link with which somebody without an account keeps the lists of one event for one day, and nothing else.

    Only the token's digest is kept: the address is shown once, to the member of staff who makes it.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="door_links")
    day = models.DateField(_("day"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    may_add = models.BooleanField(_("may add people without a registration or a place"), default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("link for a volunteer")
        verbose_name_plural = _("links for volunteers")
        ordering = ["day", "id"]

    def __str__(self) -> str:
        return f"{self.event_id} {self.day}"


class Method(models.TextChoices):
    """How presence was marked."""

    TAP = "tap", _("on the list at the door")
    SCAN = "scan", _("ticket scanned")
    PAPER = "paper", _("from the paper list")
    WALK_IN = "walk_in", _("added at the door")


class Mark(models.Model):
    """One tap at the door: a person is here, or the mark is taken back. Kept as it came, never changed.

    The device makes the key, so a mark sent again is known; who is present follows from the marks in the order of
    their own times (events/attendance/marking.py), in whatever order they arrive.
    """

    key = models.UUIDField(unique=True, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="marks")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="marks")
    is_here = models.BooleanField(_("is here"))
    made_at = models.DateTimeField()
    # What the device's clock said, in milliseconds: orders marks whose time had to be bounded to a sane one.
    device_ms = models.BigIntegerField()
    received_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    door_link = models.ForeignKey(DoorLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="marks")
    method = models.CharField(_("how"), max_length=10, choices=Method)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["made_at", "device_ms", "key"]
        indexes = [models.Index(fields=["session", "participant"], name="mark_of_session")]
        constraints = [
            models.CheckConstraint(condition=Q(method__in=Method.values), name="mark_method_known"),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.session_id} {self.is_here}"


class Attendance(models.Model):
    """A participant was present at a session; marked at most once, whoever marks and however often."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="attendances")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="marked_attendances"
    )
    method = models.CharField(_("how"), max_length=10, choices=Method)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        indexes = [models.Index(fields=["session", "participant"], name="attendance_of_session")]
        constraints = [
            models.UniqueConstraint(fields=["participant", "session"], name="attendance_once"),
            models.CheckConstraint(condition=Q(method__in=Method.values), name="attendance_method_known"),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.session_id}"


class ListSnapshot(models.Model):
    """Who had a place when the list was printed, or when changes were told last (events/attendance/list_changes.py)."""

    class Purpose(models.TextChoices):
        """What was made of the list at that moment."""

        PRINTED = "printed", _("printed")
        TOLD = "told", _("told")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="list_snapshots")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose)
    taken_at = models.DateTimeField()
    # Keys of participants: numbers alone.
    people = models.JSONField(default=list)

    class Meta:
        verbose_name = _("snapshot of a list")
        verbose_name_plural = _("snapshots of lists")
        constraints = [
            models.UniqueConstraint(fields=["event", "purpose"], name="list_snapshot_once"),
            models.CheckConstraint(condition=Q(purpose__in=["printed", "told"]), name="list_snapshot_purpose_known"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.purpose}"
