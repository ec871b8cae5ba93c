"""Addresses of sign-in, under /konto/: allauth's views under our paths. What is not listed here is not reachable.

allauth reverses its own names (`account_login` …), so these stand without a namespace.
"""

from allauth.account import views
from django.urls import path, re_path

from common.pages.cache import private_page

urlpatterns = [
    path("logowanie/", private_page(views.login), name="account_login"),
    path("wylogowanie/", private_page(views.logout), name="account_logout"),
    path("nieaktywne/", private_page(views.account_inactive), name="account_inactive"),
    path("rejestracja/", private_page(views.signup), name="account_signup"),
    path("ponownie/", private_page(views.reauthenticate), name="account_reauthenticate"),
    path("e-mail/", private_page(views.email), name="account_email"),
    path("potwierdzenie/", private_page(views.email_verification_sent), name="account_email_verification_sent"),
    re_path(r"^potwierdzenie/(?P<key>[-:\w]+)/$", private_page(views.confirm_email), name="account_confirm_email"),
    path("kod/", private_page(views.request_login_code), name="account_request_login_code"),
    path("kod/wpisz/", private_page(views.confirm_login_code), name="account_confirm_login_code"),
    path("haslo/", private_page(views.password_change), name="account_change_password"),
    path("haslo/ustaw/", private_page(views.password_set), name="account_set_password"),
    path("haslo/przypomnij/", private_page(views.password_reset), name="account_reset_password"),
    path("haslo/wyslane/", private_page(views.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^haslo/nowe/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        private_page(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "haslo/zmienione/",
        private_page(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
