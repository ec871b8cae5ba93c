"""allauth's pages of the second factor where ours do more: one is taken away under the lock of the person's row (of two
removals at the same moment the second sees what the first has left); devices are trusted and forgotten.
"""

from functools import wraps
from typing import Any, cast

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.app_codes import use_up
from accounts.factor_forms import RemoveKeyForm
from accounts.limits import View
from accounts.models import User
from accounts.signed_in import signed_in
from accounts.trusted_devices import devices_of, forget_devices, trust_device
from common.web.cache import private_page


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


class ActivateAppView(ActivateTOTPView):
    """The code that switches the application on is used by that, and lets nobody in afterwards."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        mine = Authenticator.objects.get(user_id=self.request.user.pk, type=Authenticator.Type.TOTP)
        use_up(mine, form.cleaned_data["code"])
        return response


class RemoveKeyView(RemoveWebAuthnView):
    """allauth asks its adapter before it switches the application off; here also before it deletes a key."""

    form_class = RemoveKeyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"authenticator": self.object}


class EnterFactorView(AuthenticateView):
    """The second step of a sign-in; who ticked so is not asked on this device again for a time."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        user = self.request.user
        if form.cleaned_data.get("trust") and isinstance(user, User):
            trust_device(self.request, response, user)
        return response


class DevicesView(ListUserSessionsView):
    """The devices signed in, and those trusted; "sign out elsewhere" trusts none any more."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"trusted": devices_of(cast(User, self.request.user))}

    def form_valid(self, form: Any) -> HttpResponse:
        user = cast(User, self.request.user)
        forget_devices(user=user, by=user.pk)
        return super().form_valid(form)


@private_page
@require_POST
def device_forgotten(request: HttpRequest, pk: int) -> HttpResponse:
    """One device of one's own is trusted no more."""
    user = signed_in(request)
    if not forget_devices(user=user, by=user.pk, only=pk):
        raise Http404
    messages.success(request, _("The device is trusted no more."))
    return redirect("usersessions_list")


enter_factor = EnterFactorView.as_view()
activate_app = ActivateAppView.as_view()
devices = DevicesView.as_view()
remove_key = with_factors_locked(RemoveKeyView.as_view())
deactivate_app = with_factors_locked(DeactivateTOTPView.as_view())
