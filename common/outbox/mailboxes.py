"""Which addresses are one post box, and addresses that were shown to be read by their owner. Only hashes are kept."""

import contextlib
from collections.abc import Collection
from datetime import date, timedelta
from email.utils import parseaddr
from hashlib import sha256
from hmac import new as hmac
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.extension_points import PersonalData, Subject
from common.outbox.extension_points import ADDRESS_PROOFS

# Providers that let a dot anywhere in the name, and by which other names the same box is reached.
DOTTED = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
# Kept so long after the last time that a link was opened.
KEEP = timedelta(days=730)
# The date of a confirmation is renewed at most that often.
RENEWED = timedelta(days=30)


class ConfirmedAddress(models.Model):
    """A post box whose reader opened a personal link sent there. No address stands here."""

    mailbox = models.CharField(max_length=64, unique=True)
    confirmed_on = models.DateField(db_index=True)

    class Meta:
        verbose_name = _("confirmed address")
        verbose_name_plural = _("confirmed addresses")

    def __str__(self) -> str:
        return f"{self.mailbox[:8]} {self.confirmed_on}"


def one_mailbox(address: str) -> str:
    """The post box of an address: `Anna.Nowak+kurs@GMail.com` → `annanowak@gmail.com`; empty for no address.

    Case never tells two boxes apart and neither does what follows a plus; dots do, but for Google's boxes.
    """
    name, _at, domain = parseaddr(address)[1].strip().lower().rpartition("@")
    if not name:
        return ""
    with contextlib.suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    name = name.partition("+")[0] or name
    if domain in DOTTED:
        name, domain = name.replace(".", "") or name, DOTTED[domain]
    return f"{name}@{domain}"


def mailbox_hash(address: str) -> str:
    """The post box of an address as a keyed hash (64 hexadecimal digits); empty for no address."""
    box = one_mailbox(address)
    return key_hash(box) if box else ""


def key_hash(text: str) -> str:
    """A keyed hash of what names somebody."""
    return hmac(settings.SECRET_KEY.encode(), f"mailbox\0{text}".encode(), sha256).hexdigest()


def confirm_address(address: str) -> None:
    """Somebody opened what only the reader of this post box can know."""
    box, today = mailbox_hash(address), timezone.localdate()
    if not box or ConfirmedAddress.objects.filter(mailbox=box, confirmed_on__gt=today - RENEWED).exists():
        return
    ConfirmedAddress.objects.bulk_create(
        [ConfirmedAddress(mailbox=box, confirmed_on=today)],
        update_conflicts=True,
        unique_fields=["mailbox"],
        update_fields=["confirmed_on"],
    )


def are_confirmed(addresses: Collection[str]) -> set[str]:
    """Those of the addresses whose post box was confirmed, by a link or by an account."""
    boxes = {address: mailbox_hash(address) for address in addresses}
    known = set(ConfirmedAddress.objects.filter(mailbox__in=boxes.values()).values_list("mailbox", flat=True))
    return {
        address
        for address, box in boxes.items()
        if box in known or any(proves(parseaddr(address)[1]) for proves in ADDRESS_PROOFS)
    }


# --- personal data ------------------------------------------------------------------------------------------------
def _of(subject: Subject) -> models.QuerySet[ConfirmedAddress]:
    return ConfirmedAddress.objects.filter(mailbox=mailbox_hash(subject.email) or "-")


def _export(subject: Subject) -> list[dict[str, Any]]:
    return [{"confirmed_on": row.confirmed_on} for row in _of(subject)]


def _erase(subject: Subject) -> int:
    return _of(subject).delete()[0]


def _retain(today: date) -> int:
    return ConfirmedAddress.objects.filter(confirmed_on__lt=today - KEEP).delete()[0]


CONFIRMED = PersonalData(
    key="confirmed-address", title=_("That the address was confirmed"), export=_export, erase=_erase, retain=_retain
)
