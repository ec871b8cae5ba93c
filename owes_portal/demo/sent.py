"""What is kept of messages that went: confirmations of a coming event, one of somebody erased, one that failed."""

from datetime import timedelta

from django.utils import timezone

from common.outbox.causes import SYSTEM
from common.outbox.models import OutboxMail
from common.outbox.redaction import recipient_digest, sent_fields
from common.outbox.services import queue_mails
from common.outbox.states import MailState
from events.catalogue.models import Event
from events.registration.emails import confirmation
from events.registration.models import Registration
from owes_portal.demo.strangers import EVENT

FORMS = 6


def load() -> None:
    """Nothing is sent: the rows are written as they stand after it. Loaded again, they stay as they are."""
    event = Event.objects.get(slug=EVENT)
    if OutboxMail.objects.filter(owner=f"event:{event.pk}", state=MailState.SENT).exists():
        return
    forms = Registration.objects.filter(event=event).exclude(email="").order_by("pk")[:FORMS]
    letters = [
        letter
        for registration in forms
        for letter in confirmation(registration, event, list(registration.participants.order_by("pk")))
    ]
    now = timezone.now()
    *sent, failed = queue_mails(letters, cause=SYSTEM)
    for number, mail in enumerate(sent):
        told = {"state": MailState.SENT, "sent_at": now - timedelta(hours=5 * number), "attempts": 1}
        OutboxMail.objects.filter(pk=mail.pk).update(**told, **sent_fields(mail))
    erased = OutboxMail.objects.filter(pk=sent[0].pk)
    erased.update(
        to="", to_digest=recipient_digest(sent[0].to), subject="", text="", attachments=[], body_removed_at=now
    )
    OutboxMail.objects.filter(pk=failed.pk).update(
        state=MailState.FAILED, failed_at=now, attempts=1, error="SMTPRecipientsRefused 550"
    )
