"""Whoever is signed in, for views that nobody else reaches."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The person who asks; the middleware lets nobody else in."""
    return cast(User, request.user)
