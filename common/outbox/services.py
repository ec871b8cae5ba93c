"""Writing into the outbox and sending from it."""

import base64
import logging
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import formataddr, getaddresses
from smtplib import SMTPResponseException
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.compiled_queries import Prepared
from common.outbox.causes import Cause
from common.outbox.holding import LIMITED, hold_above_limits
from common.outbox.mailboxes import key_hash, mailbox_hash, one_mailbox
from common.outbox.models import OutboxMail
from common.outbox.redaction import digest_of, sent_fields, version_of
from common.outbox.states import HeldWhy, MailState
from common.worker.leases import Lease
from common.worker.wake import wake_worker

log = logging.getLogger(__name__)

# Longer than any one delivery can last (each wait on the mail server is at most EMAIL_TIMEOUT).
ATTEMPTS = 12  # with the growing pauses: about 14 hours
LEASE = Lease(timedelta(minutes=3), attempts=ATTEMPTS, order=("pk",), until_column="lease_until", lease_column="")
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
SWEEP_SECONDS, SWEEP_ROWS = 240, 200

Attachment = tuple[str, str, bytes]  # name, content type, content

_KEPT = Prepared(lambda key: OutboxMail.objects.filter(key=key))


@dataclass(frozen=True)
class Letter:
    """One message to one person.

    `key` names the occasion ("registration:15:confirmed"): asked again, the first row is returned and nothing is sent
    twice. `about` tells staff what it is, without personal data; `owner` ("event:15") whose staff; `template`
    (of templates/mail/) stays as evidence of what was said. `leaves_nothing`: a secret, of which neither words nor
    address are kept once it is sent.
    """

    to: str
    subject: str
    text: str
    html: str = ""
    reply_to: str = ""
    attachments: Iterable[Attachment] = ()
    key: str = ""
    about: str = ""
    owner: str = ""
    template: str = ""
    leaves_nothing: bool = False
    # The UIDs of the calendar entries that it asks to keep: only these can be cancelled later.
    calendar_uids: tuple[str, ...] = ()


def queue_mail(*, cause: Cause, **letter: Any) -> OutboxMail:
    """Write one message (the fields of Letter); see queue_mails."""
    return queue_mails([Letter(**letter)], cause=cause)[0]


def queue_mails(letters: Sequence[Letter], *, cause: Cause) -> list[OutboxMail]:
    """Write the messages of one act in the caller's transaction; a worker sends them after the commit.

    What a stranger causes above a limit is held for staff (common/outbox/holding.py). All letters of one act go in one
    call: the counts are taken in one order. Raises ValueError for an address that cannot be one.
    """
    mails = [_row(letter, cause) for letter in letters]
    if not mails:
        return []
    # One statement, which the unique key decides: most mails are written under the lock of an event.
    with transaction.atomic(savepoint=False):
        kept = _written(mails)
        new = [one for mail in mails if (one := kept[mail.key]).message_id == mail.message_id]
        waiting = [mail for mail in new if mail.state == MailState.WAITING]
        if hold_above_limits(waiting, cause) < len(waiting):
            wake_worker("common.outbox.sweep")
    return [kept[mail.key] for mail in mails]


def one_each(letters: Sequence[Letter]) -> list[Letter]:
    """One letter for a post box: the first says what is to be said, and carries the attachments of the others."""
    found: dict[str, Letter] = {}
    for letter in letters:
        box = one_mailbox(letter.to)
        first = found.get(box)
        if first is None:
            found[box] = letter
            continue
        found[box] = replace(
            first,
            attachments=[*first.attachments, *letter.attachments],
            calendar_uids=(*first.calendar_uids, *letter.calendar_uids),
        )
    return list(found.values())


def was_sent_entry(uid: str, *, to: str, owner: str) -> bool:
    """Whether a calendar entry of this UID went to this address (waits to go counts, what is held does not).

    Of messages written before the portal kept the UIDs nobody knows: they count as such.
    """
    gone = OutboxMail.objects.filter(owner=owner, to__iexact=clean_address(to))
    gone = gone.exclude(state__in=[MailState.HELD, MailState.DROPPED, MailState.FAILED])
    return gone.filter(Q(calendar_uids=None) | Q(calendar_uids__contains=uid)).exists()


def _row(letter: Letter, cause: Cause) -> OutboxMail:
    is_limited = cause.kind in LIMITED
    subject, text = _one_line(letter.subject)[:250], letter.text.replace("\0", "")
    return OutboxMail(
        key=letter.key or f"once:{uuid4().hex}",
        to=clean_address(letter.to),
        subject=subject,
        text=text,
        html=letter.html.replace("\0", ""),
        reply_to=clean_address(letter.reply_to) if letter.reply_to else "",
        attachments=[
            {"name": _one_line(name), "type": _one_line(kind), "base64": base64.b64encode(content).decode()}
            for name, kind, content in letter.attachments
        ],
        message_id=f"<{uuid4().hex}@{urlsplit(settings.SITE_URL).hostname}>",
        about=_one_line(letter.about)[:200],
        owner=letter.owner,
        template=letter.template,
        template_version=version_of(letter.template) if letter.template else "",
        digest=digest_of(subject, text),
        leaves_nothing=letter.leaves_nothing,
        calendar_uids=" ".join(letter.calendar_uids),
        cause=cause.kind,
        sender=mailbox_hash(cause.who) or (key_hash(cause.who) if cause.who else ""),
        mailbox=mailbox_hash(letter.to) if is_limited else "",
        form=cause.form[:120],
        next_attempt_at=timezone.now(),
    )


