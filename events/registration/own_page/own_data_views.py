"""Behind a personal link: a copy of one's data, and the request to delete it. Never cached."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.extension_points import LinkHolder
from accounts.limits import too_many
from accounts.models import ErasureRequest
from accounts.personal import copy_of, held_of
from accounts.services import ask_erasure_by_link, withdraw_erasure_by_link
from common.web.cache import private_page
from common.web.links import DeadLink
from common.web.ratelimit import allow, allow_from
from events.registration.own_page.own_data import holder_of, key_of_person
from events.registration.queries import participant_by_token, registration_by_token

HOUR, DAY = 3600, 86400
ASKED_AN_HOUR, COPIES_A_DAY = 10, 20


class AskErasureForm(forms.Form):
    """Said twice: deletion cannot be undone."""

    sure = forms.BooleanField(
        label=gettext_lazy("Yes, delete what is written above"),
        error_messages={"required": gettext_lazy("Tick this if you ask for the deletion: it cannot be undone.")},
    )


def _registration(token: str) -> UUID:
    registration = registration_by_token(token)
    if registration is None:
        raise DeadLink
    return registration.key


def _person(token: str) -> UUID | None:
    participant = participant_by_token(token)
    if participant is None:
        raise DeadLink
    return key_of_person(participant)


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: HttpRequest, token: str) -> HttpResponse:
    """The registrant's own data: never that of the people whom they registered."""
    return _page(request, _registration(token), token=token, of="own")


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def person_data(request: HttpRequest, token: str) -> HttpResponse:
    """The data of one person who has a place."""
    return _page(request, _person(token), token=token, of="person")


def _page(request: HttpRequest, key: UUID | None, *, token: str, of: str) -> HttpResponse:
    """A copy, what must be kept and why, and the request; where the link is not theirs alone, whom to ask."""
    back = f"registration:{of}-data"
    context: dict[str, object] = {"token": token, "of": of, "copy_url": f"registration:{of}-copy"}
    holder = holder_of(key) if key else None
    if key is None or holder is None:
        participant = participant_by_token(token)
        context["ask"] = participant.event.whom_to_ask if participant else None
        return render(request, "events/registration/own_data.html", context, status=403 if request.POST else 200)
    form = AskErasureForm(request.POST or None)
    if request.method == "POST":
        if not allow_from(request, "own-data", ASKED_AN_HOUR, HOUR):
            return too_many(request, HOUR)
        if request.POST.get("act") == "keep":
            withdraw_erasure_by_link(key=key)
            messages.success(request, _("The request is withdrawn."))
            return redirect(back, token=token)
        if form.is_valid():
            ask_erasure_by_link(holder=holder, key=key)
            messages.success(request, _("We have your request. The answer will come by mail within a month."))
            return redirect(back, token=token)
    waiting = ErasureRequest.objects.filter(key=key, state=ErasureRequest.State.WAITING).first()
    context |= {"holder": holder, "held": held_of(holder.subject), "waiting": waiting, "form": form}
    return render(request, "events/registration/own_data.html", context, status=422 if form.errors else 200)


@login_not_required
@private_page
@require_safe
def own_copy(request: HttpRequest, token: str) -> HttpResponse:
    """The registrant's own data as JSON."""
    return _copy(request, _registration(token))


@login_not_required
@private_page
@require_safe
def person_copy(request: HttpRequest, token: str) -> HttpResponse:
    """One person's data as JSON."""
    return _copy(request, _person(token))


def _copy(request: HttpRequest, key: UUID | None) -> HttpResponse:
    holder: LinkHolder | None = holder_of(key) if key else None
    if holder is None:
        raise DeadLink
    if not allow(f"copy:{key}", COPIES_A_DAY, DAY):
        return too_many(request, DAY)
    answer = JsonResponse(copy_of(holder.subject), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="moje-dane.json"'
    return answer
