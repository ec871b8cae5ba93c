"""Addresses under /konto/: allauth's views at our paths, and a person's own pages. What is not here is not reachable.

allauth reverses its own names (`account_login` …), so these stand without a namespace.
"""

from allauth.account import views
from django.urls import include, path, re_path

from accounts import account_views
from accounts.limits import View, limited, limited_per_session
from common.pages.cache import private_page


def _own(view: View, action: str) -> View:
    """Never kept by a cache; posts counted."""
    return private_page(limited(action)(view))


_code_page = _own(limited_per_session(views.confirm_login_code), "enter-code")
_confirm_page = _own(views.confirm_email, "confirm")
_new_password_page = _own(views.password_reset_from_key, "new-password")

own_pages = [
    path("", account_views.home, name="home"),
    path("dane/", account_views.details, name="details"),
]
urlpatterns = [
    path("", include((own_pages, "account"))),
    path("logowanie/", _own(views.login, "login"), name="account_login"),
    path("wylogowanie/", private_page(views.logout), name="account_logout"),
    path("nieaktywne/", private_page(views.account_inactive), name="account_inactive"),
    path("rejestracja/", _own(views.signup, "signup"), name="account_signup"),
    path("ponownie/", _own(views.reauthenticate, "password"), name="account_reauthenticate"),
    path("e-mail/", _own(views.email, "e-mail"), name="account_email"),
    path("potwierdzenie/", private_page(views.email_verification_sent), name="account_email_verification_sent"),
    re_path(r"^potwierdzenie/(?P<key>[-:\w]+)/$", _confirm_page, name="account_confirm_email"),
    path("kod/", _own(views.request_login_code, "code"), name="account_request_login_code"),
    path("kod/wpisz/", _code_page, name="account_confirm_login_code"),
    path("haslo/", _own(views.password_change, "password"), name="account_change_password"),
    path("haslo/ustaw/", _own(views.password_set, "password"), name="account_set_password"),
    path("haslo/przypomnij/", _own(views.password_reset, "reset"), name="account_reset_password"),
    path("haslo/wyslane/", private_page(views.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^haslo/nowe/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _new_password_page,
        name="account_reset_password_from_key",
    ),
    path(
        "haslo/zmienione/",
        private_page(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
