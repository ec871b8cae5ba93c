"""Mails of sign-in: rows of the outbox, like all mail of the portal. allauth says which one; the words are ours."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from allauth.core import context as allauth
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from accounts.limits import may_send_mail
from common.outbox.causes import SIGN_IN
from common.outbox.render import render_mail
from common.outbox.services import queue_mail

# What allauth calls a mail → our template.
MAILS = {
    "account/email/email_confirmation_signup": "mail/account/welcome.txt",
    "account/email/email_confirmation": "mail/account/confirm_email.txt",
    "account/email/account_already_exists": "mail/account/already_exists.txt",
    "account/email/unknown_account": "mail/account/unknown.txt",
    "account/email/login_code": "mail/account/code.txt",
    "account/email/password_reset_key": "mail/account/reset.txt",
    "account/email/password_reset": "mail/account/password_changed.txt",
    "account/email/password_changed": "mail/account/password_changed.txt",
    "account/email/password_set": "mail/account/password_changed.txt",
    "account/email/email_changed": "mail/account/email_changed.txt",
    "account/email/email_deleted": "mail/account/email_dropped.txt",
} | {
    f"mfa/email/{what}": "mail/account/second_factor.txt"
    for what in (
        "totp_activated",
        "totp_deactivated",
        "webauthn_added",
        "webauthn_removed",
        "recovery_codes_generated",
        "recovery_code_used",
        "factors_reset",
    )
}
# What has happened to an account is told every time, however often: only its owner, or who broke in, can cause it.
NOTICES = {kind for kind, name in MAILS.items() if name.endswith(("second_factor.txt", "_changed.txt", "_dropped.txt"))}
# What makes one such mail differ from the next: the secret in it.
SECRETS = ("code", "key", "activate_url")
SHOWN = ("code", "activate_url", "password_reset_url", "from_email", "to_email", "deleted_email", "codes_left")


def send(kind: str, email: str, context: Mapping[str, Any]) -> None:
    """Queue the mail that allauth calls `kind`, in the language of the page that caused it.

    Too many of one kind to one address are dropped in silence: the page says the same in any case. Not the notices of
    what has happened to an account.
    """
    if kind not in NOTICES and not may_send_mail(allauth.request, kind, email):
        return
    name = MAILS[kind].removeprefix("mail/").removesuffix(".txt")
    subject, text, html = render_mail(
        name,
        {shown: context[shown] for shown in SHOWN if shown in context}
        | {
            "email": email,
            "what": kind.rpartition("/")[2],
            "login_url": absolute("account_login"),
            "signup_url": absolute("account_signup"),
            "reset_url": absolute("account_reset_password"),
            "factors_url": absolute("mfa_index"),
            "contact_email": settings.SITE_CONTACT["email"],
        },
        get_language() or settings.LANGUAGE_CODE,
    )
    key = "" if kind in NOTICES else _key(name, email, context, timezone.now())
    queue_mail(
        cause=SIGN_IN,
        to=email,
        subject=subject,
        text=text,
        html=html,
        key=key,
        template=name,
        about=name,
        leaves_nothing=any(context.get(part) for part in SECRETS),
    )


def absolute(name: str, *args: str) -> str:
    """The whole address of a page, from the settings and not from the request's Host, which strangers write."""
    return settings.SITE_URL + reverse(name, args=args)


def _key(name: str, email: str, context: Mapping[str, Any], now: datetime) -> str:
    """One mail for one code or link; those without a secret at most once a minute. No secret can be read from it."""
    secret = next((str(context[part]) for part in SECRETS if context.get(part)), f"{now:%Y%m%d%H%M}")
    return f"{name}:{sha256(f'{settings.SECRET_KEY}:{email}:{secret}'.encode()).hexdigest()}"
