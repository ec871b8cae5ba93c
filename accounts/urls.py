"""Addresses under /konto/: allauth's views at our paths, and a person's own pages. What is not here is not reachable.

allauth reverses its own names (`account_login` …), so these stand without a namespace.
"""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as kept_codes
from allauth.mfa.webauthn import views as keys
from django.urls import include, path, re_path

from accounts import account_views, confirm_views, factor_views
from accounts.confirming import recently_confirmed
from accounts.going_on import goes_on
from accounts.limits import View, limited, limited_per_session
from common.web.cache import private_page


def _own(view: View, action: str) -> View:
    """Never kept by a cache; posts counted."""
    return private_page(limited(action)(view))


def _guarded(view: View, action: str = "factor") -> View:
    """A change of how one signs in: only for who has just signed in or confirmed."""
    return _own(recently_confirmed(view), action)


def _confirming(view: View, action: str) -> View:
    """A page that asks "is it you?": the form that met the question goes on from it."""
    return _own(goes_on(view), action)


_code_page = _own(limited_per_session(views.confirm_login_code), "enter-code")
_confirm_page = _own(views.confirm_email, "confirm")
_confirm_by_code = _confirming(limited_per_session(confirm_views.confirm_by_code), "enter-code")
_new_password_page = _own(views.password_reset_from_key, "new-password")

own_pages = [
    path("", account_views.home, name="home"),
    path("dane/", account_views.details, name="details"),
    path("zgody/", account_views.consents, name="consents"),
    path("zgody/<int:pk>/wycofanie/", account_views.consent_withdrawn, name="consent-withdrawn"),
    path("sesje/zaufane/<int:pk>/usuniecie/", factor_views.device_forgotten, name="device-forgotten"),
    path("ponownie/kod-z-poczty/", _confirm_by_code, name="confirm-by-code"),
    path("moje-dane/", account_views.data, name="data"),
    path("moje-dane/kopia.json", account_views.data_copy, name="data-copy"),
]
factor_pages = [
    path("", private_page(factors.index), name="mfa_index"),
    path("aplikacja/", _guarded(factor_views.activate_app), name="mfa_activate_totp"),
    path("aplikacja/wylaczenie/", _guarded(factor_views.deactivate_app), name="mfa_deactivate_totp"),
    path("kody/", _guarded(kept_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("kody/nowe/", _guarded(kept_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("kody/plik/", _guarded(kept_codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("klucze/", private_page(keys.list_webauthn), name="mfa_list_webauthn"),
    path("klucze/nowy/", _guarded(keys.add_webauthn), name="mfa_add_webauthn"),
    path("klucze/<int:pk>/usuniecie/", _guarded(factor_views.remove_key), name="mfa_remove_webauthn"),
    path("klucze/<int:pk>/nazwa/", _guarded(keys.edit_webauthn), name="mfa_edit_webauthn"),
]
urlpatterns = [
    path("", include((own_pages, "account"))),
    path("logowanie/", _own(views.login, "login"), name="account_login"),
    path("logowanie/kod/", _own(limited_per_session(factor_views.enter_factor), "factor"), name="mfa_authenticate"),
    path("logowanie/klucz/", _own(keys.login_webauthn, "login"), name="mfa_login_webauthn"),
    path("drugi-skladnik/", include(factor_pages)),
    path("sesje/", private_page(factor_views.devices), name="usersessions_list"),
    path("wylogowanie/", private_page(views.logout), name="account_logout"),
    path("nieaktywne/", private_page(views.account_inactive), name="account_inactive"),
    path("rejestracja/", _own(views.signup, "signup"), name="account_signup"),
    path("ponownie/", _confirming(views.reauthenticate, "password"), name="account_reauthenticate"),
    path("ponownie/kod/", _confirming(factors.reauthenticate, "factor"), name="mfa_reauthenticate"),
    path("ponownie/klucz/", _confirming(keys.reauthenticate_webauthn, "factor"), name="mfa_reauthenticate_webauthn"),
    path("e-mail/", _guarded(views.email, "e-mail"), name="account_email"),
    path("potwierdzenie/", private_page(views.email_verification_sent), name="account_email_verification_sent"),
    re_path(r"^potwierdzenie/(?P<key>[-:\w]+)/$", _confirm_page, name="account_confirm_email"),
    path("kod/", _own(views.request_login_code, "code"), name="account_request_login_code"),
    path("kod/wpisz/", _code_page, name="account_confirm_login_code"),
    path("haslo/", _own(views.password_change, "password"), name="account_change_password"),
    path("haslo/ustaw/", _guarded(views.password_set, "password"), name="account_set_password"),
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
