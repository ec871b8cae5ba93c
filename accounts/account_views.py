"""A person's own pages: what is theirs, and their details."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.forms import DetailsForm
from accounts.models import User
from accounts.services import change_details
from accounts.sockets import ACCOUNT_SHELVES
from common.pages.cache import private_page
from common.pages.shelves import PARAM, fill


def _signed_in(request: HttpRequest) -> User:
    """The person who asks; the middleware lets nobody else in."""
    return cast(User, request.user)


@private_page
def home(request: HttpRequest) -> HttpResponse:
    """The first page of the account: registrations, entities, the ways to one's details."""
    user = _signed_in(request)
    return render(
        request, "account/home.html", {"shelves": fill(ACCOUNT_SHELVES, user, request.GET.get(PARAM, "")), "me": user}
    )


@private_page
def details(request: HttpRequest) -> HttpResponse:
    """First name, surname, function and phone."""
    user = _signed_in(request)
    form = DetailsForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        change_details(user=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account:home")
    return render(request, "account/details.html", {"form": form})
