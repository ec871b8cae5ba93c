"""Nobody learns from us who has an account: same pages, same work, one message to the address in any case."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from common.outbox.models import OutboxMail
from tests.accounts.doors import ask_code, ask_reset, shown, sign_in, sign_up
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "znana@example.org", "obca@example.org"


class CountingHasher(MD5PasswordHasher):
    """Hashing is what takes time: counted instead of timed."""

    algorithm = "counting"
    times = 0

    def encode(self, password, salt):
        CountingHasher.times += 1
        return super().encode(password, salt)


@pytest.fixture
def hashes(settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_enumeration.CountingHasher"]
    UserFactory(email=KNOWN)

    def count(act):
        before = CountingHasher.times
        answer = act()
        return answer, CountingHasher.times - before

    return count


DOORS = {
    "sign up": sign_up,
    "reset": ask_reset,
    "code": ask_code,
    "sign in": lambda client, email: sign_in(client, email, "nie to haslo"),
}


@pytest.mark.parametrize("door", DOORS)
def test_known_and_unknown_get_the_same(door, hashes):
    pages = []
    for email in (KNOWN, UNKNOWN):
        client = Client()
        answer, work = hashes(lambda client=client, email=email: DOORS[door](client, email))
        then = client.get(answer.url) if answer.status_code == 302 else answer
        pages.append(
            (
                answer.status_code,
                answer.get("Location"),
                shown(then, email),
                work,
                OutboxMail.objects.filter(to=email).count(),
                sorted(answer.cookies),
            )
        )
    assert pages[0] == pages[1]


def test_a_wrong_code_is_answered_alike(hashes):
    answers = []
    for email in (KNOWN, UNKNOWN):
        client = Client()
        ask_code(client, email)
        replies = [client.post("/konto/kod/wpisz/", {"code": "1234-567x"}) for _ in range(5)]
        answers.append([(reply.status_code, shown(reply, email)) for reply in replies])
    assert answers[0] == answers[1]


def test_the_known_is_told_by_mail_that_there_is_an_account(hashes):
    sign_up(Client(), KNOWN)
    mail = OutboxMail.objects.get(to=KNOWN)
    assert mail.subject == "Masz już konto"
    assert "/konto/haslo/przypomnij/" in mail.text
