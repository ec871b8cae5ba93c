"""The second factor: how allauth's part of it behaves here, and who may not work without one."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.trusted_devices import is_trusted
from common.db.fields import decrypted, encrypted

# What proves a second thing in the hand; codes kept for a bad day are not one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def must_have_factor(user: AbstractBaseUser) -> bool:
    """Whether the portal's policy asks this person for a second factor (settings: SECOND_FACTOR_ROLES)."""
    return isinstance(user, User) and user.role in settings.SECOND_FACTOR_ROLES


def has_factor(user: AbstractBaseUser) -> bool:
    """Whether the person signs in with a second factor already."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


class PortalMFAAdapter(DefaultMFAAdapter):
    """Secrets stand encrypted in the database; who must have a factor cannot take the last one away."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy(
            "Your role asks for a second factor. Add another one first; then this one can go."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("First set up an application or a key."),
        "incorrect_code": gettext_lazy("This code is not right. Copy the one that is shown now."),
        "incorrect_key": gettext_lazy("The key did not answer. Try again, or choose another way."),
        "used_code": gettext_lazy("This code has been used already. Wait until the next one is shown."),
        "unverified_email": gettext_lazy("First confirm your e-mail address by the link we sent."),
    }

    def encrypt(self, text: str) -> str:
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypted(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not must_have_factor(authenticator.user):
            return True
        mine = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return mine.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        n = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Key %(n)s") % {"n": n + 1}

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)


class FactorStage(AuthenticateStage):
    """allauth's second step of a sign-in, left out on a device that this person trusts."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        return super()._should_handle(request) and not (isinstance(user, User) and is_trusted(request, user))


class SecondFactorMiddleware:
    """Who must have a second factor and has none is led to set it up; only their own account is open until then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_ROLES or not getattr(view, "login_required", True):
            return None
        match = request.resolver_match
        own = match is not None and match.route.removeprefix("en/").startswith("konto/")
        if own or not must_have_factor(request.user) or has_factor(request.user):
            return None
        messages.warning(request, _("Your role asks for a second factor. Set one up; then everything opens."))
        return redirect("mfa_index")
