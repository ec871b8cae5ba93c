"""Who caused a mail: staff and the portal itself write freely, everybody else within limits (docs/MAIL.md).

A mail is caused by whoever did the act, not by whom it is written to. Someone who only typed an address into a form has
not shown that it is theirs: they are a stranger, whatever address they typed.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class CauseKind(models.TextChoices):
    """Kinds of causes, from the freest to the most bounded."""

    STAFF = "staff", _("staff")
    SYSTEM = "system", _("the portal itself")
    SIGN_IN = "sign_in", _("sign-in and account")
    ACCOUNT = "account", _("a person with an account")
    STRANGER = "stranger", _("somebody without an account")


@dataclass(frozen=True, slots=True)
class Cause:
    """Who caused a mail (`who`: an address or "user:15", only ever kept as a hash) and by which `form`.

    `form` names one act of theirs, a form sent or a button pressed behind a link: one form sends one address one mail.
    """

    kind: CauseKind
    who: str = ""
    form: str = ""


# An act of a member of staff, in the panel.
STAFF = Cause(CauseKind.STAFF)
# A time that has come (a reminder), or what follows for others (a place passes on).
SYSTEM = Cause(CauseKind.SYSTEM)
# Mails of allauth, which accounts/limits.py bounds.
SIGN_IN = Cause(CauseKind.SIGN_IN)


def by_account(user_id: int, form: str = "") -> Cause:
    """Somebody signed in: the portal asks everybody who has an account to confirm its address first."""
    return Cause(CauseKind.ACCOUNT, f"user:{user_id}", form)


def by_stranger(*, address: str, form: str) -> Cause:
    """Somebody who typed `address` (empty where none is asked for), or came by the personal link sent there."""
    return Cause(CauseKind.STRANGER, address, form)
