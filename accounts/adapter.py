"""How allauth behaves here: our limits instead of its cache, our outbox instead of direct mail, our addresses."""

from collections.abc import Mapping
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import emails, limits, signin_log
from accounts.known_browsers import remember_browser
from accounts.models import User
from common.web.ratelimit import visitor


class PortalAccountAdapter(DefaultAccountAdapter):
    """The portal's account adapter."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail and password do not go together. Correct them, or sign in with a one-time code."
        ),
        "too_many_login_attempts": _(
            "Too many attempts. Try again in a quarter of an hour, or sign in with a one-time code."
        ),
        "rate_limited": _("Too many attempts. Try again in an hour."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right. Copy it from the latest message."),
        "too_many_codes": _("Too many attempts. Try again in a quarter of an hour."),
        "duplicate_email": _("This is your present address."),
    }

    # --- who is asking ---
    def get_client_ip(self, request: HttpRequest) -> str:
        return visitor(request)

    def is_ajax(self, request: HttpRequest) -> bool:
        """One way to ask, one way to answer: pages. Only a passkey's riddle is asked for by a script."""
        match = request.resolver_match
        return match is not None and match.url_name == "mfa_login_webauthn" and request.method == "GET"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if not limits.may_guess_password(request, str(credentials.get("email", ""))):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        user = super().authenticate(request, **credentials)
        if user is not None:
            limits.well_meant(request)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        signin_log.failed(request, how="password", email=str(credentials.get("email", "")))

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "accounts.second_factor.FactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    # --- where to go ---
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff land in the panel, others in their account; `?next=` on this site goes first (allauth checks it)."""
        user = request.user
        return reverse("panel:home" if isinstance(user, User) and user.is_centre_staff else "account:home")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account:home")

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """Who has neither a password nor a factor confirms by a mailed code, as they sign in."""
        by_code = {"id": "mailed_code", "url": reverse("account:confirm-by-code")}
        return super().get_reauthentication_methods(user) or ([by_code] if user.is_authenticated else [])

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        remember_browser(request, response, cast(User, user).email)
        return response

    # --- mail ---
    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        emails.send(template_prefix, email, context)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: EmailConfirmation) -> str:
        return emails.absolute("account_confirm_email", emailconfirmation.key)

    def get_reset_password_from_key_url(self, key: str) -> str:
        user, _dash, token = key.partition("-")
        return emails.absolute("account_reset_password_from_key", user, token)
