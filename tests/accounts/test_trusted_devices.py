"""A device on which the second factor is not asked for again: for thirty days, listed, taken back, forgotten."""

import pytest
import time_machine
from django.conf import settings as portal
from django.test import Client
from django.utils import timezone

from accounts.models import TrustedDevice, User
from common.auditlog.models import AuditEntry
from common.extension_points import PERSONAL_DATA
from tests.accounts.doors import ask_reset, last_mail, link_in, sign_in, signed_in
from tests.accounts.test_second_factor import next_code, set_up_app
from tests.factories import UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "czerwony rower 12"


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now().replace(second=5), tick=False) as clock:
        yield clock


@pytest.fixture
def guarded(clock) -> tuple[User, str]:
    """An animator with an application switched on."""
    user = UserFactory(animator=True)
    secret = set_up_app(Client(), user)
    clock.shift(60)
    return user, secret


def trusting(guarded: tuple[User, str], **how: str) -> Client:
    """A browser signed in with the second factor, trusted from now on, and signed out."""
    user, secret = guarded
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 15) Gecko/141.0 Firefox/141.0")
    sign_in(client, user.email, PASSWORD)
    client.post("/konto/logowanie/kod/", {"code": next_code(secret), **(how or {"trust": "on"})})
    assert signed_in(client)
    client.post("/konto/wylogowanie/")
    return client


def is_asked(client: Client, user: User, password: str = PASSWORD) -> bool:
    """Whether the second factor is asked for after the password."""
    client.post("/konto/wylogowanie/")
    answer = sign_in(client, user.email, password)
    assert answer.status_code == 302
    return not signed_in(client)


def test_a_trusted_device_asks_for_the_password_alone(guarded):
    client = trusting(guarded)
    assert not is_asked(client, guarded[0])
    client.post("/konto/wylogowanie/")
    sign_in(client, guarded[0].email, "zle haslo")
    assert not signed_in(client)


def test_nobody_is_trusted_who_did_not_tick_it(guarded):
    assert is_asked(trusting(guarded, trust=""), guarded[0])
    assert not TrustedDevice.objects.exists()


def test_the_box_is_on_the_page_and_says_for_how_long(guarded):
    client = Client()
    sign_in(client, guarded[0].email, PASSWORD)
    assert "Nie pytaj na tym urządzeniu przez 30 dni" in client.get("/konto/logowanie/kod/").content.decode()


def test_after_thirty_days_it_is_asked_again_and_the_row_goes(guarded, clock):
    client = trusting(guarded)
    clock.shift(30 * 86400 - 60)
    assert not is_asked(client, guarded[0])
    clock.shift(120)
    assert is_asked(client, guarded[0])
    clock.shift(2 * 86400)
    (account,) = (source for source in PERSONAL_DATA if source.key == "account")
    account.retain(timezone.localdate())
    assert not TrustedDevice.objects.exists()


def test_the_cookie_holds_a_random_token_and_the_row_its_digest_only(guarded):
    kept = trusting(guarded).cookies["device"]
    assert len(kept.value) >= 43  # 256 bits in base64
    assert (kept["httponly"], kept["samesite"], kept["max-age"]) == (True, "Lax", 30 * 86400)
    assert kept.value not in str(TrustedDevice.objects.values().get())


def test_a_device_of_one_person_is_not_trusted_for_another(guarded):
    client, other = trusting(guarded), UserFactory(animator=True)
    set_up_app(Client(), other)
    assert is_asked(client, other)


def test_a_made_up_token_is_not_trusted(guarded):
    client = Client()
    client.cookies["device"] = "x" * 43
    assert is_asked(client, guarded[0])


def test_it_is_listed_and_taken_back(guarded):
    client = trusting(guarded)
    sign_in(client, guarded[0].email, PASSWORD)
    page = client.get("/konto/sesje/").content.decode()
    assert "Zaufane urządzenia" in page
    device = TrustedDevice.objects.get()
    assert client.post(f"/konto/sesje/zaufane/{device.pk}/usuniecie/").url == "/konto/sesje/"
    assert "Zaufane urządzenia" not in client.get("/konto/sesje/").content.decode()
    assert is_asked(client, guarded[0])


