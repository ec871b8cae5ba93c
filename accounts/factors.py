"""What is done to a person's second factor by others than allauth's own pages."""

from collections import Counter
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts import emails
from accounts.models import User
from accounts.trusted_devices import forget_devices
from common.auditlog.services import log_action


@transaction.atomic
def reset_factors(*, user_id: int, by: int, note: str) -> None:
    """An administrator takes every factor of somebody else away: the phone is lost, and the codes too.

    `note` says why and how the person was known; it stays in the audit log. The person is signed out everywhere and
    told at every confirmed address. Raises ValueError for one's own account and for an empty note.
    """
    if user_id == by or not note.strip():
        raise ValueError("somebody else's, with a reason")
    user = User.objects.select_for_update(of=("self",)).get(pk=user_id)
    factors = Authenticator.objects.filter(user=user)
    before = Counter(factors.values_list("type", flat=True))
    factors.delete()
    forget_devices(user=user, by=by)
    for session in UserSession.objects.filter(user=user):
        session.end()
    log_action(verb="factor.reset", obj=user, by=by, before=dict(before), note=note.strip()[:500])
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    for email in {user.email, *confirmed}:
        emails.send("mfa/email/factors_reset", email, {})


def _tell_kept_code_used(sender: object, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        left = len(Authenticator.objects.get(pk=authenticator.pk).wrap().get_unused_codes())
        emails.send("mfa/email/recovery_code_used", user.email, {"codes_left": left})


def listen() -> None:
    """The owner of a kept code is told that it was used; called once, when the apps are ready."""
    signals.authenticator_used.connect(_tell_kept_code_used, weak=False, dispatch_uid="kept code used")