def _written(mails: Sequence[OutboxMail]) -> dict[str, OutboxMail]:
    """The rows by their keys, new ones and those that were there.

    A second message of one form to the same address is refused by the database: it is written as a held one.
    """
    OutboxMail.objects.bulk_create(mails, ignore_conflicts=True)
    kept = _by_key([mail.key for mail in mails])
    if second := [mail for mail in mails if mail.key not in kept]:
        for mail in second:
            mail.state, mail.next_attempt_at = MailState.HELD, None
            mail.held_at, mail.held_why = timezone.now(), HeldWhy.FORM
        OutboxMail.objects.bulk_create(second, ignore_conflicts=True)
        kept |= _by_key([mail.key for mail in second])
    return kept


def _by_key(keys: Sequence[str]) -> dict[str, OutboxMail]:
    rows = _KEPT(keys[0]) if len(keys) == 1 else OutboxMail.objects.filter(key__in=keys)
    return {mail.key: mail for mail in rows}


def clean_address(address: str) -> str:
    """One address, with or without a name ("Anna Nowak <anna@example.org>"); ValueError when it cannot be one."""
    if any(ord(sign) < 32 for sign in address):
        raise ValueError("An address must stand on one line.")
    found = getaddresses([address])
    name, mailbox = found[0] if len(found) == 1 else ("", "")
    try:
        validate_email(mailbox)
    except ValidationError as error:
        raise ValueError("This is not one e-mail address.") from error
    return formataddr((name, mailbox), "utf-8") if name else mailbox


def _one_line(text: str) -> str:
    """Line breaks and control signs folded to spaces: nothing written by people can add a header."""
    return " ".join("".join(sign if ord(sign) >= 32 and ord(sign) != 127 else " " for sign in str(text)).split())


# --- sending ----------------------------------------------------------------------------------------------------
def sweep(*, seconds: float = SWEEP_SECONDS, rows: int = SWEEP_ROWS) -> int:
    """Send what waits, each row by one worker only; returns how many were sent. Ends early when the server is away."""
    connection, sent, began = get_connection(), 0, time.monotonic()
    try:
        for _ in range(rows):
            mail = claim()
            if mail is None:
                return sent
            delivered, server_away = deliver(mail, connection)
            sent += delivered
            if server_away or time.monotonic() - began > seconds:
                return sent
        wake_worker("common.outbox.sweep")
        return sent
    finally:
        connection.close()


def claim() -> OutboxMail | None:
    """Take the oldest message whose time has come, or whose worker died holding it, and hold it for the lease."""
    due = Q(state=MailState.WAITING, next_attempt_at__lte=timezone.now()) | Q(state=MailState.SENDING)
    mail: OutboxMail | None = LEASE.take(OutboxMail.objects.filter(due), state=MailState.SENDING)
    return mail


def deliver(mail: OutboxMail, connection: BaseEmailBackend) -> tuple[bool, bool]:
    """Hand one claimed message to the mail server and write down how it went: (delivered, server away)."""
    try:
        connection.open()
    except Exception as error:  # the server cannot be reached: every other message would fail the same way
        _failed(mail, error)
        return False, True
    try:
        connection.send_messages([_message(mail, connection)])
    except Exception as error:
        connection.close()
        _failed(mail, error)
        return False, False
    _sent(mail)
    return True, False


def _message(mail: OutboxMail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for part in mail.attachments:
        message.attach(part["name"], base64.b64decode(part["base64"]), part["type"])
    return message


def _failed(mail: OutboxMail, error: Exception) -> None:
    """Try later, each time after a longer pause; after the last attempt, or a plain refusal, give up visibly."""
    code = getattr(error, "smtp_code", "")
    name = f"{type(error).__name__} {code}".strip()[:100]
    log.warning("Mail %s, attempt %s: %s", mail.pk, mail.attempts, name)
    if mail.attempts >= ATTEMPTS or _is_final(error):
        _finish(mail, state=MailState.FAILED, failed_at=timezone.now(), error=name)
    else:
        _finish(mail, state=MailState.WAITING, next_attempt_at=timezone.now() + pause(mail.attempts), error=name)


def _is_final(error: Exception) -> bool:
    """The server said no for good (5xx to the address or the content), not "later" and not "sign in first"."""
    refused = getattr(error, "recipients", None)
    if isinstance(refused, dict) and refused:
        return all(500 <= reply[0] < 600 for reply in refused.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code in (550, 551, 552, 553, 554)


def pause(attempts: int) -> timedelta:
    """1, 2, 4, 8 … minutes, at most six hours."""
    return min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)


def _finish(mail: OutboxMail, *, state: MailState, **fields: Any) -> None:
    """Write the outcome, unless the lease ran out and another worker holds the message now."""
    LEASE.held(mail).update(state=state, lease_until=None, **fields)


@transaction.atomic
def _sent(mail: OutboxMail) -> None:
    """It went: what must not be kept of it goes at once, also of what an erasure changed while it was being sent."""
    kept = OutboxMail.objects.select_for_update(of=("self",)).filter(pk=mail.pk, state=MailState.SENDING).first()
    if kept is not None:
        _finish(mail, state=MailState.SENT, sent_at=timezone.now(), error="", **sent_fields(kept))


@transaction.atomic
def send_again(*, mails: Collection[OutboxMail], by: int | None) -> int:
    """Staff ask for failed messages to be tried again, from the first attempt; returns how many there were.

    One whose words are gone (of somebody erased) stays as it is.
    """
    ids = [mail.pk for mail in mails]
    n = OutboxMail.objects.filter(pk__in=ids, state=MailState.FAILED, body_removed_at__isnull=True).update(
        state=MailState.WAITING, failed_at=None, next_attempt_at=timezone.now(), attempts=0
    )
    if n:
        log_action(verb="mail.again", obj=None, by=by, after={"mails": ids[:50], "n": n})
        wake_worker("common.outbox.sweep")
    return n
