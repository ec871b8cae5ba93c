"""How often somebody may knock: counted in database rows, so it holds when Redis is away and under a storm of requests.

By network address for every form (a whole office or a workshop room may share one, so these are wide), by person
where a secret could be guessed or a stranger's post box filled. Known and unknown addresses are counted alike. An IPv6
address is counted with its wider networks too: whoever holds a /48 has no try for each of its /64s. Good sign-ins are
given back. Nobody can shut a person out of the browser that they use.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import signin_log
from accounts.causes import has_account
from accounts.known_browsers import known_browser
from accounts.models import User
from common.outbox.mailboxes import one_mailbox
from common.web.ratelimit import allow, count, give_back, networks, visitor_address

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
GUESSES = Limit(10, QUARTER)  # of one account's password, from one place or from one known browser
# From everywhere else together: then every place has only a few. Never none: a stranger may not shut the owner out.
SIEGE, GUESSES_IN_A_SIEGE = Limit(200, HOUR), Limit(3, HOUR)
FACTOR_GUESSES = Limit(10, QUARTER)  # of one person's second factor, from anywhere: it takes the password first
CODES_ENTERED = Limit(10, HOUR)  # of one session; allauth's own count of attempts is not atomic
# Asked before a mail is made; the mails themselves stop a little later, so that no code lives that was not sent.
MAILS_ASKED = Limit(5, HOUR)
MAILS_SENT = Limit(6, HOUR)
# In a day to one post box (docs/MAIL.md): what only a stranger causes, or goes where nobody has confirmed the address;
# and what the owner of an account may ask for.
UNASKED: tuple[str, ...] = ("account/email/unknown_account", "account/email/account_already_exists")
UNASKED += ("account/email/email_confirmation_signup",)
UNASKED_A_DAY = Limit(5, 24 * HOUR)
ASKED_A_DAY = Limit(30, 24 * HOUR)


def limited(action: str) -> Callable[[View], View]:
    """Answer 429 to a POST that comes too often from one network address (from one person, once signed in)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not _all_within(request, _who(request, action), FORMS[action], what=action):
                return too_many(request, FORMS[action].seconds)
            return view(request, *args, **kwargs)

        return inner

    return decorate


def limited_per_session(view: View) -> View:
    """Answer 429 to the entering of codes too often in one session."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.session.session_key
        keys = [(f"enter-code:session:{key}", 1)]
        if request.method == "POST" and key and not _all_within(request, keys, CODES_ENTERED, what="enter-code"):
            return too_many(request, CODES_ENTERED.seconds)
        return view(request, *args, **kwargs)

    return inner


def may_guess_password(request: HttpRequest, email: str) -> bool:
    """Count an attempt to sign in as `email`, whether or not there is such an account; `well_meant` takes it back.

    A browser that signed in as this person before has a count of its own, which nobody else can use up. Others are
    counted by place; when the wrong ones of all places are many, each place has a few attempts an hour.
    """
    email = email.strip().lower()
    if browser := known_browser(request, email):
        return _all_within(request, [(f"guess:{email}:{browser}", 1)], GUESSES, what="password", email=email)
    places = networks(visitor_address(request))
    here = [(f"guess:{email}:{place}", times) for place, times in places]
    in_a_siege = [(f"guess-siege:{email}:{place}", times) for place, times in places]
    allowed = _all_within(request, here, GUESSES, what="password", email=email)
    few = _all_within(request, in_a_siege, GUESSES_IN_A_SIEGE, what="")
    calm = _all_within(request, [(f"guess:{email}", 1)], SIEGE, what="password from many places", email=email)
    return allowed and (calm or few)


def may_guess_code(request: HttpRequest, user: User) -> bool:
    """Count an attempt at the second factor of this person; `well_meant` takes it back.

    From anywhere together, but for the browsers that they use: each has its own count.
    """
    key = f"factor:{user.pk}:{known_browser(request, user.email)}"
    return _all_within(request, [(key, 1)], FACTOR_GUESSES, what="factor", user=user)


def well_meant(request: HttpRequest) -> None:
    """The password, the code or the key was right: what this request was counted for is given back.

    Only that: the guesses of others, and earlier ones, stay counted.
    """
    for key, seconds in _counted_in(request):
        give_back(key, seconds)
    _counted_in(request).clear()


def may_ask_mail(request: HttpRequest, action: str, email: str) -> bool:
    """Count a request for a mail to `email` (a code, a link), whether or not there is such an account."""
    return MAILS_ASKED.allows(f"ask:{action}:{_address(request, email)}")


def may_send_mail(request: HttpRequest | None, template: str, email: str) -> bool:
    """Count a mail about to be queued: the last guard of a stranger's post box."""
    address = _address(request, email)
    if template in UNASKED or not has_account(email):
        in_a_day = UNASKED_A_DAY.allows(f"mail-unasked:{one_mailbox(email)}")
    else:
        in_a_day = ASKED_A_DAY.allows(f"mail-asked:{address}")
    return MAILS_SENT.allows(f"mail:{template}:{address}") and in_a_day


def _address(request: HttpRequest | None, email: str) -> str:
    """Whose count: the address's; of a browser that this person has signed in with before, its own."""
    email = email.strip().lower()
    browser = known_browser(request, email) if request is not None else ""
    return f"{email}:{browser}" if browser else email


def _all_within(
    request: HttpRequest, keys: list[tuple[str, int]], limit: Limit, *, what: str, user: Any = None, email: str = ""
) -> bool:
    """Count each key (with how many times the limit it has); the first refusal of a window is written in the log."""
    within, is_first = True, False
    for key, times in keys:
        n = count(key, limit.seconds)
        _counted_in(request).append((key, limit.seconds))
        within = within and n <= limit.times * times
        is_first = is_first or n == limit.times * times + 1
    if is_first and what:
        signin_log.locked(request, what=what, user=user, email=email)
    return within


def _counted_in(request: HttpRequest) -> list[tuple[str, int]]:
    """What was counted in this request."""
    rows: list[tuple[str, int]] = request.__dict__.setdefault("counted", [])
    return rows


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """The page that asks for patience."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(seconds)
    return response


def _who(request: HttpRequest, action: str) -> list[tuple[str, int]]:
    if request.user.is_authenticated:
        return [(f"{action}:user:{request.user.pk}", 1)]
    return [(f"{action}:{place}", times) for place, times in networks(visitor_address(request))]
