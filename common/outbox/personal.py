"""What the outbox holds about a person: messages to their address, and those to others that name them."""

import base64
import re
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.extension_points import PersonalData, Subject
from common.outbox.mailboxes import mailbox_hash
from common.outbox.models import OutboxMail
from common.outbox.redaction import (
    EVIDENCE,
    FAILED_BODY,
    forget_sent,
    forget_undecided,
    recipient_digest,
    remove_bodies,
    remove_old_bodies,
)
from common.outbox.states import MailState

PENDING = (MailState.WAITING, MailState.SENDING, MailState.HELD, MailState.DROPPED)
# What stands in a message that is still to go out where somebody erased was named.
GONE = "…"


def _to(subject: Subject) -> QuerySet[OutboxMail]:
    letters = subject.letters
    address = letters.to if letters else subject.email
    if not address:
        return OutboxMail.objects.none()
    mails = OutboxMail.objects.filter(Q(to__iexact=address) | Q(to__iendswith=f"<{address}>"))
    if letters is None:
        return mails
    begun = Q(pk__in=[])
    for key in letters.keys:
        begun |= Q(key__startswith=key)
    return mails.filter(begun if letters.is_shared else Q(), owner=letters.owner)


def _about(subject: Subject) -> QuerySet[OutboxMail]:
    """Those to others in which their name or address stands, while the words are kept."""
    named = Q(reply_to__icontains=subject.email) if subject.email else Q(pk__in=[])
    for words in _words(subject):
        named |= Q(subject__icontains=words) | Q(text__icontains=words) | Q(html__icontains=words)
    mails = OutboxMail.objects.filter(named, body_removed_at__isnull=True)
    return mails.filter(owner=subject.letters.owner) if subject.letters else mails


def _words(subject: Subject) -> tuple[str, ...]:
    return tuple(words for words in (subject.email, *subject.names) if words)


def _export(subject: Subject) -> list[dict[str, Any]]:
    names = ("created_at", "sent_at", "to", "template", "subject", "text")
    return [dict(row) for row in _to(subject).order_by("pk").values(*names)]


def _erase(subject: Subject) -> int:
    """Words and addresses go; that a message went, which one and when, stays. What waits is not sent to them any more,
    and goes to others without their name."""
    if not (subject.email or subject.letters):
        return 0
    if subject.email:  # of what they caused to be written to others no trace leads back to them
        OutboxMail.objects.filter(sender=mailbox_hash(subject.email) or "-").update(sender="")
    not_gone = [MailState.WAITING, MailState.HELD, MailState.DROPPED]
    changed = _to(subject).filter(state__in=not_gone).delete()[0]
    _to(subject).filter(state=MailState.SENDING).update(leaves_nothing=True)
    done = _to(subject).exclude(state=MailState.SENDING)
    remove_bodies(done)
    address = subject.letters.to if subject.letters else subject.email
    changed += done.update(to="", to_digest=recipient_digest(address))
    for mail in _about(subject).filter(state__in=PENDING).exclude(leaves_nothing=True):
        _take_out(mail, _words(subject))
        changed += 1
    changed += remove_bodies(_about(subject))
    if subject.email:
        OutboxMail.objects.filter(reply_to__icontains=subject.email).update(reply_to="")
    return changed


def _take_out(mail: OutboxMail, words: tuple[str, ...]) -> None:
    """The name and address leave a message that has not gone yet; an attachment in which they stand stays behind."""
    named = re.compile("|".join(re.escape(one) for one in words), re.IGNORECASE)
    for column in ("subject", "text", "html"):
        setattr(mail, column, named.sub(GONE, getattr(mail, column)))
    mail.attachments = [
        part for part in mail.attachments if not named.search(base64.b64decode(part["base64"]).decode(errors="replace"))
    ]
    mail.save(update_fields=["subject", "text", "html", "attachments"])


def _retain(today: date) -> int:
    now = timezone.make_aware(datetime.combine(today, time()))
    return remove_old_bodies(now) + forget_undecided(before=now - FAILED_BODY) + forget_sent(before=now - EVIDENCE)


MAIL = PersonalData(
    key="mail", title=_("Messages from the portal"), export=_export, erase=_erase, retain=_retain, by_link=True
)
