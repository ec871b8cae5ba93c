"""Mail that strangers cause (docs/MAIL.md): what is above a limit is held, and staff release or drop it."""

from collections import Counter
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.outbox.causes import Cause, CauseKind
from common.outbox.mailboxes import are_confirmed
from common.outbox.models import OutboxMail
from common.outbox.states import HeldWhy, MailState
from common.web.ratelimit import count_in
from common.worker.wake import wake_worker

DAY = 86_400
# Messages in a day to one post box: by acts of strangers; and where its reader has shown that it is theirs, or somebody
# with an account wrote to it. Nobody honest is near the second; it bounds what one stolen account can do.
TO_ANYBODY, TO_CONFIRMED = 5, 30
# Messages in a day that one person (address or account) causes: three full forms of thirty.
BY_ONE_PERSON = 100
# Messages in a day about one event that strangers cause: above what the fullest one draws when it opens.
ABOUT_ONE_EVENT = 1000
LIMITED = (CauseKind.STRANGER, CauseKind.ACCOUNT)


def hold_above_limits(mails: Sequence[OutboxMail], cause: Cause) -> int:
    """Count these new messages (of one act), hold those above a limit; how many were held. In the caller's transaction.

    The counts are rows that an open transaction keeps to itself, so two forms at once cannot both be the fifth; they
    are taken in one statement and one order, so two forms wait for each other and never both.
    """
    if cause.kind not in LIMITED or not mails:
        return 0
    keys = [_keys(mail) for mail in mails]
    counts = count_in(Counter(key for named in keys for key in named.values()), DAY)
    so_far = {key: counts[key] - n for key, n in Counter(key for named in keys for key in named.values()).items()}
    held: dict[HeldWhy, list[OutboxMail]] = {}
    doubtful: list[OutboxMail] = []
    for mail, named in zip(mails, keys, strict=True):
        numbers = {}
        for why, key in named.items():
            so_far[key] += 1
            numbers[why] = so_far[key]
        if numbers.get(HeldWhy.SENDER, 0) > BY_ONE_PERSON:
            held.setdefault(HeldWhy.SENDER, []).append(mail)
        elif numbers.get(HeldWhy.SUBJECT, 0) > ABOUT_ONE_EVENT:
            held.setdefault(HeldWhy.SUBJECT, []).append(mail)
        elif numbers[HeldWhy.RECIPIENT] > TO_CONFIRMED:
            held.setdefault(HeldWhy.RECIPIENT, []).append(mail)
        elif numbers[HeldWhy.RECIPIENT] > TO_ANYBODY and cause.kind == CauseKind.STRANGER:
            doubtful.append(mail)
    if doubtful:  # asked only now: hardly anybody comes so far
        known = are_confirmed({mail.to for mail in doubtful})
        held.setdefault(HeldWhy.RECIPIENT, []).extend(mail for mail in doubtful if mail.to not in known)
    for why, ones in held.items():
        OutboxMail.objects.filter(pk__in=[mail.pk for mail in ones]).update(
            state=MailState.HELD, held_at=timezone.now(), held_why=why, next_attempt_at=None
        )
    return sum(len(ones) for ones in held.values())


def _keys(mail: OutboxMail) -> dict[HeldWhy, str]:
    """What is counted: the recipient, who caused it, what it is about."""
    found = {HeldWhy.RECIPIENT: f"mail-to:{mail.mailbox}"}
    if mail.sender:
        found[HeldWhy.SENDER] = f"mail-by:{mail.sender}"
    if mail.owner:
        found[HeldWhy.SUBJECT] = f"mail-about:{mail.owner}"
    return found


@transaction.atomic
def release_mails(*, mails: Collection[OutboxMail], by: int | None) -> int:
    """Staff let held messages go out, or those dropped by mistake; how many there were."""
    ids = [mail.pk for mail in mails]
    n = OutboxMail.objects.filter(pk__in=ids, state__in=[MailState.HELD, MailState.DROPPED]).update(
        state=MailState.WAITING, dropped_at=None, next_attempt_at=timezone.now()
    )
    if n:
        log_action(verb="mail.released", obj=None, by=by, after={"mails": ids[:50], "n": n})
        wake_worker("common.outbox.sweep")
    return n


@transaction.atomic
def drop_mails(*, mails: Collection[OutboxMail], by: int | None) -> int:
    """Staff say that held messages are not to be sent; how many there were. They may still be released."""
    ids = [mail.pk for mail in mails]
    n = OutboxMail.objects.filter(pk__in=ids, state=MailState.HELD).update(
        state=MailState.DROPPED, dropped_at=timezone.now()
    )
    if n:
        log_action(verb="mail.dropped", obj=None, by=by, after={"mails": ids[:50], "n": n})
    return n
