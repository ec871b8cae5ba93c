"""A lost second factor is reset by an administrator: with a reason, told to the person; every change is mailed."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.models import User
from common.auditlog.models import AuditEntry
from common.outbox.models import OutboxMail
from tests.accounts.doors import last_mail, sign_in, signed_in
from tests.accounts.test_second_factor import set_up_app
from tests.factories import UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
NOTE = "zgubiony telefon, przyszła z dowodem"


@pytest.fixture
def administrator(client) -> User:
    user = UserFactory(administrator=True)
    client.force_login(user)
    return user


@pytest.fixture
def lost(django_capture_on_commit_callbacks) -> tuple[User, Client]:
    """Somebody with an application switched on, signed in elsewhere."""
    user, elsewhere = UserFactory(coordinator=True, email="ewa@example.org"), Client()
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(elsewhere, user)
    return user, elsewhere


def reset(client: Client, user: User, note: str = NOTE):
    return client.post(f"/admin/accounts/user/{user.pk}/second-factor/", {"note": note})


def test_the_administrator_resets_it_and_the_person_is_told_and_signed_out(client, administrator, lost):
    user, elsewhere = lost
    assert "/second-factor/" in client.get(f"/admin/accounts/user/{user.pk}/change/").content.decode()
    page = client.get(f"/admin/accounts/user/{user.pk}/second-factor/").content.decode()
    assert "Aplikacja z kodami, Kody zapasowe" in page
    assert reset(client, user).url == f"/admin/accounts/user/{user.pk}/change/"
    assert not Authenticator.objects.filter(user=user).exists()
    assert elsewhere.get("/konto/").status_code == 302
    assert "Administrator serwisu Wspólny Stół zdjął drugi krok" in last_mail("ewa@example.org").text
    assert sign_in(Client(), user.email, PASSWORD).url == "/panel/"


def test_the_reset_and_its_reason_are_in_the_log(client, administrator, lost):
    reset(client, lost[0])
    act = AuditEntry.objects.get(verb="factor.reset")
    assert (act.object_id, act.actor_id, act.note) == (lost[0].pk, administrator.pk, NOTE)
    assert act.before == {"totp": 1, "recovery_codes": 1}


def test_without_a_reason_nothing_is_reset_and_what_was_typed_stays(client, administrator, lost):
    answer = reset(client, lost[0], "  ")
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["note"]
    assert Authenticator.objects.filter(user=lost[0]).count() == 2


def test_nobody_resets_their_own(client, administrator):
    Authenticator.objects.create(user=administrator, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get(f"/admin/accounts/user/{administrator.pk}/second-factor/").status_code == 404
    assert reset(client, administrator).status_code == 404
    assert Authenticator.objects.filter(user=administrator).exists()


@pytest.mark.parametrize("role", ["participant", "animator", "editor", "coordinator"])
def test_only_an_administrator_resets(client, cast, role, lost):
    client.force_login(getattr(cast, role))
    assert reset(client, lost[0]).status_code in (302, 403, 404)
    assert Authenticator.objects.filter(user=lost[0]).count() == 2


def test_a_used_code_for_a_bad_day_is_mailed_to_its_owner(client, lost):
    user, _ = lost
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    sign_in(client, user.email, PASSWORD)
    client.post("/konto/logowanie/kod/", {"code": codes[0]})
    assert signed_in(client)
    assert "użyto jednego z kodów zapasowych. Zostało 9" in last_mail(user.email).text
    assert codes[0] not in last_mail(user.email).text
    assert AuditEntry.objects.filter(verb="factor.code_used", object_id=user.pk).count() == 1


def test_every_change_of_a_factor_is_told_also_two_in_one_minute(client, django_capture_on_commit_callbacks):
    """One mail a minute stood for all changes: what was switched off right after switching on, nobody heard."""
    user = UserFactory(email="jan@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client, user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/konto/drugi-skladnik/kody/nowe/")
    client.post("/konto/drugi-skladnik/aplikacja/wylaczenie/")
    texts = [mail.text.split("\n")[0] for mail in OutboxMail.objects.filter(to=user.email).order_by("pk")]
    assert texts == [
        "Na koncie jan@example.org włączono aplikację z kodami.",
        "Dla konta jan@example.org utworzono nowe kody zapasowe. Poprzednie nie działają.",
        "Na koncie jan@example.org wyłączono aplikację z kodami.",
    ]


def test_a_notice_is_told_however_many_there_were(client):
    """The limit of mails to one address guards from strangers; what happens to an account only its owner causes."""
    user = UserFactory(email="jan@example.org")
    for n in range(8):
        sign_in(client, user.email, PASSWORD if n == 0 else f"czerwony rower {n}")
        old = PASSWORD if n == 0 else f"czerwony rower {n}"
        client.post("/konto/haslo/", {"oldpassword": old, "password1": f"czerwony rower {n + 1}"})
        client.post("/konto/wylogowanie/")
    assert OutboxMail.objects.filter(to=user.email, about="account/password_changed").count() == 8


def test_the_factor_of_the_reset_person_is_asked_for_no_more(client, administrator, lost):
    user, _ = lost
    reset(client, user)
    fresh = Client()
    sign_in(fresh, user.email, PASSWORD)
    assert signed_in(fresh)
