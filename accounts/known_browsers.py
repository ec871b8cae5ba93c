"""Browsers in which a person has signed in before: their own count of guesses, which no stranger can use up.

A signed cookie names digests of the addresses and a random number for each; it opens nothing and skips nothing.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.signin_log import digest

SALT, YEAR, MOST = "accounts.known_browsers", 365 * 24 * 3600, 5
Known = list[tuple[str, str]]  # digest of the address, the browser's number for it; the latest first


def known_browser(request: HttpRequest, email: str) -> str:
    """The number of this browser for the person with this address; empty when nobody has signed in so from here."""
    return dict(_known(request)).get(digest(email.strip().lower()), "")


def remember_browser(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """After a sign-in: this browser is known for the address for a year."""
    mine = digest(email.strip().lower())
    number = known_browser(request, email) or secrets.token_urlsafe(16)
    kept = [(mine, number), *((one, n) for one, n in _known(request) if one != mine)][:MOST]
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps(kept, salt=SALT),
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known(request: HttpRequest) -> Known:
    try:
        kept = signing.loads(request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, ""), salt=SALT, max_age=YEAR)
    except signing.BadSignature:
        return []
    return [(str(one), str(number)) for one, number in kept]
