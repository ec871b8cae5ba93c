"""Certificates of taking part: on which terms an event gives them, each one with its number and check code."""

import secrets
import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.db.states import dated
from entities.centres.models import SupportCentre
from events.catalogue.models import Event
from events.certificates.states import CertificateState
from events.registration.models import Participant
from files.models import private_storage

# Without 0 O 1 I L and U: read from paper and typed by hand, no two signs look alike.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 28  # 30 signs: 137 bits


def new_code() -> str:
    """A secret that nobody guesses and anybody can copy from paper."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


class CertificateTerms(models.Model):
    """On which terms an event certifies: the share of sessions needed, and what is printed for everybody alike."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="certificate_terms")
    share = models.PositiveSmallIntegerField(
        _("share of sessions needed, in per cent"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    prints_hours = models.BooleanField(_("print the hours"), default=True)
    topics = models.TextField(_("topics, one in a line"), blank=True)
    place = models.CharField(_("place of issue"), max_length=100)
    signatory = models.CharField(_("who signs"), max_length=150)
    signatory_function = models.CharField(_("function of who signs"), max_length=150)

    class Meta:
        verbose_name = _("terms of certificates")
        verbose_name_plural = _("terms of certificates")
        constraints = [
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="certificate_share_is_a_part"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.share}%"


class CertificateCounter(models.Model):
    """The last number that a centre gave in a year. Locked while a number is given: no gaps, no doubles."""

    centre = models.ForeignKey(SupportCentre, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counter of certificates")
        verbose_name_plural = _("counters of certificates")
        constraints = [models.UniqueConstraint(fields=["centre", "year"], name="certificate_counter_once")]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.year}: {self.last}"


class Certificate(models.Model):
    """One certificate of one participant. It gets its number, date and PDF at once, or none of them."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="certificates")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="certificates")
    state = models.CharField(
        _("state"), max_length=10, choices=CertificateState, default=CertificateState.WAITING, editable=False
    )
    code = models.CharField(_("check code"), max_length=40, unique=True, default=new_code, editable=False)
    # Number: serial / year / mark of the centre, as they were on that day.
    centre = models.ForeignKey(SupportCentre, on_delete=models.PROTECT, related_name="certificates")
    year = models.PositiveSmallIntegerField(null=True, editable=False)
    serial = models.PositiveIntegerField(null=True, editable=False)
    mark = models.CharField(max_length=60, blank=True, editable=False)
    hours = models.DecimalField(_("hours attended"), max_digits=5, decimal_places=1, null=True, blank=True)
    # All of the name that the page of confirmation shows; the whole name stands on the paper only.
    initials = models.CharField(max_length=20, blank=True, editable=False)
    content = models.FileField(storage=private_storage, max_length=100, blank=True, editable=False)
    asked_by_id = models.BigIntegerField(null=True, editable=False)
    issued_at = models.DateTimeField(_("issued"), null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    replaced_at = models.DateTimeField(_("replaced"), null=True, editable=False)
    # The paper instead of which this one holds. Such a one is not mailed by itself: staff look at the message first.
    instead_of = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="instead", editable=False
    )
    mailed_at = models.DateTimeField(_("mailed"), null=True, editable=False)
    revoke_reason = models.CharField(_("why it was revoked"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        indexes = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="certificate_waiting"),
            models.Index(fields=["event", "state"], name="certificate_of_event"),
        ]
        constraints = [
            dated(
                "certificate",
                failed="failed_at",
                issued="issued_at",
                revoked="issued_at revoked_at",
                replaced="issued_at replaced_at",
            ),
            models.CheckConstraint(condition=Q(state__in=CertificateState.values), name="certificate_state_known"),
            # A number is given with the paper and stays for ever: a revoked one is never given again.
            models.CheckConstraint(
                condition=Q(
                    state__in=["issued", "revoked", "replaced"], serial__isnull=False, year__isnull=False, serial__gte=1
                )
                & ~Q(mark="")
                | Q(state__in=["waiting", "failed"], serial__isnull=True, year__isnull=True),
                name="certificate_number_with_the_paper",
            ),
            models.UniqueConstraint(fields=["centre", "year", "serial"], name="certificate_number_once"),
            models.UniqueConstraint(
                fields=["participant"],
                condition=~Q(state__in=["revoked", "replaced"]),
                name="certificate_one_for_a_participant",
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked") | ~Q(revoke_reason=""), name="certificate_revoked_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.key)

    @property
    def number(self) -> str:
        """`12/2026/OWES-BIELSKO`; empty before it is issued."""
        return f"{self.serial}/{self.year}/{self.mark}" if self.serial else ""

    @property
    def code_in_groups(self) -> str:
        """The check code as it is printed: four signs, a hyphen, four signs …"""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))

    @property
    def waits_to_be_sent(self) -> bool:
        """Holds instead of another one, and its owner has not been told yet."""
        return self.state == CertificateState.ISSUED and self.instead_of_id is not None and self.mailed_at is None
