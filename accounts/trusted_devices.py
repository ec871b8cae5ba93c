"""A device on which the second factor is not asked for again for a time: a token in a cookie, its digest in a row.

The row belongs to one person, who sees it on the page of devices and takes it back there. A changed password, a factor
taken away or reset forget them all. The password is asked for each time.
"""

import secrets
from datetime import timedelta
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import TrustedDevice, User
from common.auditlog.services import log_action
from common.db.fields import token_digest


def may_trust(user: User) -> bool:
    """Whether the policy lets this person skip the second factor on a device of theirs."""
    return settings.TRUSTED_DEVICE_DAYS > 0 and user.role not in settings.SECOND_FACTOR_EACH_TIME_ROLES


def trust_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """From now on this browser stands for the second factor of `user`, for TRUSTED_DEVICE_DAYS."""
    token = secrets.token_urlsafe(32)  # 256 bits
    age = timedelta(days=settings.TRUSTED_DEVICE_DAYS)
    device = TrustedDevice.objects.create(
        user=user,
        digest=token_digest(token),
        user_agent=request.headers.get("User-Agent", "")[:200],
        expires_at=timezone.now() + age,
    )
    log_action(verb="factor.device_trusted", obj=user, by=user.pk, after={"device": device.pk})
    response.set_cookie(
        settings.TRUSTED_DEVICE_COOKIE_NAME,
        token,
        max_age=int(age.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def is_trusted(request: HttpRequest, user: User) -> bool:
    """Whether this browser was trusted by this very person, and still is."""
    token = request.COOKIES.get(settings.TRUSTED_DEVICE_COOKIE_NAME, "")
    return bool(token) and may_trust(user) and devices_of(user).filter(digest=token_digest(token)).exists()


def devices_of(user: User) -> models.QuerySet[TrustedDevice]:
    """The devices this person trusts now, the latest first."""
    return TrustedDevice.objects.filter(user=user, expires_at__gt=timezone.now()).order_by("-pk")


def forget_devices(*, user: User, by: int | None, only: int | None = None) -> int:
    """Trust no device of this person any more (or one of them, by its number); returns how many were forgotten."""
    rows = TrustedDevice.objects.filter(user=user)
    n: int = (rows if only is None else rows.filter(pk=only)).delete()[0]
    if n:
        log_action(verb="factor.devices_forgotten", obj=user, by=by, after={"devices": n})
    return n


def _forget_all(sender: object, user: User, **_: Any) -> None:
    forget_devices(user=user, by=user.pk)


def listen() -> None:
    """Trust ends with the password or the factor it stood beside; called once, when the apps are ready."""
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(_forget_all, weak=False, dispatch_uid=f"trusted devices {id(signal)}")
    mfa.authenticator_removed.connect(_forget_all, weak=False, dispatch_uid="trusted devices factor")
