"""Who has neither password nor second factor (invited, signing in by mailed codes) confirms by a mailed code too."""

import re
import time
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.views import BaseReauthenticateView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts import emails
from accounts.confirming import confirmed
from accounts.forms import ConfirmByCodeForm
from accounts.limits import may_ask_mail
from accounts.signed_in import signed_in
from accounts.signin_log import digest

PENDING = "mailed_confirmation"  # in the session: a digest of the code, and when it was sent


class ConfirmByCodeView(BaseReauthenticateView):
    """Sends a code by its button, and takes it."""

    template_name = "account/confirm_by_code.html"
    form_class = ConfirmByCodeForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "send" not in request.POST:
            return cast(HttpResponse, super().post(request, *args, **kwargs))
        user = signed_in(request)
        if may_ask_mail(request, "confirm", user.email):
            code = get_adapter(request).generate_login_code()
            request.session[PENDING] = {"digest": _digest(code), "at": int(time.time())}
            emails.send("account/email/login_code", user.email, {"code": code})
        else:
            messages.error(request, _("Too many attempts. Try again in an hour."))
        return redirect(self.passthrough_next_url(request.path))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "is_right": self._is_right}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"is_sent": self._is_pending()}

    def form_valid(self, form: Any) -> HttpResponse:
        del self.request.session[PENDING]
        confirmed(self.request)
        return cast(HttpResponse, super().form_valid(form))

    def _is_pending(self) -> bool:
        pending = self.request.session.get(PENDING)
        return bool(pending) and time.time() - pending["at"] <= settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT

    def _is_right(self, code: str) -> bool:
        return self._is_pending() and constant_time_compare(self.request.session[PENDING]["digest"], _digest(code))


def _digest(code: str) -> str:
    return digest("confirm" + re.sub("[^0-9]", "", code))


confirm_by_code = ConfirmByCodeView.as_view()
