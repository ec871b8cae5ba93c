"""Mail waiting to be sent: a row written with the change that causes it, so neither goes without the other."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.outbox.causes import CauseKind
from common.outbox.states import HeldWhy, MailState


class OutboxMail(models.Model):
    """One message to one person. `key` names the occasion: the same occasion never makes a second message."""

    key = models.CharField(max_length=200, unique=True)
    to = models.CharField(_("recipient"), max_length=320)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    reply_to = models.CharField(max_length=320, blank=True)
    # [{"name": "wydarzenie.ics", "type": "text/calendar", "base64": "…"}]
    attachments = models.JSONField(default=list, blank=True)
    # The same for every attempt: a mail server or reader can drop the second copy.
    message_id = models.CharField(max_length=250, unique=True)
    about = models.CharField(_("concerning"), max_length=200, blank=True)
    # Whose it is, in the words of an upper app ("event:15"): its staff see when it could not be sent.
    owner = models.CharField(max_length=60, blank=True, editable=False)
    # What stays as evidence (common/outbox/redaction.py): which wording of which template, the digest of what was sent.
    template = models.CharField(max_length=80, blank=True, editable=False)
    template_version = models.CharField(max_length=12, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    # Of a recipient who is erased only the keyed digest of the address stays.
    to_digest = models.CharField(max_length=64, blank=True, editable=False)
    # UIDs of the calendar entries in it that its reader was asked to keep; None: written before they were kept.
    calendar_uids = models.TextField(null=True, default=None, editable=False)  # noqa: DJ001 None is not "none"
    # A code to sign in, or the last letter to somebody erased: once sent, neither words nor address are kept.
    leaves_nothing = models.BooleanField(default=False, editable=False)
    body_removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    # Who caused it (common/outbox/causes.py). What is kept of them and of the recipient's post box are keyed hashes.
    cause = models.CharField(_("cause"), max_length=10, choices=CauseKind)
    sender = models.CharField(max_length=64, blank=True, editable=False)
    mailbox = models.CharField(max_length=64, blank=True, editable=False)
    # One act of a stranger: it sends one address one message.
    form = models.CharField(max_length=120, blank=True, editable=False)

    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    # Above a limit: since when, which one, when staff were told of it, and when they dropped it. A released one keeps
    # the first three.
    held_at = models.DateTimeField(_("held since"), null=True, blank=True)
    held_why = models.CharField(max_length=10, choices=HeldWhy, blank=True)
    staff_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    dropped_at = models.DateTimeField(null=True, blank=True)
    # Name of the error and the server's code; never its text, which may quote the address.
    error = models.CharField(_("error"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["next_attempt_at"], name="mail_waiting", condition=Q(state="waiting")),
            models.Index(fields=["lease_until"], name="mail_sending", condition=Q(state="sending")),
            models.Index(fields=["-failed_at", "-id"], name="mail_failed", condition=Q(state="failed")),
            models.Index(fields=["-held_at", "-id"], name="mail_held", condition=Q(state="held")),
            models.Index(fields=["owner", "-id"], name="mail_of_owner", condition=~Q(owner="")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="mail_state_known"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(next_attempt_at__isnull=False), name="mail_waiting_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(state="sending", lease_until__isnull=False)
                | (~Q(state="sending") & Q(lease_until__isnull=True)),
                name="mail_sending_has_its_lease",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="mail_sent_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(state="failed", failed_at__isnull=False) | (~Q(state="failed") & Q(failed_at__isnull=True)),
                name="mail_failed_has_its_date",
            ),
            # What is still to be sent has its words; what lost them cannot be sent again.
            models.CheckConstraint(
                condition=Q(body_removed_at__isnull=True)
                | (Q(state__in=["sent", "failed"]) & Q(subject="", text="", html="")),
                name="mail_body_stays_until_sent",
            ),
            models.CheckConstraint(
                condition=Q(state="dropped", dropped_at__isnull=False)
                | (~Q(state="dropped") & Q(dropped_at__isnull=True)),
                name="mail_dropped_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=False) & ~Q(held_why="")
                | Q(held_at__isnull=True, held_why="") & ~Q(state__in=["held", "dropped"]),
                name="mail_held_has_its_reason",
            ),
            models.CheckConstraint(condition=Q(cause__in=CauseKind.values), name="mail_cause_known"),
            # A second one of the same form is held, so that it is neither sent by itself nor lost.
            models.UniqueConstraint(
                fields=["form", "mailbox"],
                condition=Q(cause__in=["stranger", "account"], held_at__isnull=True) & ~Q(form=""),
                name="mail_once_for_form_and_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
