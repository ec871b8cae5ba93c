"""From nothing to an account: sign up, confirm by the mail, sign out, sign in."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.adapter import PortalAccountAdapter
from accounts.models import Consent, NoticeKind, User
from common.outbox.models import OutboxMail
from tests.accounts.doors import PASSWORD, confirm, last_mail, link_in, sign_in, sign_up, signed_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
EMAIL = "nowa@example.org"


def test_sign_up_confirm_sign_out_sign_in(client):
    answer = sign_up(client, EMAIL)
    assert (answer.status_code, answer.url) == (302, "/konto/potwierdzenie/")
    assert EMAIL in client.get(answer.url).content.decode()
    assert not signed_in(client)

    answer = confirm(client, EMAIL)
    assert (answer.status_code, answer.url) == (302, "/konto/")
    assert "jest potwierdzony" in client.get("/konto/").content.decode()

    answer = client.post("/konto/wylogowanie/")
    assert (answer.status_code, answer.url) == (302, "/konto/logowanie/")
    assert "Wylogowano" in client.get(answer.url).content.decode()
    assert not signed_in(client)

    answer = sign_in(client, EMAIL, PASSWORD)
    assert (answer.status_code, answer.url) == (302, "/konto/")


def test_an_address_longer_than_is_kept_is_refused_beside_its_field(client):
    answer = sign_up(client, f"{'a' * 250}@example.org")
    assert (answer.status_code, list(answer.context["form"].errors), User.objects.count()) == (200, ["email"], 0)


def test_a_new_account_is_a_participant_and_was_shown_the_privacy_policy(client):
    sign_up(client, "Nowa@Example.org")
    user = User.objects.get()
    assert (user.email, user.role, user.is_staff) == (EMAIL, "participant", False)
    consent = Consent.objects.get(subject=user.key)
    assert (consent.notice.kind, consent.source) == (NoticeKind.PRIVACY, "sign-up")


def test_what_one_may_be_cannot_be_posted(client):
    sign_up(client, EMAIL, role="administrator", is_staff="on", is_superuser="on")
    user = User.objects.get()
    assert (user.role, user.is_staff, user.is_superuser) == ("participant", False, False)


def test_without_confirmation_nobody_gets_in_and_the_link_comes_again(client):
    sign_up(client, EMAIL)
    answer = sign_in(Client(), EMAIL, PASSWORD)
    assert (answer.status_code, answer.url) == (302, "/konto/potwierdzenie/")
    assert OutboxMail.objects.filter(to=EMAIL).count() == 2


def test_the_link_read_by_a_machine_confirms_nothing(client):
    sign_up(client, EMAIL)
    client.get(link_in(last_mail(EMAIL)))
    assert not EmailAddress.objects.get().verified


def test_the_link_followed_in_another_browser_confirms_but_does_not_sign_in(client):
    sign_up(client, EMAIL)
    other = Client()
    answer = confirm(other, EMAIL)
    assert EmailAddress.objects.get().verified
    assert (answer.status_code, answer.url) == (302, "/konto/logowanie/")
    assert not signed_in(other)


def test_a_link_that_was_never_given_says_so_kindly(client):
    answer = client.get("/konto/potwierdzenie/nie-ma/")
    assert answer.status_code == 200
    assert "Ten link już nie działa" in answer.content.decode()
    assert client.post("/konto/potwierdzenie/nie-ma/").status_code == 404


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("krotkie", "co najmniej 10"),
        ("password123", "zgadywane w pierwszej kolejności"),
        ("nowa@example.org", "podobne"),
        ("Kochanie2024!", "zgadywane w pierwszej kolejności"),
        ("123spółdzielnia", "zgadywane w pierwszej kolejności"),
        ("haslohaslo", "zgadywane w pierwszej kolejności"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, password, why):
    page = sign_up(client, EMAIL, password=password).content.decode()
    assert why in page
    assert "<title>Błąd:" in page
    assert not User.objects.exists()


class Raced(PortalAccountAdapter):
    """Somebody else takes the address after the form has looked whether it is free."""

    def save_user(self, request, user, form, commit=True):
        UserFactory(email=form.cleaned_data["email"])
        return super().save_user(request, user, form, commit)


def test_an_address_taken_at_the_same_moment_gets_the_usual_page(client, settings):
    settings.ACCOUNT_ADAPTER = "tests.accounts.test_sign_up.Raced"
    UserFactory(email="druga@example.org")
    usual = sign_up(client, "druga@example.org")
    raced = sign_up(Client(), EMAIL)
    assert (raced.status_code, raced.url) == (usual.status_code, usual.url) == (302, "/konto/potwierdzenie/")


def test_the_welcome_stands_in_our_frame_with_text_and_html(client):
    sign_up(client, EMAIL)
    mail = last_mail(EMAIL)
    assert mail.subject == "Potwierdź swój adres"
    assert link_in(mail) in mail.html
    assert '<html lang="pl">' in mail.html
    assert EMAIL not in mail.key


def test_in_english_pages_and_mail_are_english(client):
    answer = sign_up(client, EMAIL, language="/en")
    assert answer.url == "/en/konto/potwierdzenie/"
    assert "Check your mail" in client.get(answer.url).content.decode()
    mail = last_mail(EMAIL)
    assert mail.subject == "Confirm your address"
    assert link_in(mail).startswith("/en/konto/potwierdzenie/")


def test_the_page_of_sign_up_is_kept_by_no_cache(client):
    assert client.get("/konto/rejestracja/")["Cache-Control"] == "no-store, private"
