"""Home, search, contact and the other public pages that mix the apps."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The first page: what is next, the latest report, galleries, who does what in the region, whom to call."""
    return render(request, "site/home.html")
