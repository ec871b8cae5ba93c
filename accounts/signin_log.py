"""What the audit log keeps about signing in: done, failed, shut out, factors added, used and taken away.

Nothing typed is kept: no password, no code, no address. Who is known is the object of the act; an address without an
account, and the visitor's network, stand as a keyed digest: the same one twice is seen to be the same, and no more.
"""

from hashlib import sha256
from hmac import new as hmac
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User
from common.auditlog.services import log_action
from common.web.ratelimit import visitor

DONE, FAILED, LOCKED = "signin.done", "signin.failed", "signin.locked"


def digest(text: str) -> str:
    """A name for `text` from which it cannot be read or guessed without the portal's secret: 16 hexadecimal digits."""
    return hmac(settings.SECRET_KEY.encode(), f"signin-log\0{text}".encode(), sha256).hexdigest()[:16]


def failed(request: HttpRequest, *, how: str, user: User | None = None, email: str = "") -> None:
    """Somebody gave a wrong password, code or key (`how`); `email` as typed, when the person is not known yet."""
    _record(request, FAILED, user or _owner(email), {"how": how}, email)


def locked(request: HttpRequest, *, what: str, user: User | None = None, email: str = "") -> None:
    """A limit has just been reached: the first refusal of its window; those that follow would only fill the log."""
    _record(request, LOCKED, user or _owner(email), {"how": what}, email)


def _owner(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first() if email and "\0" not in email else None


def _record(request: HttpRequest, verb: str, user: User | None, told: dict[str, Any], email: str = "") -> None:
    if user is None and email:
        told = told | {"address": digest(email.strip().lower())}
    log_action(verb=verb, obj=user, by=None, after=told | {"network": digest(visitor(request))})


def _signed_in(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    methods = request.session.get("account_authentication_methods") or [{}]
    how = [str(one.get("type") or one.get("method") or "") for one in methods if not one.get("reauthenticated")]
    told = {"how": "+".join(filter(None, how)), "network": digest(visitor(request))}
    log_action(verb=DONE, obj=user, by=user.pk, after=told)


def _factor_failed(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    failed(request, how="factor", user=user)


def _factor(verb: str) -> Any:
    def receive(sender: object, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
        log_action(verb=verb, obj=user, by=user.pk, after={"factor": str(authenticator.type)})

    return receive


def _kept_code_used(sender: object, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        log_action(verb="factor.code_used", obj=user, by=user.pk)


def _account(verb: str) -> Any:
    def receive(sender: object, user: User, **_: Any) -> None:
        log_action(verb=verb, obj=user, by=user.pk)

    return receive


RECEIVERS = (
    (account.user_logged_in, _signed_in),
    (account.password_changed, _account("password.changed")),
    (account.password_set, _account("password.changed")),
    (account.password_reset, _account("password.changed")),
    (account.email_changed, _account("email.changed")),
    (mfa.authentication_failed, _factor_failed),
    (mfa.authenticator_added, _factor("factor.added")),
    (mfa.authenticator_removed, _factor("factor.removed")),
    (mfa.authenticator_reset, _factor("factor.codes_made")),
    (mfa.authenticator_used, _kept_code_used),
)


def listen() -> None:
    """Hear what allauth tells; called once, when the apps are ready."""
    for signal, receive in RECEIVERS:
        signal.connect(receive, weak=False, dispatch_uid=f"signin_log:{id(signal)}")