def test_nobody_takes_back_a_device_of_another(guarded):
    trusting(guarded)
    stranger = Client()
    stranger.force_login(UserFactory())
    assert stranger.post(f"/konto/sesje/zaufane/{TrustedDevice.objects.get().pk}/usuniecie/").status_code == 404
    assert TrustedDevice.objects.count() == 1


def test_signing_out_elsewhere_trusts_no_device_any_more(guarded):
    client = trusting(guarded)
    sign_in(client, guarded[0].email, PASSWORD)
    client.post("/konto/sesje/")
    assert is_asked(client, guarded[0])


def test_a_changed_password_forgets_every_trusted_device(guarded):
    client = trusting(guarded)
    sign_in(client, guarded[0].email, PASSWORD)
    client.post("/konto/haslo/", {"oldpassword": PASSWORD, "password1": NEW})
    assert is_asked(client, guarded[0], NEW)


def test_a_password_set_by_a_mailed_link_forgets_every_trusted_device(guarded):
    client = trusting(guarded)
    ask_reset(client, guarded[0].email)
    form = client.get(link_in(last_mail(guarded[0].email)))
    client.post(form.url, {"password1": NEW})
    assert is_asked(client, guarded[0], NEW)


def test_a_reset_of_the_factor_forgets_every_trusted_device(guarded, client):
    trusting(guarded)
    client.force_login(UserFactory(administrator=True))
    client.post(f"/admin/accounts/user/{guarded[0].pk}/second-factor/", {"note": "zgubiony telefon"})
    assert not TrustedDevice.objects.exists()


def test_a_factor_taken_away_forgets_every_trusted_device(guarded):
    client = trusting(guarded)
    sign_in(client, guarded[0].email, PASSWORD)
    client.post("/konto/ponownie/", {"password": PASSWORD})
    client.post("/konto/drugi-skladnik/aplikacja/wylaczenie/")
    assert not TrustedDevice.objects.exists()


def test_an_administrator_is_asked_each_time(clock):
    user = UserFactory(administrator=True)
    guarded = user, set_up_app(Client(), user)
    clock.shift(60)
    client = trusting(guarded)
    assert is_asked(client, user)
    assert "Nie pytaj na tym urządzeniu" not in client.get("/konto/logowanie/kod/").content.decode()


def test_the_policy_switches_it_off_for_those_trusted_before_too(guarded, settings):
    client = trusting(guarded)
    settings.TRUSTED_DEVICE_DAYS = 0
    assert is_asked(client, guarded[0])


def test_trust_given_and_taken_is_in_the_log(guarded):
    client = trusting(guarded)
    sign_in(client, guarded[0].email, PASSWORD)
    client.post(f"/konto/sesje/zaufane/{TrustedDevice.objects.get().pk}/usuniecie/")
    verbs = list(
        AuditEntry.objects.filter(verb__startswith="factor.device").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == ["factor.device_trusted", "factor.devices_forgotten"]


def test_a_trusted_device_is_in_the_copy_of_ones_data_and_goes_with_the_account(guarded):
    client = trusting(guarded)
    sign_in(client, guarded[0].email, PASSWORD)
    assert '"trusted device"' in client.get("/konto/moje-dane/kopia.json").content.decode()
    guarded[0].delete()
    assert not TrustedDevice.objects.exists()


@pytest.mark.parametrize("role", ["animator", "editor", "coordinator", "administrator"])
def test_in_production_every_role_of_staff_must_have_a_second_factor(role):
    """The default of OWES_SECOND_FACTOR_ROLES, which tests and the demo leave empty."""
    text = (portal.BASE_DIR / "owes_portal/settings.py").read_text(encoding="utf-8")
    assert '"OWES_SECOND_FACTOR_ROLES", STAFF if PRODUCTION' in text
    assert role in portal.STAFF
