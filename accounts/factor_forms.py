"""allauth's forms of the second factor in our words, with our limits."""

from typing import Any

from allauth.core import context
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import signin_log
from accounts.adapter import PortalAccountAdapter
from accounts.app_codes import use_up
from accounts.forms import Dressed
from accounts.limits import may_guess_code, well_meant
from accounts.second_factor import PortalMFAAdapter
from accounts.trusted_devices import may_trust
from common.web.json_input import LimitedJSONField

APP_CODE = (_("Code from the application"), _("Six digits, or one of the codes kept for a bad day."))


class GuessedCode(Dressed):
    """A code of few digits: guesses are counted for the person, whatever browser they come from."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}

    def clean_code(self) -> str:
        if not may_guess_code(context.request, self.user):
            raise PortalAccountAdapter().validation_error("too_many_codes")
        code = str(super().clean_code())  # type: ignore[misc]
        used = getattr(self, "authenticator", None)  # of a form that activates there is none yet
        if used is not None and used.type == used.Type.TOTP and not use_up(used, code):
            signin_log.failed(context.request, how="factor", user=self.user)
            raise PortalMFAAdapter().validation_error("used_code")
        well_meant(context.request)
        return code


class TrustedDeviceForm(forms.Form):
    """Beside the second factor: not to be asked for it here for a time, where the policy lets this person."""

    trust = forms.BooleanField(required=False)
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = settings.TRUSTED_DEVICE_DAYS
        label = ngettext("Do not ask on this device for %(n)s day", "Do not ask on this device for %(n)s days", days)
        self.fields["trust"].label = label % {"n": days}
        self.fields["trust"].help_text = _("Only on a phone or computer that nobody else uses.")
        if not may_trust(self.user):
            del self.fields["trust"]


class EnterFactorForm(GuessedCode, base.AuthenticateForm, TrustedDeviceForm):
    words = {"code": APP_CODE}
    others = ("trust",)


class RepeatFactorForm(GuessedCode, base.ReauthenticateForm):
    words = {"code": APP_CODE}


class ActivateAppForm(GuessedCode, totp.ActivateTOTPForm):
    words = {"code": (_("Code from the application"), _("Six digits that it shows now."))}


class StrangeAnswer(forms.Form):
    """An answer of a key that no key gives (made up by hand) is a wrong one, not a fault of ours."""

    credential = LimitedJSONField(widget=forms.HiddenInput)

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            self.cleaned_data: dict[str, Any] = {}
            self.add_error(None, PortalMFAAdapter().validation_error("incorrect_key"))
        if self.is_bound:
            if self.errors:
                signin_log.failed(context.request, how="key", user=getattr(self, "user", None))
            else:
                well_meant(context.request)


class UseKeyForm(StrangeAnswer, webauthn.AuthenticateWebAuthnForm, TrustedDeviceForm):
    """The second step of a sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, auto_id="id_key_%s")  # beside the form of codes, on one page


class SignInByKeyForm(StrangeAnswer, webauthn.LoginWebAuthnForm):
    """A passkey alone."""


class RepeatKeyForm(StrangeAnswer, webauthn.ReauthenticateWebAuthnForm):
    """Is it you?"""


class AddKeyForm(StrangeAnswer, Dressed, webauthn.AddWebAuthnForm):
    words = {
        "name": (_("Name of the key"), _("For example: my phone.")),
        "passwordless": (
            _("Sign in with it alone, without a password"),
            _("A passkey: the phone or computer asks for your finger, face or PIN."),
        ),
        "credential": ("", ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = 60
        self.fields["passwordless"].initial = True


class RemoveKeyForm(totp.DeactivateTOTPForm):
    """The check that allauth makes before it switches the application off, for a key."""


class RenameKeyForm(Dressed, webauthn.EditWebAuthnForm):
    words = {"name": (_("Name of the key"), _("For example: my phone."))}
