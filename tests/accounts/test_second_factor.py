"""The second factor: an application's code, codes kept for a bad day, who must have one, devices signed in."""

import re
import time
from base64 import b32decode
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from common.auditlog.models import AuditEntry
from common.outbox.models import OutboxMail
from tests.accounts.doors import ask_reset, last_mail, link_in, sign_in, signed_in
from tests.cast import Cast
from tests.factories import UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"<code>([A-Z2-7]{32})</code>")


def code(secret: str, steps_ahead: int = 0) -> str:
    """What an application shows now, or `steps_ahead` half minutes later."""
    return HOTP(b32decode(secret), 6, SHA1()).generate(int(time.time()) // 30 + steps_ahead).decode()  # noqa: S303


def next_code(secret: str) -> str:
    """What an application shows next: it is good already, and that of now may have been used to switch it on."""
    return code(secret, 1)


def person(**fields: object) -> User:
    user: User = UserFactory(**fields)
    return user


def sign_in_twice(client: Client, user: User) -> None:
    """Sign in, and give the password once more, as before every change of a factor."""
    sign_in(client, user.email, PASSWORD)
    assert client.post("/konto/ponownie/?next=/konto/", {"password": PASSWORD, "next": "/konto/"}).status_code == 302


def set_up_app(client: Client, user: User) -> str:
    """Sign in and switch the application on, by the code shown now; gives its secret."""
    sign_in_twice(client, user)
    page = client.get("/konto/drugi-skladnik/aplikacja/")
    secret = SECRET.search(page.content.decode())[1]
    answer = client.post("/konto/drugi-skladnik/aplikacja/", {"code": code(secret)})
    assert answer.url == "/konto/drugi-skladnik/kody/"
    return secret


@pytest.fixture
def guarded(client: Client) -> tuple[User, str]:
    """Somebody with an application switched on, signed out."""
    user = person()
    secret = set_up_app(client, user)
    client.logout()
    return user, secret


def test_a_password_alone_is_not_enough_any_more(client: Client, guarded: tuple[User, str]) -> None:
    user, secret = guarded
    answer = sign_in(client, user.email, PASSWORD, query="?next=/konto/dane/")
    assert answer.url.startswith("/konto/logowanie/kod/")
    assert not signed_in(client)
    wrong = client.post("/konto/logowanie/kod/", {"code": "000000"})
    assert "Ten kod się nie zgadza" in wrong.content.decode()
    assert not signed_in(client)
    assert client.post("/konto/logowanie/kod/", {"code": next_code(secret)}).url == "/konto/dane/"
    assert signed_in(client)


def test_the_link_to_a_new_password_still_asks_for_the_factor(client: Client, guarded: tuple[User, str]) -> None:
    user, secret = guarded
    ask_reset(client, user.email)
    form = client.get(link_in(last_mail(user.email)))
    answer = client.post(form.url, {"password1": "nowy zielony traktor 8"})
    assert answer.url.startswith("/konto/logowanie/kod/")
    assert not signed_in(client)
    client.post("/konto/logowanie/kod/", {"code": next_code(secret)})
    assert signed_in(client)


def test_the_secret_stands_encrypted(guarded: tuple[User, str]) -> None:
    kept = Authenticator.objects.get(user=guarded[0], type=Authenticator.Type.TOTP)
    assert guarded[1] not in str(kept.data)


def test_the_change_is_told_by_mail(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    user = person()
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up_app(client, user)
    texts = [mail.text for mail in OutboxMail.objects.filter(to=user.email).order_by("pk")]
    assert any("włączono aplikację z kodami" in text for text in texts)
    assert not any(secret in text for text in texts)


def test_a_kept_code_lets_in_once(client: Client, guarded: tuple[User, str]) -> None:
    user, _ = guarded
    codes = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    sign_in(client, user.email, PASSWORD)
    assert client.post("/konto/logowanie/kod/", {"code": codes[0]}).status_code == 302
    assert signed_in(client)
    client.logout()
    sign_in(client, user.email, PASSWORD)
    assert client.post("/konto/logowanie/kod/", {"code": codes[0]}).status_code == 200
    assert not signed_in(client)


def test_guesses_are_counted_for_the_person_whatever_the_browser(guarded: tuple[User, str]) -> None:
    user, secret = guarded
    for n in range(10):
        client = Client(REMOTE_ADDR=f"10.0.0.{n}")
        sign_in(client, user.email, PASSWORD)
        client.post("/konto/logowanie/kod/", {"code": f"{n:06}"})
    client = Client(REMOTE_ADDR="10.0.1.1")
    sign_in(client, user.email, PASSWORD)
    answer = client.post("/konto/logowanie/kod/", {"code": next_code(secret)})
    assert "Za dużo prób" in answer.content.decode()
    assert not signed_in(client)


def test_the_code_page_without_a_password_first_is_closed(client: Client) -> None:
    assert client.get("/konto/logowanie/kod/").url == "/konto/logowanie/"


@pytest.fixture
def policy(settings: object) -> None:
    settings.SECOND_FACTOR_ROLES = ["coordinator", "administrator"]  # type: ignore[attr-defined]


@pytest.mark.usefixtures("policy")
@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_who_must_have_a_factor_is_led_to_set_it_up_and_nothing_else_opens(
    client: Client, cast: Cast, role: str
) -> None:
    client.force_login(getattr(cast, role))
    for path in ("/panel/", "/panel/wydarzenia/", "/en/panel/"):
        assert client.get(path).url.endswith("/konto/drugi-skladnik/")
    assert "Twoja rola wymaga drugiego kroku" in client.get("/konto/drugi-skladnik/").content.decode()
    assert client.get("/").status_code == 200
    Authenticator.objects.create(user=getattr(cast, role), type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get("/panel/").status_code == 200


@pytest.mark.usefixtures("policy")
def test_others_are_not_asked(client: Client, cast: Cast) -> None:
    client.force_login(cast.animator)
    assert client.get("/panel/").status_code == 200


@pytest.mark.usefixtures("policy")
def test_the_last_factor_of_a_coordinator_stays(client: Client) -> None:
    user = person(role="coordinator")
    set_up_app(client, user)
    page = client.get("/konto/drugi-skladnik/aplikacja/wylaczenie/")
    assert "Najpierw dodaj inny sposób" in page.content.decode()
    client.post("/konto/drugi-skladnik/aplikacja/wylaczenie/")
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def test_everybody_else_may_switch_it_off(client: Client) -> None:
    user = person()
    set_up_app(client, user)
    client.post("/konto/drugi-skladnik/aplikacja/wylaczenie/")
    assert not Authenticator.objects.filter(user=user).exists()


def test_a_key_of_another_person_is_not_there(client: Client) -> None:
    other = Authenticator.objects.create(user=person(), type=Authenticator.Type.WEBAUTHN, data={"name": "cudzy"})
    sign_in_twice(client, person())
    for what in ("usuniecie", "nazwa"):
        assert client.get(f"/konto/drugi-skladnik/klucze/{other.pk}/{what}/").status_code == 404
    assert client.post(f"/konto/drugi-skladnik/klucze/{other.pk}/usuniecie/").status_code == 404


@pytest.mark.parametrize("answer", ["", "{}", "[]", "7", '{"id": "x", "response": {"userHandle": "AAAA"}}', "\x00"])
def test_a_made_up_answer_of_a_key_opens_nothing(client: Client, answer: str) -> None:
    client.get("/konto/logowanie/klucz/")
    assert client.post("/konto/logowanie/klucz/", {"credential": answer}).status_code in (200, 302, 400)
    assert not signed_in(client)


def test_devices_are_listed_and_the_others_signed_out(client: Client) -> None:
    user = person()
    phone = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 15) Gecko/141.0 Firefox/141.0")
    sign_in(phone, user.email, PASSWORD)
    sign_in(client, user.email, PASSWORD)
    page = client.get("/konto/sesje/").content.decode()
    assert "Firefox, Android" in page
    assert "to urządzenie" in page
    client.post("/konto/sesje/")
    assert phone.get("/konto/").status_code == 302
    assert client.get("/konto/").status_code == 200


# --- a code of the application is good once ---
@pytest.fixture
def clock() -> Any:
    with time_machine.travel(timezone.now().replace(second=5), tick=False) as clock:
        yield clock


@pytest.fixture(params=["with the cache", "the cache has forgotten", "Redis is away"])
def memory(request: pytest.FixtureRequest, settings: Any) -> Callable[[], None]:
    """What becomes of the cache between two uses of a code."""
    if request.param == "Redis is away":
        nowhere = {"BACKEND": "common.web.cache.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:1"}
        settings.CACHES = {"default": nowhere}
    return cache.clear if request.param == "the cache has forgotten" else lambda: None


def enter_by_code(user: User, typed: str) -> bool:
    """Whether a browser that knows the password gets in with this code of the application."""
    browser = Client()
    sign_in(browser, user.email, PASSWORD)
    browser.post("/konto/logowanie/kod/", {"code": typed})
    return signed_in(browser)


def test_a_code_of_the_application_lets_in_once_whatever_becomes_of_the_cache(
    clock: Any, memory: Callable[[], None], guarded: tuple[User, str]
) -> None:
    user, secret = guarded
    clock.shift(60)
    used = code(secret)
    assert enter_by_code(user, used)
    memory()
    assert not enter_by_code(user, used)
    clock.shift(32)  # still good by the clock, and past the half minute for which allauth's cache remembers it
    assert not enter_by_code(user, used)
    assert enter_by_code(user, code(secret))


def test_a_code_shown_before_the_one_that_was_used_lets_nobody_in(clock: Any, guarded: tuple[User, str]) -> None:
    user, secret = guarded
    clock.shift(60)
    assert enter_by_code(user, code(secret))
    assert not enter_by_code(user, code(secret, -1))


@pytest.mark.usefixtures("clock")
def test_a_code_used_twice_is_told_and_logged(client: Client, guarded: tuple[User, str]) -> None:
    user, secret = guarded
    assert enter_by_code(user, next_code(secret))
    cache.clear()
    sign_in(client, user.email, PASSWORD)
    page = client.post("/konto/logowanie/kod/", {"code": next_code(secret)}).content.decode()
    assert "Ten kod został już użyty" in page
    assert AuditEntry.objects.filter(verb="signin.failed").count() == 1


@pytest.mark.usefixtures("clock")
def test_the_code_that_switched_the_application_on_lets_nobody_in_afterwards(guarded: tuple[User, str]) -> None:
    user, secret = guarded
    assert not enter_by_code(user, code(secret))
    assert enter_by_code(user, next_code(secret))


@pytest.mark.usefixtures("clock")
def test_a_code_used_to_confirm_does_not_let_in(client: Client, guarded: tuple[User, str]) -> None:
    user, secret = guarded
    client.force_login(user)
    assert client.post("/konto/ponownie/kod/", {"code": next_code(secret), "next": "/konto/"}).url == "/konto/"
    cache.clear()
    assert not enter_by_code(user, next_code(secret))
