"""allauth's pages that take a factor away, asked under the lock of the person's row: of two removals at the same moment
the second sees what the first has left.
"""

from functools import wraps
from typing import Any

from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from accounts.factor_forms import RemoveKeyForm
from accounts.limits import View
from accounts.models import User


def with_factors_locked(view: View) -> View:
    """Answer a POST while nobody else changes this person's factors: what the form checks still holds when it acts."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            User.objects.select_for_update(of=("self",)).get(pk=request.user.pk)
            return view(request, *args, **kwargs)

    return inner


class RemoveKeyView(RemoveWebAuthnView):
    """allauth asks its adapter before it switches the application off; here also before it deletes a key."""

    form_class = RemoveKeyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"authenticator": self.object}


remove_key = with_factors_locked(RemoveKeyView.as_view())
deactivate_app = with_factors_locked(DeactivateTOTPView.as_view())
