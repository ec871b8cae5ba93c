"""What stays of a message once it is sent: that it went, not a way in, and in the end not its words.

At once: every address but those of public pages, which anybody may read, is cut to its host; attachments become their
names and digests. After BODY the words go. Template, its version, the digest of what was sent, whose it was, the
recipient and the moment stay as evidence; of a recipient who is erased, a keyed digest of the address.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.template.loader import get_template
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from common.outbox.models import OutboxMail
from common.outbox.states import MailState
from common.web.page_cache import path_language

BODY = timedelta(days=14)
# What could not be sent may be tried again for so long (the staff's list shows it as long).
FAILED_BODY = timedelta(days=30)
# Messages of nobody's event: long enough to answer "did it go out?".
EVIDENCE = timedelta(days=90)
ADDRESS = re.compile(r"https?://[^\s<>\"']+")
EMPTY: dict[str, Any] = {"subject": "", "text": "", "html": "", "attachments": []}


def without_secrets(text: str) -> str:
    """The text with every address cut to its host, but those of the portal's public pages: they open nothing."""
    return ADDRESS.sub(lambda found: _harmless(found[0]), text)


def _harmless(address: str) -> str:
    parts = urlsplit(address)
    host = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"
    if host != f"{settings.SITE_URL}/" or not _is_public_page(parts.path):
        return f"{host}…"
    return f"{host.rstrip('/')}{parts.path}"


def _is_public_page(path: str) -> bool:
    """Whether the path is one of those whose copy is served to everybody (common.web.cache)."""
    with translation.override(path_language(path)):
        try:
            return hasattr(resolve(path).func, "cache_policy")
        except Resolver404:
            return False


def digest_of(subject: str, text: str) -> str:
    """SHA-256 of what is sent: whoever holds the message can show that this row is about it."""
    return sha256(f"{subject}\n\n{text}".encode()).hexdigest()


@cache
def version_of(template: str) -> str:
    """Which wording of the template it was: the beginning of the digest of its file."""
    source: Any = get_template(f"mail/{template}.txt")
    return sha256(source.template.source.encode()).hexdigest()[:12]


def recipient_digest(address: str) -> str:
    """Keyed digest of a mailbox: who knows the address can ask whether it was written to; nobody can read it out."""
    mailbox = address.rpartition("<")[2].rstrip(">").strip().casefold()
    return salted_hmac("outbox-recipient", mailbox, algorithm="sha256").hexdigest()


def sent_fields(mail: OutboxMail) -> dict[str, Any]:
    """The columns of a message that has just been sent. One that must leave nothing keeps neither words nor address."""
    if mail.leaves_nothing:
        return EMPTY | {"body_removed_at": timezone.now(), "to": "", "to_digest": recipient_digest(mail.to)}
    names = [{"name": part["name"], "type": part["type"], "sha256": _digest(part)} for part in mail.attachments]
    return {"text": without_secrets(mail.text), "html": "", "attachments": names}


def _digest(part: dict[str, str]) -> str:
    return sha256(part.get("base64", "").encode()).hexdigest()


def remove_bodies(mails: QuerySet[OutboxMail]) -> int:
    """The words of messages that are done with; how many. What waits or is being sent keeps them."""
    done = mails.filter(state__in=[MailState.SENT, MailState.FAILED], body_removed_at__isnull=True)
    return done.update(**EMPTY, body_removed_at=timezone.now())


def remove_old_bodies(now: datetime) -> int:
    """The words of what was sent 14 days ago, and of what has not gone out for a month."""
    past = Q(state=MailState.SENT, sent_at__lt=now - BODY) | Q(state=MailState.FAILED, failed_at__lt=now - FAILED_BODY)
    return remove_bodies(OutboxMail.objects.filter(past))


def forget_sent(*, before: datetime) -> int:
    """Delete the evidence of what was sent (or given up) before the moment and is no event's; how many."""
    past = Q(state=MailState.SENT, sent_at__lt=before) | Q(state=MailState.FAILED, failed_at__lt=before)
    return OutboxMail.objects.filter(past).exclude(owner__startswith="event:").delete()[0]


def forget_undecided(*, before: datetime) -> int:
    """Delete what was held before the moment and staff did not let out; how many. Nothing of it ever went."""
    held = OutboxMail.objects.filter(state__in=[MailState.HELD, MailState.DROPPED], held_at__lt=before)
    return held.delete()[0]


def forget_owned(owners: Iterable[str]) -> int:
    """Delete the evidence of messages of these owners ("event:15"), whose term has passed; how many."""
    done = OutboxMail.objects.filter(owner__in=list(owners), state__in=[MailState.SENT, MailState.FAILED])
    return done.delete()[0]
