"""A code of an application lets in once (RFC 6238, 5.2): the latest half minute used is remembered in a row.

allauth remembers it in the cache: for less time than the code is good, and not at all while Redis is away.
"""

import time
from base64 import b32decode

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from django.conf import settings

from accounts.models import UsedTimeStep
from common.db.fields import decrypted

STEP_SECONDS, DIGITS = 30, 6  # allauth's own, which applications expect


def use_up(authenticator: Authenticator, code: str) -> bool:
    """Whether the right `code` is used for the first time; from now on it is used, and earlier ones of the application.

    One row of the application, raised by one statement: of two requests at the same moment one wins.
    """
    steps = _steps_of(authenticator, code)
    if not steps:
        return False
    used = UsedTimeStep.objects.filter(authenticator=authenticator)
    if used.filter(time_step__lt=max(steps)).update(time_step=max(steps)):
        return True
    return bool(UsedTimeStep.objects.get_or_create(authenticator=authenticator, defaults={"time_step": max(steps)})[1])


def _steps_of(authenticator: Authenticator, code: str) -> list[int]:
    """The half minutes since 1970, of those that count now, in which the application shows this code."""
    generator = HOTP(b32decode(decrypted(authenticator.data["secret"])), DIGITS, SHA1())  # noqa: S303 (RFC 4226)
    now, either_side = int(time.time()) // STEP_SECONDS, settings.MFA_TOTP_TOLERANCE
    typed = "".join(filter(str.isdigit, code)).encode()
    return [step for step in range(now - either_side, now + either_side + 1) if generator.generate(step) == typed]
