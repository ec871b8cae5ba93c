"""allauth's forms in our words: labels above the fields, nothing inside them, what the browser may fill in."""

from collections.abc import Callable
from typing import Any, cast

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import signin_log
from accounts.limits import may_ask_mail, may_guess_code, well_meant
from accounts.models import OWN_DETAILS, User
from accounts.services import confirm_only_address, show_privacy_notice
from common.forms.fields import MOST_OF_EMAIL

EMAIL = (_("E-mail address"), "")
MAILED_TO = "mailed_to"  # in the session: the page "check your mail" says where
NEW_PASSWORD_HINT = _(
    "At least 10 characters. A few words that do not go together are easy to remember and hard to guess."
)


class Dressed(forms.Form):
    """Gives allauth's fields our labels and hints: `words` is {field: (label, hint)}; other fields go."""

    words: dict[str, tuple[Any, Any]] = {}
    others: tuple[str, ...] = ()  # fields of ours, which have their words already

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in (*self.words, *self.others) if name in self.fields}
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.widget.attrs["autocomplete"] = "username" if name == "login" else "email"
                field.validators.append(MaxLengthValidator(MOST_OF_EMAIL))


class LimitedMail(Dressed):
    """A form that sends a mail to any address: asked too often for one address, it says so, known or not."""

    action = ""

    def clean_email(self) -> str:
        if not may_ask_mail(context.request, self.action, self.cleaned_data["email"]):
            raise get_adapter().validation_error("rate_limited")
        context.request.session[MAILED_TO] = self.cleaned_data["email"]
        return super().clean_email()  # type: ignore[misc]


class SignInForm(Dressed, allauth.LoginForm):
    words = {"login": EMAIL, "password": (_("Password"), "")}

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        request.session[MAILED_TO] = self.cleaned_data["login"]
        return super().login(request, redirect_url)


class SignUpForm(LimitedMail, allauth.SignupForm):
    action = "signup"
    words = {
        "email": (EMAIL[0], _("We will send a link to confirm it.")),
        "password1": (_("Password"), NEW_PASSWORD_HINT),
    }

    def try_save(self, request: HttpRequest) -> tuple[AbstractBaseUser | None, HttpResponse | None]:
        """Create the account; an address that has one gets the same page, and takes as long (a hash is made)."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:  # the same address signed up at the same moment
            self.account_already_exists = True
            return super().try_save(request)

    def custom_signup(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().custom_signup(request, user)
        show_privacy_notice(user=cast(User, user))


class RequestCodeForm(LimitedMail, allauth.RequestLoginCodeForm):
    action = "code"
    words = {"email": EMAIL}


class EnterCodeForm(Dressed, allauth.ConfirmLoginCodeForm):
    words = {"code": (_("Code from the message"), _("Eight digits; you may paste them."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].max_length = 40
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}

    def clean_code(self) -> str:
        try:
            code = str(super().clean_code())
        except ValidationError:
            signin_log.failed(context.request, how="code", email=context.request.session.get(MAILED_TO, ""))
            raise
        well_meant(context.request)
        return code


class ConfirmByCodeForm(forms.Form):
    """A mailed code that says that it is still the same person; `is_right` judges it."""

    code = forms.CharField(
        label=_("Code from the message"),
        help_text=_("Eight digits; you may paste them."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, user: User, is_right: Callable[[str], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.is_right = user, is_right

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not may_guess_code(context.request, self.user):
            raise get_adapter().validation_error("too_many_codes")
        if not self.is_right(code):
            signin_log.failed(context.request, how="code", user=self.user)
            raise get_adapter().validation_error("incorrect_code")
        well_meant(context.request)
        return code


class ResetPasswordForm(LimitedMail, allauth.ResetPasswordForm):
    action = "reset"
    words = {"email": EMAIL}


class OnePassword(Dressed):
    """The new password is typed once: it can be shown by the browser, and mended by a link in a mail."""

    def clean(self) -> dict[str, Any] | None:
        self.cleaned_data["password2"] = self.cleaned_data.get("password1")
        return super().clean()


class NewPasswordForm(OnePassword, allauth.ResetPasswordKeyForm):
    words = {"password1": (_("New password"), NEW_PASSWORD_HINT)}

    def save(self) -> None:
        super().save()
        confirm_only_address(user=self.user)


class SetPasswordForm(OnePassword, allauth.SetPasswordForm):
    words = {"password1": (_("New password"), NEW_PASSWORD_HINT)}


class ChangePasswordForm(OnePassword, allauth.ChangePasswordForm):
    words = {"oldpassword": (_("Present password"), ""), "password1": (_("New password"), NEW_PASSWORD_HINT)}


class ReauthenticateForm(Dressed, allauth.ReauthenticateForm):
    words = {"password": (_("Password"), "")}


class NewEmailForm(Dressed, allauth.AddEmailForm):
    words = {"email": (_("New e-mail address"), _("It holds from the moment you confirm it by the link we send."))}


class DetailsForm(forms.ModelForm):
    """What the registration form fills in for you."""

    class Meta:
        model = User
        fields = OWN_DETAILS
        widgets = {
            "first_name": forms.TextInput({"autocomplete": "given-name"}),
            "last_name": forms.TextInput({"autocomplete": "family-name"}),
            "function": forms.TextInput({"autocomplete": "organization-title"}),
            "phone": forms.TextInput({"autocomplete": "tel", "type": "tel"}),
        }
