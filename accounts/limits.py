"""How often somebody may knock: counted in database rows, so it holds when Redis is away and under a storm of requests.

By network address for every form (a whole office or a workshop room may share one, so these are wide), by person
where a secret could be guessed or a stranger's post box filled. Known and unknown addresses are counted alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.ratelimit import allow, visitor

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds."""

    times: int
    seconds: int

    def allows(self, key: str) -> bool:
        """Count one time for `key`; False when it is one too many."""
        return allow(key, self.times, self.seconds)


QUARTER, HOUR = 15 * 60, 60 * 60
FORMS = {
    "login": Limit(60, QUARTER),
    "signup": Limit(60, HOUR),
    "reset": Limit(30, HOUR),
    "new-password": Limit(30, HOUR),
    "code": Limit(60, HOUR),
    "enter-code": Limit(60, HOUR),
    "confirm": Limit(60, HOUR),
    "password": Limit(20, HOUR),
    "e-mail": Limit(10, HOUR),
    "factor": Limit(60, HOUR),
}
GUESSES_FROM_ONE_PLACE = Limit(10, QUARTER)
GUESSES_FROM_ANYWHERE = Limit(200, HOUR)
FACTOR_GUESSES = Limit(10, QUARTER)  # of one person's second factor, from anywhere
CODES_ENTERED = Limit(10, HOUR)  # of one session; allauth's own count of attempts is not atomic
# Asked before a mail is made; the mails themselves stop a little later, so that no code lives that was not sent.
MAILS_ASKED = Limit(5, HOUR)
MAILS_SENT = Limit(6, HOUR)


def limited(action: str) -> Callable[[View], View]:
    """Answer 429 to a POST that comes too often from one network address (from one person, once signed in)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not FORMS[action].allows(f"{action}:{_who(request)}"):
                return too_many(request, FORMS[action].seconds)
            return view(request, *args, **kwargs)

        return inner

    return decorate


def limited_per_session(view: View) -> View:
    """Answer 429 to the entering of codes too often in one session."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.session.session_key
        if request.method == "POST" and key and not CODES_ENTERED.allows(f"enter-code:session:{key}"):
            return too_many(request, CODES_ENTERED.seconds)
        return view(request, *args, **kwargs)

    return inner


def may_guess_password(request: HttpRequest, email: str) -> bool:
    """Count an attempt to sign in as `email`, whether or not there is such an account."""
    email = email.strip().lower()
    here = GUESSES_FROM_ONE_PLACE.allows(f"guess:{email}:{visitor(request)}")
    return here and GUESSES_FROM_ANYWHERE.allows(f"guess:{email}")


def may_guess_code(user_id: int) -> bool:
    """Count an attempt at the second factor of this person."""
    return FACTOR_GUESSES.allows(f"factor:{user_id}")


def may_ask_mail(action: str, email: str) -> bool:
    """Count a request for a mail to `email` (a code, a link), whether or not there is such an account."""
    return MAILS_ASKED.allows(f"ask:{action}:{email.strip().lower()}")


def may_send_mail(template: str, email: str) -> bool:
    """Count a mail about to be queued: the last guard of a stranger's post box."""
    return MAILS_SENT.allows(f"mail:{template}:{email.strip().lower()}")


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """The page that asks for patience."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(seconds)
    return response


def _who(request: HttpRequest) -> str:
    return f"user:{request.user.pk}" if request.user.is_authenticated else visitor(request)
